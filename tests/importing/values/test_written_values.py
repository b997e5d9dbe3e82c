"""Cells as colleges and missions really write them: what they become, and of which of them something is said."""

from __future__ import annotations

from datetime import date

import pytest

from skilling.importing.columns.targets import target
from skilling.importing.reading.grid import Cell
from skilling.importing.values.cells import read_column, read_extra
from skilling.importing.values.findings import Cleaned, Reading
from skilling.services.places import gazetteer

TODAY = date(2026, 10, 1)
MOBILE = "+919845012345"


def _read(name: str, *cells: Cell) -> Cleaned:
    return read_column(target(name).field, cells, Reading(gazetteer(), today=TODAY))


def _one(name: str, cell: Cell) -> tuple[object, str]:
    found = _read(name, cell)
    return found.values[0], found.issues[0].code if found.issues else ""


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        ("9845012345 - 9845054321", "+919845054321"),
        ("9845012345-9845054321", "+919845054321"),
        ("Self 9845012345 Father 9845054321", "+919845054321"),
        ("1. 9845012345 2. 9845054321", "+919845054321"),
        ("080-23456789 / 98450 12345", "+918023456789"),
        ("98450 12345, 080 2345 6789", "+918023456789"),
    ],
)
def test_the_second_number_of_a_cell_goes_beside_the_mobile(cell: str, other: str) -> None:
    found = _read("developer.mobile", cell)
    assert (found.values[0], found.issues[0].code, found.issues[0].beside) == (MOBILE, "phone-two", other)


@pytest.mark.parametrize("cell", ["080-23456789", "+91 80 2345 6789", "(080) 23456789", "0091-80-23456789"])
def test_a_landline_is_no_mobile_and_is_not_lost(cell: str) -> None:
    found = _read("developer.mobile", cell)
    assert (found.values[0], found.issues[0].code, found.issues[0].beside) == (None, "phone-landline", "+918023456789")
    assert _one("developer.phone2", cell) == ("+918023456789", "")


def test_digits_that_belong_to_no_whole_number_are_an_error() -> None:
    assert _one("developer.mobile", "9845012345 - 98450543") == (None, "phone-length")


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ('=HYPERLINK("http://example.in", "Asha Rao")', None, "formula-text"),
        ("=A2&B2", None, "formula-text"),
        ("@SUM(A1:A2)", None, "formula-text"),
        ("-do-", None, "name-placeholder"),
        ("test123", None, "name-placeholder"),
        ("aaaa", None, "name-placeholder"),
        ("<b>Asha</b>", "<b>Asha</b>", "name-signs"),
        ("Asha Rao / Ravi Rao", "Asha Rao / Ravi Rao", "name-two"),
        ("आशा राव / Asha Rao", "आशा राव / Asha Rao", ""),
        ("Asha Rao D/o Suresh Rao", "Asha Rao D/o Suresh Rao", ""),
        ("D'Souza Mary-Ann", "D'Souza Mary-Ann", ""),
        ("#REF!", None, "cell-error"),
    ],
)
def test_what_is_no_name_is_said(cell: str, value: str | None, code: str) -> None:
    assert _one("developer.full_name", cell) == (value, code)


def test_a_link_offers_its_label_and_garbled_letters_their_own() -> None:
    assert _read("developer.full_name", '=HYPERLINK("http://example.in","Asha Rao")').issues[0].proposed == "Asha Rao"
    assert _read("developer.full_name", "आशा".encode().decode("cp1252")).issues[0].proposed == "आशा"


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("Asha Rao <asha@example.in>", "asha@example.in", "email-within"),
        ("asha@example.in (personal)", "asha@example.in", "email-within"),
        ("asha@example.in or ravi@example.in", "asha@example.in", "email-two"),
        ("asha@example.in.", "asha@example.in", ""),
        ("'asha@example.in", "asha@example.in", ""),
        ("na@na.com", None, "email-placeholder"),
        ("test@gmail.com", None, "email-placeholder"),
        ("testing.rao@gmail.com", "testing.rao@gmail.com", ""),
        ("asha[at]example.in", None, "email"),
    ],
)
def test_an_address_among_words_is_found_and_none_is_completed(cell: str, value: str | None, code: str) -> None:
    assert _one("developer.email", cell) == (value, code)


