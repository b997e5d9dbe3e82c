"""Writes the log of dated steps of enrolments: learnt of, retracted, standing again; refuses to overwrite what was known.

A step that no longer stands is marked as retracted. One that stands again is recorded anew: on the days between, it was known not
to stand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, literal, select, update

from skilling.database import dialects
from skilling.database.changes import Change
from skilling.database.tables import EnrolmentStep, table_of

SAID: Final = ("enrolment_id", "status", "effective_on", "reason", "run_id")
"""What a step says; who learnt of it, and when, is the change's."""


def record(change: Change, steps: Sequence[Mapping[str, Any]]) -> None:
    """Steps that are learnt of in this change, in the order of a life."""
    learnt = {"recorded_at": change.at, "actor": change.actor}
    if steps:
        change.connection.execute(table_of(EnrolmentStep).insert(), [{**step, **learnt} for step in steps])


def retract(change: Change, *which: ColumnElement[bool]) -> None:
    """Those of these steps that stand are marked as standing no longer."""
    step = table_of(EnrolmentStep)
    change.connection.execute(update(step).where(*which, step.c.retracted_at.is_(None)).values(retracted_at=change.at))


def stand_again(change: Change, *which: ColumnElement[bool]) -> None:
    """Those of these steps that were retracted are recorded anew.

    One that was retracted within this very second stood at every moment that anybody can ask about.
    """
    step = table_of(EnrolmentStep)
    learnt = literal(change.at, step.c.recorded_at.type), literal(change.actor)
    again = select(*(step.c[name] for name in SAID), *learnt).where(
        *which, step.c.retracted_at.is_not(None), step.c.retracted_at != change.at
    )
    into = step.insert().from_select([*SAID, "recorded_at", "actor"], again.order_by(step.c.id))
    change.connection.execute(into)
    change.connection.execute(update(step).where(*which, step.c.retracted_at == change.at).values(retracted_at=None))


def lives(change: Change, enrolment_ids: Collection[int]) -> dict[int, list[Any]]:
    """All steps of these enrolments, oldest first, by enrolment."""
    step = table_of(EnrolmentStep)
    found: dict[int, list[Any]] = {}
    for row in change.connection.execute(select(step).where(of(change, enrolment_ids)).order_by(step.c.id)):
        found.setdefault(row.enrolment_id, []).append(row)
    return found


def of(change: Change, enrolment_ids: Collection[int]) -> ColumnElement[bool]:
    """Whether a step is of one of these enrolments."""
    return _among(change, table_of(EnrolmentStep).c.enrolment_id, enrolment_ids)


def those(change: Change, step_ids: Collection[int]) -> ColumnElement[bool]:
    """Whether a step is one of these."""
    return _among(change, table_of(EnrolmentStep).c.id, step_ids)


def _among(change: Change, column: ColumnElement[Any], keys: Collection[int]) -> ColumnElement[bool]:
    given = dialects.one_column(change.connection, sorted(keys))
    return column.in_(select(given.c.value))
