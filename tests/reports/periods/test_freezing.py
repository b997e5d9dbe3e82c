"""A locked period: shown, looked behind and written as it was frozen; locked while others write; of one programme or of all."""

from __future__ import annotations

import errno
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import select

from skilling.database.changes import Change
from skilling.database.tables import District, Enrolment
from skilling.domain import periods as rules
from skilling.domain.calendar import day_in_india
from skilling.domain.problems import Refused
from skilling.reports import behind as looking
from skilling.reports import job, quality
from skilling.reports.grids import Band, Drawing, Figure, Form, Formula, Grid, GridRow, Picture, Text
from skilling.reports.job import Asked
from skilling.reports.periods import freezing, handing, kept, restating
from skilling.reports.scope import scope_of
from skilling.services import periods
from skilling.services.desk import Desk, open_desk
from tests.builders import a_cohort, a_developer, a_programme, an_enrolment

TODAY = date(2026, 11, 22)
Q2 = rules.named("2026-27-Q2")
GOOD = {"category": "GEN", "learner_type": "student", "born_on": date(2000, 1, 1), "gender": "F", "state_id": 29}


def people(desk: Desk, count: int, programme: int | None = None, **values: Any) -> list[Enrolment]:
    cohort = a_cohort(desk, programme_id=programme or a_programme(desk).id, code=f"C-{programme}-{len(values)}")
    return [
        an_enrolment(desk, a_developer(desk, district_id=a_district(desk), **GOOD | values), cohort, on=date(2026, 8, 1))
        for _ in range(count)
    ]


def a_district(desk: Desk) -> int:
    return desk.read(lambda session: session.exec(select(District.id).where(District.state_id == 29)).first()) or 0


def lock(desk: Desk, programme: int | None = None) -> Any:
    return freezing.freeze(desk, "head", Q2, TODAY, language="en", programme_id=programme).value


def edited(desk: Desk, enrolment: Enrolment, **values: Any) -> None:
    desk.change("officer", "enrolment.edited", lambda change: change.edit(change.get(Enrolment, enrolment.id), values))


def said_nothing(*_: object) -> None:
    """Progress that nobody looks at."""


def test_a_locked_quarter_is_shown_looked_behind_and_written_as_it_was_frozen(sqlite_desk: Desk, tmp_path: Path) -> None:
    enrolments = people(sqlite_desk, 3)
    frozen = lock(sqlite_desk)
    edited(sqlite_desk, enrolments[0], enrolled_on=date(2026, 10, 2))
    edited(sqlite_desk, enrolments[1], gender="M")
    state = SimpleNamespace(address=sqlite_desk.address)
    ready = job.prepare(state, said_nothing, Asked("2026-27", 2, language="en"), "officer")
    try:
        assert ready.notices[0].startswith("These are the figures frozen on ")
        view = job.sheet(state, said_nothing, "Summary")
        at = next(number for number, row in enumerate(view.rows, 1) if row.cells[1:2] == ("Enrolled",))
        assert view.rows[at - 1].cells[3:6] == ("0", "3", "3")
        women = view.rows[at].cells
        assert (women[1], women[5]) == ("of which women", "3")
        behind = job.behind(state, said_nothing, "Summary", at + 1, 6)
        assert [record for record, _ in behind.records] == [each.id for each in enrolments]
        written = job.hand_over(state, said_nothing, str(tmp_path / "q2.xlsx"), "officer")
    finally:
        state.desk.close()
    assert Path(written.path).read_bytes() == frozen.workbook
    found = sqlite_desk.read(looking.behind, Path(written.path), "Summary", f"F{at + 1}")
    assert (found.figure, found.count, found.now) == (3, 3, 1)
    assert found.ids == tuple(each.id for each in enrolments)


