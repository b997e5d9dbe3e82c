"""An open programme database, read and written through two engines; refuses one that cannot be used as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from skilling.database import embedded, server
from skilling.database.embedded import APPLICATION_ID, SCHEMA
from skilling.database.faults import sentences, unusable
from skilling.domain.problems import Unusable

__all__ = ["APPLICATION_ID", "SCHEMA", "Database", "open_database", "sentences"]


class Database:
    """One programme database: an embedded file, or a PostgreSQL server that offices share.

    Reading and writing go through separate engines: on SQLite a writer begins with the write lock in hand
    (`BEGIN IMMEDIATE`), which is what keeps two programs from losing each other's changes.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.is_file = "://" not in address
        self.path = Path(address) if self.is_file else None
        self._opened = embedded.identity(self.path) if self.path is not None else None
        self._reader = self._engine(writes=False)
        self._writer = self._engine(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short session that sees one state of the database and cannot change it."""
        self._check_same_file()
        with sentences(writing=False), Session(self._reader, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The session behind `changes.change`; nothing else may open one."""
        self._check_same_file()
        with sentences(), Session(self._writer, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """The driver's own connection, outside any transaction: for backup and examination."""
        self._check_same_file()
        with sentences():
            connection = self._writer.raw_connection()
            try:
                yield connection.driver_connection
            finally:
                connection.close()

    @property
    def writer_engine(self) -> Engine:
        """For migrations only."""
        return self._writer

    @property
    def reader_engine(self) -> Engine:
        """For what has to be known before a session makes sense."""
        return self._reader

    def close(self) -> None:
        # The writer goes last: it empties the write-ahead log into the file.
        self._reader.dispose()
        self._writer.dispose()

    def _engine(self, *, writes: bool) -> Engine:
        if self.is_file:
            return embedded.engine(self.address, writes=writes)
        return server.engine(self.address, writes=writes)

    def _check_same_file(self) -> None:
        """A file that was replaced goes on living under its old connections: what is written there is lost."""
        if self.path is not None and self._opened is not None and embedded.identity(self.path) != self._opened:
            raise unusable("replaced")


def open_database(address: str | Path, *, create: bool = False) -> Database:
    """The database at that path or URL, at the current schema; `Unusable` says why not.

    With `create`, a database that is not there yet is made. One of an older schema is backed up, then upgraded.
    """
    from skilling.database import upgrade

    address = str(address)
    if "://" not in address:
        address = str(Path(address).expanduser().absolute())
        if not embedded.check(Path(address), create=create):
            upgrade.prepare_folder(Path(address))
    database = Database(address)
    try:
        found = _schema_number(database)
        if found is None:
            if not create:
                raise Unusable("empty", "There is no programme database at this address yet. Make one with: init")
            upgrade.build(database)
        elif found > SCHEMA:
            raise embedded.newer()
        elif found < SCHEMA:
            upgrade.upgrade(database, found)
    except BaseException:
        database.close()
        raise
    return database


def _schema_number(database: Database) -> int | None:
    """Number of the newest migration applied; None where the database has no tables of ours yet."""
    # A reader asks: the desk also opens while another program is busy writing.
    with sentences(), database.reader_engine.connect() as connection:
        return embedded.schema_number(connection) if database.is_file else server.schema_number(connection)
