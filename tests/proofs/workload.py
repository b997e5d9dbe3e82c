"""The program that the proofs break: run as `python workload.py PHASE DATABASE FOLDER`.

It says on standard output, past any buffer, what was acknowledged (`ACK kind number`) and what was refused
(`REFUSED code, nothing changed or unknown`). A traceback is a finding.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from skilling.database import backup
from skilling.database.changes import Change
from skilling.database.tables import Cohort, Developer
from skilling.domain.problems import Refused
from skilling.services.desk import Desk, open_desk

ROUNDS = 6
COHORT = "BLR-2026-A"


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def build(address: Path, folder: Path) -> None:
    open_desk(address, create=True).close()
    say("ACK built 1")


def edit(address: Path, folder: Path) -> None:
    desk = open_desk(address)
    for turn in range(1, ROUNDS + 1):
        say(f"ACK change {desk.change('proofs', 'cohort.edited', _edit_all, turn).change_id}")
    desk.close()


def _edit_all(change: Change, turn: int) -> None:
    """One change of several records; afterwards all of them say the same turn, or none does."""
    change.edit(change.get(Cohort, 1), {"seats": 1000 + turn})
    for key in range(1, 11):
        name = f"Asha Rao {turn}"
        change.edit(change.get(Developer, key), {"roll_no": f"R{turn}", "search_text": name.casefold(), "full_name": name})


def take_in(address: Path, folder: Path) -> None:
    from skilling.importing.takers import TAKERS

    desk = open_desk(address, takers=TAKERS)
    change_id = _import(desk, folder)
    say(f"ACK change {desk.change('proofs', 'cohort.edited', _edit_all, 1).change_id}")
    say(f"ACK change {desk.take_back('proofs', change_id).change_id}")
    _import(desk, folder)
    desk.close()


def _import(desk: Desk, folder: Path) -> int:
    from skilling.importing import apply
    from skilling.importing.planning import planner

    book = pickle.loads((folder / "book.pickle").read_bytes())
    plan = desk.read(planner.make, book, cohort=COHORT)
    done = desk.change("proofs", "import.applied", apply.apply, plan)
    say(f"ACK change {done.change_id}")
    return done.change_id or 0


def keep(address: Path, folder: Path) -> None:
    desk = open_desk(address)
    for turn in (1, 2):
        made = backup.make(desk.database, backup.folder_of(address), "proof")
        say(f"ACK backup {made.path.name[:5]}")
        say(f"ACK change {desk.change('proofs', 'cohort.edited', _edit_all, turn).change_id}")
    desk.close()


def bring_back(address: Path, folder: Path) -> None:
    backup.restore(address, folder / "older.db")
    say("ACK restored 1")


PHASES: dict[str, Callable[[Path, Path], None]] = {
    "build": build, "edit": edit, "import": take_in, "backup": keep, "restore": bring_back,
}  # fmt: skip


def main() -> None:
    phase, address, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    try:
        PHASES[phase](address, folder)
    except Refused as refused:
        say(f"REFUSED {refused.code} {'nothing' if 'Nothing was changed' in refused.message else 'unknown'}")
        sys.exit(4)


if __name__ == "__main__":
    main()
