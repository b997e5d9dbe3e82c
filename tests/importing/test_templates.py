"""The list handed out to partners has what may be chosen in it, and comes back filled in without a question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from skilling.domain.problems import Refused
from skilling.importing import templates
from skilling.importing.planning.template import VERSION
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
