"""Pairs of names as lists write them, judged by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain.likeness import COMPATIBLE, DIFFERENT, SAME, SIMILAR, SOUNDS_SAME, compare, likeness
from skilling.domain.names import read_name


def level(one: str, other: str) -> int:
    found = compare(read_name(one), read_name(other))
    assert found == compare(read_name(other), read_name(one)), "the order of the two names must not matter"
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ram Kumar", "KUMAR RAM"), ("Ram Kumar", "Ramkumar"), ("Ram Prakash", "Prakashram"), ("Laxmi Devi", "लक्ष्मी देवी"),
        ("Md Irfan", "Mohammed Irfan"), ("Sk Abdul", "Shaikh Abdul"), ("KV Rao", "K V Rao"), ("सुनीता", "Sunita"),
        ("Smt. Sunita Devi W/o Ramesh", "sunita devi"), ("Choudhary Amit", "Amit Chaudhary"), ("Sri Devi", "Sridevi"),
        ("லட்சுமி", "Lakshmi"), ("राजेन्द्र सिंह", "Rajendra Singh"),
    ],
)  # fmt: skip
def test_the_same_words_in_any_order_spacing_and_script_are_the_same_name(one: str, other: str) -> None:
    assert level(one, other) == SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Suneeta", "Sunita"), ("Geetha Reddy", "Gita Reddi"), ("Jitender Singh", "Jitendra Singh"), ("Ahmed Khan", "Ahmad Khan"),
        ("वेंकटेश्वर राव", "Venkateswara Rao"), ("Venkat Eshwar Rao", "Venkateswara Rao"), ("Deepak", "दीपक"),
        ("Gurpreet Singh", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ"),
    ],
)  # fmt: skip
def test_another_spelling_sounds_the_same(one: str, other: str) -> None:
    assert level(one, other) == SOUNDS_SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("K Venkateswara Rao", "Rao Venkat K"), ("S. Ramesh", "Ramesh Subramaniam"), ("Sunita", "Sunita Sharma"),
        ("Sunita Devi", "Sunita Yadav"), ("Suresh Yadav", "Suersh Yadav"), ("A B", "Anil Bose"), ("Rao V", "Venkateswara Rao"),
        ("Sunita", ""),
        ("Vikas", "বিকাশ"), ("Basanti Murmu", "Vasanti Murmu"),
    ],
)  # fmt: skip
def test_initials_missing_parts_and_slips_speak_against_nothing(one: str, other: str) -> None:
    assert level(one, other) == COMPATIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harish", "Harsh"), ("Ramesh Kumar", "Rajesh Kumar"), ("Ankit Verma", "Ankita Verma"), ("Kiran Rao", "Karan Rao"),
        ("Harpreet Kaur", "Harjeet Kaur"), ("Baljinder Gill", "Balwinder Gill"), ("Sunita Sharma", "Sunita Verma"),
        ("S Ramesh", "K Ramesh"), ("Bina Das", "Vani Das"),
    ],
)  # fmt: skip
def test_alike_is_not_the_same(one: str, other: str) -> None:
    assert level(one, other) == SIMILAR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ram Sharma", "Shyam Sharma"), ("Neha Gupta", "Nisha Gupta"), ("Mahesh Yadav", "Harish Yadav"),
        ("Ram Kumar", "Ramesh Kumar"), ("Abdul Khan", "Irfan Khan"), ("K", "Ramesh"), ("Sunita Devi", "Anita Devi"),
    ],
)  # fmt: skip
def test_another_given_name_is_another_person(one: str, other: str) -> None:
    assert level(one, other) == DIFFERENT


def test_it_is_said_which_words_agree_and_which_do_not() -> None:
    found = likeness(read_name("Ram Kandula"), read_name("Shyam Kandula"))
    assert found.shared == ("kndl",)
    assert [word.text for word in found.left] == ["ram"]
    assert [word.text for word in found.right] == ["shyam"]


WORDS = ("Ram", "Sunita", "Kumar", "Devi", "K", "V", "Venkateswara", "Rao", "सुनीता", "Md", "Irfan", "Ramesh", "Rajesh", "Ankita")
names = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@given(names)
def test_every_name_is_the_same_as_itself(name: str) -> None:
    assert level(name, name) in (SAME, COMPATIBLE)


@given(names, names)
def test_the_level_does_not_depend_on_which_name_comes_first(one: str, other: str) -> None:
    level(one, other)