def test_a_period_is_locked_while_others_go_on_writing(sqlite_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    people(sqlite_desk, 2)
    other, written, times = open_desk(sqlite_desk.address), freezing.written, []

    def while_somebody_writes(made: Any) -> bytes:
        times.append(made)
        if len(times) == 1:  # would wait for ever, and be refused as busy, if the lock held the database
            people(other, 1, learner_type="teacher")
        return written(made)

    monkeypatch.setattr(freezing, "written", while_somebody_writes)
    try:
        lock(sqlite_desk)
    finally:
        other.close()
    assert len(times) == 2
    row = sqlite_desk.read(periods.row, Q2, "ministry", TODAY)
    frozen = sqlite_desk.read(periods.frozen_of, Q2.period, "ministry")
    assert row.state == "locked"
    grids = [kept.grid_of(each) for each in freezing.cells.unpacked(frozen.figures).sheets]
    enrolled = [f.value for g in grids if g.name == "State UT" for _, f in g.figures() if f.question.measure == "enrolled"]
    assert enrolled[-1] == 3


def test_the_gate_and_the_lock_are_of_one_programme(desk: Desk) -> None:
    good, bad = a_programme(desk, code="GOOD-1").id, a_programme(desk, code="BAD-1").id
    people(desk, 2, good)
    people(desk, 2, bad, gender=None)
    with pytest.raises(Refused, match=r"DQ002 No gender: 2 of 4"):
        lock(desk)
    with pytest.raises(Refused, match=r"DQ002 No gender: 2 of 2"):
        lock(desk, bad)
    lock(desk, good)
    assert [(row.programme, row.state) for row in desk.read(periods.rows, TODAY)] == [("GOOD-1", "locked")]
    today = day_in_india(datetime.now(UTC))
    assert desk.read(freezing.frozen_for, Q2.period, "ministry", "en", None, today, good) is not None
    assert desk.read(freezing.frozen_for, Q2.period, "ministry", "en", None, None) is None
    found = {
        each.rule.code: each.found for each in desk.read(quality.findings, scope_of(Q2.period, TODAY, programme_id=good), TODAY)
    }
    assert found["DQ002"] == 0
    with pytest.raises(Refused, match=r"FY 2026-27 Q2 of GOOD-1 is locked already"):
        lock(desk, good)


def test_a_period_to_come_is_not_locked(desk: Desk) -> None:
    with pytest.raises(Refused, match="begin") as refused:
        freezing.freeze(desk, "head", rules.named("2026-27-Q4"), TODAY)
    assert refused.value.code == "period-not-begun"


@pytest.mark.parametrize("way", ["open elsewhere", "disk full"])
def test_a_period_that_cannot_be_written_is_not_submitted(
    sqlite_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    people(sqlite_desk, 1)
    lock(sqlite_desk)
    path = tmp_path / "q2.xlsx"
    path.write_bytes(b"older")
    if way == "open elsewhere":
        (tmp_path / ".~lock.q2.xlsx#").touch()
    else:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "no room")

        monkeypatch.setattr(handing, "_put", full)
    with pytest.raises(Refused, match=r"is open in another program" if way == "open elsewhere" else "The disk is full"):
        handing.submit(sqlite_desk, "head", Q2, "ministry", None, path)
    assert path.read_bytes() == b"older"
    assert sqlite_desk.read(periods.row, Q2, "ministry", TODAY).state == "locked"


def test_a_state_that_was_split_in_the_period_is_named(sqlite_desk: Desk, tmp_path: Path) -> None:
    enrolments = people(sqlite_desk, 2)
    lock(sqlite_desk)
    handing.submit(sqlite_desk, "head", Q2, "ministry", None, tmp_path / "q2.xlsx")

    def split(change: Change) -> int:
        made = District(id=990_001, state_id=29, name="Vijayanagara North", valid_from=date(2026, 8, 15))
        change.session.add(made)
        change.session.flush()
        change.facts |= {"title": "districts"}
        return made.id or 0

    new = sqlite_desk.change("officer", "places.updated", split).value
    edited(sqlite_desk, enrolments[0], district_id=new)
    moved = sqlite_desk.read(restating.account, Q2, TODAY).cells
    of_district = [each for each in moved if each.sheet == "District" and "Vijayanagara North" in each.row]
    assert of_district
    assert all("redrawn: Vijayanagara North since 15.08.2026" in each.cause for each in of_district)


def test_many_changes_of_one_cell_are_all_listed(sqlite_desk: Desk, tmp_path: Path) -> None:
    enrolments = people(sqlite_desk, 6)
    lock(sqlite_desk)
    handing.submit(sqlite_desk, "head", Q2, "ministry", None, tmp_path / "q2.xlsx")
    for each in enrolments[:5]:
        edited(sqlite_desk, each, gender="M")
    edited(sqlite_desk, enrolments[5], gender="M")
    edited(sqlite_desk, enrolments[5], gender="F")  # there and back: it moved nothing
    edited(sqlite_desk, enrolments[5], learner_type="teacher")
    found = sqlite_desk.read(restating.account, Q2, TODAY)
    women = next(each for each in found.cells if (each.sheet, each.row, each.column) == ("State UT", "Total", "Women"))
    numbers = [each.number for each in women.changes]
    assert len(numbers) == 5 and numbers == list(range(numbers[0], numbers[0] + 5))
    assert women.cause.endswith(f"and 2 more changes: {numbers[3]}–{numbers[4]}")
    teacher = next(each for each in found.cells if each.sheet == "Learner type" and "Teacher" in each.row)
    assert [each.number for each in teacher.changes] == [numbers[-1] + 3]


def test_a_sheet_that_is_kept_is_the_same_again() -> None:
    question = freezing.cells.Question("enrolled")
    grid = Grid(
        "Sheet", (
            GridRow(Band.TITLE, (Text("शीर्षक"),), 3),
            GridRow(Band.BODY, (Text(date(2026, 8, 1), Form.DATE), Figure(Decimal("1.50"), question, Form.AMOUNT), None)),
            GridRow(Band.TOTAL, (Text(3, Form.SERIAL), Figure(None, question), Formula("=A1", Decimal(2)))),
        ), (6.0, 8.5), (1, 2), 2, False, (4,),
        (Drawing(Picture.BARS, "T", "told", 1, (2, 3), ("a", "b"), 1, 2, 5, 9),),
    )  # fmt: skip
    assert kept.grid_of(freezing.cells.jsontext.loads(freezing.cells.jsontext.dumps(kept.plain(grid)))) == grid
