"""A figure as the public sees it: what it counts, in terms that are the same in every pack; refuses figures not about people.

Two figures that must be equal, on whatever sheet or in whatever pack, get the same key: that is what makes a later pack
unable to reveal what an earlier one withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from skilling.reports.figures import Question, Value, Where
from skilling.reports.measures import MEASURES, Kind, Measure
from skilling.reports.scope import Scope

FEWEST: Final = 10  # the smallest count that is shown, apart from zero; domain: public profile of the ministry's pack

_PEOPLE: Final = frozenset({"enrolment", "founder", "grant", "startup"})  # nouns of facts that stand for a person or a firm
_OTHERS: Final = frozenset({"cohort", "institution", "resource"})  # a count of these recognises nobody
NAMING: Final = frozenset({"cohort", "startup", "institution", "developer"})  # a row of one of these is a name

# The same number under two declarations: measure -> the measure and the place that it stands for.
_SAME: Final[dict[str, tuple[str, Where]]] = {
    "women": ("enrolled", (("gender", "F"),)),
    "women_trained": ("trained", (("gender", "F"),)),
    "women_certified": ("certified", (("gender", "F"),)),
    "pwd": ("enrolled", (("pwd", "Y"),)),
}


class Shown(StrEnum):
    """How a figure stands in a public pack."""

    PLAIN = "plain"
    FEW = "few"  # "<10"
    WITHHELD = "withheld"  # "*": at least ten, kept back so that nothing else can be worked out
    UNTOLD = "untold"  # "–": not published, be it zero, few or many


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure counts: a measure, a place in the table, the days, the programme (None: all)."""

    measure: str
    where: Where
    first: date | None
    last: date
    programme: int | None

    @property
    def declared(self) -> Measure:
        return MEASURES[self.measure]

    @property
    def is_amount(self) -> bool:
        return self.declared.kind is Kind.SUM

    @property
    def adds_up(self) -> bool:
        """The whole is the sum of its parts."""
        return self.declared.adds_up and self.declared.kind is not Kind.AGAIN

    def plain(self) -> list[Any]:
        """Plain data that `of_plain` reads back."""
        return [self.measure, [list(pair) for pair in self.where], self.first and self.first.isoformat(),
                self.last.isoformat(), self.programme]  # fmt: skip

    @classmethod
    def of_plain(cls, given: list[Any]) -> Key:
        measure, where, first, last, programme = given
        return cls(
            measure, tuple((name, value) for name, value in where), date.fromisoformat(first) if first else None,
            date.fromisoformat(last), programme,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure, its value as a whole number (amounts in hundredths), and how the public sees it."""

    key: Key
    value: int
    shown: Shown


def about_people(question: Question) -> bool:
    """Whether a small value of this figure could point to somebody."""
    measure = question.declared
    return measure.facts.noun in _PEOPLE and not {measure.of, measure.noun} & _OTHERS


def key_of(question: Question, scope: Scope) -> Key:
    """The key of a figure; a percentage has none of its own."""
    measure, where = question.measure, dict(question.where)
    if measure in _SAME:
        measure, more = _SAME[measure]
        if all(where.get(name, value) == value for name, value in more):
            where |= dict(more)
        else:
            measure = question.measure
    first, last = scope.days(question.window)
    if measure == "new_persons" and first is None and not where:
        measure = "persons"  # each counted once since the beginning, whichever way
    return Key(measure, tuple(sorted(where.items())), first, last, scope.programme_id)


def whole(value: Value, key: Key) -> int:
    """A value as a whole number: amounts in hundredths. Unknown is nothing."""
    if value is None:
        return 0
    return int(Decimal(value) * 100) if key.is_amount else int(value)


def is_small(value: int) -> bool:
    """More than none, and fewer than may be shown."""
    return 0 < abs(value) < FEWEST
