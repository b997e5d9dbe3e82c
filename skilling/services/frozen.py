"""What reports group by, as it is frozen on enrolments: what was unknown is filled in once it is known, what was wrong is taken over
on request; refuses to change by itself what was known when somebody enrolled.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from skilling.database import dialects, many, steps
from skilling.database.changes import Change
from skilling.database.many import Row
from skilling.database.tables import Developer, Enrolment, table_of
from skilling.domain.developers import FROZEN, age_band
from skilling.domain.enrolments import ENROLMENT, filled_in
from skilling.domain.nouns import noun_named

COPIED: Final = (*FROZEN, "born_on")  # what of a developer stands on the enrolments, the day of birth as an age band


def copied(developer: Row, on: date) -> dict[str, Any]:
    """What an enrolment that begins on a day holds of its developer."""
    return {name: developer[name] for name in FROZEN} | {"age_band": age_band(developer["born_on"], on)}


def blanks(change: Change, developer_ids: Collection[int]) -> list[tuple[Row, dict[str, Any]]]:
    """Enrolments of these developers, held, each with the values that it lacks and that are known now."""
    enrolment = table_of(Enrolment)
    given = dialects.one_column(change.connection, sorted(developer_ids))
    wanted = select(enrolment.c.id).join(given, given.c.value == enrolment.c.developer_id)
    found = many.held(change, Enrolment, change.session.scalars(wanted).all())
    return [(row, new) for row, now in _beside(change, found) if (new := filled_in(row, now))]


def learnt(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether something that enrolments hold of a developer was unknown, and is known now."""
    return any(name in before and before[name] is None and after[name] is not None for name in COPIED)


def fill(change: Change, developer_id: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Puts what was unknown of a developer, and is known now, on the enrolments that lack it."""
    if learnt(before, after):
        many.edit_each(change, Enrolment, blanks(change, [developer_id]))


def take_over(change: Change, enrolment_ids: Sequence[int]) -> int:
    """Corrects enrolments: they hold what is known of their developers now; how many changed. Refused where one is gone."""
    found = {row["id"]: row for row in many.held_all(change, Enrolment, enrolment_ids)}
    edits = [(row, now) for row, now in _beside(change, found) if any(row[name] != value for name, value in now.items())]
    many.edit_each(change, Enrolment, edits)
    if edits:
        change.facts |= {"noun": ENROLMENT.name, "count": len(edits)}
    return len(edits)


def words_of_copied() -> list[str]:
    """What an enrolment holds of its developer, in words."""
    return [noun_named(ENROLMENT.name).field(name).label for name in (*FROZEN, "age_band")]


def _beside(change: Change, found: Mapping[int, Row]) -> list[tuple[Row, dict[str, Any]]]:
    """Each enrolment with what it would hold if it began anew, with its developer as known now."""
    people = many.held(change, Developer, {row["developer_id"] for row in found.values()})
    lives = steps.lives(change, found)
    pairs = []
    for row in found.values():
        days = [step.effective_on for step in lives.get(row["id"], []) if step.retracted_at is None]
        if days and row["developer_id"] in people:
            pairs.append((row, copied(people[row["developer_id"]], min(days))))
    return pairs
