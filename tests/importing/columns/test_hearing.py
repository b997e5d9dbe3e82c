"""A heading is heard through its spelling, its language and whose it is; under one that nobody knows the values are asked about."""

from __future__ import annotations

from datetime import date

import pytest

from skilling.importing.columns import headings
from skilling.importing.columns.headerwords import likeness
from skilling.importing.columns.headings import match
from skilling.importing.columns.targets import target, targets
from tests.importing.tables import a_table

TODAY = date(2026, 10, 1)
NAMES = ("Asha Rao", "Ravi Kumar", "Sunita Devi", "Imran Khan", "Kavya Nair", "Arjun Das")
PHONES = ("9845012345", "9845012346", "9845012347", "9845012348", "9845012349", "9845012350")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("College Roll No", "developer.roll_no"),
        ("Employee Number", "developer.roll_no"),
        ("University Enrollment No", "developer.roll_no"),
        ("Catogery", "developer.category"),
        ("Mobail No", "developer.mobile"),
        ("Alternate Contact No.", "developer.phone2"),
        ("Landline", "developer.phone2"),
        ("Address for Communication", "developer.address"),
        ("ਮੋਬਾਈਲ ਨੰਬਰ", "developer.mobile"),
        ("ମୋବାଇଲ ନମ୍ବର", "developer.mobile"),
        ("മൊബൈൽ നമ്പർ", "developer.mobile"),
        ("ਪਿਤਾ ਦਾ ਨਾਮ", "developer.father_name"),
        ("Pita ka Naam", "developer.father_name"),
        ("Person with Disability (Yes / No)", "developer.pwd"),
    ],
)
def test_a_heading_is_heard_through_its_spelling_its_language_and_whose_it_is(header: str, field: str) -> None:
    heard = {each.name: likeness(header, each.field) for each in targets("developer")}
    assert max(heard, key=heard.__getitem__) == field
    assert heard[field] > 0.5


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Principal's Contact No", "developer.mobile"), ("Reference Contact No", "developer.mobile"), ("Mobile (Father)", "developer.mobile"),
        ("State (College)", "developer.state"), ("State (College)", "developer.institution"), ("Birth State", "developer.state"),
        ("Address of College", "developer.institution"), ("Mentee Name", "developer.institution"), ("State Code", "developer.state"),
    ],
)  # fmt: skip
def test_what_only_sounds_alike_is_no_field(header: str, field: str) -> None:
    assert likeness(header, target(field).field) < 0.11


def test_any_id_may_be_a_number_of_the_person_but_is_asked_about() -> None:
    found = match(
        a_table(["Name", "Zonal ID"], *[[name, f"Z{place}01"] for place, name in enumerate(NAMES)]), "developer", today=TODAY
    )
    assert found[1].field == "developer.roll_no"
    assert found[1].confidence < headings.ASK_BELOW


def test_under_a_heading_that_nobody_knows_the_values_are_asked_about() -> None:
    table = a_table(
        ["Kis naam se", "Baat karne ka", "Dak", "Kaun"],
        *[
            [name, phone, f"{name[:3].lower()}@example.in", "FM"[place % 2]]
            for place, (name, phone) in enumerate(zip(NAMES, PHONES, strict=True))
        ],
    )
    found = match(table, "developer", today=TODAY)
    fields = ["developer.full_name", "developer.mobile", "developer.email", "developer.gender"]
    assert [column.field for column in found] == fields
    assert all(column.confidence < headings.ASK_BELOW for column in found[1:])


