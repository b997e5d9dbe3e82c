"""Who somebody merged away is now, and whose a record was before: what is asked as known on an earlier day is told from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, FromClause, Index, func, select
from sqlmodel import Field, SQLModel

from skilling.database import dialects
from skilling.database.columns import Instant
from skilling.database.tables import Developer, Record, table_of


class FormerHolder(SQLModel, table=True):
    """Until a moment, a record was another developer's; added by every merge and unmerge, never changed."""

    __tablename__ = "former_holders"
    __table_args__ = (Index("ix_former_holders_record", "kind", "record_id"),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    record_id: int
    developer_id: int = Field(foreign_key="developers.id", index=True, ondelete="CASCADE")
    until: datetime = Field(sa_type=Instant)


def survivors(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Of these developers, those who were merged away, with whoever they are now; who was merged on is followed."""
    found = _merged(connection, ids)
    while following := _merged(connection, set(found.values())):
        found = {key: following.get(into, into) for key, into in found.items()}
    return found


def _merged(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    if not ids:
        return {}
    developer = table_of(Developer)
    given = dialects.one_column(connection, sorted(ids))
    wanted = select(developer.c.id, developer.c.merged_into).join(given, given.c.value == developer.c.id)
    return {int(key): int(into) for key, into in connection.execute(wanted.where(developer.c.merged_into.is_not(None)))}


def held_at(record: type[Record], known_before: datetime | None) -> tuple[FromClause, ColumnElement[int]]:
    """What to select records from, and the developer each belonged to, as far as was known just before a moment."""
    table = table_of(record)
    if known_before is None:
        return table, table.c.developer_id
    former = table_of(FormerHolder)
    # The first hand-over since then tells who had it; later ones went on from there.
    first = (
        select(func.min(former.c.id).label("id"))
        .where(former.c.kind == record.noun, former.c.until >= known_before)
        .group_by(former.c.record_id)
        .subquery(f"first_{record.noun}_handed_over")
    )
    then = (
        select(former.c.record_id, former.c.developer_id)
        .join(first, first.c.id == former.c.id)
        .subquery(f"{record.noun}_holders_then")
    )
    joined = table.outerjoin(then, then.c.record_id == table.c.id)
    return joined, func.coalesce(then.c.developer_id, table.c.developer_id)
