"""Dates are read as written; their order is a matter of the whole column."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skilling.domain import dates
from skilling.domain.problems import Problem

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "05/09/2004", "5/9/2004", "5-9-2004", "05.09.2004", "5 9 2004", "2004-09-05", "2004/09/05", "05/09/04",
        "5 Sep 2004", "5-Sep-04", "5th September, 2004", "September 5, 2004", "Sept 5 2004", "Sunday, 5 September 2004",
        "५/९/२००४", "५ सितंबर २००४", "5 सप्टेंबर 2004", "5 செப்டம்பர் 2004", "05092004", "20040905",
        "2004-09-05T00:00:00", "2004-09-05 10:30:00", "05/09/2004 10:30 AM", " '05/09/2004",
        date(2004, 9, 5), datetime(2004, 9, 5, 23, 59),
    ],
)  # fmt: skip
def test_one_day_in_many_dresses_is_one_day(written: object) -> None:
    assert dates.read(written) == date(2004, 9, 5)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("5", "date"),
        ("2004", "date"),
        ("May 2003", "date"),
        ("10:30", "date"),
        ("five", "date"),
        ("", "date"),
        (38235, "date"),
        ("31/02/2004", "date-impossible"),
        ("05/13/2004", "date-impossible"),
        ("29/02/2003", "date-impossible"),
        ("05/09/1204", "date-range"),
        ("05/09/204", "date"),
    ],
)
def test_nothing_is_filled_in_and_nothing_is_guessed(written: object, code: str) -> None:
    found = dates.read(written)
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_written_year_in_front_keeps_its_month_in_the_middle() -> None:
    assert dates.read("2002-04-03") == date(2002, 4, 3)
    assert dates.read("2002-04-03", "MDY") == date(2002, 4, 3)


def test_month_first_is_read_when_the_column_is_so() -> None:
    assert dates.read("05/09/2004", "MDY") == date(2004, 5, 9)


def test_day_counts_follow_the_workbooks_epoch() -> None:
    # 36526 and 35064 are shown as 1 January 2000 by Excel in its two date systems.
    assert dates.from_serial(36526) == date(2000, 1, 1)
    assert dates.from_serial(35064, since_1904=True) == date(2000, 1, 1)
    assert isinstance(dates.from_serial(9_999), Problem)
    assert isinstance(dates.from_serial(60_001), Problem)


def _parts(*written: str) -> list[dates.Parts]:
    found = [dates.parts_of(text) for text in written]
    assert all(isinstance(part, dates.Parts) for part in found)
    return found  # type: ignore[return-value]


def test_one_day_above_twelve_decides_for_the_column() -> None:
    assert dates.order_of(_parts("01/02/2004", "13/02/2004")) == dates.Evidence("DMY", False, 1, 0)
    assert dates.order_of(_parts("01/02/2004", "02/13/2004")) == dates.Evidence("MDY", False, 1, 0)


def test_without_evidence_day_first_is_assumed_and_said() -> None:
    assert dates.order_of(_parts("01/02/2004", "03/04/2004")) == dates.Evidence("DMY", True, 0, 0)


def test_contrary_cells_are_counted() -> None:
    assert dates.order_of(_parts("13/02/2004", "14/02/2004", "02/15/2004")) == dates.Evidence("DMY", False, 2, 1)


@given(days, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%B %d, %Y"]))
def test_every_day_written_day_first_or_unmistakably_is_read_back(day: date, shape: str) -> None:
    assert dates.read(day.strftime(shape)) == day


@given(days)
def test_every_day_written_month_first_is_read_back_in_that_order(day: date) -> None:
    assert dates.read(day.strftime("%m/%d/%Y"), "MDY") == day


@given(st.text(max_size=25))
def test_any_text_is_a_day_or_a_problem_and_a_day_stays_that_day(text: str) -> None:
    found = dates.read(text)
    if isinstance(found, date):
        assert dates.read(found) == found
        assert dates.read(found.isoformat()) == found
