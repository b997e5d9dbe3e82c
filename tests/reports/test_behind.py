"""From a cell back to its records."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from skilling.domain.problems import Refused
from skilling.reports.behind import behind
from skilling.reports.delivery import deliver
from skilling.reports.figures import people, records
from skilling.reports.grids import Figure, address
from skilling.reports.measures import Kind
from skilling.reports.pack import Pack
from skilling.services import enrolments
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_grant, an_enrolment
from tests.reports import seeded
from tests.reports.packs import a_pack, grid_named


def address_of(pack: Pack, sheet: str, row: str, column: str) -> str:
    """Where a figure stands, by the words of its row and its heading."""
    grid = grid_named(pack, sheet)
    at, _ = grid.headings or (0, 0)
    headings = [str(cell.value).split("\n")[0] if cell else "" for cell in grid.rows[at - 1].cells]
    number = next(n for n, each in enumerate(grid.rows, 1) if any(cell is not None and cell.value == row for cell in each.cells))
    return address(number, headings.index(column) + 1)


@pytest.mark.slow
def test_behind_every_count_stand_as_many_records_as_it_says(sqlite_desk: Desk) -> None:
    seeded.fill(sqlite_desk, seed=1, developers=40)
    _check(sqlite_desk, a_pack(sqlite_desk), every=1)


def test_behind_every_count_as_known_earlier_stand_as_many_records(desk: Desk) -> None:
    seeded.fill(desk, seed=4, developers=25)
    _check(desk, a_pack(desk, known_on=date(2026, 10, 1)), every=11)


def test_behind_every_count_on_each_engine_stand_as_many_records(desk: Desk) -> None:
    seeded.fill(desk, seed=6, developers=25)
    _check(desk, a_pack(desk), every=11)


def _check(desk: Desk, pack: Pack, every: int) -> None:
    figures = [(grid.name, at, figure) for grid in pack.sheets for at, figure in grid.figures()]
    assert len(figures) > 400
    figures = figures[::every]

    def check(session: object) -> None:
        for sheet, at, figure in figures:
            question = figure.question
            found = records(session, pack.scope, question)  # type: ignore[arg-type]
            assert len(found) == len(set(found)), (sheet, at)
            if question.declared.kind is not Kind.SUM and not question.per:
                assert len(found) == figure.value, (sheet, at, question)
            if question.declared.lists in ("enrolment", "developer", "founder"):
                behind_them = people(session, pack.scope, question)  # type: ignore[arg-type]
                assert len(behind_them) == len(found), (sheet, at)

    desk.read(check)


def test_a_written_cell_leads_to_its_people(desk: Desk, tmp_path: Path) -> None:
    women = [a_developer(desk, gender="F", state_id=29) for _ in range(3)]
    cohort = a_cohort(desk, code="BLR-1")
    for woman in women:
        an_enrolment(desk, woman, cohort)
    an_enrolment(desk, a_developer(desk, gender="M", state_id=29), cohort)
    pack = a_pack(desk)
    path = deliver(desk, "asha", pack, tmp_path / "q2.xlsx").path
    found = desk.read(behind, path, "State UT", address_of(pack, "State UT", "Karnataka", "Women"))
    assert (found.figure, found.count, found.noun) == (3, 3, "enrolment")
    assert sorted(found.people) == [woman.id for woman in women]
    assert found.still_true
    assert "Women: enrolments of women" in found.definition
    assert "State/UT: Karnataka" in found.definition
    assert "on or before 30.09.2026" in found.definition


def test_the_file_may_be_moved_renamed_and_saved_again(sqlite_desk: Desk, tmp_path: Path) -> None:
    an_enrolment(sqlite_desk)
    pack = a_pack(sqlite_desk)
    path = deliver(sqlite_desk, "asha", pack, tmp_path / "q2.xlsx").path
    cell = address_of(pack, "Summary", "Enrolled", "Cumulative")
    moved = tmp_path / "elsewhere" / "रिपोर्ट final (3).xlsx"
    moved.parent.mkdir()
    shutil.move(path, moved)
    assert sqlite_desk.read(behind, moved, "Summary", cell).figure == 1
    book = openpyxl.load_workbook(moved)
    book["Summary"]["Z50"] = "a remark"
    book.save(moved)
    assert sqlite_desk.read(behind, moved, "summary", f"${cell[0].lower()}${cell[1:]}").figure == 1


def test_a_figure_that_changed_since_still_lists_those_it_counted(desk: Desk, tmp_path: Path) -> None:
    from skilling.database.changes import Change
    from skilling.database.tables import Enrolment, EnrolmentStep

    enrolment = an_enrolment(desk, status="enrolled", on=date(2026, 8, 1))
    desk.change("asha", "enrolment.moved", enrolments.step, [enrolment.id], "active", date(2026, 8, 5))
    pack = a_pack(desk)
    path = deliver(desk, "asha", pack, tmp_path / "q2.xlsx").path
    started, trained = (address_of(pack, "State UT", "Total", column) for column in ("Started", "Trained"))
    _let_time_pass(desk)

    def take_back(change: Change) -> None:
        record = change.get(Enrolment, enrolment.id)
        step = change.session.get(EnrolmentStep, 2)
        step.retracted_at = change.at
        change.edit(record, {"started_on": None, "status": "enrolled"})

    desk.change("asha", "change.taken_back", take_back)
    found = desk.read(behind, path, "State UT", started)
    assert (found.figure, found.now, found.still_true) == (1, 0, False)
    assert (found.ids, found.people) == ((enrolment.id,), (enrolment.developer_id,))
    assert desk.read(behind, path, "State UT", trained).still_true


def _let_time_pass(desk: Desk) -> None:
    """The report was written an hour ago, and so was what it saw."""
    from datetime import timedelta

    from sqlmodel import select

    from skilling.database.changes import Change
    from skilling.database.reporttables import ReportFile
    from skilling.database.tables import RECORDS, EnrolmentStep

    def work(change: Change) -> None:
        for report in change.session.exec(select(ReportFile)):
            report.at -= timedelta(hours=1)
        for table in RECORDS.values():
            for record in change.session.exec(select(table)):
                record.created_at -= timedelta(hours=2)
        for step in change.session.exec(select(EnrolmentStep)):
            step.recorded_at -= timedelta(hours=2)
        change.session.flush()

    desk.change("tests", "time.passed", work)


def test_an_amount_lists_the_grants_it_adds_up(desk: Desk, tmp_path: Path) -> None:
    from decimal import Decimal

    grants = [a_grant(desk, amount=Decimal("10.25")).id, a_grant(desk, amount=Decimal("20.50")).id]
    a_grant(desk, amount=Decimal(99), status="rejected")
    pack = a_pack(desk)
    path = deliver(desk, "asha", pack, tmp_path / "q2.xlsx").path
    found = desk.read(behind, path, "AI tools", address_of(pack, "AI tools", "OpenAI API credit", "Amount granted"))
    assert found.figure == Decimal("30.75")
    assert list(found.ids) == grants
    assert (found.kind, found.people, found.still_true) == (Kind.SUM, (), True)


def test_a_percentage_names_both_its_measures(desk: Desk, tmp_path: Path) -> None:
    from decimal import Decimal

    an_enrolment(desk, a_developer(desk, gender="F"))
    an_enrolment(desk, a_developer(desk, gender="M"))
    pack = a_pack(desk)
    path = deliver(desk, "asha", pack, tmp_path / "q2.xlsx").path
    found = desk.read(behind, path, "Summary", address_of(pack, "Summary", "of which women", "Cumulative, % of"))
    assert found.figure == Decimal("50.0")
    assert found.share
    assert found.count == 1
    assert "as a percentage of enrolled" in found.definition


@pytest.mark.parametrize(
    ("sheet", "cell", "code"),
    [
        ("Sheet9", "D8", "sheet"),
        ("State UT", "8D", "cell"),
        ("State UT", "", "cell"),
        ("State UT", "A1", "not-a-figure"),
        ("State UT", "ZZ9999", "not-a-figure"),
        ("Cover", "B5", "not-a-figure"),
    ],
)
def test_what_is_no_figure_is_refused(sqlite_desk: Desk, tmp_path: Path, sheet: str, cell: str, code: str) -> None:
    path = deliver(sqlite_desk, "asha", a_pack(sqlite_desk), tmp_path / "q2.xlsx").path
    with pytest.raises(Refused) as refused:
        sqlite_desk.read(behind, path, sheet, cell)
    assert refused.value.code == code


def test_other_files_are_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    text = tmp_path / "text.xlsx"
    text.write_text("not a workbook")
    for path in (other, text, tmp_path):
        with pytest.raises(Refused, match="not a report that was made here") as refused:
            sqlite_desk.read(behind, path, "Summary", "D8")
        assert refused.value.code == "not-made-here"
    with pytest.raises(Refused) as refused:
        sqlite_desk.read(behind, tmp_path / "none.xlsx", "Summary", "D8")
    assert refused.value.code == "missing"


def test_a_report_of_another_database_is_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    from skilling.services.desk import open_desk

    other = open_desk(tmp_path / "other.db", create=True)
    an_enrolment(other)
    path = deliver(other, "asha", a_pack(other), tmp_path / "q2.xlsx").path
    other.close()
    with pytest.raises(Refused) as refused:
        sqlite_desk.read(behind, path, "Summary", "D8")
    assert refused.value.code == "report-unknown"


def test_a_hostile_custom_part_is_refused(sqlite_desk: Desk, tmp_path: Path) -> None:
    from zipfile import ZipFile

    bomb = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;">]><Properties>&c;</Properties>'
    for number, content in enumerate((bomb, "<broken", "x" * 2_000_000)):
        path = tmp_path / f"{number}.xlsx"
        with ZipFile(path, "w") as package:
            package.writestr("docProps/custom.xml", content)
        with pytest.raises(Refused) as refused:
            sqlite_desk.read(behind, path, "Summary", "D8")
        assert refused.value.code == "not-made-here"


def test_every_figure_of_a_pack_has_a_question() -> None:
    """A number that cannot name its records cannot be written: there is no way to make one."""
    with pytest.raises(TypeError):
        Figure(5)  # type: ignore[call-arg]
