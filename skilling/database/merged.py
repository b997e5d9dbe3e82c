"""Who somebody merged away is now; refuses to stop at one who was merged on, or to name one who was taken away."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from skilling.database import dialects
from skilling.database.tables import Developer, table_of


def survivors(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Of these developers, those who were merged away, with whoever they are now."""
    found = _merged(connection, ids)
    while following := _merged(connection, set(found.values())):
        found = {key: following.get(into, into) for key, into in found.items()}
    standing = _standing(connection, set(found.values()))
    return {key: into for key, into in found.items() if into in standing}


def _merged(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    if not ids:
        return {}
    developer = table_of(Developer)
    given = dialects.one_column(connection, sorted(ids))
    wanted = select(developer.c.id, developer.c.merged_into).join(given, given.c.value == developer.c.id)
    return {int(key): int(into) for key, into in connection.execute(wanted.where(developer.c.merged_into.is_not(None)))}


def _standing(connection: Connection, ids: Collection[int]) -> set[int]:
    if not ids:
        return set()
    developer = table_of(Developer)
    given = dialects.one_column(connection, sorted(ids))
    wanted = select(developer.c.id).join(given, given.c.value == developer.c.id)
    return {int(key) for key in connection.execute(wanted.where(developer.c.archived_at.is_(None))).scalars()}
