"""Owns which conditions a column may be asked for and how each reads; knows nothing of widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui.shared import numbers
from ui.shared.gridcells import choice_of
from ui.shared.gridsource import Filter, GridColumn

WORDS, NUMBERS, DAYS, CHOICES = "words", "numbers", "days", "choices"
_KINDS = {
    "date": DAYS,
    "moment": DAYS,
    "money": NUMBERS,
    "whole": NUMBERS,
    "decimal": NUMBERS,
    "choice": CHOICES,
    "state": CHOICES,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One operator as offered: how many values it takes, and its words."""

    operator: str
    takes: int
    words: str


def family(column: GridColumn) -> str:
    """Which conditions suit the column."""
    if column.choices:
        return CHOICES
    return _KINDS.get(column.kind, NUMBERS if column.align_right else WORDS)


def offered(column: GridColumn) -> tuple[Condition, ...]:
    """The conditions for a column, most used first; the value list itself stands apart."""
    translate = QCoreApplication.translate
    blank = (
        Condition("blank", 0, translate("conditions", "is blank")),
        Condition("not_blank", 0, translate("conditions", "is not blank")),
    )
    kind = family(column)
    if kind == WORDS:
        return (
            Condition("contains", 1, translate("conditions", "contains")),
            Condition("starts", 1, translate("conditions", "begins with")),
            *blank,
        )
    if kind == NUMBERS:
        return (
            Condition("at_least", 1, translate("conditions", "at least")),
            Condition("at_most", 1, translate("conditions", "at most")),
            Condition("between", 2, translate("conditions", "between")),
            *blank,
        )
    if kind == DAYS:
        return (
            Condition("at_least", 1, translate("conditions", "on or after")),
            Condition("at_most", 1, translate("conditions", "on or before")),
            Condition("between", 2, translate("conditions", "between")),
            *blank,
        )
    return blank


def chip_text(column: GridColumn, condition: Filter, known: Mapping[Any, str]) -> str:
    """How a filter reads on its chip: State: Karnataka, Kerala +3. `known` has the words of ids."""
    words = [known.get(value) or _value_words(column, value) for value in condition.values]
    translate = QCoreApplication.translate
    if condition.operator in ("is", "is_not"):
        listed = ", ".join(words[:2]) + (f" +{len(words) - 2}" if len(words) > 2 else "")
        template = "{column}: {values}" if condition.operator == "is" else translate("conditions", "{column}: not {values}")
        return template.format(column=column.label, values=listed)
    offer = next((one for one in offered(column) if one.operator == condition.operator), None)
    name = offer.words if offer is not None else condition.operator
    joined = translate("conditions", " and ").join(words)
    return f"{column.label} {name} {joined}".rstrip()


def _value_words(column: GridColumn, value: Any) -> str:
    if value is None or value == "":
        return QCoreApplication.translate("conditions", "(blank)")
    chosen = choice_of(column, value)
    if chosen is not None:
        return chosen.label
    if isinstance(value, bool):
        return QCoreApplication.translate("gridcells", "Yes") if value else QCoreApplication.translate("gridcells", "No")
    if isinstance(value, date):
        return numbers.day(value)
    return numbers.grouped(value) if isinstance(value, int) else str(value)
