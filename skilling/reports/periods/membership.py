"""What an enrolment, or a person, is to a figure: whether it stands behind it, and as what; refuses measures of other records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from skilling.database.tallying import COMPLETE
from skilling.reports.figures import Question
from skilling.reports.knowledge import Row
from skilling.reports.measures import MEASURES
from skilling.reports.scope import Scope

_COLUMNS: Final = {"state": "state_id", "district": "district_id", "cohort": "cohort_id"}  # of dimensions named otherwise
_STAGES: Final = ("enrolled_on", "started_on", "completed_on", "certified_on", "left_on")
_MILESTONES: Final = {
    "started": "started_on", "trained": "completed_on", "women_trained": "completed_on", "certified": "certified_on",
    "women_certified": "certified_on",
}  # fmt: skip
_ALSO: Final[Mapping[str, tuple[str, str | None]]] = {
    "women": ("gender", "F"), "women_trained": ("gender", "F"), "women_certified": ("gender", "F"), "pwd": ("pwd", "Y"),
    **{f"no_{name}": (name, None) for name in ("gender", "category", "state", "district", "age_band", "learner_type")},
}  # fmt: skip
_NOT_STATED: Final = {"gender": ("X",), "category": ("NS",), "pwd": ("NS",), "minority": ("NS",)}


def of_enrolment(row: Row | None, scope: Scope, question: Question) -> object:
    """None where an enrolment does not stand behind a figure, else what of it the figure tells apart."""
    if row is None or (scope.programme_id is not None and row["programme"] != scope.programme_id):
        return None
    name = question.measure
    where = [*question.where, *([_ALSO[name]] if name in _ALSO else [])]
    if any(_value(row, dimension) != value for dimension, value in where):
        return None
    if name == "out_of_order":
        return tuple(row[stage] for stage in _STAGES)
    if not _within(_left_on(row) if name == "left" else row[_MILESTONES.get(name, "enrolled_on")], scope, question):
        return None
    if name == "complete":
        return all(_value(row, each) is not None for each in COMPLETE) or None
    return tuple(_value(row, each) for each in MEASURES[name].across)


def of_person(rows: Sequence[Row], scope: Scope, question: Question) -> object:
    """What a person is to a figure of different persons, by all enrolments: there or not, how often again, or which further ones."""
    if question.measure in ("new_persons", "further"):
        ranked = sorted((row for row in rows if row["enrolled_on"] and _of_programme(row, scope)), key=_turn)
        counted = ranked[:1] if question.measure == "new_persons" else ranked[1:]
        inside = tuple(row["id"] for row in counted if _within(row["enrolled_on"], scope, question))
        return bool(inside) if question.measure == "new_persons" else inside
    parts = {part for row in rows if (part := of_enrolment(row, scope, question)) is not None}
    return bool(parts) if question.measure == "persons" else max(len(parts) - 1, 0)


def _turn(row: Row) -> tuple[str, int]:
    return row["enrolled_on"], row["id"]


def _of_programme(row: Row, scope: Scope) -> bool:
    return scope.programme_id is None or row["programme"] == scope.programme_id


def _left_on(row: Row) -> str | None:
    """Since when somebody who was enrolled has left; None for who never was, or is there."""
    enrolled, left = row["enrolled_on"], row["left_on"]
    return max(enrolled, left) if enrolled and left else None


def _within(day: Any, scope: Scope, question: Question) -> bool:
    first, last = scope.days(question.window)
    return day is not None and date.fromisoformat(day) <= last and (first is None or date.fromisoformat(day) >= first)


def _value(row: Row, dimension: str) -> Any:
    value = row[_COLUMNS.get(dimension, dimension)]
    return None if value in _NOT_STATED.get(dimension, ()) else value