@pytest.mark.parametrize(
    ("field", "cell", "value", "code"),
    [
        ("gender", "Female (F)", "F", ""),
        ("gender", "M-Male", "M", ""),
        ("gender", "Male/Female", None, "choice"),
        ("gender", "பெண்", "F", ""),
        ("category", "General (EWS)", "EWS", ""),
        ("category", "General/UR", "GEN", ""),
        ("category", "OBC (Yadav)", "OBC", "choice-part"),
        ("category", "Scheduled Caste (SC)", "SC", ""),
        ("category", "SC/ST", None, "choice"),
        ("pwd", "Divyang", "Y", ""),
        ("pwd", "Not Applicable", "N", ""),
        ("pwd", "Yes - Locomotor", "Y", "choice-part"),
    ],
)
def test_a_choice_is_read_by_its_parts_where_they_agree(field: str, cell: str, value: str | None, code: str) -> None:
    assert _one(f"developer.{field}", cell) == (value, code)


def test_a_status_with_more_words_is_a_question_and_a_slip_is_proposed() -> None:
    assert _one("enrolment.status", "Enrolled (left in June)") == (None, "choice")
    assert _read("developer.gender", "Femael").issues[0].proposed == "Female"


@pytest.mark.parametrize(
    "cell",
    [
        "12th of March, 2004",
        "12Mar2004",
        "12//03//2004",
        "(12/03/2004)",
        "12/03/2004.",
        "12\\03\\2004",
        "12 માર્ચ 2004",
        "12 മാർച്ച് 2004",
    ],
)
def test_a_day_is_read_through_slips_of_the_hand(cell: str) -> None:
    assert _read("developer.born_on", cell, "25/12/2003").values[0] == date(2004, 3, 12)


def test_a_day_number_that_came_as_text_is_proposed_and_not_taken() -> None:
    found = _read("developer.born_on", "38058")
    assert (found.values[0], found.issues[0].proposed) == (None, date(2004, 3, 12))


def test_codes_and_pins_are_taken_out_of_what_programs_put_around_them() -> None:
    assert _one("developer.roll_no", '="00123"') == ("00123", "")
    assert _one("developer.roll_no", "'00123") == ("00123", "")
    assert _one("developer.pin", "560001.0") == ("560001", "pin-float")
    assert _one("developer.pin", "'560001") == ("560001", "")


def test_what_says_same_as_above_takes_the_cell_above_and_says_so() -> None:
    found = _read("developer.father_name", "Suresh Rao", "-do-", "Ditto", "", '"', "Mohan Das")
    assert found.values == ["Suresh Rao", "Suresh Rao", "Suresh Rao", None, None, "Mohan Das"]
    assert [(issue.index, issue.code, issue.original) for issue in found.issues] == [(1, "ditto", "-do-"), (2, "ditto", "Ditto")]
    assert _read("developer.state", "Karnataka", "तदैव").values == [29, 29]


@pytest.mark.parametrize("name", ["developer.full_name", "developer.email", "developer.roll_no", "developer.born_on"])
def test_what_is_each_persons_own_is_never_repeated(name: str) -> None:
    own = {"developer.full_name": "Asha Rao", "developer.email": "asha@example.in", "developer.born_on": "25/09/2004"}.get(
        name, "R1"
    )
    found = _read(name, own, "-do-")
    assert found.values[0] is not None
    assert found.values[1] != found.values[0]


def test_words_for_signs_in_an_address_are_proposed_and_a_birthday_to_come_is_not() -> None:
    assert _read("developer.email", "asha [at] example dot in").issues[0].proposed == "asha@example.in"
    assert _read("developer.born_on", "25/12/2034").issues[0].proposed is None
    assert _read("developer.born_on", "25/12/2019").issues[0].proposed == date(2019, 12, 25)


def test_same_in_an_address_may_mean_the_address_beside_and_is_asked_about() -> None:
    found = _read("developer.address", "12 MG Road, Gaya", "Same as above", "-do-")
    assert found.values == ["12 MG Road, Gaya", "Same as above", "-do-"]
    assert [(issue.index, issue.code) for issue in found.issues] == [(1, "same-unsure"), (2, "same-unsure")]
    assert _read("developer.address", "12 MG Road, Gaya", "-do-").values == ["12 MG Road, Gaya"] * 2


def test_a_mark_for_the_cell_above_is_written_out_in_what_is_kept_beside() -> None:
    found = read_extra(["Rampur", '"', "तदैव", "Same", "do"], Reading(gazetteer()))
    assert found.values == ["Rampur", "Rampur", "Rampur", "Same", "do"]
    assert {issue.code for issue in found.issues} == {"ditto"}
