"""Each kind of field has one rule; whatever it accepts it stores in one way and reads back as itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain import values
from skilling.domain.fields import Choice, Kind
from skilling.domain.lists import CATEGORIES, EDUCATION_LEVELS, ENROLMENT_STATUSES, GENDERS, YES_NO
from skilling.domain.problems import Problem

CHOSEN = frozenset({Kind.STATE, Kind.DISTRICT, Kind.LINK})
WRITTEN = [kind for kind in Kind if kind not in CHOSEN and kind is not Kind.CHOICE]


@pytest.mark.parametrize(
    ("kind", "raw", "stored"),
    [
        (Kind.MOBILE, "98450 12345", "+919845012345"),
        (Kind.EMAIL, " Asha@Example.IN ", "asha@example.in"),
        (Kind.EMAIL, "mailto:asha@example.in", "asha@example.in"),
        (Kind.DATE, "5/9/2004", date(2004, 9, 5)),
        (Kind.PIN, "560 001", "560001"),
        (Kind.PIN, 560001.0, "560001"),
        (Kind.PIN, "५६०००१", "560001"),
        (Kind.NAME, "  Asha   Rao ", "Asha Rao"),
        (Kind.NAME, "आशा\u200b राव", "आशा राव"),
        (Kind.NAME, "K. V. S. Rao", "K. V. S. Rao"),
        (Kind.NAME, "\u202eAsha", "Asha"),
        (Kind.CODE, "00123", "00123"),
        (Kind.CODE, 101.0, "101"),
        (Kind.WHOLE, "12,34,567", 1234567),
        (Kind.WHOLE, "१२", 12),
        (Kind.WHOLE, 30.0, 30),
        (Kind.DECIMAL, "₹ 1.5 lakh", Decimal("150000.0")),
        (Kind.DECIMAL, "40 hours", Decimal(40)),
        (Kind.DECIMAL, 0.1, Decimal("0.1")),
        (Kind.URL, "example.in/course", "https://example.in/course"),
        (Kind.URL, "http://example.in", "http://example.in"),
        (Kind.LANGUAGE, "Hindi", "hi"),
        (Kind.LANGUAGE, "தமிழ்", "ta"),
        (Kind.CIN, "u72900ka2021ptc123456", "U72900KA2021PTC123456"),
        (Kind.LONG_TEXT, "one\r\ntwo\u0000", "one\ntwo"),
        (Kind.TEXT, "one\ntwo", "one two"),
        (Kind.STATE, 29, 29),
    ],
)
def test_a_value_is_stored_in_one_way(kind: Kind, raw: object, stored: object) -> None:
    assert values.read(kind, raw) == stored


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (Kind.EMAIL, "asha@example", "email"),
        (Kind.EMAIL, "asha example.in", "email"),
        (Kind.EMAIL, "asha@exa mple.in", "email"),
        (Kind.EMAIL, "a@b@example.in", "email"),
        (Kind.PIN, "012345", "pin"),
        (Kind.PIN, "56001", "pin"),
        (Kind.NAME, "12345", "name"),
        (Kind.NAME, "@%#", "name"),
        (Kind.NAME, "x" * 201, "too-long"),
        (Kind.CODE, 101.5, "code-decimal"),
        (Kind.WHOLE, "-1", "whole-range"),
        (Kind.WHOLE, "1.5", "whole"),
        (Kind.WHOLE, "1,23", "number-grouping"),
        (Kind.DECIMAL, "forty", "number"),
        (Kind.DECIMAL, float("nan"), "number"),
        (Kind.DECIMAL, True, "number"),
        (Kind.URL, "javascript:alert(1)", "url"),
        (Kind.URL, "no address", "url"),
        (Kind.URL, "https://user:pass@example.in/", "secret"),
        (Kind.LANGUAGE, "Klingon", "language"),
        (Kind.TEXT, "sk-proj-abcdefghijklmnop1234", "secret"),
        (Kind.LONG_TEXT, "his number is 2341 2341 2346", "aadhaar"),
        (Kind.STATE, "Karnataka", "choose"),
        (Kind.LINK, True, "choose"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(kind: Kind, raw: object, code: str) -> None:
    found = values.read(kind, raw)
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.message.endswith(".")


def test_a_refusal_never_repeats_a_protected_value() -> None:
    for raw in ("2341 2341 2346", "sk-proj-abcdefghijklmnop1234"):
        found = values.read(Kind.TEXT, raw)
        assert isinstance(found, Problem)
        assert raw not in found.message


@pytest.mark.parametrize(
    ("choices", "raw", "code"),
    [
        (GENDERS, "Female", "F"),
        (GENDERS, "FEMALE ", "F"),
        (GENDERS, "महिला", "F"),
        (GENDERS, "m", "M"),
        (GENDERS, "Trans-gender", "T"),
        (GENDERS, "Others", "T"),
        (CATEGORIES, "S.C.", "SC"),
        (CATEGORIES, "obc-ncl", "OBC"),
        (CATEGORIES, "अ.जा.", "SC"),
        (CATEGORIES, "UR", "GEN"),
        (YES_NO, True, "Y"),
        (YES_NO, 0.0, "N"),
        (YES_NO, "हाँ", "Y"),
        (EDUCATION_LEVELS, "B.Tech", "graduate"),
        (ENROLMENT_STATUSES, "dropped out", "dropped"),
    ],
)
def test_a_choice_is_understood_by_code_label_and_synonym(choices: tuple[Choice, ...], raw: object, code: str) -> None:
    assert values.choice(raw, choices) == code


def test_a_choice_that_a_portal_numbers_is_read_by_its_word() -> None:
    assert values.choice("1-Male", GENDERS) == "M"
    assert values.choice("(2) SC", CATEGORIES) == "SC"
    assert isinstance(values.choice("1-2", CATEGORIES), Problem)


def test_an_unknown_choice_is_refused_and_the_choices_are_named() -> None:
    found = values.choice("purple", GENDERS)
    assert isinstance(found, Problem)
    assert "Female, Male, Transgender, Not stated" in found.message


@pytest.mark.parametrize("choices", [GENDERS, CATEGORIES, YES_NO, EDUCATION_LEVELS, ENROLMENT_STATUSES])
def test_every_choice_is_understood_by_its_own_words(choices: tuple[Choice, ...]) -> None:
    for choice in choices:
        assert {values.choice(word, choices) for word in (choice.code, choice.label, choice.hindi)} == {choice.code}


@given(st.sampled_from(WRITTEN), st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.dates(), st.booleans()))
def test_what_is_read_is_read_again_as_itself(kind: Kind, raw: object) -> None:
    stored = values.read(kind, raw)
    if not isinstance(stored, Problem):
        assert values.read(kind, stored) == stored


@given(st.from_regex(r"[0-9]{1,30}", fullmatch=True))
def test_a_code_keeps_every_digit_and_every_leading_zero(digits: str) -> None:
    assert values.read(Kind.CODE, digits) == digits
