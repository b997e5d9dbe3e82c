"""Reading and changing many records as one statement; refuses to leave the audit or the search index behind.

`dialects.bulk_insert` adds sets; this is the rest of what an import and its undo need. The caller's `Change` is told which
records were touched, so that the search index follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, bindparam, func, select, text, update
from sqlmodel import Session

from skilling.database import dialects
from skilling.database.changes import Change
from skilling.database.tables import Record, table_of


def rows_where(
    session: Session, columns: Sequence[Column[Any]], key: Column[Any], keys: Collection[int] | Collection[str]
) -> Sequence[Any]:
    """The columns, as tuples, of the rows whose `key` is among `keys`, however many those are."""
    if not keys:
        return []
    return session.execute(_among(session, columns, key, keys)).all()


def counts_where(session: Session, key: Column[Any], keys: Collection[int]) -> dict[int, int]:
    """How many rows have each of these keys; those that none has are not in it."""
    if not keys:
        return {}
    counted = _among(session, (key, func.count()), key, keys).group_by(key)
    return {int(value): int(count) for value, count in session.execute(counted)}


def locked_versions(change: Change, table: Table, ids: Collection[int]) -> dict[int, int]:
    """The version of each record that is still there, held against other writers until the end of the change."""
    if not ids:
        return {}
    wanted = _among(change.session, (table.c.id, table.c.row_version), table.c.id, ids)
    # In one order for all: two imports that held each other's records would wait for ever.
    ordered = wanted.where(table.c.archived_at.is_(None)).order_by(table.c.id)
    found = change.session.execute(ordered.with_for_update(of=table))
    return {int(key): int(version) for key, version in found}


def update_each(change: Change, record: type[Record], rows: Iterable[tuple[int, Mapping[str, Any]]]) -> int:
    """New values for many records, each by its id; how many. Versions count up, moments follow."""
    table = table_of(record)
    by_names: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    ids: list[int] = []
    for record_id, values in rows:
        names = tuple(sorted(values))
        given = {f"new_{name}": values[name] for name in names}
        by_names.setdefault(names, []).append({"record_id": record_id, **given})
        ids.append(record_id)
    if record.noun == "enrolment" or any("archived_at" in names for names in by_names):
        change.sums.about_to_change(change.connection, record.noun, ids)
    for names, parameters in by_names.items():
        statement = (
            update(table)
            .where(table.c.id == bindparam("record_id"))
            .values(
                **{name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names},
                row_version=table.c.row_version + 1,
                updated_at=change.at,
            )
        )
        change.connection.execute(statement, parameters)
    change.mark(record.noun, ids)
    return len(ids)


def update_all(change: Change, record: type[Record], ids: Collection[int], values: Mapping[str, Any]) -> None:
    """The same new values for many records. Versions do not move: nobody edited them, they come and go with an import."""
    table = table_of(record)
    change.sums.about_to_change(change.connection, record.noun, ids)
    given = dialects.one_column(change.connection, sorted(ids))
    change.connection.execute(update(table).where(table.c.id.in_(select(given.c.value))).values(**values))
    change.mark(record.noun, ids)


def overwrite(change: Change, record: type[Record], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """New values for many records as the driver takes them (see `dialects.bulk_insert`): each row is an id and its values."""
    words = ", ".join(f'"{name}" = :v{place}' for place, name in enumerate(columns))
    parameters = [{"key": key} | {f"v{place}": value for place, value in enumerate(values)} for key, *values in rows]
    ids = [each["key"] for each in parameters]
    change.sums.about_to_change(change.connection, record.noun, ids)
    change.connection.execute(text(f'UPDATE "{table_of(record).name}" SET {words} WHERE id = :key'), parameters)
    change.mark(record.noun, ids)


def _among(
    session: Session, columns: Sequence[ColumnElement[Any]], key: Column[Any], keys: Collection[int] | Collection[str]
) -> Select[Any]:
    given = dialects.one_column(session.connection(), list(keys))  # type: ignore[arg-type]  # one kind of key or the other
    return select(*columns).select_from(given.join(key.table, key == given.c.value))
