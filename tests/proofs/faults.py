"""The proof itself: many runs of the workload, each with one fault at a random place, each examined afterwards."""

from __future__ import annotations

import pickle
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from skilling.importing.reading import child
from skilling.services.desk import open_desk
from tests import builders
from tests.proofs import strace, truth, workload
from tests.proofs.strace import Fault, Outcome

LIST_ROWS = 400
EFFECTS = {
    "kill -9": ("signal=KILL", False, strace.CALLS),
    "EIO once": ("error=EIO", False, ("pwrite64", "fsync", "fdatasync", "ftruncate")),
    "EIO for ever": ("error=EIO", True, ("pwrite64", "fsync", "fdatasync")),
    "ENOSPC for ever": ("error=ENOSPC", True, ("pwrite64", "ftruncate")),
}  # fmt: skip


@dataclass
class Tally:
    """What came of the runs of one fault in one phase."""

    runs: int = 0
    hit: int = 0
    acknowledged: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    bad: Counter[str] = field(default_factory=Counter)


class Ground:
    """A prepared folder from which every run starts afresh."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template"
        self.place = folder / "run"
        self.template.mkdir(parents=True)
        self._prepare()

    @property
    def address(self) -> Path:
        return self.place / "desk.db"

    def fresh(self, phase: str) -> None:
        """The folder as it was prepared, without a database where one is to be made."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.template, self.place)
        if phase == "build":
            self.address.unlink()

    def command(self, phase: str) -> list[str]:
        return [sys.executable, workload.__file__, phase, str(self.address), str(self.place)]

    def _prepare(self) -> None:
        """A cohort with ten developers at turn 0, a backup of that, and the database moved on to turn 7."""
        path = self.template / "desk.db"
        desk = open_desk(path, create=True)
        cohort = builders.a_cohort(desk, code=workload.COHORT, seats=1000)
        for _ in range(10):
            builders.an_enrolment(desk, builders.a_developer(desk, roll_no="R0"), cohort)
        desk.close()
        shutil.copyfile(path, self.template / "older.db")
        desk = open_desk(path)
        desk.change("proofs", "cohort.edited", workload._edit_all, 7)
        self.known = len(desk.read(lambda session: session.connection().exec_driver_sql("SELECT id FROM changes").all()))
        desk.close()
        listed = self.template / "list.csv"
        names = [f"{first} {last}" for first in builders.FIRST_NAMES for last in builders.LAST_NAMES]
        lines = (f"{names[n % len(names)]},{9_000_000_000 + n},F,Karnataka,S{n}" for n in range(LIST_ROWS))
        listed.write_text("\n".join(["Student Name,Mobile No,Gender,State,Roll No", *lines]) + "\n", "utf-8")
        (self.template / "book.pickle").write_bytes(pickle.dumps(child.read(listed)))


def faults_of(phase_calls: Counter[str], chance: random.Random, effect: str) -> Iterator[Fault]:
    """Faults without end, at places that an undisturbed run is known to reach; rare calls as often as common ones."""
    what, for_ever, calls = EFFECTS[effect]
    possible = [call for call in calls if phase_calls[call]]
    while True:
        call = chance.choice([*possible, "pwrite64"])
        yield Fault(effect, call, chance.randint(1, phase_calls[call]), what, for_ever)


def prove(ground: Ground, phase: str, effect: str, runs: int, seed: int) -> Tally:
    """So many runs of one phase under one fault."""
    log = ground.folder / "strace.log"
    ground.fresh(phase)
    faults = faults_of(strace.counted(ground.command(phase), log), random.Random(f"{seed} {phase} {effect}"), effect)
    tally = Tally()
    for fault, _ in zip(faults, range(runs), strict=False):
        ground.fresh(phase)
        outcome = strace.run(ground.command(phase), fault, log)
        tally.runs += 1
        tally.hit += outcome.hit
        tally.acknowledged += sum(said[0] == "ACK" for said in outcome.said)
        tally.endings[ending(outcome)] += 1
        for finding in examined(ground, phase, outcome):
            tally.bad[f"{finding} ({fault.call} {fault.number})"] += 1
    return tally


def examined(ground: Ground, phase: str, outcome: Outcome) -> list[str]:
    acknowledged = {
        kind: {int(s[2]) for s in outcome.said if s[:2] == ("ACK", kind)} for kind in ("change", "built", "backup", "restored")
    }
    refused = next((said[2] for said in outcome.said if said[0] == "REFUSED"), None)
    found = ["it ended with a traceback"] if "Traceback" in outcome.error else []
    if phase == "build":
        return found + truth.after_building(ground.address, bool(acknowledged["built"]))
    if phase == "backup":
        found += truth.after_backup(ground.address, acknowledged["backup"], outcome.killed)
    if phase == "restore":
        return found + truth.after_restore(ground.address, ground.place, bool(acknowledged["restored"]))
    return found + truth.findings(ground.address, acknowledged["change"], refused, ground.known)


def ending(outcome: Outcome) -> str:
    if outcome.killed:
        return "killed"
    refused = next((said[1] for said in outcome.said if said[0] == "REFUSED"), None)
    return f"refused {refused}" if refused else "done" if outcome.status == 0 else f"status {outcome.status}"
