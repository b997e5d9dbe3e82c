"""Startups: making and editing them, their founders and what they were given; refuses what `domain.startups` refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from skilling.database import dialects, many
from skilling.database.changes import Change
from skilling.database.tables import Developer, Founder, Startup, table_of
from skilling.domain import startups as rules
from skilling.domain.problems import Problem, Refused
from skilling.services import records
from skilling.services.developers import HeldGrant, grants_of, refuse_holders


@dataclass(frozen=True, slots=True)
class FounderRow:
    """One developer behind a startup."""

    id: int
    developer_id: int
    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """A startup with its founders and grants."""

    record: records.RecordRow
    founders: list[FounderRow]
    grants: list[HeldGrant]


def portrait(session: Session, startup_id: int) -> Portrait:
    """All that the panel of one startup shows; Refused where the startup is gone."""
    record = records.read(session, "startup", startup_id)
    return Portrait(record, founders(session, startup_id), grants_of(session, "startup_id", startup_id))


def founders(session: Session, startup_id: int) -> list[FounderRow]:
    """The developers behind a startup, by name."""
    founder, developer = table_of(Founder), table_of(Developer)
    found = session.execute(
        select(founder.c.id, developer.c.id, developer.c.full_name, founder.c.role)
        .join(developer, developer.c.id == founder.c.developer_id)
        .where(founder.c.startup_id == startup_id, founder.c.archived_at.is_(None), developer.c.archived_at.is_(None))
        .order_by(func.lower(developer.c.full_name))
    )
    return [FounderRow(*row) for row in found]


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new startup from a form's or a program's values."""
    startup_id = records.create(change, "startup", given)
    _check(change.get(Startup, startup_id))
    return startup_id


def edit(change: Change, startup_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for a startup; its identifiers still have to agree with each other."""
    records.edit(change, "startup", startup_id, given, version)
    _check(change.get(Startup, startup_id))


def archive(change: Change, startup_ids: Sequence[int]) -> int:
    """Takes startups away with the links to their founders; Refused where one holds a grant."""
    many.held_all(change, Startup, startup_ids)
    refuse_holders(change.session, "startup_id", startup_ids)
    founder = table_of(Founder)
    given = dialects.one_column(change.connection, startup_ids)
    linked = select(founder.c.id).join(given, given.c.value == founder.c.startup_id).where(founder.c.archived_at.is_(None))
    records.archive(change, "founder", change.session.scalars(linked).all())
    return records.archive(change, "startup", startup_ids)


def add_founder(change: Change, startup_id: int, developer_id: int, role: str | None = None) -> int:
    """Links a developer to a startup as a founder; Refused where the link is there already."""
    startup, developer = change.get(Startup, startup_id), change.get(Developer, developer_id)
    if any(row.developer_id == developer_id for row in founders(change.session, startup_id)):
        raise Refused.of([
            Problem(
                "founder", f"{developer.full_name} stands among the founders of {startup.legal_name} already.", "developer_id"
            )
        ])  # fmt: skip
    change.facts |= {"noun": "startup", "title": startup.legal_name, "name": developer.full_name}
    role = (role or "").strip() or None
    away = change.session.scalars(
        select(Founder).where(col(Founder.startup_id) == startup_id, col(Founder.developer_id) == developer_id)
    ).first()
    if away is not None:  # once a founder, and taken away since
        return change.edit(away, {"archived_at": None, "role": role}).id or 0
    return change.add(Founder(startup_id=startup_id, developer_id=developer_id, role=role)).id or 0


def remove_founder(change: Change, founder_id: int) -> None:
    """Takes the link between a developer and a startup away; it stays on record."""
    link = change.get(Founder, founder_id)
    startup = change.session.get_one(Startup, link.startup_id)
    developer = change.session.get_one(Developer, link.developer_id)
    change.edit(link, {"archived_at": change.at})
    change.facts |= {"noun": "startup", "title": startup.legal_name, "name": developer.full_name}


def _check(startup: Startup) -> None:
    rules.check_identity(startup.cin, startup.llpin)
