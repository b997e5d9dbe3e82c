"""Phones are read whole or refused; no digit is ever padded, cut or changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain import phones
from skilling.domain.problems import Problem

PREFIXES = ["", "+91", "+91 ", "0", "91", "0091", "091"]
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
mobiles = st.from_regex(r"[6-9][0-9]{9}", fullmatch=True).filter(lambda digits: len(set(digits)) > 1)


@pytest.mark.parametrize(
    "written",
    [
        "9845012345",
        "98450 12345",
        "98450-12345",
        "+91 98450 12345",
        "+91-98450-12345",
        "+91 (98450) 12345",
        "09845012345",
        "919845012345",
        "0091 9845012345",
        "+91-09845012345",
        "९८४५०१२३४५",
        "௯௮௪௫௦௧௨௩௪௫",
        "９８４５０１２３４５",
        "9845012345.0",
        "9.845012345E+09",
        "'9845012345",
        "Mob: 9845012345",
        "98450 12345 (M)",
        "tel:+919845012345",
        9845012345,
        9845012345.0,
    ],
)
def test_one_number_in_many_dresses_is_one_number(written: object) -> None:
    assert phones.read(written) == "+919845012345"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("9.87654E+09", "phone-digits-lost"),
        ("9.87E+09", "phone-digits-lost"),
        ("984501234", "phone-length"),
        (984501234.0, "phone-length"),
        ("98450123456", "phone-length"),
        ("9999999999", "phone-placeholder"),
        ("1234567890", "phone-placeholder"),
        ("5000012345", "phone-start"),
        ("080-22334455", "phone-landline"),
        ("+44 20 1", "phone-length"),
        ("ask father", "phone"),
        ("", "phone"),
        (True, "phone"),
        (9845012345.5, "phone-digits-lost"),
    ],
)
def test_what_is_no_mobile_number_is_refused_by_its_reason(written: object, code: str) -> None:
    found = phones.read(written)
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.message.endswith(phones.EXAMPLE)


def test_the_second_number_of_a_cell_is_kept_beside_the_first() -> None:
    found = phones.parse("98450 12345 / 98450-54321")
    assert found == phones.Phone("+919845012345", ("+919845054321",))


@pytest.mark.parametrize("written", ["9845012345 9845054321", "9845012345, 9845054321", "9845012345\n9845054321"])
def test_two_numbers_are_told_apart_however_they_stand(written: str) -> None:
    assert phones.parse(written) == phones.Phone("+919845012345", ("+919845054321",))


def test_a_separator_inside_a_number_does_not_make_two_of_it() -> None:
    assert phones.read("98450/12345") == "+919845012345"


def test_a_bad_first_number_gives_way_to_a_good_second_one() -> None:
    assert phones.read("2345 / 9845012345") == "+919845012345"


def test_an_extension_is_left_out_and_said() -> None:
    assert phones.parse("801-555-7712x4563;801-555-9999") == phones.Phone("+918015557712", ("+918015559999",), "extension")


def test_a_foreign_number_needs_its_country() -> None:
    assert phones.read("+44 20 7946 0958") == "+442079460958"
    assert phones.read("00442079460958") == "+442079460958"
    assert isinstance(phones.read("442079460958"), Problem)


@given(mobiles, st.sampled_from(PREFIXES), st.sampled_from(["", " ", "-"]), st.booleans())
def test_prefix_and_punctuation_never_change_a_digit(digits: str, prefix: str, gap: str, hindi: bool) -> None:
    written = f"{prefix}{digits[:5]}{gap}{digits[5:]}"
    found = phones.read(written.translate(DEVANAGARI) if hindi else written)
    if prefix == "0" and isinstance(found, Problem):
        assert found.code == "phone-landline"  # 0612 2234567 is Patna, not a mobile number
    else:
        assert found == f"+91{digits}"


@given(st.text(alphabet="0123456789 +-/().,eExX", max_size=30))
def test_whatever_is_read_stands_in_the_text_digit_by_digit(text: str) -> None:
    found = phones.parse(text)
    if isinstance(found, phones.Phone) and found.repaired not in ("float", "scientific"):
        digits = re.sub(r"\D", "", text)
        assert found.number.removeprefix("+91").removeprefix("+") in digits


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_reading_what_was_read_gives_the_same(raw: object) -> None:
    found = phones.read(raw)
    if isinstance(found, str):
        assert phones.read(found) == found
        assert phones.read(phones.spoken(found)) == found


def test_two_mobiles_in_groups_are_told_apart_where_the_groups_end() -> None:
    for written in ("98450 12345 98450 54321", "98450-12345 98450-54321", "9845 012345 984505 4321"):
        assert phones.parse(written) == phones.Phone("+919845012345", ("+919845054321",)), written
    assert isinstance(phones.parse("984501 23459 84505 4321"), Problem)


def test_a_second_number_written_by_its_last_digits_is_written_out_and_said() -> None:
    assert phones.parse("9845012345/46") == phones.Phone("+919845012345", ("+919845012346",), "abbreviated")
    assert phones.parse("9845012345 / 6789") == phones.Phone("+919845012345", ("+919845016789",), "abbreviated")
