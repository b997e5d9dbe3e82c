"""The Restatement sheet counted again by other means: a submitted quarter, late corrections, and every cell before and after.

Before the lock and after each correction the records are counted in plain Python (`tests/reports/recount.py`). The sheet has
to name exactly the cells that differ, with both numbers and their difference; and for each cell corrections that were made, with
one of those among them at which the count of the cell moved.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from skilling.database.changes import Change
from skilling.database.tables import Enrolment, Grant, Startup
from skilling.domain import periods as rules
from skilling.reports import quality
from skilling.reports.grids import Figure, Grid, address
from skilling.reports.pack import Pack
from skilling.reports.periods import freezing, handing, restating
from skilling.reports.periods.restatement import Moved
from skilling.services import periods
from skilling.services.desk import Desk, open_desk
from tests.reports import seeded
from tests.reports.packs import COUNTED, a_pack, grid_named, words_of
from tests.reports.recount import Row, recount
from tests.reports.recount_people import every_sheet
from tests.reports.seeded import TODAY

QUARTER = rules.named("2026-27-Q2")
Name = tuple[str, tuple[str, ...], int, int]  # sheet, the words of the row, which row of those words, column
Sheets = Mapping[str, list[Row]]
DAY = date(2026, 8, 20)


@dataclass
class Restated:
    """How many cells of how many restatements were as counted, and their causes."""

    cells: int = 0
    same: int = 0
    causes: int = 0
    same_causes: int = 0
    wrong: list[str] = field(default_factory=list)


def one_restatement(seed: int, folder: Path, tally: Restated) -> None:
    """Submits a quarter of a programme drawn from a seed, corrects records of it late, and compares."""
    desk = open_desk(str(folder / f"restated-{seed}.db"), create=True)
    try:
        seeded.fill(desk, seed)
        for rule in quality.RULES:
            desk.change("head", "report.waived", periods.waive, rule.code, "drawn from a seed", TODAY + timedelta(days=99), TODAY)
        submitted = a_pack(desk, QUARTER.period)
        steps = [_counted(desk, submitted)]
        freezing.freeze(desk, "head", QUARTER, TODAY, language="en")
        handing.submit(desk, "head", QUARTER, "ministry", None, folder / f"{seed}.xlsx")
        made = []
        for correct in _corrections(desk, random.Random(seed)):
            made.append(desk.change("officer", "enrolment.edited", correct).change_id)
            steps.append(_counted(desk, submitted))
        _compare(desk, submitted, steps, made, tally)
    finally:
        desk.close()


def _counted(desk: Desk, pack: Pack) -> Sheets:
    scope = pack.scope
    return desk.read(lambda session: every_sheet(session, recount(session, scope.period.start, scope.as_on, None)))


# -- what is corrected ---------------------------------------------------------------------------------


def _corrections(desk: Desk, chance: random.Random) -> list[Callable[[Change], None]]:
    """Ten, each of another record, so that none takes back what one before it did."""
    enrolments, grants, startups = desk.read(_on_record)
    chosen = chance.sample(enrolments, 7)
    edits: list[tuple[Any, int, dict[str, Any]]] = [
        (Enrolment, chosen[0], {"gender": "T"}),
        (Enrolment, chosen[1], {"state_id": 32, "district_id": None}),
        (Enrolment, chosen[2], {"enrolled_on": DAY + timedelta(days=chance.randrange(90))}),
        (Enrolment, chosen[3], {"category": "ST", "pwd": "Y"}),
        (Enrolment, chosen[4], {"learner_type": "ngo", "age_band": "45+"}),
        (Enrolment, chosen[5], {"district_id": None}),
        (Enrolment, chosen[6], {"minority": "Y", "gender": "F"}),
        (Grant, chance.choice(grants), {"amount": Decimal("7.77")}),
        (Startup, chance.choice(startups), {"dpiit": "DIPP99999"}),
    ]
    return [*(partial(_edit, each) for each in edits), partial(_enrol_late, chance.randrange(1000))]


def _on_record(session: Session) -> tuple[list[int], list[int], list[int]]:
    """Keys of what the quarter counts."""
    enrolled = [e for e in session.exec(select(Enrolment).order_by(Enrolment.id)) if e.enrolled_on and not e.archived_at]  # type: ignore[arg-type]
    given = [g for g in session.exec(select(Grant).order_by(Grant.id)) if g.status == "active" or g.status == "issued"]  # type: ignore[arg-type]
    live = [s for s in session.exec(select(Startup).order_by(Startup.id)) if not s.archived_at]  # type: ignore[arg-type]
    return ([e.id or 0 for e in enrolled], [g.id or 0 for g in given], [s.id or 0 for s in live])


def _edit(edit: tuple[Any, int, dict[str, Any]], change: Change) -> None:
    model, key, values = edit
    change.edit(change.get(model, key), values)


def _enrol_late(turn: int, change: Change) -> None:
    """An enrolment that reached the office after the quarter was submitted: somebody's second, in another cohort."""
    every = list(change.session.exec(select(Enrolment).order_by(Enrolment.id)))  # type: ignore[arg-type]
    taken = {(each.developer_id, each.cohort_id) for each in every}
    cohorts = sorted({each.cohort_id for each in every})
    free = [
        (each, cohort) for each in every if not each.archived_at for cohort in cohorts
        if (each.developer_id, cohort) not in taken
    ]  # fmt: skip
    like, cohort = free[turn % len(free)]
    change.add(
        Enrolment(developer_id=like.developer_id, cohort_id=cohort, status="enrolled", enrolled_on=DAY, gender="F", state_id=29)
    )


