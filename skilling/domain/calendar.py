"""The Indian financial year and the clock of the office; refuses a period that nobody can name.

Source: section 2 of the General Clauses Act 1897: a financial year runs from 1 April to 31 March. Times are shown in
Indian Standard Time (UTC+5:30, without summer time) and stored in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from skilling.domain.problems import Refused
from skilling.domain.text import ascii_digits

IST: Final = timezone(timedelta(hours=5, minutes=30), "IST")
APRIL: Final = 4

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS_HI: Final = (
    "जनवरी",
    "फ़रवरी",
    "मार्च",
    "अप्रैल",
    "मई",
    "जून",
    "जुलाई",
    "अगस्त",
    "सितंबर",
    "अक्टूबर",
    "नवंबर",
    "दिसंबर",
)

_FY: Final = re.compile(r"(?:FY\s*)?(\d{4})\s*[-/–]\s*(\d{2}|\d{4})", re.IGNORECASE)
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")
_EARLIEST: Final = 1950
_LATEST: Final = 2099


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, with its name in English and Hindi."""

    start: date
    end: date
    label: str
    label_hi: str

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def fy(self) -> str:
        """The financial year in which the period ends."""
        return fy_of(self.end)


def fy_of(day: date) -> str:
    """The financial year of a day: 31 March 2027 is in '2026-27'."""
    first = day.year if day.month >= APRIL else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def quarter_of(day: date) -> int:
    """The quarter of the financial year: April to June is 1, January to March is 4."""
    return (day.month - APRIL) % 12 // 3 + 1


def month_of(day: date) -> str:
    """The month as '2026-10'."""
    return f"{day:%Y-%m}"


def financial_year(fy: str) -> Period:
    """The year from 1 April to 31 March. Refused where `fy` is not written like 2026-27."""
    first = _first_year(fy)
    name = f"{first}-{(first + 1) % 100:02}"
    return Period(date(first, 4, 1), date(first + 1, 3, 31), f"FY {name}", f"वित्तीय वर्ष {name}")


def quarter(fy: str, number: int) -> Period:
    """One quarter of a financial year, 1 (April to June) to 4 (January to March)."""
    if number not in (1, 2, 3, 4):
        raise Refused("period", f"There is no quarter {number}. Choose 1 (April to June) to 4 (January to March).")
    year = financial_year(fy)
    first_month = APRIL + 3 * (number - 1)
    start = date(year.start.year + (first_month - 1) // 12, (first_month - 1) % 12 + 1, 1)
    end = _last_of_month(start.year, start.month + 2)
    return Period(start, end, f"{year.label} Q{number}", f"{year.label_hi}, तिमाही {number}")


def month(text: str) -> Period:
    """One calendar month given as 2026-10. Refused otherwise."""
    found = _MONTH.fullmatch(ascii_digits(text).strip())
    if not found or not 1 <= int(found[2]) <= 12 or not _EARLIEST <= int(found[1]) <= _LATEST:
        raise Refused("period", f"'{text}' is not a month. Write the year and the month. Example: 2026-10.")
    year, number = int(found[1]), int(found[2])
    return Period(
        date(year, number, 1),
        _last_of_month(year, number),
        f"{MONTHS[number - 1]} {year}",
        f"{MONTHS_HI[number - 1]} {year}",
    )


def period(fy: str | None = None, quarter_number: int | None = None, month_text: str | None = None) -> Period:
    """The period of a report from what was chosen: a month, a quarter of a year, or a year.

    Refused where nothing is chosen, where both a quarter and a month are, or where the month lies outside the year.
    """
    if month_text and quarter_number:
        raise Refused("period", "Choose either a quarter or a month, not both.")
    if month_text:
        chosen = month(month_text)
        if fy and chosen.fy != financial_year(fy).fy:
            raise Refused("period", f"{chosen.label} belongs to FY {chosen.fy}, not to {fy}. Change one of the two.")
        return chosen
    if not fy:
        raise Refused("period", "Choose a financial year. Example: 2026-27.")
    return quarter(fy, quarter_number) if quarter_number else financial_year(fy)


def months_between(start: date, end: date) -> tuple[str, ...]:
    """The months that touch the days from `start` to `end`, as '2026-10'."""
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in range(first, last + 1))


def day_in_india(moment: datetime) -> date:
    """The day that an aware moment falls on in India."""
    return moment.astimezone(IST).date()


def _first_year(fy: str) -> int:
    found = _FY.fullmatch(ascii_digits(fy).strip())
    first = int(found[1]) if found else 0
    if not found or not _EARLIEST <= first <= _LATEST or (first + 1) % 100 != int(found[2]) % 100:
        raise Refused("period", f"'{fy}' is not a financial year. Write two years that follow each other. Example: 2026-27.")
    return first


def _last_of_month(year: int, number: int) -> date:
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
