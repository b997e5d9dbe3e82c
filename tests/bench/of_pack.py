"""The ministry's pack over a large register: the whole process, each sheet's figures beside hand-tuned SQL, an earlier day, upkeep.

`python -m tests.bench pack --register 200000` takes another size; `SKILLING_BENCH` names a folder that keeps the register.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session

from skilling.database.changes import catch_up
from skilling.domain.calendar import financial_year
from skilling.reports import figures, sheet
from skilling.reports.figures import Question
from skilling.reports.scope import Scope, scope_of
from skilling.reports.sheets import SHEETS
from skilling.services import enrolments
from skilling.services.desk import open_desk
from tests.bench import of_pack_sql as by_hand
from tests.bench.measuring import in_turn, peak, processor, run, say
from tests.bench.register import kept, register

Clock = Callable[[], float]
DEVELOPERS, ROUNDS, TODAY = 1_000_000, 3, date(2026, 11, 22)
WHOLE, SHEET, RATIO, EARLIER, EDIT = 10.0, 0.05, 2.0, 5.0, 0.05  # gates: seconds, and ours to hand-tuned SQL
GROWTH: Final = 1.5  # of memory from a tenth of the register to the whole: its list of cohorts has ten times the rows
_YEAR: Final = financial_year("2026-27")
_BULK: Final = 10_000
_TURNS: Final = 9
_AT_ONCE: Final = "SELECT count(DISTINCT recorded_at) < 2 FROM (SELECT recorded_at FROM enrolment_steps LIMIT 1000)"
_CAME_IN: Final = (
    "UPDATE enrolment_steps SET recorded_at = min(strftime('%Y-%m-%d 06:00:00.000000', effective_on, "
    "'+' || (200 + enrolment_id % 20) || ' days'), '2026-11-22 03:00:00.000000')"
)


def measure(folder: Path, register_of: int = DEVELOPERS) -> None:
    """Prints the pack as a whole process with its memory, then what each sheet costs, and what keeping the sums costs."""
    small, path = (_recorded(register(kept(folder), size)) for size in (register_of // 10, register_of))
    say("developers and enrolments", f"{register_of:,} and {2 * register_of:,}")
    made = in_turn({"small": lambda: _pack(small, folder), "pack": lambda: _pack(path, folder)}, ROUNDS)
    used, memory, before = processor(made["pack"]), peak(made["pack"]), peak(made["small"])
    say("whole pack, processor time", f"{used:.2f} s", f"at most {WHOLE:.0f} s", used <= WHOLE)
    say("whole pack, memory; of a tenth", f"{memory:.0f} MB; {before:.0f} MB", f"{GROWTH} x", memory <= GROWTH * before)
    desk = open_desk(str(path))
    try:
        desk.read(sheets)
        for days in (1, 30, 90):
            desk.read(_earlier, TODAY - timedelta(days=days))
    finally:
        desk.close()
    copied = folder / "changed.db"
    shutil.copyfile(path, copied)
    _upkeep(copied)


def _recorded(database: Path) -> Path:
    """The register with steps that came in half a year after they happened, so that earlier days knew less."""
    desk = open_desk(str(database))
    try:
        if desk.read(lambda session: session.execute(text(_AT_ONCE)).scalar()):
            desk.change("bench", "steps.recorded", lambda change: change.session.execute(text(_CAME_IN)).rowcount)
    finally:
        desk.close()
    return database


def _pack(database: Path, folder: Path) -> Any:
    command = [sys.executable, "main.py", "--database", str(database), "report", "ministry", "--fy", "2026-27"]
    return run([*command, "-o", str(folder / "pack.xlsx")])


def sheets(session: Session, clock: Clock = time.process_time) -> None:
    """Each sheet's figures as known now, and the same numbers from SQL by hand, asserted equal."""
    scope = scope_of(_YEAR, TODAY)
    for each in SHEETS:
        questions = _questions(session, scope, each)
        if not questions:
            continue
        ours, theirs = _in_turn(
            clock,
            lambda asked=questions: figures.values(session, scope, asked),  # type: ignore[misc]
            lambda name=each.name: by_hand.figures(session, name, scope),  # type: ignore[misc]
        )
        _compare(figures.answer(session, scope, questions), by_hand.figures(session, each.name, scope), each.name)
        say(f"{each.name}: {len(questions):,} figures", f"{ours * 1000:.1f} ms", f"at most {SHEET * 1000:.0f} ms", ours <= SHEET)
        ratio = ours / theirs
        say("   by hand-tuned SQL; ratio", f"{theirs * 1000:.1f} ms; {ratio:.1f} x", f"at most {RATIO} x", ratio <= RATIO)


