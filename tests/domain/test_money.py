"""Amounts are whole paise, and numbers are grouped the Indian way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain import money
from skilling.domain.money import Money
from skilling.domain.problems import Problem, Refused


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (999, "999"), (1000, "1,000"), (99999, "99,999"), (100000, "1,00,000"), (1234567, "12,34,567"),
     (123456789, "12,34,56,789"), (-1234567, "-12,34,567")],
)  # fmt: skip
def test_numbers_are_grouped_by_lakh_and_crore(number: int, written: str) -> None:
    assert money.grouped(number) == written


@pytest.mark.parametrize(
    ("number", "words"),
    [(99999, "99,999"), (100000, "1 lakh"), (1234567, "12.35 lakh"), (30000000, "3 crore"), (-25000000, "-2.5 crore")],
)
def test_large_numbers_are_said_as_the_office_says_them(number: int, words: str) -> None:
    assert money.spoken(number) == words


def test_different_currencies_are_never_added() -> None:
    assert Money(100) + Money(50) == Money(150)
    with pytest.raises(Refused):
        Money(100) + Money(100, "USD")


@pytest.mark.parametrize(
    ("written", "value"),
    [("20,00,00,000", 200_000_000), ("200,000,000", 200_000_000), ("₹ 5,000/-", 5000), ("Rs. 2.5 Cr", 25_000_000),
     ("3 लाख", 300_000), ("१,२३,४५६", 123_456), ("-5", -5), ("US$ 100", 100)],
)  # fmt: skip
def test_amounts_are_read_as_lists_write_them(written: str, value: int) -> None:
    assert money.number(written) == value


@pytest.mark.parametrize("written", ["", "-", "1,2", "12,34", "1,2345", "1.2.3", "12 34", "abc", "1e5"])
def test_an_amount_that_could_mean_two_things_is_refused(written: str) -> None:
    assert isinstance(money.number(written), Problem)


@given(st.integers(-(10**15), 10**15))
def test_a_grouped_number_is_read_back(number: int) -> None:
    assert money.number(money.grouped(number)) == number
