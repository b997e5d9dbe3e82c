"""The Indian financial year: April to March, four quarters."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain import calendar
from skilling.domain.problems import Refused


def test_the_year_turns_on_the_first_of_april() -> None:
    assert calendar.fy_of(date(2027, 3, 31)) == "2026-27"
    assert calendar.fy_of(date(2027, 4, 1)) == "2027-28"
    assert calendar.fy_of(date(2000, 1, 1)) == "1999-00"


def test_quarters_begin_in_april_and_the_last_ends_in_march() -> None:
    bounds = [(calendar.quarter("2026-27", n).start, calendar.quarter("2026-27", n).end) for n in (1, 2, 3, 4)]
    assert bounds == [
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 3, 31)),
    ]


@pytest.mark.parametrize("written", ["2026-27", "FY 2026-27", "2026-2027", "2026–27", "२०२६-२७", "2026/27"])
def test_a_year_is_understood_as_it_is_written(written: str) -> None:
    assert calendar.financial_year(written) == calendar.Period(
        date(2026, 4, 1), date(2027, 3, 31), "FY 2026-27", "वित्तीय वर्ष 2026-27"
    )


@pytest.mark.parametrize("written", ["2026", "2026-28", "26-27", "", "next year"])
def test_what_is_no_financial_year_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Refused, match="2026-27"):
        calendar.financial_year(written)


def test_a_period_is_chosen_by_month_quarter_or_year() -> None:
    assert calendar.period("2026-27").label == "FY 2026-27"
    assert calendar.period("2026-27", 2).label == "FY 2026-27 Q2"
    assert calendar.period(None, None, "2026-10").end == date(2026, 10, 31)
    assert calendar.period("2026-27", None, "2027-02").end == date(2027, 2, 28)


@pytest.mark.parametrize(
    "asked",
    [(None, None, None), ("2026-27", 5, None), ("2026-27", 1, "2026-05"), ("2026-27", None, "2027-04"), (None, None, "2026-13")],
)
def test_a_period_that_cannot_be_is_refused(asked: tuple[str | None, int | None, str | None]) -> None:
    with pytest.raises(Refused):
        calendar.period(*asked)


def test_months_are_listed_across_the_turn_of_a_year() -> None:
    assert calendar.months_between(date(2026, 11, 30), date(2027, 2, 1)) == ("2026-11", "2026-12", "2027-01", "2027-02")


def test_a_late_evening_in_london_is_tomorrow_in_india() -> None:
    assert calendar.day_in_india(datetime(2026, 3, 31, 18, 30, tzinfo=UTC)) == date(2026, 4, 1)
    assert calendar.day_in_india(datetime(2026, 3, 31, 18, 29, tzinfo=UTC)) == date(2026, 3, 31)


@given(st.dates(date(1951, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_its_own_year_quarter_and_month(day: date) -> None:
    year = calendar.fy_of(day)
    assert day in calendar.financial_year(year)
    assert day in calendar.quarter(year, calendar.quarter_of(day))
    assert day in calendar.month(calendar.month_of(day))
    assert [day in calendar.quarter(year, number) for number in (1, 2, 3, 4)].count(True) == 1
