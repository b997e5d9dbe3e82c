"""What a measure is: a sentence for people and a condition for the database; refuses to count anything by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_

from skilling.reports.facts import Facts
from skilling.reports.scope import Month, Scope, Window
from skilling.reports.words import Words

Condition = Callable[[Any, Scope, Window | Month], ColumnElement[bool]]


class Kind(StrEnum):
    """How a measure becomes a number."""

    COUNT = "count"  # fact rows
    UNIQUE = "unique"  # different records that the fact rows point to
    SUM = "sum"  # an amount added up
    AGAIN = "again"  # rows that stand for a record already counted in another row of the table


@dataclass(frozen=True)
class Measure:
    """One thing that is counted. `of` names the column that UNIQUE tells apart and SUM adds up."""

    name: str
    words: Words
    definition: Words
    facts: Facts
    counts: Condition
    unit: Words
    kind: Kind = Kind.COUNT
    of: str = "id"
    noun: str = ""  # of the records listed behind a UNIQUE; otherwise that of the facts
    adds_up: bool = True  # the whole is the sum of its parts
    blank: bool = False  # a SUM over nothing but empty values is unknown, not zero
    again_of: str = ""  # AGAIN: the measure whose parts overlap
    across: tuple[str, ...] = ()  # AGAIN: the dimensions in whose rows they do

    @property
    def lists(self) -> str:
        """The noun of the records behind a figure."""
        return self.noun or self.facts.noun


def dated(column: ColumnElement[Any], scope: Scope, window: Window | Month) -> ColumnElement[bool]:
    first, last = scope.days(window)
    return column <= last if first is None else column.between(first, last)


def reached(milestone: str, *also: Callable[[Any], ColumnElement[bool]]) -> Condition:
    def counts(row: Any, scope: Scope, window: Window | Month) -> ColumnElement[bool]:
        return and_(dated(row[milestone], scope, window), *(each(row) for each in also))

    return counts


def is_in(column: str, *values: object) -> Callable[[Any], ColumnElement[bool]]:
    return lambda row: row[column].in_(values)
