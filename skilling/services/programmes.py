"""Programmes: making the one that a new database is for; refuses a second where the caller expects none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme to choose."""

    id: int
    code: str
    name: str


def to_choose(session: Session) -> list[ProgrammeRow]:
    """The programmes that are there, in the order of their names."""
    found = session.execute(select(Programme.id, Programme.code, Programme.name).where(col(Programme.archived_at).is_(None)))
    return sorted((ProgrammeRow(*row) for row in found), key=lambda row: (row.name.casefold(), row.code))


def chosen(session: Session, code: str | None = None) -> int:
    """The programme of that code, else the only one there is; Refused, with the codes to choose from, where neither is."""
    wanted = (code or "").strip()
    found = session.execute(select(Programme.id, Programme.code).where(col(Programme.archived_at).is_(None))).all()
    named = [int(key or 0) for key, known in found if not wanted or known.casefold() == wanted.casefold()]
    if len(named) == 1:
        return named[0]
    codes = ", ".join(sorted(known for _, known in found)) or "none yet"
    if wanted:
        raise Refused("programme-unknown", f"There is no programme {wanted}. There are: {codes}.")
    raise Refused("programme", f"Choose the programme that this belongs to. There are: {codes}.")


def check_none(session: Session) -> None:
    """Refused where the database has a programme already."""
    name = first_name(session)
    if name is not None:
        raise Refused(
            "init-again",
            f"This database holds the programme '{name}' already. Name another file with --database.",
        )
