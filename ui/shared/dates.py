"""Owns how a typed day is read: day first, as written in India; refuses to guess a month-first one."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2}|[A-Za-z]{3,9})[\s./,-]+(\d{2}|\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_PIVOT = 70  # two-digit years from 70 on are of the last century


def read_day(text: str) -> date | None:
    """5/9/26, 05-09-2026, 5 Sep 2026 and 2026-09-05 are all 5 September 2026; None for anything else."""
    text = text.strip()
    if match := _ISO.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if not (match := _DAY_FIRST.match(text)):
        return None
    month = int(match[2]) if match[2].isdigit() else _month(match[2])
    year = int(match[3])
    if year < 100:
        year += 1900 if year >= _PIVOT else 2000
    return _day(year, month, int(match[1]))


def _month(name: str) -> int:
    start = name[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
