"""What differs between SQLite and PostgreSQL, each behind a named capability; refuses to let another file ask which it is on."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, FromClause, Select, String, Table, Text, bindparam, cast, func, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from skilling.database import jsontext

_DRAWS: Final = 100  # a draw fails only if a single record is saved within its milliseconds


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def bulk_insert(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows of driver values, the fastest way the engine has.

    Dates come as `date` or ISO text, moments as `columns.stored_instant` writes them, amounts in hundredths, JSON as
    `jsontext.dumps` writes it.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    driver: Any = connection.connection.driver_connection
    if is_sqlite(connection):
        marks = ", ".join("?" * len(columns))
        driver.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
        return
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def reserve_ids(connection: Connection, table: Table, count: int) -> int:
    """The first of `count` consecutive keys that nobody else will be given."""
    if count < 1:
        raise ValueError("at least one key")
    if is_sqlite(connection):
        # Whoever writes holds the only write lock, so the next key cannot move meanwhile.
        return next_key(connection, table)
    _alone(connection, f"keys of {table.name}")
    draw = text("SELECT min(n), max(n) FROM (SELECT nextval(:keys) AS n FROM generate_series(1, :count)) AS drawn")
    for _ in range(_DRAWS):
        low, high = connection.execute(draw, {"keys": f"{table.name}_id_seq", "count": count}).one()
        if high - low + 1 == count:
            return int(low)
        # Somebody saved a single record while we drew, and has a key out of our block: leave it, draw another.
    raise RuntimeError(f"no {count} consecutive keys of {table.name} in {_DRAWS} draws")


def next_key(connection: Connection, table: Table) -> int:
    """The key that the next record would be given, if nobody else came first; keys of records that are gone count."""
    if is_sqlite(connection):
        highest = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        given = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :name")
        return max(int(highest), int(connection.execute(given, {"name": table.name}).scalar_one())) + 1
    sequence = text(f'SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM "{table.name}_id_seq"')
    return int(connection.execute(sequence).scalar_one())


def _postgresql() -> Any:
    """That dialect takes 0.1 s to load, drivers and all: not at a start on the embedded database."""
    from sqlalchemy.dialects import postgresql

    return postgresql


def insert_ignore(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, passing over those whose key is there already."""
    if rows:
        spoken = sqlite if is_sqlite(connection) else _postgresql()
        connection.execute(spoken.insert(table).on_conflict_do_nothing(), rows)


def ids_of(connection: Connection, ordered: Select[Any]) -> array[int]:
    """All keys that a one-column query yields, in its order, without holding the interpreter's lock for long.

    The engine joins them to one hexadecimal text: turning it into an array takes milliseconds for a million keys,
    where a Python loop would stall the window's thread.
    """
    key = ordered.subquery().c[0]
    if is_sqlite(connection):
        joined = func.group_concat(func.printf("%08x", key), "")
    else:
        joined = func.string_agg(func.lpad(func.to_hex(key), 8, "0"), "")
    found = array("I")
    found.frombytes(bytes.fromhex(connection.execute(select(joined)).scalar_one_or_none() or ""))
    if sys.byteorder == "little":
        found.byteswap()
    return found


def month_of(connection: Connection, column: Any) -> Any:
    """'2026-11' of a date column."""
    return func.substr(column, 1, 7) if is_sqlite(connection) else func.to_char(column, "YYYY-MM")


def day_of(connection: Connection, column: Any) -> Any:
    """'2026-11-22' of a date, as text."""
    return cast(column, String) if is_sqlite(connection) else func.to_char(column, "YYYY-MM-DD")


def one_column(connection: Connection, values: Sequence[int] | Sequence[str]) -> FromClause:
    """Many values as a table with the column `value`, to be joined: one parameter, and readers may use it too."""
    if is_sqlite(connection):
        return func.json_each(jsontext.dumps(list(values))).table_valued("value")
    kind = Text() if values and isinstance(values[0], str) else BigInteger()
    given = bindparam(None, list(values), type_=_postgresql().ARRAY(kind))
    return func.unnest(given).table_valued("value").render_derived()


def many_rows(
    connection: Connection, columns: Sequence[tuple[str, TypeEngine[Any]]], rows: Sequence[Sequence[Any]]
) -> FromClause:
    """Many rows of driver values (see `bulk_insert`) as a table to read from: one parameter, and readers may use it too."""
    written = jsontext.dumps([list(row) for row in rows])
    if is_sqlite(connection):
        each = func.json_each(written).table_valued("value")
        parts = [func.json_extract(each.c.value, f"$[{place}]").label(name) for place, (name, _) in enumerate(columns)]
    else:
        given = cast(bindparam(None, written, type_=Text()), _postgresql().JSONB)
        each = func.jsonb_array_elements(given).table_valued("value").render_derived()
        value = each.c.value
        parts = [cast(value.op("->>")(place), kind).label(name) for place, (name, kind) in enumerate(columns)]
    return select(*parts).select_from(each).subquery()


def index_names(connection: Connection) -> set[str]:
    """The names of all indexes, also of those on expressions, which SQLAlchemy does not see on SQLite."""
    if is_sqlite(connection):
        query = "SELECT name FROM sqlite_master WHERE type = 'index'"
    else:
        query = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
    return set(connection.execute(text(query)).scalars())


def keeps_keys(connection: Connection, table: str) -> bool:
    """Whether a key of that table, once given, is never given again."""
    if not is_sqlite(connection):
        return True  # a sequence only goes on
    made = text("SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table' AND name = :name")
    return bool(connection.execute(made, {"name": table}).scalar())


def given_keys(connection: Connection) -> dict[str, int]:
    """The highest key that each table ever gave, where rebuilding the table would forget it."""
    known = text("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
    if not is_sqlite(connection) or connection.execute(known).scalar() is None:
        return {}
    return {str(name): int(key) for name, key in connection.execute(text("SELECT name, seq FROM sqlite_sequence"))}


def remember_given_keys(connection: Connection, given: dict[str, int]) -> None:
    """Has tables that were rebuilt meanwhile go on from where they were."""
    for name, key in given.items():
        values = {"name": name, "key": key}
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name AND seq < :key"), values)
        missing = "NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = :name)"
        connection.execute(text(f"INSERT INTO sqlite_sequence (name, seq) SELECT :name, :key WHERE {missing}"), values)


def lock_schema(connection: Connection) -> None:
    """Until the end of the transaction, only this program makes or upgrades tables."""
    if not is_sqlite(connection):  # whose writers are alone from their first statement on
        _alone(connection, "schema")


def _alone(connection: Connection, purpose: str) -> None:
    """Until the end of the transaction, nobody else is let through here for that purpose.

    An engine that speaks PostgreSQL but has no advisory locks would hold a row of a table instead.
    """
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:purpose))"), {"purpose": f"skilling desk: {purpose}"})
