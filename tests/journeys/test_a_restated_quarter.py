"""A quarter is locked and submitted; ten late corrections later it restates itself, and what was handed over stays."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from skilling.database.changes import Change
from skilling.database.tables import Enrolment, ImportRun
from skilling.domain import periods as rules
from skilling.domain.problems import Refused
from skilling.reports import behind as looking
from skilling.reports import pack as packs
from skilling.reports.periods import freezing, handing, restating
from skilling.reports.periods.restatement import Moved
from skilling.services import merging, periods, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_programme, an_enrolment
from tests.reports.packs import grid_named, words_of

TODAY = date(2026, 11, 22)
Q2 = rules.named("2026-27-Q2")
KARNATAKA, KERALA = 29, 32
KNOWN = {"category": "GEN", "learner_type": "student", "born_on": date(2000, 1, 1)}


def edited(desk: Desk, enrolment: Enrolment, **values: Any) -> None:
    def work(change: Change) -> None:
        change.facts |= {"title": f"enrolment {enrolment.id}"}
        change.edit(change.get(Enrolment, enrolment.id), values)

    desk.change("officer", "enrolment.edited", work)


def exact(value: Any) -> Decimal | None:
    return None if value in (None, "–") else Decimal(str(value))


def cells(path: Path) -> dict[tuple[str, str], Any]:
    """Every number of a workbook by sheet and address, read by another program."""
    book = openpyxl.load_workbook(path)
    found = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    book.close()
    return found


@pytest.fixture
def quarter(desk: Desk) -> dict[str, Any]:
    return twelve(desk)


@pytest.fixture
def twelve_people(sqlite_desk: Desk) -> dict[str, Any]:
    return twelve(sqlite_desk)


def twelve(desk: Desk) -> dict[str, Any]:
    """Twelve people in two cohorts, all within the limits of quality but the districts, which are waived."""
    programme = a_programme(desk).id
    first, second = (a_cohort(desk, programme_id=programme, code=code) for code in ("A-1", "B-1"))
    people = [a_developer(desk, gender="FM"[n % 2], state_id=KARNATAKA, **KNOWN) for n in range(10)]
    enrolments = [an_enrolment(desk, person, first, on=date(2026, 8, 1)) for person in people]
    others = [a_developer(desk, gender="F", state_id=KERALA, **KNOWN) for _ in range(2)]
    in_second = [an_enrolment(desk, person, second, on=date(2026, 7, 1)) for person in others]
    desk.change("head", "report.waived", periods.waive, "DQ005", "districts come with the next list", date(2026, 12, 31), TODAY)
    return {
        "programme": programme, "cohorts": (first, second), "people": people, "enrolments": enrolments, "others": others,
        "in_second": in_second,
    }  # fmt: skip


def locked(desk: Desk) -> None:
    desk.change("head", "report.locked", freezing.lock, Q2, TODAY, "ministry", "en")


def moved(desk: Desk) -> list[Moved]:
    return list(desk.read(restating.account, Q2, TODAY).cells)


def test_a_submitted_quarter_restates_itself_after_ten_corrections(desk: Desk, quarter: dict[str, Any], tmp_path: Path) -> None:
    locked(desk)
    file = tmp_path / "submitted.xlsx"
    handing.submit(desk, "head", Q2, "ministry", None, file, "F.No. 12/2026")
    before = file.read_bytes()
    assert moved(desk) == []

    first, second = quarter["cohorts"]
    e = quarter["enrolments"]
    late = a_developer(desk, gender="F", state_id=KARNATAKA, **KNOWN)
    an_enrolment(desk, late, first, on=date(2026, 8, 15))  # 1: a late enrolment, +1 woman
    later = a_developer(desk, gender="M", state_id=KERALA, **KNOWN)
    an_enrolment(desk, later, first, on=date(2026, 6, 15))  # 2: before the quarter
    edited(desk, e[1], gender="F")  # 3: a corrected gender, M to F
    edited(desk, e[2], started_on=date(2026, 8, 3), status="active")  # 4: started
    edited(desk, e[3], started_on=date(2026, 8, 3), completed_on=date(2026, 9, 20), status="completed")  # 5: trained, a man
    edited(desk, e[4], enrolled_on=date(2026, 10, 2))  # 6: enrolled after the quarter, a woman
    edited(desk, e[5], state_id=KERALA)  # 7: another State
    edited(desk, e[6], left_on=date(2026, 9, 1), status="withdrawn")  # 8: withdrawn, still enrolled before
    desk.change("officer", "developer.archived", records.archive, "developer", [quarter["people"][8].id])  # 9: a duplicate
    desk.change("officer", "cohort.archived", records.archive, "cohort", [second.id])  # 10: a cohort that never was
    found = moved(desk)

    # By hand: 12 enrolled; +1 late, +1 before the quarter, -1 out of the quarter, -1 duplicate, -2 of the cohort.
    by = {(m.sheet, m.row, m.column): m for m in found}
    summary = {(m.column.split(" / ")[0].split()[0], m.row): (m.submitted, m.now) for m in found if m.sheet == "Summary"}
    assert {v for (c, r), v in summary.items() if r.startswith("Enrolled") and c == "Cumulative"} == {(12, 10)}
    # During: 12 - 6 - 9 - 10 (two) + 1 = 9; up to previous: 0 + 1.
    assert {v for (c, r), v in summary.items() if r.startswith("Enrolled") and c == "During"} == {(12, 9)}
    assert {v for (c, r), v in summary.items() if r.startswith("Enrolled") and c == "Up"} == {(0, 1)}
    total = {c: (m.submitted, m.now) for (s, r, c), m in by.items() if s == "State UT" and r == "Total"}
    # Women: 7 (five of ten, two of Kerala) +1 late, +1 corrected, -1 out of the quarter, -1 duplicate, -2 of the cohort.
    assert total == {
        "Cohorts": (2, 1),
        "Enrolled": (12, 10),
        "Started": (0, 2),
        "Trained": (0, 1),
        "Women": (7, 5),
        "Unique persons": (12, 10),
    }

    # No cell more and none less than what another program finds by comparing the two workbooks.
    again = tmp_path / "restated.xlsx"
    done = restating.restate(desk, "head", Q2, again, TODAY, "en")
    old, new = cells(file), cells(again)
    for sheet in ("Summary", "State UT", "Category x gender", "Learner type", "Inclusion", "District"):
        numbers = {at: value for (name, at), value in old.items() if name == sheet and isinstance(value, int | float)}
        differing = {at: (value, new[sheet, at]) for at, value in numbers.items() if new[sheet, at] != value}
        told = {m.cell: (m.submitted, m.now) for m in found if m.sheet == sheet and m.submitted is not None}
        assert {at: tuple(map(exact, pair)) for at, pair in told.items() if at in numbers} == {
            at: tuple(map(exact, pair)) for at, pair in differing.items()
        }, sheet
    assert len(done.cells) == len(found)
    listed = [key for key in new if key[0] == "Restatement" and key[1].startswith("G")]
    assert len(listed) == len(found) + 1  # and its heading

    # Causes: each names what was done, and no other.
    started = by["State UT", "Total", "Started"]
    assert started.cause.count("change ") == 2 and "Edited" in started.cause
    trained = by["State UT", "Total", "Trained"]
    assert trained.cause.startswith(f"Edited enrolment enrolment {e[3].id} (officer, ") and ";" not in trained.cause
    assert all("Not traced" not in m.cause for m in found), [m for m in found if "Not traced" in m.cause]

    # What was handed over stays, and is given again for "as known on" the day of submission.
    assert file.read_bytes() == before
    assert desk.read(handing.verify, file).submitted
    today = datetime.now(UTC).astimezone(rules.calendar.IST).date()
    frozen = desk.read(freezing.frozen_for, Q2.period, "ministry", "en", None, today)
    assert frozen is not None and frozen.workbook == before
    copy = handing.write_frozen(frozen, tmp_path / "again.xlsx")
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == hashlib.sha256(before).hexdigest()
    assert desk.read(handing.verify, again).kind == "restatement"


def test_a_merge_and_ten_corrections_restate_a_submitted_quarter(
    sqlite_desk: Desk, tmp_path: Path, twelve_people: dict[str, Any]
) -> None:
    desk, quarter = sqlite_desk, twelve_people
    locked(desk)
    file = tmp_path / "submitted.xlsx"
    handing.submit(desk, "head", Q2, "ministry", None, file)
    first, twin = quarter["people"][0], quarter["others"][0]  # a woman of Karnataka, in A-1; one of Kerala, in B-1
    merged = desk.change("officer", merging.MERGED, merging.merge, first.id, twin.id).change_id
    for each in quarter["enrolments"][1:10]:
        edited(desk, each, pwd="Y")
    edited(desk, quarter["enrolments"][1], gender="F")
    again = tmp_path / "restated.xlsx"
    found = restating.restate(desk, "head", Q2, again, TODAY, "en").cells
    by = {(m.sheet, m.row, m.column): m for m in found}
    unique = by["State UT", "Total", "Unique persons"]
    assert (unique.submitted, unique.now, [each.number for each in unique.changes]) == (12, 11, [merged])
    assert (by["State UT", "Total", "PwD"].now, len(by["State UT", "Total", "PwD"].changes)) == (9, 9)
    assert ("State UT", "Total", "Enrolled") not in by  # both enrolments stand
    old, new = cells(file), cells(again)
    for sheet in ("Summary", "State UT", "Category x gender", "Learner type", "Inclusion", "District"):
        differing = {
            at for (name, at), value in old.items()
            if name == sheet and isinstance(value, int | float) and new[sheet, at] != value
        }  # fmt: skip
        assert {m.cell for m in found if m.sheet == sheet and m.submitted is not None} >= differing, sheet
    behind = desk.read(looking.behind, file, "State UT", unique.cell)
    assert (behind.figure, behind.count) == (12, 12)  # the twelve that were frozen


def test_an_import_that_is_undone_after_the_lock_is_named_as_the_cause(
    desk: Desk, quarter: dict[str, Any], tmp_path: Path
) -> None:
    from skilling.importing import undo

    run = desk.change("officer", "import.applied", _imported, quarter["cohorts"][0].id).value
    locked(desk)
    handing.submit(desk, "head", Q2, "ministry", None, tmp_path / "s.xlsx")
    desk.change("officer", "import.undone", undo.undo, run)
    found = [m for m in moved(desk) if m.sheet == "State UT" and m.row == "Total" and m.column == "Enrolled"]
    assert [(m.submitted, m.now) for m in found] == [(13, 12)]
    assert "late.csv" in found[0].cause


def _imported(change: Change, cohort_id: int) -> int:
    """One person of a list, written as an import writes: with its run."""
    from skilling.database.tables import Developer, EnrolmentStep

    run = ImportRun(noun="developer", file_name="late.csv", sha256="0" * 64, actor="officer", at=change.at)
    change.session.add(run)
    change.session.flush()
    change.run = run
    person = change.add(Developer(full_name="Meera Rao", gender="F", state_id=KARNATAKA, run_id=run.id, **KNOWN))
    on = date(2026, 9, 1)
    enrolment = change.add(
        Enrolment(
            developer_id=person.id, cohort_id=cohort_id, status="enrolled", enrolled_on=on, gender="F", category="GEN",
            state_id=KARNATAKA, age_band="25-34", learner_type="student", run_id=run.id,
        )
    )  # fmt: skip
    change.session.add(
        EnrolmentStep(enrolment_id=enrolment.id, status="enrolled", effective_on=on, actor="officer", run_id=run.id)
    )
    change.facts |= {"title": "late.csv", "new": 1, "run": run.id}
    return run.id or 0


def test_a_later_pack_says_what_moved_in_the_submitted_one(desk: Desk, quarter: dict[str, Any], tmp_path: Path) -> None:
    locked(desk)
    handing.submit(desk, "head", Q2, "ministry", None, tmp_path / "s.xlsx")
    month = rules.named("2026-10").period
    nothing = grid_named(desk.read(packs.ministry, month, TODAY, language="en"), "Restatement")
    assert [row for row in nothing.rows if row.cells and getattr(row.cells[0], "value", None) == "Nil"]
    edited(desk, quarter["enrolments"][0], gender="M")
    rows = words_of(grid_named(desk.read(packs.ministry, month, TODAY, language="en"), "Restatement"))
    women = [row for row in rows if len(row) > 8 and row[2] == "State UT" and row[4] == "Total" and row[5] == "Women"]
    assert [(row[1], row[6], row[7], row[8]) for row in women] == [("FY 2026-27 Q2", "7", "6", "-1")]


def test_a_changed_definition_is_named_as_such(desk: Desk, quarter: dict[str, Any], tmp_path: Path, monkeypatch: Any) -> None:
    from dataclasses import replace

    from skilling.reports.measures import MEASURES
    from skilling.reports.words import Words

    locked(desk)
    handing.submit(desk, "head", Q2, "ministry", None, tmp_path / "s.xlsx")
    other = replace(MEASURES["women"], definition=Words("enrolments of women who said so", "महिलाएँ"))
    monkeypatch.setitem(MEASURES, "women", other)
    edited(desk, quarter["enrolments"][0], gender="M")
    found = [m for m in moved(desk) if m.column == "Women"]
    assert found and all(m.cause.startswith("The definition changed. Submitted: Women: enrolments of women that") for m in found)
    assert all("Now: Women: enrolments of women who said so." in m.cause and "enrolment" in m.cause for m in found)


def test_a_submitted_pack_is_never_taken_back(desk: Desk, quarter: dict[str, Any], tmp_path: Path) -> None:
    done = desk.change("head", "report.locked", freezing.lock, Q2, TODAY, "ministry", "en")
    desk.take_back("head", done.change_id)
    assert desk.read(periods.row, Q2, "ministry", TODAY).state == "open"
    locked(desk)
    sent = handing.submit(desk, "head", Q2, "ministry", None, tmp_path / "s.xlsx")
    with pytest.raises(Refused) as refused:
        desk.take_back("head", sent.change_id)
    assert refused.value.code == "submitted"
    assert desk.read(periods.row, Q2, "ministry", TODAY).state == "submitted"


def test_the_gate_refuses_what_nobody_waived(desk: Desk, quarter: dict[str, Any]) -> None:
    for _ in range(2):
        person = a_developer(desk, state_id=KARNATAKA, **KNOWN)
        an_enrolment(desk, person, quarter["cohorts"][0], on=date(2026, 8, 1))
    with pytest.raises(Refused) as refused:
        locked(desk)
    assert refused.value.code == "quality"
    assert "DQ002 No gender: 2 of 14 (14.3 %), limit 5 %." in refused.value.message
    assert [problem.code for problem in refused.value.problems] == ["DQ002"]
    desk.change("head", "report.waived", periods.waive, "DQ002", "asked for", date(2026, 12, 1), TODAY)
    locked(desk)


def test_a_waiver_taken_back_does_not_hold(desk: Desk) -> None:
    done = desk.change("head", "report.waived", periods.waive, "DQ002", "asked for", date(2026, 12, 1), TODAY)
    assert set(desk.read(periods.waivers, TODAY)) == {"DQ002"}
    assert desk.read(periods.waivers, date(2026, 12, 2)) == {}
    desk.take_back("head", done.change_id)
    assert desk.read(periods.waivers, TODAY) == {}


def test_a_click_on_the_frozen_quality_sheet_leads_to_its_records(desk: Desk, quarter: dict[str, Any], tmp_path: Path) -> None:
    locked(desk)
    file = tmp_path / "s.xlsx"
    handing.submit(desk, "head", Q2, "ministry", None, file)
    at = next(at for (sheet, at), value in cells(file).items() if sheet == "Quality" and value == "DQ005")
    found = desk.read(looking.behind, file, "Quality", f"G{at[1:]}")
    assert (found.figure, found.count) == (12, 12)
