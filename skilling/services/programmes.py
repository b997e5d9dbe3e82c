"""Programmes: making the one that a new database is for; refuses a second where the caller expects none."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, col, select

from skilling.database.changes import Change
from skilling.database.tables import Programme
from skilling.domain.problems import Refused
from skilling.services import records


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new programme."""
    return records.create(change, "programme", given)


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
