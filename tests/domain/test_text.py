"""Words are cleaned of what cannot be seen and compared without what does not matter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain import languages, text
from skilling.domain.problems import Problem


@pytest.mark.parametrize(
    ("one", "other"),
    [("D.O.B", "DOB"), ("Father's Name", "fathers name"), ("J&K", "J and K"), ("ज़िला", "जिला"), ("हिन्दी", "हिंदी"),
     ("हाँ", "हां"), ("Ｎａｍｅ", "name"), ("  A   b ", "a b"), ("S/o", "s o")],
)  # fmt: skip
def test_spellings_that_mean_the_same_have_one_key(one: str, other: str) -> None:
    assert text.key(one) == text.key(other)


@pytest.mark.parametrize("words", ["Roll Number", "RollNumber", "roll_number", "ROLL-NUMBER", "rollNumber"])
def test_a_heading_is_the_same_in_every_programmers_style(words: str) -> None:
    assert text.heading(words) == "roll number"


def test_vowel_signs_are_letters() -> None:
    assert text.key("आशा") != text.key("अश")


def test_cleaning_removes_what_cannot_be_seen() -> None:
    assert text.clean("\ufeffAsha\u00a0\u200b Rao\u202c\u0007") == "Asha Rao"


def test_joiners_stay_where_an_indian_script_needs_them() -> None:
    assert text.clean("र्\u200dया") == "र्\u200dया"
    assert text.clean("As\u200dha") == "Asha"


def test_digits_of_every_script_are_understood() -> None:
    assert text.ascii_digits("०१२३४५६७८९ ௧௨௩ ౪౫ ೬೭ ৮৯ ૧ ੨ ୩ ൪") == "0123456789 123 45 67 89 1 2 3 4"


def test_spaces_written_out_by_a_program_become_spaces() -> None:
    assert text.without_escapes(r"Asha\\xc2\\xa0Rao") == "Asha Rao"
    assert text.without_escapes("Asha_x000D_Rao") == "Asha Rao"


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(words: str) -> None:
    once = text.clean(words)
    assert text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert text.key(text.key(words)) == text.key(words)


@pytest.mark.parametrize(
    ("written", "code"), [("Hindi", "hi"), ("EN", "en"), ("ਪੰਜਾਬੀ", "pa"), ("oriya", "or"), ("Bangla", "bn"), ("मैथिली", "mai")]
)
def test_a_language_is_known_by_all_its_names(written: str, code: str) -> None:
    assert languages.read(written) == code


def test_an_unknown_language_is_refused_and_an_unknown_code_is_shown() -> None:
    assert isinstance(languages.read("Esperanto"), Problem)
    assert languages.label("ta") == "Tamil"
    assert languages.label("eo") == "eo"


def test_a_sentence_names_the_first_few_and_counts_the_rest() -> None:
    assert text.first_few(["Asha", "Ravi"]) == "Asha, Ravi"
    assert text.first_few(["Asha", "Ravi", "Sunita"]) == "Asha, Ravi, Sunita"
    assert text.first_few([f"row {number}" for number in range(1_203)], 1) == "row 0 and 1,202 more"
