"""The ministry's pack over a large register: the whole process, each sheet's questions, and hand-tuned SQL beside them.

`python -m tests.bench pack --register 200000` takes another size; `SKILLING_BENCH` names a folder that keeps the register.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from skilling.domain.calendar import financial_year
from skilling.reports import figures, pack, sheet
from skilling.services.desk import Desk, open_desk
from tests.bench.measuring import in_turn, peak, processor, run, say
from tests.bench.register import kept, register

DEVELOPERS, ROUNDS, TODAY = 1_000_000, 3, date(2026, 11, 22)
WHOLE, SHEET, EARLIER = 10.0, 0.05, 5.0  # gates: seconds
# The numbers of the State/UT sheet's largest question, straight from the sums: what no tuning could do without.
_BY_HAND = (
    "SELECT a, milestone, sum(n), sum(women), sum(pwd), sum(persons) FROM tallies "
    "WHERE tally = 'state' AND at <= '2026-11' GROUP BY a, milestone"
)


def measure(folder: Path, register_of: int = DEVELOPERS) -> None:
    """Prints the pack as a whole process with its memory, then each sheet's questions as known now and the day before."""
    path = register(kept(folder), register_of)
    size = f"{register_of:,} developers, {2 * register_of:,} enrolments"
    command = [sys.executable, "main.py", "--database", str(path), "report", "ministry", "--fy", "2026-27"]
    found = in_turn({"pack": lambda: run([*command, "-o", str(folder / "pack.xlsx")])}, ROUNDS)["pack"]
    used = processor(found)
    say(f"pack over {size}: processor time", f"{used:.2f} s", f"at most {WHOLE:.0f} s", used <= WHOLE)
    say("pack, peak memory of its processes", f"{peak(found):.0f} MB")
    desk = open_desk(str(path))
    try:
        for known_on, gate in ((None, SHEET), (TODAY - timedelta(days=1), EARLIER)):
            _sheets(desk, known_on, gate)
    finally:
        desk.close()


def _sheets(desk: Desk, known_on: date | None, gate: float) -> None:
    """The questions of every sheet, each timed within the making of a pack."""
    asked: list[tuple[str, float]] = []
    answering = figures.answer

    def timed(session: Session, scope: Any, questions: Sequence[figures.Question]) -> Any:
        wanted = list(questions)
        spent = _spent(lambda: answering(session, scope, wanted))
        measures = ", ".join(sorted({question.measure for question in wanted}))
        asked.append((f"{len(wanted):,} figures: {measures[:34]}", spent))
        return answering(session, scope, wanted)

    sheet.answer = timed
    try:
        desk.read_figures(pack.ministry, financial_year("2026-27"), TODAY, None, known_on, made_by="bench")
    finally:
        sheet.answer = answering
    when = f"as known on {known_on}" if known_on else "as known now"
    for name, seconds in asked:
        say(f"{when}, {name}", f"{seconds * 1000:.1f} ms", f"at most {gate * 1000:.0f} ms", seconds <= gate)
    by_hand = desk.read(lambda session: _spent(lambda: session.execute(text(_BY_HAND)).all()))
    say("State/UT, one question of all milestones by hand", f"{by_hand * 1000:.1f} ms")


def _spent(work: Callable[[], object]) -> float:
    """Processor seconds, the least of three runs."""
    found = []
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)
