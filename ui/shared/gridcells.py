"""Owns how a value of a column reads in a cell; refuses to format what was not asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui.shared import numbers
from ui.shared.gridsource import Choice, GridColumn

_MOBILE = re.compile(r"^(\+91)?(\d{5})(\d{5})$")


def cell_text(column: GridColumn, value: Any) -> str:
    """The words of a cell, by the kind of its column; a kind that is not known reads as text."""
    if value is None or value == "":
        return ""
    if column.choices:
        chosen = choice_of(column, value)
        return chosen.label if chosen is not None else str(value)
    return _WRITTEN.get(column.kind, _plain)(value)


def _plain(value: Any) -> str:
    """By the type of the value, where the kind says nothing."""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, datetime):
        return numbers.moment(value)
    return numbers.day(value) if isinstance(value, date) else str(value)


def _number(value: Any) -> str:
    return numbers.grouped(value, 0 if value == int(value) else 2)


def _day(value: Any) -> str:
    return numbers.day(value if isinstance(value, date) else date.fromisoformat(str(value)[:10]))


def mobile_text(number: str) -> str:
    """+91 98450 12345; anything else as it stands."""
    match = _MOBILE.match(number)
    return f"{match[1] or '+91'} {match[2]} {match[3]}" if match else number


def choice_of(column: GridColumn, value: Any) -> Choice | None:
    """The declared choice of a code."""
    return next((choice for choice in column.choices if choice.code == value), None)


def yes_or_no(value: bool) -> str:
    return QCoreApplication.translate("gridcells", "Yes") if value else QCoreApplication.translate("gridcells", "No")


def words_to_mark(text: str) -> re.Pattern[str] | None:
    """What to mark in the cells for the words searched; digits match over spaces and dashes, as a phone is
    written.
    """
    words = [word for word in text.split() if word]
    if not words:
        return None
    return re.compile("|".join(_any_spacing(word) for word in words), re.IGNORECASE)


def _any_spacing(word: str) -> str:
    return r"[\s-]*".join(word) if word.isdigit() else re.escape(word)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "money": lambda paise: numbers.rupees(int(paise)),
    "whole": _number,
    "decimal": _number,
    "date": _day,
    "mobile": lambda number: mobile_text(str(number)),
    "phone": lambda number: mobile_text(str(number)),
}