def _questions(session: Session, scope: Scope, of: sheet.Sheet) -> list[Question]:
    tables = [(table, table.rows(session, scope)) for table in of.tables]
    return [
        question for table, rows in tables for _, asked in sheet.with_questions(table, rows) for question in asked if question
    ]


def _compare(ours: dict[Question, Any], hand: by_hand.Found, name: str) -> None:
    """Every count that stands in our sheet is the one by hand; shares follow from counts, and overlaps from totals."""
    compared, known = 0, hand.known
    for question, value in ours.items():
        key = (question.measure, str(question.window), tuple(sorted(question.where, key=str)))
        if not question.per and key[:2] in known:
            compared += 1
            if (value or 0) != hand.values.get(key, 0):
                raise AssertionError(f"{name}: {key} is {value}, by hand {hand.values.get(key, 0)}")
    if not compared:
        raise AssertionError(f"{name}: nothing was compared")


def _earlier(session: Session, known_on: date) -> None:
    """The figures of every sheet as known on an earlier day; what was recorded since is worked out at the first."""
    scope = scope_of(_YEAR, TODAY, None, known_on)
    worst, total = 0.0, 0.0
    for each in SHEETS:
        questions = _questions(session, scope, each)
        spent = _spent(lambda asked=questions: figures.values(session, scope, asked), 1)  # type: ignore[misc]
        worst, total = max(worst, spent), total + spent
    say(f"as known on {known_on}: the slowest sheet", f"{worst:.2f} s", f"at most {EARLIER:.0f} s", worst <= EARLIER)
    say("   all sheets", f"{total:.2f} s")


def _upkeep(database: Path) -> None:
    """What an edit of one person, a step of many and a large list cost in keeping the sums."""
    desk = open_desk(str(database))
    try:
        active = "SELECT id FROM enrolments WHERE status = 'enrolled' AND id > :after ORDER BY id LIMIT :many"

        def waiting(after: int, many: int) -> list[int]:
            return desk.read(lambda session: list(session.execute(text(active), {"after": after, "many": many}).scalars()))

        one, many = waiting(0, 1), waiting(1_000, _BULK)
        spent = _spent(lambda: desk.change("bench", "enrolment.stepped", enrolments.step, one, "active", TODAY), 1)
        say("one person's step, all of the change", f"{spent * 1000:.1f} ms", f"at most {EDIT * 1000:.0f} ms", spent <= EDIT)
        spent = _spent(lambda: desk.change("bench", "enrolment.stepped", enrolments.step, many, "active", TODAY), 1)
        say(f"a step of {_BULK:,}, all of the change", f"{spent:.2f} s")
        desk.change("bench", "list.imported", by_hand.many_enrolments, 100_000)
        spent = _spent(lambda: catch_up(desk.database), 1)
        say("catching up with 100,000 new enrolments", f"{spent:.2f} s", "at most 10 s", spent <= 10)
    finally:
        desk.close()


def _in_turn(clock: Clock, *works: Callable[[], object]) -> list[float]:
    """As `_spent`, of several in turn: the machine is as busy for one as for the other."""
    found = [[_spent(work, 1, clock) for work in works] for _ in range(_TURNS)]
    return [min(times) for times in zip(*found, strict=True)]


def _spent(work: Callable[[], object], times: int = 3, clock: Clock = time.process_time) -> float:
    """Processor seconds (or what the clock counts), the least of some runs."""
    found = []
    for _ in range(times):
        start = clock()
        work()
        found.append(clock() - start)
    return min(found)
