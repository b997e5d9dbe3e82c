"""How numbers, days, conditions and durations read, and how they are read."""

from __future__ import annotations

import math
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.people import COLUMNS
from ui.shared import numbers
from ui.shared.conditions import chip_text, offered
from ui.shared.dates import read_day
from ui.shared.gridcells import words_to_mark
from ui.shared.gridcopy import from_clipboard
from ui.shared.gridsource import Filter
from ui.shared.progress import Pace, duration_words

COLUMN = {column.name: column for column in COLUMNS}


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (999, "999"), (123456, "1,23,456"), (12345678, "1,23,45,678"), (-123456, "-1,23,456")],
)
def test_digits_are_grouped_the_indian_way(number: int, words: str) -> None:
    assert numbers.grouped(number) == words


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_what_is_written_can_be_read_again(number: int) -> None:
    assert numbers.parse_number(numbers.grouped(number)) == number


@pytest.mark.parametrize(("typed", "number"), [("1,23,456", 123456), ("123,456", 123456), ("₹ 2.5", 2.5), ("twelve", None)])
def test_typed_numbers_are_read_with_any_commas(typed: str, number: float | None) -> None:
    assert numbers.parse_number(typed) == number


@pytest.mark.parametrize(
    ("paise", "words"),
    [(0, "₹ 0"), (1234567_00, "₹ 12,34,567"), (150, "₹ 1.50"), (-500_00, "−₹ 500")],
)
def test_money_reads_in_rupees(paise: int, words: str) -> None:
    assert numbers.rupees(paise) == words


def test_large_numbers_shorten_to_lakh_and_crore() -> None:
    assert [numbers.short(n) for n in (950, 99_999, 480_000, 62_000_000)] == ["950", "99,999", "4.8 lakh", "6.2 crore"]


def test_days_and_moments() -> None:
    assert numbers.day(date(2026, 9, 5)) == "5 Sep 2026"
    assert numbers.moment(datetime(2026, 11, 22, 18, 5)) == "22 Nov 2026, 18:05"
    assert numbers.day(None) == ""


def test_a_share_of_nothing_is_no_number() -> None:
    assert (numbers.share(1, 3), numbers.share(1, 0)) == ("33 %", "—")


@pytest.mark.parametrize(
    "typed", ["5/9/26", "05-09-2026", "5.9.2026", "5 Sep 2026", "5 september 26", "2026-09-05", " 05/09/26 "]
)
def test_days_are_read_day_first(typed: str) -> None:
    assert read_day(typed) == date(2026, 9, 5)


@pytest.mark.parametrize("typed", ["", "9/31/2026", "31/02/2026", "5/2026", "tomorrow", "5 Foo 2026", "2026-13-01"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert read_day(typed) is None


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_written_day_first_is_read_as_that_day(day: date) -> None:
    assert read_day(f"{day:%d/%m/%y}") == read_day(f"{day:%d.%m.%Y}") == read_day(numbers.day(day)) == day


@settings(max_examples=60)
@given(st.text(max_size=20) | st.sampled_from(["nan", "-inf", "Infinity", "1e999", "1_0"]))
def test_what_is_read_from_any_text_can_be_written_and_read_again(text: str) -> None:
    day, number, marked = read_day(text), numbers.parse_number(text), words_to_mark(text)
    assert day is None or read_day(numbers.day(day)) == day
    assert number is None or (math.isfinite(number) and numbers.parse_number(repr(number)) == number)
    assert (marked is None) == (not text.split())
    assert marked is None or all(marked.search(word) for word in text.split())


@pytest.mark.parametrize(
    ("column", "operator", "values", "words"),
    [
        ("status", "is", ("active", "enrolled"), "Status: Active, Enrolled"),
        ("status", "is", ("active", "enrolled", None), "Status: Active, Enrolled +1"),
        ("state", "is", (None,), "State/UT: (blank)"),
        ("hours", "between", (10, 123456), "Hours between 10 and 1,23,456"),
        ("since", "at_least", (date(2026, 4, 1),), "Since on or after 1 Apr 2026"),
        ("email", "blank", (), "Email is blank"),
    ],
)
def test_a_chip_reads_as_a_sentence(column: str, operator: str, values: tuple[object, ...], words: str) -> None:
    assert chip_text(COLUMN[column], Filter(column, operator, values), {}) == words


def test_columns_are_asked_for_what_suits_them() -> None:
    asked = {name: [one.operator for one in offered(column)] for name, column in COLUMN.items()}
    assert asked["name"][0] == "contains"
    assert asked["hours"][:3] == asked["since"][:3] == ["at_least", "at_most", "between"]
    assert asked["status"] == ["blank", "not_blank"]


def test_a_phone_is_marked_over_its_spaces() -> None:
    pattern = words_to_mark("9845012")
    assert pattern is not None
    assert pattern.search("+91 98450 12345")
    assert words_to_mark("   ") is None


def test_a_block_from_a_sheet_keeps_its_shape() -> None:
    assert from_clipboard("a\tb\r\nc\t\r\n") == [["a", "b"], ["c", ""]]
    assert from_clipboard("") == []


def test_the_pace_says_nothing_before_it_knows() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.report("Reading", 0)
    now[0] = 1.0
    pace.report("Reading", 10_000)
    assert (pace.per_second(), pace.seconds_left(100_000)) == (0.0, None)
    now[0] = 4.0
    pace.report("Reading", 40_000)
    assert pace.per_second() == pytest.approx(10_000)
    assert pace.seconds_left(100_000) == pytest.approx(6)
    assert pace.seconds_left(0) is None
    pace.report("Writing", 0)
    assert pace.per_second() == 0.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2, "a few seconds"), (22, "20 seconds"), (54, "55 seconds"), (70, "1 minute"), (190, "3 minutes")],
)
def test_time_left_is_told_in_steps(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words
