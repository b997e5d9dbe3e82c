"""Programmes: making the one that a new database is for; refuses a second where the caller expects none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, func, select

from skilling.database.changes import Change
from skilling.database.tables import Cohort, Programme, table_of
from skilling.domain.cohorts import check_dates
from skilling.domain.problems import Refused
from skilling.services import records


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new programme."""
    return records.create(change, "programme", given)


def edit(change: Change, programme_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for a programme; Refused where its end would lie before its start."""
    records.edit(change, "programme", programme_id, given, version)
    programme = change.get(Programme, programme_id)
    check_dates(programme.starts_on, programme.ends_on)


def archive(change: Change, programme_ids: Sequence[int]) -> int:
    """Takes programmes away; Refused where one has cohorts."""
    cohort = table_of(Cohort)
    for programme_id in programme_ids:
        programme = change.get(Programme, programme_id)
        statement = select(func.count()).where(cohort.c.programme_id == programme_id, cohort.c.archived_at.is_(None))
        if change.session.execute(statement).scalar_one():
            raise Refused("programme-used", f"{programme.name} has cohorts. A programme that has ended is set to Closed instead.")
    return records.archive(change, "programme", programme_ids)


def first_name(session: Session) -> str | None:
    """The name of the first programme, for a window's title; None in an empty database."""
    return session.exec(select(Programme.name).where(col(Programme.archived_at).is_(None)).limit(1)).first()


def check_none(session: Session) -> None:
    """Refused where the database has a programme already."""
    name = first_name(session)
    if name is not None:
        raise Refused(
            "init-again",
            f"This database holds the programme '{name}' already. Name another file with --database.",
        )