def test_values_that_two_columns_show_alike_decide_nothing() -> None:
    table = a_table(["Name", "Aaa", "Bbb"], *[[n, p, q] for n, p, q in zip(NAMES, PHONES, reversed(PHONES), strict=True)])
    assert [column.field for column in match(table, "developer", today=TODAY)][1:] == ["extra.Aaa", "extra.Bbb"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Address.State", "developer.state"),
        ("Student: Mobile No", "developer.mobile"),
        ("Trainee", "developer.full_name"),
        ("Selected Candidates", "developer.full_name"),
        ("CET No", "developer.roll_no"),
        ("Athlete Name", "developer.full_name"),
    ],
)
def test_the_section_of_a_form_before_a_question_does_not_hide_it(header: str, field: str) -> None:
    heard = {each.name: likeness(header, each.field) for each in targets("developer")}
    assert heard[field] >= 0.9
    assert max(heard, key=lambda name: heard[name]) == field


def test_the_name_of_a_thing_is_nobodys_name() -> None:
    for header in ("Item Name", "Name of Programme", "SHG Name", "Name of the Trust", "Coach Name", "Subject Name"):
        assert likeness(header, target("developer.full_name").field) < 0.1, header


def test_a_number_asked_for_with_the_university_in_brackets_is_no_university() -> None:
    rows = [[name, f"22010{at}"] for at, name in enumerate(NAMES)]
    columns = match(a_table(["Name", "b. Reg. No (university)"], *rows), "developer", today=TODAY)
    assert columns[1].field == "developer.roll_no"


def test_some_group_is_no_cohort_without_a_word() -> None:
    columns = match(a_table(["Name", "Minority Group"], *[[name, "7-NA"] for name in NAMES]), "developer", today=TODAY)
    assert columns[1].field == "extra.Minority Group"
    columns = match(a_table(["Name", "Study Group"], *[[name, "AI-7"] for name in NAMES]), "developer", today=TODAY)
    assert columns[1].field != "cohort.code" or columns[1].confidence < headings.ASK_BELOW


def test_a_registration_that_is_complete_is_no_course_that_is() -> None:
    for header in ("Reg. Status", "Registration Status", "Assessment Status", "Placement Status"):
        columns = match(a_table(["Name", header], *[[name, "Complete"] for name in NAMES]), "developer", today=TODAY)
        assert columns[1].field == f"extra.{header}"


def test_parts_of_a_name_in_a_section_of_a_form_are_joined() -> None:
    rows = [[*name.split(), phone] for name, phone in zip(NAMES, PHONES, strict=True)]
    columns = match(a_table(["Name.First Name", "Name.Last Name", "Phone"], *rows), "developer", today=TODAY)
    assert [column.field for column in columns] == ["developer.full_name", "developer.full_name", "developer.mobile"]


def test_office_and_home_are_phones_beside_mobiles_only() -> None:
    rows = [[name, phone, f"080 2345{phone[-4:]}"] for name, phone in zip(NAMES, PHONES, strict=True)]
    assert match(a_table(["Name", "Mobile", "Office"], *rows), "developer", today=TODAY)[2].field == "developer.phone2"
    places = [[name, phone, "Gaya"] for name, phone in zip(NAMES, PHONES, strict=True)]
    assert match(a_table(["Name", "Mobile", "Home"], *places), "developer", today=TODAY)[2].field == "extra.Home"


def test_the_years_of_a_degree_course_are_no_cohort() -> None:
    for heading, value, field in (
        ("Batch", "2018-2022", "extra.Batch"),
        ("Batch", "2024", "extra.Batch"),
        ("Batch", "AI-2024", "cohort.code"),
        ("Cohort", "2024", "cohort.code"),
    ):
        table = a_table(["Name", heading], *[[name, value] for name in NAMES])
        assert match(table, "developer", today=TODAY)[1].field == field, (heading, value)


def test_names_with_those_of_the_fathers_are_names() -> None:
    table = a_table(["Name / Father's Name", "Mobile"], *[[f"{name} S/o Ramesh", "9845012345"] for name in NAMES])
    assert match(table, "developer", today=TODAY)[0].field == "developer.full_name"


def test_whose_son_somebody_is_written_is_his_fathers_name() -> None:
    table = a_table(["Name", "Father's/Husband's Name"], *[[name, f"S/o {name}"] for name in NAMES])
    assert match(table, "developer", today=TODAY)[1].field == "developer.father_name"
