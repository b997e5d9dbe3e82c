"""The columns of every real list mean what its truth says. Skipped quietly where the lists are not at hand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from skilling.domain.problems import Refused
from skilling.importing.columns import guard
from skilling.importing.columns.headings import known_header, match, values_of
from skilling.importing.columns.subjects import what_list
from skilling.importing.columns.targets import target
from skilling.importing.reading import child
from skilling.importing.table import layout
from skilling.importing.values.cells import Reading, read_column
from skilling.services.places import gazetteer
from tests.importing.builders import shared_lists

FOLDER = shared_lists()
ENTRIES: list[dict[str, Any]] = json.loads((FOLDER / "truth.json").read_text("utf-8"))["entries"] if FOLDER is not None else []
LISTS = {entry["file"]: entry for entry in ENTRIES if entry["category"] != "survival"}
TODAY = date(2026, 10, 1)

SUBJECTS = {
    "in_startup_funding_cp1252.csv": "startup",
    "in_colleges.csv": "institution",
    "in_courses.csv": "resource",
    "messytables_orgs_utf16.csv": "institution",
    "in_uidai_enrolment_agg.csv": None,
    "r4ds_roster.xlsx": None,
    "sheetjs_autofilter.xlsx": None,
}
"""What the lists are about, where it is not developers; None where they are refused."""

# The truth speaks of things that the desk calls otherwise. Where it has no field of its own, the column is kept beside.
OURS = {
    "person.full_name": "developer.full_name",
    "person.first_name": "developer.full_name",
    "person.last_name": "developer.full_name",
    "person.phone": "developer.mobile",
    "person.email": "developer.email",
    "person.state": "developer.state",
    "person.pincode": "developer.pin",
    "enrolment.roll_no": "developer.roll_no",
    "enrolment.enrolment_no": "developer.roll_no",
    "enrolment.status": "enrolment.status",
    "enrolment.group": "cohort.code",
    "startup.name": "startup.legal_name",
    "startup.sector": "startup.sector",
    "startup.city": "startup.city",
    "institution.name": "institution.name",
    "institution.city": "institution.city",
    "institution.state": "institution.state",
    "course.name": "resource.title",
    "state": "developer.state",
    "district": "developer.district",
    "pincode": "developer.pin",
}


def _table(file: str) -> layout.Table:
    assert FOLDER is not None
    return layout.find(child.read(FOLDER / file).grid, known_header)


@pytest.mark.parametrize("file", LISTS)
def test_a_real_list_is_known_for_what_it_lists(file: str) -> None:
    table = _table(file)
    expected = SUBJECTS.get(file, "developer")
    if expected:
        assert what_list(table, today=TODAY).name == expected
        return
    with pytest.raises(Refused) as caught:
        what_list(table, today=TODAY)
    assert caught.value.code == "not-a-list"
    assert "no column of names" in caught.value.message


@pytest.mark.parametrize("file", LISTS)
def test_the_columns_of_a_real_list_become_what_its_truth_says(file: str) -> None:
    table = _table(file)
    noun = SUBJECTS.get(file, "developer") or "developer"
    found = {column.source.strip(): column for column in match(table, noun, today=TODAY)}
    for source, truth in LISTS[file]["mapping"].items():
        column = found[" ".join(source.split())]
        if truth in OURS:
            # The truth gives both halves of a list about people and colleges; only the list's own noun has fields.
            expected = "developer.institution" if truth == "institution.name" and noun == "developer" else OURS[truth]
            assert column.field == expected, source
        elif truth == "person.address":
            assert column.field == ("developer.address" if column.samples else None), source  # the second line is empty
        elif truth == "person.phone_alt":
            # Two further columns of phones, and one field for them.
            assert column.field in ("developer.phone2", f"extra.{source}", None), source
        elif truth == "block":
            assert column.blocked, source
        else:
            assert column.field is None or column.field.startswith("extra."), source


def test_the_funding_list_has_its_three_broken_dates_and_no_more() -> None:
    entry = LISTS.get("in_startup_funding_cp1252.csv")
    if entry is None:
        pytest.skip("the lists are not at hand")
    table = _table(entry["file"])
    column = next(each for each in match(table, "startup", today=TODAY) if each.source.strip() == "Date")
    assert column.date_order == entry["expect"]["date_order"]
    read = read_column(target("startup.founded_on").field, values_of(table, column), Reading(gazetteer(), today=TODAY))
    assert [table.row_numbers[issue.index] for issue in read.issues] == entry["expect"]["unparsable_dates_at_rows"]
    assert read.date_order == "DMY"


def test_missing_states_and_old_spellings_of_the_college_list_are_understood() -> None:
    entry = LISTS.get("in_colleges.csv")
    if entry is None:
        pytest.skip("the lists are not at hand")
    table = _table(entry["file"])
    states = [row[table.headers.index("state")] for row in table.rows]
    read = read_column(target("institution.state").field, states, Reading(gazetteer(), today=TODAY))
    assert [states[issue.index] for issue in read.issues] == []
    assert read.values.count(None) == entry["expect"]["state_literal_nan"]
    by_name = dict(zip(states, read.values, strict=True))
    assert by_name["Pondicherry"] == 34  # the directory's code of Puducherry
    assert by_name["West bengal"] == by_name["West Bengal"]


def test_every_spelling_of_a_state_in_the_counts_is_known() -> None:
    entry = LISTS.get("in_uidai_enrolment_agg.csv")
    if entry is None:
        pytest.skip("the lists are not at hand")
    table = _table(entry["file"])
    states = [row[table.headers.index("state")] for row in table.rows]
    assert len(set(states)) == entry["expect"]["distinct_state_spellings"]
    read = read_column(target("developer.state").field, states, Reading(gazetteer(), today=TODAY))
    assert read.issues == []
    assert None not in read.values
    districts = [row[table.headers.index("district")] for row in table.rows]
    known = read_column(
        target("developer.district").field,
        districts,
        Reading(gazetteer(), states=[int(str(code)) for code in read.values], today=TODAY),
    )
    assert sum(value is not None for value in known.values) > 0.97 * len(districts)


@pytest.mark.parametrize("file", LISTS)
def test_nothing_of_a_real_list_is_withheld_by_mistake(file: str) -> None:
    blocked, withheld = guard.inspect(_table(file))
    assert (blocked, withheld) == ({}, [])
