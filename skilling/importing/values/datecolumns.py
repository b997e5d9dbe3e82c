"""Reads a column of dates as a whole, because one cell cannot tell its order; refuses to swap or fill in anything unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from skilling.domain import dates
from skilling.domain.dates import Evidence, Order, Parts
from skilling.domain.fields import Field
from skilling.domain.problems import Problem, Severity
from skilling.domain.values import Stored
from skilling.importing.columns.evidence import is_missing
from skilling.importing.reading.grid import Cell, CellError
from skilling.importing.values.findings import NOTHING, Cleaned, Parsed, Reading, Remark, error_cell, issues_of

_Shown = Parts | date | Problem | CellError

_YOUNGEST: Final = 10
_OLDEST: Final = 80
_MOSTLY: Final = 0.2  # share of contrary cells from which a column counts as written in two orders
_CHANCE: Final = 0.01
_SMALL_DAYS: Final = 0.4  # of all days of a month, those that could be a month
_MIXED_SINCE: Final = 3
_BIRTHDAY: Final = "born_on"
_DEFAULT_DAYS: Final = frozenset({(1, 1), (7, 1)})
_DAY_COUNT: Final = re.compile(r"\s*(\d{5})(?:\.0)?\s*")
_WORDS: Final = {"DMY": "day first", "MDY": "month first", "YMD": "year first"}

_SWAPPED: Final = Remark(
    "date-swapped",
    Severity.WARNING,
    "This had its day and month exchanged by Excel: the rest of the column is written day first, and only dates that also make "
    "sense month first became real dates. They were exchanged back. Check a few against the source.",
)

_MAYBE_SWAPPED: Final = Remark(
    "date-maybe-swapped",
    Severity.WARNING,
    "This is a real date in a column of dates that are otherwise text, and all such real dates also make sense month first. Excel "
    "may have exchanged its day and month. It was taken as it stands. Compare it with the source.",
)


def read_dates(field: Field, cells: Sequence[Cell], context: Reading) -> Cleaned:
    """The days of a column, in one order for all of it, with what was assumed."""
    seen: dict[Cell, _Shown] = {cell: _seen(cell, context) for cell in set(cells) if cell is not None and not is_missing(cell)}
    # Each distinct date speaks once: a list that repeats one date a thousand times has not said more about its order.
    parts = [found for found in seen.values() if isinstance(found, Parts) and not found.certain]
    evidence = dates.order_of(parts)
    if context.date_order:
        evidence = Evidence(context.date_order, False, evidence.decisive, evidence.against)
    swapped = _typed_are_swapped(seen, parts, evidence)
    column = _DateColumn(field, context, evidence, swapped, not swapped and _typed_may_be_swapped(seen, parts, evidence))
    known: dict[Cell, Stored | None] = {None: None}
    remarks: dict[Cell, Remark] = {}
    for cell in set(cells):
        value, remark = column.placed(cell, seen[cell]) if cell in seen else NOTHING
        known[cell] = value
        if remark:
            remarks[cell] = remark
    order = evidence.order if parts else _order_of_certain(seen)
    told = "" if context.date_order or evidence.assumed else _told(evidence, seen)
    return Cleaned(list(map(known.__getitem__, cells)), issues_of(cells, remarks), order, told)


def _told(evidence: Evidence, seen: dict[Cell, _Shown]) -> str:
    """Why the column is read in its order, as words for a person, with a date of the list for and against it."""
    written = [(str(cell), found) for cell, found in seen.items() if isinstance(found, Parts) and not found.certain]
    for_it = min((text for text, found in written if _only(found) == evidence.order), default="")
    against = min((text for text, found in written if (other := _only(found)) and other != evidence.order), default="")
    words = f"{evidence.decisive:,} different dates such as {for_it} make sense {_WORDS[evidence.order]} only"
    return f"{words}, and {evidence.against:,} such as {against} do not." if against else f"{words}, and none speaks against it."


def _only(found: Parts) -> Order | None:
    """The one order that a date allows; None where it allows several."""
    decided = dates.order_of((found,))
    return None if decided.assumed else decided.order


def _seen(cell: Cell, context: Reading) -> _Shown:
    """What a cell shows before the order of its column is known."""
    if isinstance(cell, CellError):
        return cell
    if isinstance(cell, date):
        return dates.read(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(cell, context)
    return dates.parts_of(str(cell))


def _from_number(cell: float, context: Reading) -> Parts | date | Problem:
    if dates.SERIALS[0] <= cell <= dates.SERIALS[1]:
        return dates.from_serial(cell, since_1904=context.date1904)
    digits = str(int(cell)) if float(cell).is_integer() else ""
    if context.zero_pad:
        digits = digits.zfill(context.zero_pad)
    return dates.parts_of(digits)


def _order_of_certain(seen: dict[Cell, _Shown]) -> Order | None:
    written = [cell for cell, found in seen.items() if isinstance(found, Parts) and isinstance(cell, str)]
    return "YMD" if written and all(cell.strip()[:4].isdigit() for cell in written) else None


def _typed_are_swapped(seen: dict[Cell, _Shown], parts: Sequence[Parts], evidence: Evidence) -> bool:
    """True where Excel, set to another country, made real dates of just those cells that it could misread.

    Then no text in the column is ambiguous, and no real date has a day above 12. The chance that a sound column looks
    like that falls with every cell.
    """
    typed = [cell for cell in seen if isinstance(cell, date)]
    if len(typed) < _MIXED_SINCE or not _typed_may_be_swapped(seen, parts, evidence):
        return False
    return _SMALL_DAYS ** len(typed) * (1 - _SMALL_DAYS) ** len(parts) < _CHANCE


def _typed_may_be_swapped(seen: dict[Cell, _Shown], parts: Sequence[Parts], evidence: Evidence) -> bool:
    """True where nothing speaks against it: the text is written day first and never ambiguous, no real date has a day above 12."""
    if evidence.assumed or evidence.order != "DMY" or evidence.against:
        return False
    if any(part.second <= 12 and part.first <= 12 for part in parts):
        return False
    return all(cell.day <= 12 for cell in seen if isinstance(cell, date))


class _DateColumn:
    """The decisions made for a whole column, applied to one distinct cell after the other."""

    def __init__(self, field: Field, context: Reading, evidence: Evidence, swapped: bool, in_doubt: bool) -> None:
        self._birthday = field.name == _BIRTHDAY
        self._today = context.today
        self._since_1904 = context.date1904
        self._evidence = evidence
        self._swapped = swapped
        self._in_doubt = in_doubt
        self._mixed = evidence.against >= _MIXED_SINCE and evidence.against > _MOSTLY * evidence.decisive

    def placed(self, cell: Cell, found: _Shown) -> Parsed:
        if isinstance(found, CellError):
            return error_cell(found)
        if isinstance(found, Problem):
            return None, replace(_remark(found), proposed=_day_of_count(cell, self._since_1904))
        remark: Remark | None = None
        if isinstance(found, Parts):
            day, remark = self._from_parts(found)
            if day is None:
                return None, remark
        elif self._swapped and isinstance(cell, date) and found.day != found.month:
            day, remark = found.replace(month=found.day, day=found.month), _SWAPPED
        else:
            day = found
            if self._in_doubt and isinstance(cell, date) and found.day != found.month:
                remark = _maybe_swapped(found)
            elif isinstance(cell, int | float):
                remark = Remark("date-serial", Severity.NOTE, "This was stored as Excel's day number and was read as a date.")
        return self._birthday_checked(day, remark) if self._birthday else (day, remark)

    def _from_parts(self, found: Parts) -> tuple[date | None, Remark | None]:
        order = self._evidence.order
        if order == "YMD" and not (found.two_digit_year and found.first > 31):
            order = "DMY"
        day = dates.placed(found, order)
        if isinstance(day, Problem):
            return None, self._impossible(found, day, order)
        ambiguous = not found.certain and found.first <= 12 and found.second <= 12 and found.first != found.second
        if not ambiguous or not (self._evidence.assumed or self._mixed):
            return day, None
        other = dates.placed(found, "MDY" if order == "DMY" else "DMY")
        proposed = other if isinstance(other, date) else None
        if self._mixed:
            return day, Remark(
                "date-order-mixed",
                Severity.WARNING,
                f"This can be read day first or month first, and the column has both. It was read {_WORDS[order]}. Ask.",
                proposed,
            )
        return day, Remark(
            "date-order-assumed",
            Severity.NOTE,
            "This can be read day first or month first, and nothing in the column decides. It was read day first, as usual in "
            "India. If the sender writes the month first, change the order of this column.",
            proposed,
        )

    def _impossible(self, found: Parts, problem: Problem, order: Order) -> Remark:
        other = dates.placed(found, "MDY" if order == "DMY" else "DMY")
        if isinstance(other, Problem):
            return _remark(problem)
        return Remark(
            "date-impossible",
            Severity.ERROR,
            f"This is no date when read {_WORDS[order]} like the rest of the column. Correct it. {dates.EXAMPLE}",
            other,
        )

    def _birthday_checked(self, day: date, remark: Remark | None) -> Parsed:
        age = self._today.year - day.year - ((self._today.month, self._today.day) < (day.month, day.day))
        if not _YOUNGEST <= age <= _OLDEST:
            return None, Remark(
                "birthday-range",
                Severity.WARNING,
                f"This would mean an age outside {_YOUNGEST} to {_OLDEST} years, so it was left out. Ask for the date of birth.",
                day if day <= self._today else None,
            )
        if remark is None and (day.month, day.day) in _DEFAULT_DAYS:
            return day, Remark(
                "birthday-default",
                Severity.NOTE,
                "This is 1 January or 1 July, which stands for 'only the year is known' in many lists. It was taken as written.",
            )
        return day, remark


def _maybe_swapped(day: date) -> Remark:
    return replace(_MAYBE_SWAPPED, proposed=day.replace(month=day.day, day=day.month))


def _day_of_count(cell: Cell, since_1904: bool) -> date | None:
    """The day that a text of five digits would be as Excel's day number; only to be proposed."""
    shown = _DAY_COUNT.fullmatch(cell) if isinstance(cell, str) else None
    found = dates.from_serial(int(shown[1]), since_1904=since_1904) if shown else None
    return found if isinstance(found, date) else None


def _remark(problem: Problem) -> Remark:
    return Remark(problem.code, Severity.ERROR, problem.message)
