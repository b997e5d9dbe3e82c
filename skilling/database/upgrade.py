"""From an empty or older database to the current schema; refuses to upgrade without a backup before it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SAWarning
from sqlmodel import SQLModel

from skilling.database import backup, dialects, embedded, reference, search, summaries
from skilling.database.faults import sentences
from skilling.database.tables import RECORDS, Record, table_of
from skilling.domain.problems import Unusable

if TYPE_CHECKING:
    from skilling.database.engine import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def prepare_folder(path: Path) -> None:
    """The folder and the first page of a database that is to be made; Unusable where it cannot be written."""
    embedded.begin_file(path)


def build(database: Database) -> None:
    """All tables of an empty database, with states and districts in them."""
    _run(database, before=None)


def upgrade(database: Database, found: int) -> None:
    """From schema number `found` to the current one, after a backup beside the file."""
    if database.path is not None:
        backup.make(database, backup.folder_of(database.path), f"before-upgrade-from-{found}")
    _run(database, before=found)


def _run(database: Database, before: int | None) -> None:
    with (
        sentences(),
        database.writer_engine.connect() as connection,
        _without_foreign_keys(connection, database),
        connection.begin(),
    ):
        dialects.lock_schema(connection)
        rows_before = _rows(connection) if before is not None else {}
        given_keys = dialects.given_keys(connection)
        _migrate(connection)
        dialects.remember_given_keys(connection, given_keys)
        search.build(connection)
        reference.fill(connection)
        summaries.build(connection)
        _check(connection, database, rows_before)
        if database.is_file:
            connection.execute(text(f"PRAGMA application_id={embedded.APPLICATION_ID}"))
            reached = int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
            connection.execute(text(f"PRAGMA user_version={reached}"))


@contextmanager
def _without_foreign_keys(connection: Connection, database: Database) -> Iterator[None]:
    """Rebuilding a parent table on SQLite with foreign keys on would delete its children."""
    if not database.is_file:
        yield
        return
    # Straight to the driver: within a transaction, which SQLAlchemy would begin, SQLite passes over this.
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF").fetchall()
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON").fetchall()


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))  # its own sign for variables
    config.attributes["connection"] = connection
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index", SAWarning)
        command.upgrade(config, "head")
    # Rebuilding a table on SQLite, Alembic does not see indexes on expressions and leaves them out.
    there = dialects.index_names(connection)
    for table in SQLModel.metadata.sorted_tables:
        for index in table.indexes:
            if index.name not in there:
                index.create(connection)


def _rows(connection: Connection) -> dict[str, int]:
    """How many rows each table of records has, as far as the schema knows it yet."""
    known = set(inspect(connection).get_table_names())
    return {
        name: int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one())
        for name in map(_table_name, RECORDS.values())
        if name in known
    }


def _check(connection: Connection, database: Database, rows_before: dict[str, int]) -> None:
    """Unusable, and nothing kept, where an upgrade lost rows or left links that lead nowhere."""
    reusing = [name for name in map(_table_name, RECORDS.values()) if not dialects.keeps_keys(connection, name)]
    if reusing:
        raise RuntimeError(f"a step rebuilt {reusing} without table_kwargs={{'sqlite_autoincrement': True}}")
    after = _rows(connection)
    fewer = [name for name, count in rows_before.items() if after.get(name, 0) < count]
    if fewer:
        raise Unusable("upgrade", f"The upgrade would have lost rows of {', '.join(fewer)} and stopped. Nothing was changed.")
    if database.is_file and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise Unusable("damaged", "The upgrade found links that lead nowhere and stopped. Nothing was changed.")


def _table_name(record: type[Record]) -> str:
    return str(table_of(record).name)
