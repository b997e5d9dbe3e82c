"""Who meets whom in the register: a day of birth and a word of the name, where another word begins alike or is missing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.importing.matching.blocking import Kind, asked_keys, block_keys, kept_keys
from skilling.importing.matching.people import People

BORN = date(2003, 5, 17)


def _called(name: str, born: date = BORN) -> People:
    return People.of(1, full_name=[name], born_on=[born])


def _meet(row: str, developer: str, born: date = BORN) -> bool:
    """Whether somebody born on BORN is found under the other name and day."""
    return not set(asked_keys(_called(row)).hashes).isdisjoint(kept_keys(_called(developer, born)).hashes)


@pytest.mark.parametrize(
    ("row", "developer"),
    [
        ("Asha Nimode", "Asha Nmode"),
        ("Nimode Asha", "Asha Nimode"),
        ("A. Nimode", "Asha Nimode"),
        ("Asha Nimode", "Nimode A"),
        ("Asha", "Asha Nimode"),
        ("Asha Nimode", "Asha"),
        ("Asha", "Asha"),
        ("Asha Devi", "Asha Nimode"),
        ("Asha Vasant Nimode", "Asha Nimode"),
        ("Bikash Nimode", "Vikas Nimode"),
        ("आशा निमोडे", "Asha Nimode"),
    ],
)
def test_two_writings_of_one_name_meet_on_one_day(row: str, developer: str) -> None:
    assert _meet(row, developer)
    assert not _meet(row, developer, date(2003, 5, 18))


def test_strangers_of_one_family_name_and_day_do_not_meet_in_the_register_and_are_compared_within_a_list() -> None:
    assert not _meet("Asha Nimode", "Mohan Nimode")
    assert not _meet("Mohan Nimode", "Asha Nimode")
    shared = set(block_keys(_called("Asha Nimode")).hashes) & set(block_keys(_called("Mohan Nimode")).hashes)
    assert [key & 7 for key in shared] == [Kind.DAY_AND_WORD]


def test_day_and_month_may_be_swapped() -> None:
    assert not set(asked_keys(_called("Asha Nimode", date(2003, 5, 7))).hashes).isdisjoint(
        kept_keys(_called("Asha Nimode", date(2003, 7, 5))).hashes
    )


_WORDS = st.sampled_from(["Asha", "Mohan", "Nimode", "Rao", "Kumar", "Devi", "R", "K.", "Md", "Venkateswara", "Sunita"])
_NAMES = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)


@given(_NAMES, _NAMES)
def test_it_is_one_whether_the_row_or_the_developer_asks(one: str, other: str) -> None:
    assert _meet(one, other) == _meet(other, one)


@given(_NAMES, _NAMES)
def test_whoever_meets_in_the_register_is_compared_within_a_list_too(one: str, other: str) -> None:
    within = not set(block_keys(_called(one)).hashes).isdisjoint(block_keys(_called(other)).hashes)
    assert within or not _meet(one, other)


def test_all_other_keys_are_the_same_and_the_days_are_told_apart() -> None:
    people = People.of(
        1, full_name=["Asha Nimode"], father_name=["Vasant Nimode"], born_on=[BORN], mobile=["+919845012345"],
        email=["asha@example.in"], institution=["college"], roll_no=["21CS045"],
    )  # fmt: skip
    keys = block_keys(people)
    for made in (kept_keys(people), kept_keys(people, keys), asked_keys(people), asked_keys(people, kept_keys(people))):
        assert {key & 7 for key in made.hashes[made.days.start : made.days.stop]} == {Kind.DAY_AND_WORD}
        others = [{key for key in each.hashes if key & 7 != Kind.DAY_AND_WORD} for each in (keys, made)]
        assert others[0] == others[1]
        assert len(others[0]) == len({Kind.MOBILE, Kind.EMAIL, Kind.ROLL, Kind.NAME_AND_PLACE, Kind.NAME_AND_FATHER})
