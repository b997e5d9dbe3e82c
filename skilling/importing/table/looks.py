"""What a cell looks like at a glance, enough to tell a heading from a value; refuses to parse it."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from enum import IntEnum

from skilling.importing.reading.grid import Cell, CellError


class Look(IntEnum):
    """The outward kind of a cell. LABEL is short text; what lies above it is no heading."""

    BLANK = 0
    LABEL = 1
    PROSE = 2
    NUMBER = 3
    DATE = 4
    MAIL = 5
    CODE = 6
    VALUE = 7
    ERROR = 8


_NUMBER = re.compile(r"[(+\-]?\s*(?:₹|rs\.?|inr|\$)?\s*[+\-]?\d[\d,. ]*(?:[eE][+\-]?\d+)?\s*%?\)?$", re.IGNORECASE)
_PHONE = re.compile(r"[+(]?\d[\d\s().\-/]{5,}$")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ].*)?$"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?[\s\-/,.]*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"[\s\-/,.]*\d{1,4}(?:[\s\-/,.]+\d{2,4})?(?:[ T]\d.*)?$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+$|https?://|www\.", re.IGNORECASE)
_CODE = re.compile(r"(?=(?:\D*\d){3})[\w./\-]{4,30}$")
_SPELLINGS = (
    (Look.DATE, _DATE),
    (Look.NUMBER, _NUMBER),
    (Look.NUMBER, _PHONE),
    (Look.MAIL, _MAIL),
    (Look.CODE, _CODE),
)
_TYPICAL_VALUE = frozenset(
    (
        *("yes", "no", "y", "n", "m", "f", "t", "male", "female", "other", "transgender", "true", "false"),
        *("present", "absent", "p", "a", "nan", "n/a", "na", "nil", "none", "null", "-", "--"),
        *("हाँ", "हां", "नहीं", "पुरुष", "महिला"),
    )
)
# What pandas writes over a column without a heading, also over those that a merged heading covered.
_NO_HEADING = "Unnamed: "
_FILLER = re.compile(_NO_HEADING + r"\d+(?:_level_\d+)?")
_LONGEST_LABEL = 60
_DATA = frozenset((Look.NUMBER, Look.DATE, Look.MAIL, Look.CODE, Look.VALUE, Look.ERROR))


def look_of(cell: Cell) -> Look:
    """The look of one cell. Text that only spells a number or a day looks like one."""
    if cell is None:
        return Look.BLANK
    if isinstance(cell, str):
        return _look_of_text(cell.strip())
    if isinstance(cell, bool):
        return Look.VALUE
    if isinstance(cell, (int, float)):
        return Look.NUMBER
    if isinstance(cell, CellError):
        return Look.ERROR
    return Look.DATE


def _look_of_text(text: str) -> Look:
    if not text or _is_filler(text):
        return Look.BLANK
    if text.lower() in _TYPICAL_VALUE:
        return Look.VALUE
    for look, pattern in _SPELLINGS:
        if pattern.match(text):
            return look
    sentence = text.endswith(".") and " " in text and len(text) > _LONGEST_LABEL // 2
    return Look.PROSE if sentence or len(text) > _LONGEST_LABEL else Look.LABEL


def is_data(look: Look) -> bool:
    """Whether the look is one a heading never has."""
    return look in _DATA


def main_look(looks: Iterable[Look], share: float) -> Look:
    """The look that at least `share` of the filled cells have; BLANK when none does. Text is one look."""
    counted = Counter(Look.LABEL if look is Look.PROSE else look for look in looks if look is not Look.BLANK)
    if not counted:
        return Look.BLANK
    look, times = counted.most_common(1)[0]
    return look if times >= share * counted.total() else Look.BLANK


def is_blank(cell: Cell) -> bool:
    """Whether nothing is said in a cell: None, text of spaces only, or what pandas writes for a heading that is none."""
    return cell is None or (cell.__class__ is str and (not (text := str(cell).strip()) or _is_filler(text)))


def _is_filler(text: str) -> bool:
    return text.startswith(_NO_HEADING) and _FILLER.fullmatch(text) is not None


def plain_text(cell: Cell) -> str:
    """A cell as a heading would print it: one line, whole numbers without a fraction; empty for a blank."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return " ".join(str(cell).split())


def amount(cell: Cell) -> float | None:
    """The number a cell shows, Indian or Western digit groups included; None when it shows none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell)
    if isinstance(cell, str) and (bare := cell.replace(",", "").strip()):
        try:
            return float(bare)
        except ValueError:
            return None
    return None
