"""Takes small lists in for the tests: rows to a workbook, a workbook to a plan, a plan to a run; names are invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database.tables import RECORDS, EnrolmentStep, table_of
from skilling.importing import apply
from skilling.importing.planning import planner
from skilling.importing.planning.fixes import Fix, Fixes
from skilling.importing.planning.plan import IssueCard, Plan
from skilling.importing.reading import child
from skilling.services.desk import Desk
from tests.builders import a_programme
from tests.importing.builders import a_workbook

TODAY = date(2026, 11, 22)
ACTOR = "Ritu"
HEADERS = ("S.No", "Name of Student", "Mobile No", "Date of Birth", "Gender", "State", "College")
ASHA = (1, "Asha Rao", "9845012345", "25/09/2004", "F", "Karnataka", "Hassan Engineering College")
KABIR = (2, "Kabir Das", "9845012346", "16/01/2003", "M", "Kerala", "Thrissur Polytechnic College")
MEERA = (3, "Meera Kulkarni", "9845012347", "30/03/2002", "F", "Maharashtra", "Hassan Engineering College")

_NUMBERS: Iterator[int] = count(1)


def a_list(folder: Path, *rows: Sequence[Any], headers: Sequence[str] = HEADERS, name: str = "") -> Path:
    """A workbook with these rows under these headings, in a file of its own."""
    return a_workbook(folder / (name or f"list-{next(_NUMBERS)}.xlsx"), [headers, *rows])


def planned(desk: Desk, path: Path, *fixes: Fix, **choices: Any) -> Plan:
    """The plan for a list; into cohort BLR-1 unless the choices say otherwise."""
    chosen = {"cohort": "BLR-1", "today": TODAY} | choices
    return desk.read(planner.make, child.read(path), fixes=Fixes.of(fixes), **chosen)


def applied(desk: Desk, plan: Plan) -> int:
    """Carries a plan out; the number of the run."""
    return desk.change(ACTOR, apply.ACTION, apply.apply, plan).value


def imported(desk: Desk, path: Path, *fixes: Fix, **choices: Any) -> int:
    """Takes a list in; the number of the run."""
    return applied(desk, planned(desk, path, *fixes, **choices))


def ready(desk: Desk) -> Desk:
    """The desk with a programme that cohorts can be made in."""
    a_programme(desk, code="OAI-2026")
    return desk


def outcomes(plan: Plan) -> dict[str, int]:
    """The counts of a plan that are not zero."""
    return {name: number for name, number in plan.counts().items() if number}


def card(plan: Plan, code: str) -> IssueCard:
    """The one card with that code."""
    (found,) = [each for each in plan.issues if each.code == code]
    return found


def codes(plan: Plan) -> set[str]:
    """The codes of all cards of a plan."""
    return {each.code for each in plan.issues}


def counts(desk: Desk, *nouns: str) -> tuple[int, ...]:
    """How many records of each noun there are; those taken away stay on record and do not count."""

    def living(session: Session, noun: str) -> int:
        table = table_of(RECORDS[noun])
        return int(session.execute(select(func.count()).select_from(table).where(table.c.archived_at.is_(None))).scalar_one())

    return tuple(desk.read(living, noun) for noun in nouns)


def rows(desk: Desk, noun: str, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of all records of a noun that are not taken away, by id."""
    table = table_of(RECORDS[noun])
    wanted = select(*(table.c[name] for name in names)).where(table.c.archived_at.is_(None)).order_by(table.c.id)
    return desk.read(lambda session: [tuple(row) for row in session.execute(wanted)])


def steps(desk: Desk) -> list[tuple[str, date]]:
    """Status and day of all steps that stand, in the order in which they were entered."""
    table = table_of(EnrolmentStep)
    wanted = select(table.c.status, table.c.effective_on).where(table.c.retracted_at.is_(None)).order_by(table.c.id)
    return desk.read(lambda session: [tuple(row) for row in session.execute(wanted)])
