"""What a finding is worth, where it was once too much or too little. Cases judged by hand; the register is one of a million."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from skilling.importing.matching.matching import Outcome, Verdict, against, in_file
from skilling.importing.matching.people import People

BORN, OTHER_DAY, NEW_YEAR = date(2003, 5, 17), date(2001, 11, 9), date(2003, 1, 1)
HERE, THERE = "govt polytechnic kurnool", "college of science"


def verdict(row: dict[str, Any], known: dict[str, Any]) -> Verdict:
    """The verdict on a row where one of a million people might be its person."""
    listed, register = (People.of(1, **{name: [value] for name, value in each.items()}) for each in (row, known))
    return against(listed, register, [41], [(0, 41)], 1_000_000)[0]


def bits(name: str, **known: Any) -> float:
    return verdict({"full_name": name, **known}, {"full_name": name, **known}).score


@pytest.mark.parametrize(
    ("name", "without"),
    [("Kiranjeet Kaur Dixit", "Kiranjeet Dixit"), ("Mehnaz Bano Idrisi", "Mehnaz Idrisi"), ("Nutan Kumari", "Nutan")],
)
def test_a_part_that_follows_from_the_rest_of_a_name_says_little(name: str, without: str) -> None:
    more = bits(name, born_on=BORN, institution=HERE) - bits(without, born_on=BORN, institution=HERE)
    assert 0 < more < 2, "a Sikh woman is called Kaur whoever she is"


@pytest.mark.parametrize("written", ["Trilochan", "Trilochan G", "G. Trilochan"])
def test_the_given_name_of_a_father_says_the_same_without_the_family_that_the_child_has_anyway(written: str) -> None:
    child = {"full_name": "Sushant Gupta", "institution": HERE}
    found = verdict({**child, "father_name": written}, {**child, "father_name": "Trilochan Gupta"})
    assert "father's name fits" in found.why
    assert found.outcome is Outcome.LINK
    letters_only = verdict({**child, "father_name": "T G"}, {**child, "father_name": "Trilochan Gupta"})
    assert letters_only.outcome is Outcome.REVIEW, "two letters fit many a father"


def test_a_woman_who_took_another_family_name_is_found_and_her_sister_is_not() -> None:
    home = {"mobile": "+919845012345", "institution": HERE, "father_name": "Suresh Harwar", "gender": "F"}
    before = {"full_name": "Bhagsudha Harwar", "born_on": BORN, **home}
    assert verdict({**before, "full_name": "Bhagsudha Verma"}, before).outcome is Outcome.LINK
    for sister in ("Bhagmaya Harwar", "Bhagmaya Verma", "Sudha Harwar"):
        assert verdict({**before, "full_name": sister}, before).outcome is not Outcome.LINK


@pytest.mark.parametrize("day", [OTHER_DAY, NEW_YEAR, None])
def test_another_family_name_needs_the_birthday_to_be_one_person(day: date | None) -> None:
    home = {"mobile": "+919845012345", "institution": HERE, "father_name": "Suresh Harwar", "gender": "F"}
    before = {"full_name": "Bhagsudha Harwar", "born_on": day and NEW_YEAR, **home}
    assert verdict({**before, "full_name": "Bhagsudha Verma", "born_on": day}, before).outcome is not Outcome.LINK


@pytest.mark.parametrize(
    ("one", "other"), [("Gupta Vikas P", "Pradeep Gupta"), ("Thota Sridevi", "Thota Venkata"), ("Rani Vagare", "Pabitra Vagare")]
)
def test_a_family_name_alone_is_nobodys_whatever_else_fits(one: str, other: str) -> None:
    """An initial that could stand for the given name, or a part like Rani that could have been left out."""
    (family,) = set(one.split()) & set(other.split())
    shared = {"email": "home@example.in", "mobile": "+919845012345", "born_on": BORN, "institution": HERE, "cohort": 1}
    shared |= {"father_name": f"Suresh {family}"}
    assert verdict({"full_name": one, **shared}, {"full_name": other, **shared}).outcome is Outcome.REVIEW
    assert verdict({"full_name": other, **shared}, {"full_name": one, **shared}).outcome is Outcome.REVIEW


def test_cousins_of_one_house_are_asked_about() -> None:
    house = {"mobile": "+919845012345", "institution": HERE, "born_on": NEW_YEAR}
    row, known = {"full_name": "S. Kulkarni", **house}, {"full_name": "Sunita Kulkarni", **house}
    assert verdict(row, known).outcome is Outcome.LINK
    fathers = {"father_name": "Anil Kulkarni"}, {"father_name": "Rahul Kulkarni"}
    assert verdict({**row, **fathers[0]}, {**known, **fathers[1]}).outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("one", "other", "father"), [("Sai Kiran", "Sai Reddy", "Venkata Reddy"), ("Kaneez Fatima", "Fatima Khan", "Imran Khan")]
)
def test_a_name_of_two_given_ones_is_asked_about_where_a_sister_shares_one_of_them(one: str, other: str, father: str) -> None:
    home = {"mobile": "+919845012345", "institution": HERE, "born_on": BORN, "father_name": father}
    assert verdict({"full_name": one, **home}, {"full_name": other, **home}).outcome is Outcome.REVIEW
    assert verdict({"full_name": other, **home}, {"full_name": one, **home}).outcome is Outcome.REVIEW


def test_a_boy_and_a_girl_of_one_birthday_are_asked_about_where_a_letter_could_be_either() -> None:
    home = {"mobile": "+919845012345", "institution": HERE, "born_on": BORN, "father_name": "Dasrath Yadav"}
    row, known = {"full_name": "A Yadav", **home}, {"full_name": "Anita Yadav", **home}
    assert verdict(row, known).outcome is Outcome.LINK
    assert verdict({**row, "gender": "M"}, {**known, "gender": "F"}).outcome is Outcome.REVIEW
    assert verdict({**known, "gender": "M"}, {**known, "gender": "F"}).outcome is Outcome.LINK, "a clerk erred"


def test_brothers_with_a_phone_of_the_house_are_asked_about_where_a_letter_could_be_either() -> None:
    names, days = ["S Kulkarni", "Sunil Kulkarni"], [BORN, OTHER_DAY]
    found = in_file(People.of(2, full_name=names, born_on=days, mobile=["+919845012345"] * 2, institution=[HERE] * 2))
    assert (found.first, len(found.review)) == ([0, 1], 1)


def test_another_institution_speaks_against_a_namesake_with_the_same_birthday() -> None:
    row = {"full_name": "Nutan Bhosle", "born_on": BORN}
    unknown = verdict({**row, "institution": HERE}, {**row, "institution": None})
    other = verdict({**row, "institution": HERE}, {**row, "institution": THERE})
    assert other.score == pytest.approx(unknown.score - 2)


def test_a_shortened_name_says_less_by_as_much_as_it_is_seldom_written_short() -> None:
    both = {"born_on": BORN, "institution": HERE}
    short, whole = {"full_name": "Nutan", **both}, {"full_name": "Nutan Bhosle", **both}
    assert verdict(short, whole).score == pytest.approx(verdict(short, short).score - 2.5, abs=0.1)


def test_a_little_less_than_odds_of_250_to_one_is_asked_about() -> None:
    row = {"full_name": "Nutan", "born_on": BORN, "institution": HERE}
    found = verdict(row, row)
    assert found.outcome is Outcome.LINK
    assert 8 <= found.score < 9, "2 to the 8th is 256"
    moved = verdict({**row, "mobile": "+919845012345"}, {**row, "mobile": "+919845067890"})
    assert moved.outcome is Outcome.REVIEW
    assert moved.score == pytest.approx(found.score - 1.5)


def test_two_of_one_college_whose_names_sound_alike_and_whose_birthdays_are_months_apart_are_asked_about() -> None:
    days, phones = [date(2004, 1, 11), date(2004, 5, 11)], ["+919845088806", "+919845091234"]
    names = ["Nimisha Tikekar", "Nimisha Teekekar"]
    found = in_file(People.of(2, full_name=names, born_on=days, mobile=phones, institution=[HERE] * 2))
    assert (found.first, len(found.review)) == ([0, 1], 1)


def test_a_link_over_another_family_name_says_so() -> None:
    known = {"born_on": BORN, "institution": HERE, "father_name": "Gopal Nimode"}
    found = verdict({**known, "full_name": "Asha Tikekar"}, {**known, "full_name": "Asha Nimode"})
    assert found.outcome is Outcome.LINK
    assert "same given name, another family name" in found.why
