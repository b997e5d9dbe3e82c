"""The list handed out to partners has what may be chosen in it, and comes back filled in without a question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from skilling.domain.problems import Refused, Severity
from skilling.importing import templates
from skilling.importing.planning.template import VERSION, template_of
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer
from tests.importing.trials import applied, outcomes, planned, ready, rows

FILLED = {
    "developers": {
        "Name": "Asha Rao", "Mobile": "9845012345", "Gender": "Female", "Date of birth": date(2004, 9, 25),
        "State/UT": "Karnataka", "Institution": "Hassan Engineering College", "Cohort": "BLR-1", "Status": "Enrolled",
    },
    "startups": {"Startup": "Disha Labs Pvt Ltd", "CIN": "U72900KA2021PTC123456", "Stage": "Ideation", "State/UT": "Karnataka"},
    "resources": {"Title": "Prompting for beginners", "Link": "https://example.in/prompting", "Hours": 4},
    "grants": {"AI tool": "ChatGPT Edu", "Amount": 12, "Approved on": date(2026, 9, 1), "Mobile of developer": "9845012345"},
    "institutions": {"Institution": "Hassan Engineering College", "State/UT": "Karnataka"},
}  # fmt: skip


@pytest.mark.parametrize("noun", FILLED)
def test_a_filled_in_template_comes_back_without_a_question(sqlite_desk: Desk, tmp_path: Path, noun: str) -> None:
    ready(sqlite_desk)
    if noun == "grants":
        a_developer(sqlite_desk, full_name="Asha Rao", mobile="+919845012345")
    path = tmp_path / "list.xlsx"
    columns = sqlite_desk.read(templates.write, noun, path)
    book = openpyxl.load_workbook(path)
    page = book["List"]
    headings = [cell.value for cell in page[1]]
    assert len(headings) == columns
    if noun == "startups":
        FILLED[noun]["Stage"] = book["Choices"].cell(2, headings.index("Stage") + 1).value
    if noun == "grants":
        FILLED[noun]["Unit"] = book["Choices"].cell(2, headings.index("Unit") + 1).value
    for heading, value in FILLED[noun].items():
        page.cell(2, headings.index(heading) + 1, value)
    book.save(path)
    plan = planned(sqlite_desk, path, cohort=None)
    assert plan.about.noun.plural == noun
    assert outcomes(plan) == {"new": 1}, (plan.reasons, plan.blockers)
    assert plan.blockers == ()
    assert all(column.field and not column.field.startswith("extra") for column in plan.columns)
    assert min(column.confidence for column in plan.columns) >= 0.9
    applied(sqlite_desk, plan)
    assert len(rows(sqlite_desk, plan.about.noun.name, "id")) == 1


def test_a_template_filled_in_by_hand_comes_back_without_a_question(sqlite_desk: Desk, tmp_path: Path) -> None:
    """As partners fill it: days as text, spaces around words, two phones, a row left blank, words of the drop-down lists."""
    a_cohort(sqlite_desk, code="BLR-1")
    path = tmp_path / "list.xlsx"
    sqlite_desk.read(templates.write, "developers", path)
    book = openpyxl.load_workbook(path)
    page = book["List"]
    place = {cell.value: cell.column for cell in page[1]}
    filled = {
        2: {"Name": "Asha Rao", "Mobile": "98450 12345 / 080 2345 6789", "Date of birth": "25/09/2004", "Gender": "Female",
            "Address": "12, Gandhi Road\nMysuru", "State/UT": "Karnataka", "District": "Mysuru", "PIN code": "570001", "PwD": "No",
            "Education": "Graduate", "Learner type": "Student", "Cohort": "BLR-1", "Status": "Enrolled"},
        3: {"Name": " KABIR DAS ", "Mobile": 9845012346, "Other phone": "9845054321", "Date of birth": "13-10-2003", "Gender": "Male ",
            "Roll number": "0042", "Category": "OBC", "Cohort": "BLR-1 ", "Status": "Enrolled"},
        5: {"Name": "Imran Khan", "Email": "Imran@Example.in ", "Gender": "Not stated", "Cohort": "BLR-1", "Status": "enrolled"},
    }  # fmt: skip
    for row, cells in filled.items():
        for heading, value in cells.items():
            page.cell(row, place[heading], value)
    page.cell(900, 3, "   ")
    book.save(path)
    plan = planned(sqlite_desk, path, cohort=None)
    assert outcomes(plan) == {"new": 3}, (plan.reasons, plan.blockers)
    assert (plan.blockers, [card.code for card in plan.issues if card.severity is not Severity.NOTE]) == ((), [])
    applied(sqlite_desk, plan)
    assert rows(sqlite_desk, "developer", "mobile", "phone2", "address", "roll_no") == [
        ("+919845012345", "+918023456789", "12, Gandhi Road\nMysuru", None), ("+919845012346", "+919845054321", None, "0042"),
        (None, None, None, None),
    ]  # fmt: skip


def test_a_template_of_the_version_before_still_comes_in(sqlite_desk: Desk, tmp_path: Path) -> None:
    ready(sqlite_desk)
    old, new = template_of("developers", 1), template_of("developers")
    assert {target.name for _, target in new.columns} - {target.name for _, target in old.columns} == {
        "developer.phone2", "developer.address",
    }  # fmt: skip
    book = openpyxl.Workbook()
    headings = [heading for heading, _ in old.columns]
    book.active.append(headings)
    book.active.append([{"Name": "Asha Rao", "Cohort": "BLR-1"}.get(heading) for heading in headings])
    book.save(tmp_path / "old.xlsx")
    plan = planned(sqlite_desk, tmp_path / "old.xlsx", cohort=None)
    assert outcomes(plan) == {"new": 1}
    assert [column.confidence for column in plan.columns] == [1.0] * len(headings)


def test_what_may_be_chosen_stands_in_it_and_nobody_else(sqlite_desk: Desk, tmp_path: Path) -> None:
    a_cohort(sqlite_desk, code="BLR-1")
    a_developer(sqlite_desk, full_name="Zoya Khan", mobile="+919845012399")
    path = tmp_path / "list.xlsx"
    sqlite_desk.read(templates.write, "developers", path)
    book = openpyxl.load_workbook(path)
    assert [sheet.sheet_state for sheet in book] == ["visible", "hidden", "hidden"]
    assert [cell.value for cell in book["About"][1]] == [templates.MARK, VERSION, "developer"]
    offered = {str(rule.sqref).partition("2:")[0]: rule.formula1 for rule in book["List"].data_validations.dataValidation}
    headings = {cell.value: cell.column_letter for cell in book["List"][1]}
    assert {headings[name] for name in ("Gender", "Category", "State/UT", "Cohort", "Status")} <= offered.keys()
    lists = book["Choices"]
    assert "BLR-1" in [cell.value for cell in lists[headings["Cohort"]]]
    assert len([cell for cell in lists[headings["State/UT"]] if cell.value]) == 37
    assert "Zoya" not in str([[cell.value for cell in row] for sheet in book for row in sheet])


def test_an_empty_template_is_an_empty_list(sqlite_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    sqlite_desk.read(templates.write, "developers", path)
    with pytest.raises(Refused) as refused:
        planned(sqlite_desk, path)
    assert refused.value.code in ("empty", "not-a-list")
    with pytest.raises(Refused, match="no template for 'attendance'"):
        sqlite_desk.read(templates.write, "attendance", path)