# -- before and after ----------------------------------------------------------------------------------


def _compare(desk: Desk, submitted: Pack, steps: Sequence[Sheets], made: Sequence[int], tally: Restated) -> None:
    now = a_pack(desk, QUARTER.period)
    named = [_named(submitted, steps[0]), _named(now, steps[-1])]
    told = [each for each in desk.read(restating.account, QUARTER, TODAY).cells if each.sheet in steps[0]]
    found = {(each.sheet, each.cell, each.submitted is None): each for each in told}
    for name in sorted(named[0].keys() | named[1].keys(), key=str):
        was, is_now = (each.get(name) for each in named)
        row = found.pop((name[0], (was or is_now or ("", ""))[0], was is None), None)
        one, other = (_number(each and each[1]) for each in (was, is_now))
        tally.cells += 1
        said = (row.submitted, row.now, row.difference) if row else None
        expected = (one, other, (other or 0) - (one or 0)) if one != other and (one or other) else None
        if said == expected or (row and expected and is_now is None and said and said[0] == one and not said[1]):
            tally.same += 1
        else:
            tally.wrong.append(f"{name}: counted {expected}, the sheet says {said}")
    tally.wrong += [f"{each.sheet} {each.cell} is on the sheet, and did not move" for each in found.values()]
    tally.cells += len(found)
    _compare_sheet(now, told, tally)
    _compare_causes(told, named, steps, made, tally)


def _compare_sheet(pack: Pack, told: Sequence[Moved], tally: Restated) -> None:
    """What is written is what was told: each cell once, with its difference."""
    sheets = {each.sheet for each in told}
    words = [row for row in words_of(grid_named(pack, restating.restatement.NAME)) if len(row) > 9 and row[2] in sheets]
    for row, each in zip(words, told, strict=True):
        tally.cells += 1
        exact = [_number(row[6]) or 0, _number(row[7]) or 0]
        if row[2:6] == [each.sheet, each.cell, each.row, each.column] and _number(row[8]) == exact[1] - exact[0]:
            tally.same += 1
        else:
            tally.wrong.append(f"the sheet writes {row} of {each}")


def _compare_causes(
    told: Sequence[Moved], named: Sequence[Mapping[Name, tuple[str, str]]], steps: Sequence[Sheets], made: Sequence[int],
    tally: Restated,
) -> None:  # fmt: skip
    """Every cause is one of the changes, and a change between whose counts the cell moved is among them."""
    places = {(name[0], at, False): name for name, (at, _) in named[0].items()}
    places |= {(name[0], at, True): name for name, (at, _) in named[1].items() if name not in named[0]}
    counted = [{name: word for sheet, rows in step.items() for name, word in _by_words(sheet, rows)} for step in steps]
    for each in told:
        name = places.get((each.sheet, each.cell, each.submitted is None))
        if name is None:
            continue
        numbers = {mover.number for mover in each.changes}
        moved = {
            change for change, before, after in zip(made, counted, counted[1:], strict=False)
            if (_number(before.get(name)) or 0) != (_number(after.get(name)) or 0)
        }  # fmt: skip
        tally.causes += 1
        if moved & numbers and numbers <= set(made):
            tally.same_causes += 1
        else:
            tally.wrong.append(f"{name} moved at {sorted(moved)}, the sheet names {sorted(numbers)}: {each.cause}")


def _named(pack: Pack, rows: Sheets) -> dict[Name, tuple[str, str]]:
    """Every figure of a pack by the words of its row: its address, and what was counted for it."""
    found = {}
    for sheet, counted in rows.items():
        grid = grid_named(pack, sheet)
        names = dict(_by_words(sheet, counted))
        for place, columns in enumerate(_figures(grid)[: len(counted)]):
            for column, at in columns.items():
                name = _name(sheet, counted, place, column)
                found[name] = (at, names[name])
    return found


def _figures(grid: Grid) -> list[dict[int, str]]:
    """Column and address of the figures of each row that says or counts something."""
    return [
        {column: address(number, column + 1) for column, cell in enumerate(row.cells) if isinstance(cell, Figure)}
        for number, row in enumerate(grid.rows, 1) if row.band in COUNTED
    ]  # fmt: skip


def _by_words(sheet: str, rows: Sequence[Row]) -> list[tuple[Name, str]]:
    return [(_name(sheet, rows, place, column), word) for place, row in enumerate(rows) for column, word in enumerate(row)]


def _name(sheet: str, rows: Sequence[Row], place: int, column: int) -> Name:
    words = _words(sheet, rows[place])
    return sheet, words, Counter(_words(sheet, row) for row in rows[:place])[words], column


def _words(sheet: str, row: Row) -> tuple[str, ...]:
    """What a row says that is no number; of a startup only the name, as its DPIIT number is corrected here."""
    told = row[1:2] if sheet == "Startups" else row[1:4]
    return tuple(word for word in told if any(sign.isalpha() for sign in word)) or tuple(row[:1])


def _number(word: str | None) -> Decimal | None:
    try:
        return Decimal(word) if word not in (None, "", "–") else None
    except ArithmeticError:
        return None
