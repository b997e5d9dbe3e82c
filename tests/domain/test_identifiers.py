"""Identifiers pass by their published checks; numbers of persons are known so that they can be kept out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain import identifiers as ids
from skilling.domain.problems import Problem


def test_verhoeffs_own_example_holds() -> None:
    # The check digit of 236 is 3 in the published example of the scheme.
    assert ids.verhoeff_holds("2363")
    assert [digit for digit in "0123456789" if ids.verhoeff_holds(f"236{digit}")] == ["3"]


@given(st.from_regex(r"[2-9][0-9]{10}", fullmatch=True), st.integers(0, 10))
def test_verhoeff_finds_every_swap_of_neighbours_and_every_wrong_digit(digits: str, place: int) -> None:
    number = next(digits + check for check in "0123456789" if ids.verhoeff_holds(digits + check))
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not ids.verhoeff_holds(swapped)
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not ids.verhoeff_holds(wrong)


def test_aadhaar_and_virtual_ids_are_known_by_all_their_rules() -> None:
    assert ids.is_aadhaar("234123412346")
    assert not ids.is_aadhaar("234123412347")
    assert not ids.is_aadhaar("123412341234")  # begins with 1
    assert not ids.is_aadhaar("222222222222")  # reads the same backwards
    assert not ids.is_aadhaar("23412341234")
    assert ids.is_vid("2341234123412341")
    assert not ids.is_vid("2341234123412342")


@pytest.mark.parametrize("number", ["27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "27aapfu0939f1zv", " 27 AAPFU0939F1ZV "])
def test_true_gstins_pass(number: str) -> None:
    assert ids.gstin(number) == number.replace(" ", "").upper()


@pytest.mark.parametrize("state", ["38", "97"])
def test_ladakh_and_centre_jurisdiction_have_gstins_too(state: str) -> None:
    first = f"{state}AAGCB7383J1Z"
    assert ids.gstin(first + ids.gstin_check(first)) == first + ids.gstin_check(first)


@pytest.mark.parametrize(
    ("number", "code"),
    [("27AAPFU0939F1ZW", "gstin-check"), ("27AAPFU0939F1Z", "gstin"), ("39AAPFU0939F1ZV", "gstin-state"), ("", "gstin")],
)
def test_a_mistyped_gstin_is_refused_with_the_reason(number: str, code: str) -> None:
    found = ids.gstin(number)
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_single_wrong_sign_of_a_gstin_never_passes() -> None:
    good = "27AAPFU0939F1ZV"
    for place in (2, 3, 7, 8, 12):
        for sign in "ABCDEFGHJK0123456789":
            changed = good[:place] + sign + good[place + 1 :]
            assert changed == good or isinstance(ids.gstin(changed), Problem)


def test_a_cin_carries_its_state_and_year() -> None:
    assert ids.cin("u72900ka2021ptc123456") == "U72900KA2021PTC123456"
    for wrong in ("U72900KA2021PTC12345", "X72900KA2021PTC123456", "U72900KA1021PTC123456", "U7290OKA2021PTC123456"):
        assert isinstance(ids.cin(wrong), Problem)


def test_other_identifiers_take_their_official_spelling() -> None:
    assert ids.llpin("aab1234") == "AAB-1234"
    assert ids.udyam("udyam kr 03 0012345") == "UDYAM-KR-03-0012345"
    assert ids.aishe("c 12345") == "C-12345"
    assert ids.dpiit("dipp 12345") == "DIPP12345"
    for rule, wrong in ((ids.llpin, "AB-1234"), (ids.udyam, "UDYAM-KR-03-12345"), (ids.aishe, "D-1"), (ids.dpiit, "applied")):
        assert isinstance(rule(wrong), Problem)


def test_an_unusual_dpiit_number_is_doubted_not_refused() -> None:
    assert ids.dpiit_is_usual("DIPP12345")
    assert not ids.dpiit_is_usual("XYZ/12/2021")


def test_cards_of_persons_are_recognised() -> None:
    assert ids.is_personal_pan("ACUPA7085R")
    assert ids.is_pan("AAPFU0939F")
    assert not ids.is_personal_pan("AAPFU0939F")  # a firm's
    assert not ids.is_pan("ACUPA0000R")
    assert ids.is_epic("WKH1186253")
    assert not ids.is_epic("WKH1186263")


@pytest.mark.parametrize(
    "text",
    [
        "sk-proj-abcdefghijklmnop1234",
        "key: sk-" + "a1b2" * 8,
        "AKIAABCDEFGHIJKLMNOP",
        "AIza" + "b" * 35,
        "ghp_" + "c" * 36,
        "hf_" + "d" * 30,
        "-----BEGIN RSA PRIVATE KEY-----",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijk",
    ],
)
def test_keys_and_tokens_are_recognised(text: str) -> None:
    assert ids.holds_secret(text)


@pytest.mark.parametrize("text", ["task-force-on-artificial-intelligence", "Risk-based approach", "https://example.in/a_b-c"])
def test_plain_words_are_no_keys(text: str) -> None:
    assert not ids.holds_secret(text)
