"""Grants: access to AI tools given to a developer or a startup; refuses what `domain.grants` refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import dialects, many
from skilling.database.changes import Change
from skilling.database.tables import Developer, Grant, Startup, table_of
from skilling.domain import grants as rules
from skilling.domain.fields import label_of
from skilling.domain.lists import GRANT_STATUSES
from skilling.services import records


def standing(session: Session, grant_ids: Sequence[int]) -> dict[str, list[int]]:
    """The ids of these grants by the status they are in."""
    grant = table_of(Grant)
    given = dialects.one_column(session.connection(), grant_ids)
    found: dict[str, list[int]] = {}
    for key, status in session.execute(select(grant.c.id, grant.c.status).join(given, given.c.value == grant.c.id)):
        found.setdefault(str(status), []).append(int(key))
    return found


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new grant to exactly one holder."""
    from skilling.domain.fieldsets import complete_draft

    values = complete_draft(rules.GRANT, given)
    rules.check_grant(
        values["developer_id"],
        values["startup_id"],
        values["amount"],
        values["approved_on"],
        values["expires_on"],
    )
    # Held, so that nobody takes the holder away meanwhile.
    if values["developer_id"] is not None:
        change.get(Developer, values["developer_id"])
    else:
        change.get(Startup, values["startup_id"])
    return records.create(change, "grant", given)


def grant_each(change: Change, developer_ids: Sequence[int], given: Mapping[str, object]) -> int:
    """The same grant to several developers, each with the whole amount."""
    many.held_all(change, Developer, developer_ids)
    for developer_id in developer_ids:
        create(change, {**given, "developer_id": developer_id})
    change.facts |= {"noun": "grant", "count": len(developer_ids)}
    return len(developer_ids)


def grant_startup(change: Change, startup_id: int, given: Mapping[str, object]) -> int:
    """A grant to a startup."""
    return create(change, {**given, "startup_id": startup_id})


def edit(change: Change, grant_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for a grant; its holder, amount and dates still have to hold together."""
    records.edit(change, "grant", grant_id, given, version)
    grant = change.get(Grant, grant_id)
    rules.check_grant(grant.developer_id, grant.startup_id, grant.amount, grant.approved_on, grant.expires_on)


def step(change: Change, grant_ids: Sequence[int], to: str) -> int:
    """The next step of some grants; Refused, for all of them, where one may not take it."""
    held = many.held_all(change, Grant, grant_ids)
    for grant in held:
        rules.check_step(grant["status"], to)
    many.edit_each(change, Grant, [(grant, {"status": to}) for grant in held])
    change.facts |= {"noun": "grant", "count": len(grant_ids), "status": label_of(GRANT_STATUSES, to)}
    return len(grant_ids)


def archive(change: Change, grant_ids: Sequence[int]) -> int:
    """Takes grants away that were entered by mistake; one that ended has a status for it."""
    return records.archive(change, "grant", grant_ids)
