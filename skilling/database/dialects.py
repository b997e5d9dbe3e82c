"""Everything that differs between SQLite and PostgreSQL, each behind a named capability; no other file asks which engine it is on."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, FromClause, Select, Table, Text, bindparam, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from skilling.database import jsontext

_SCHEMA_LOCK: Final = 0x534B4C44  # any number that other programs on the server are unlikely to use


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def bulk_insert(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows of driver values (dates as `date` or ISO text, JSON as text), the fastest way the engine has."""
    names = ", ".join(f'"{name}"' for name in columns)
    if is_sqlite(connection):
        marks = ", ".join("?" * len(columns))
        cursor = connection.connection.cursor()
        try:
            cursor.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
        finally:
            cursor.close()
        return
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
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
    # One writer at a time reserves, so that nobody's key falls inside the block.
    connection.execute(text(f'LOCK TABLE "{table.name}" IN SHARE ROW EXCLUSIVE MODE'))
    sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
    first = int(connection.execute(text(f"SELECT nextval({sequence})")).scalar_one())
    if count > 1:
        connection.execute(text(f"SELECT setval({sequence}, {first + count - 1})"))
    return first


def next_key(connection: Connection, table: Table) -> int:
    """The key that the next record would be given, if nobody else came first; keys of records that are gone count."""
    if is_sqlite(connection):
        highest = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        given = text("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = :name")
        return max(int(highest), int(connection.execute(given, {"name": table.name}).scalar_one())) + 1
    sequence = text(f'SELECT last_value + CASE WHEN is_called THEN 1 ELSE 0 END FROM "{table.name}_id_seq"')
    return int(connection.execute(sequence).scalar_one())


def insert_ignore(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, passing over those whose key is there already."""
    if rows:
        make = sqlite.insert if is_sqlite(connection) else postgresql.insert
        connection.execute(make(table).on_conflict_do_nothing(), rows)


def ids_of(connection: Connection, ordered: Select[Any]) -> array[int]:
    """All keys that a one-column query yields, in its order, without holding the interpreter's lock for long.

    SQLite joins them to one hexadecimal text inside the engine: turning it into an array takes milliseconds
    for a million keys, where a Python loop would stall the window's thread.
    """
    if not is_sqlite(connection):
        return array("I", connection.execute(ordered).scalars())
    inner = ordered.subquery()
    key = inner.c[0]
    joined = select(func.group_concat(func.printf("%08x", key), ""))
    found = array("I")
    found.frombytes(bytes.fromhex(connection.execute(joined).scalar_one_or_none() or ""))
    found.byteswap()
    return found


def temporary_table(connection: Connection, name: str, columns: str) -> None:
    """A table of this connection only, empty, gone with the transaction's end."""
    if is_sqlite(connection):
        connection.execute(text(f"DROP TABLE IF EXISTS temp.{name}"))
        connection.execute(text(f"CREATE TEMP TABLE {name} ({columns})"))
    else:
        connection.execute(text(f"CREATE TEMP TABLE {name} ({columns}) ON COMMIT DROP"))


def month_of(connection: Connection, column: Any) -> Any:
    """'2026-11' of a date column."""
    return func.substr(column, 1, 7) if is_sqlite(connection) else func.to_char(column, "YYYY-MM")


def folded(connection: Connection, column: Any) -> Any:
    """A text column as it sorts for people: without regard to case."""
    return column.collate("NOCASE") if is_sqlite(connection) else func.lower(column)


def one_column(connection: Connection, values: Sequence[int] | Sequence[str]) -> FromClause:
    """Many values as a table with the column `value`, to be joined: one parameter, and readers may use it too."""
    if is_sqlite(connection):
        return func.json_each(jsontext.dumps(list(values))).table_valued("value")
    kind = Text() if values and isinstance(values[0], str) else BigInteger()
    given = bindparam(None, list(values), type_=postgresql.ARRAY(kind))
    return func.unnest(given).table_valued("value").render_derived()


def lock_schema(connection: Connection) -> None:
    """Until the end of the transaction, only this program makes or upgrades tables."""
    if not is_sqlite(connection):  # whose writers are alone from their first statement on
        connection.execute(text("SELECT pg_advisory_xact_lock(:ours)"), {"ours": _SCHEMA_LOCK})
