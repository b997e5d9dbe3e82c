"""Where a list may be about something else than it was taken for, a person is asked; where it cannot, nobody is."""

from __future__ import annotations

import pytest

from skilling.importing.columns.headings import ASK_BELOW, match
from skilling.importing.columns.subjects import what_list
from skilling.importing.columns.targets import title_of
from skilling.importing.table.layout import Table
from tests.importing.tables import a_table

STARTUPS = ("Asterix", "Beejom", "Chalo Mobility", "Dhara Water", "Ekam Health")
PEOPLE = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair")
COLLEGES = tuple(f"Government Polytechnic {place}" for place in ("Patna", "Gaya", "Arrah", "Chapra", "Siwan"))


def _beside(heading: str, names: tuple[str, ...], *more: str) -> Table:
    values = {
        "Link": "https://{}.example.in",
        "City": "Pune",
        "Mobile": "984501234{}",
        "Language": "Hindi",
        "Sector": "Agri",
        "Hours": "1{}",
    }
    return a_table([heading, *more], *[[name, *(values[each].format(i) for each in more)] for i, name in enumerate(names)])


def _sure(table: Table) -> tuple[str, bool]:
    noun = what_list(table).name
    title = next(column for column in match(table, noun) if column.field == title_of(noun))
    return noun, title.confidence >= ASK_BELOW


@pytest.mark.parametrize(
    "table",
    [
        _beside("Name", STARTUPS, "Link"),
        _beside("Name", STARTUPS, "Link", "City"),
        _beside("Title", STARTUPS, "Link"),
        _beside("Title", STARTUPS, "Language"),
        _beside("App Name", STARTUPS, "Link", "Language"),
        _beside("Title of Paper", STARTUPS, "Link"),
        _beside("Product Name", STARTUPS, "Link"),
        _beside("Robot Name", STARTUPS, "City"),
        _beside("College", (COLLEGES[0],) * 5, "Mobile"),
    ],
    ids=lambda table: " ".join(table.headers),
)
def test_what_could_be_something_else_is_asked_about(table: Table) -> None:
    assert _sure(table)[1] is False


@pytest.mark.parametrize(
    ("table", "noun"),
    [
        (_beside("Name", PEOPLE, "City"), "developer"),
        (_beside("Name", STARTUPS, "Mobile"), "developer"),
        (_beside("Student Name", STARTUPS), "developer"),
        (_beside("Name", COLLEGES, "City"), "institution"),
        (_beside("Startup Name", STARTUPS, "Sector"), "startup"),
        (_beside("Course Name", STARTUPS, "Link"), "resource"),
        (_beside("Title", STARTUPS, "Link", "Hours"), "resource"),
    ],
)
def test_what_is_plain_is_not_asked_about(table: Table, noun: str) -> None:
    assert _sure(table) == (noun, True)


def test_a_team_leader_with_a_phone_is_somebody_to_be_asked_about() -> None:
    rows = [[f"Team {i}", name, f"984501234{i}", COLLEGES[0]] for i, name in enumerate(PEOPLE)]
    table = a_table(["Team Name", "Team Leader", "Contact No", "College"], *rows)
    assert _sure(table) == ("developer", False)


def _fields(*columns: tuple[str, str]) -> dict[str, tuple[str | None, bool]]:
    rows = [[name, *(value for _, value in columns)] for name in PEOPLE]
    found = match(a_table(["Name", *(heading for heading, _ in columns)], *rows), "developer")
    return {each.source: (each.field, each.confidence >= ASK_BELOW) for each in found}


def test_a_company_may_be_who_took_them_on() -> None:
    assert _fields(("Company", "Nava Labs"))["Company"] == ("developer.institution", False)
    assert _fields(("Organisation", "Nava Labs"))["Organisation"] == ("developer.institution", True)


def test_beside_the_university_the_institute_is_where_they_come_from() -> None:
    found = _fields(("University", "AKTU"), ("Institute Name", "Government Engineering College Ara"))
    assert found["Institute Name"] == ("developer.institution", True)
    assert _fields(("University", "AKTU"))["University"] == ("developer.institution", True)


def test_the_district_and_the_state_of_an_address_are_theirs() -> None:
    found = _fields(("Current Address District", "Gaya"), ("Current Address State", "Bihar"))
    assert [field for field, _ in list(found.values())[1:]] == ["developer.district", "developer.state"]


def test_a_course_that_is_the_same_in_every_row_is_not_what_is_listed() -> None:
    rows = [[f"CERT/{i:03}", "AI Basics", "12/10/2026"] for i in range(6)]
    assert _sure(a_table(["Certificate No", "Course", "Issue Date"], *rows))[1] is False


def test_a_day_of_joining_may_be_that_of_an_office() -> None:
    assert _fields(("Date of Joining", "01/07/2025"))["Date of Joining"] == ("enrolment.effective_on", False)
    assert _fields(("Status since", "01/07/2025"))["Status since"] == ("enrolment.effective_on", True)
