"""An open programme database; refuses files that are foreign, newer, damaged or not to be written, with a sentence for each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from skilling.domain.problems import Unusable

APPLICATION_ID: Final = 0x534B4C44  # "SKLD" in the file's header: this file is ours
SCHEMA: Final = 1  # number of the newest migration
BUSY_SECONDS: Final = 10
_CACHE_KIB: Final = 65536
_MAGIC: Final = b"SQLite format 3\0"


class Database:
    """One programme database: an embedded file, or a PostgreSQL server that offices share.

    Reading and writing go through separate engines: on SQLite a writer begins with the write lock in hand
    (`BEGIN IMMEDIATE`), which is what keeps two programs from losing each other's changes.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.is_file = "://" not in address
        self.path = Path(address) if self.is_file else None
        self._reader = self._engine(writes=False)
        self._writer = self._engine(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short session that sees one state of the database and cannot change it."""
        with sentences(), Session(self._reader, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The session behind `changes.change`; nothing else may open one."""
        with sentences(), Session(self._writer, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """The driver's own connection, outside any transaction: for backup and examination."""
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

    def close(self) -> None:
        self._reader.dispose()
        self._writer.dispose()

    def _engine(self, *, writes: bool) -> Engine:
        if self.is_file:
            engine = create_engine(
                f"sqlite:///{self.address}", module=_sqlite(), connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True
            )
            event.listen(engine, "connect", _prepare_writer if writes else _prepare_reader)
            event.listen(engine, "begin", _begin_immediate if writes else _begin)
            return engine
        url = make_url(self.address)
        if url.get_backend_name() != "postgresql":
            raise Unusable(
                "database-kind",
                "A shared database has an address like postgresql://user@server/name. Check the address.",
            )
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True,
            isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
            connect_args={"connect_timeout": 5},
        )  # fmt: skip
        if not writes:
            event.listen(engine, "begin", _begin_read_only)
        return engine


def _sqlite() -> Any:
    # A current SQLite with FTS5, and only this one: two SQLite libraries must never open the same file.
    from sqlcipher3 import dbapi2

    return dbapi2


def _prepare(connection: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "foreign_keys=ON", "trusted_schema=OFF", f"cache_size=-{_CACHE_KIB}", "temp_store=MEMORY",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _prepare_writer(connection: Any, _record: object) -> None:
    _prepare(connection)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _prepare_reader(connection: Any, _record: object) -> None:
    _prepare(connection)
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_read_only(connection: Any) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")


@contextmanager
def sentences() -> Iterator[None]:
    """Turns what the engine says about its own state into a sentence; other errors are bugs and pass."""
    try:
        yield
    except DBAPIError as error:
        sentence = _sentence(str(error.orig).lower())
        if sentence is None or not isinstance(error, OperationalError | DBAPIError):
            raise
        raise Unusable(*sentence) from error


_SENTENCES: Final = (
    (("database is locked", "lock timeout", "deadlock"), "busy",
     "Another program is writing to this database and did not finish within 10 seconds. "
     "Wait until its import or backup is done, then try again. Nothing was changed."),
    (("readonly database", "read-only"), "read-only",
     "This database cannot be written to: its folder or file is read-only, or it was replaced while open. "
     "Copy it to a folder of your own, or ask for permission to write there. Nothing was changed."),
    (("unable to open", "no such file"), "cannot-open",
     "The database file cannot be opened. Check that its folder exists and that you may read and write there."),
    (("malformed", "not a database", "disk image"), "damaged",
     "The database file is damaged. Restore the newest backup with: restore FILE. The damaged file was left as it is."),
    (("disk is full", "no space", "disk full"), "disk-full",
     "The disk is full. Free some space and try again. Nothing was changed."),
    (("disk i/o error",), "disk-error",
     "The disk reported an error. Copy the database to another disk and try again. Nothing was changed."),
    (("connection refused", "could not connect", "connection failed", "failed to resolve", "timeout expired",
      "server closed", "terminating connection", "connection timeout"), "unreachable",
     "The database server cannot be reached. Check the network and the address, then try again."),
    (("password authentication", "no password supplied"), "password",
     "The database server refused the user or the password. Check both in the address."),
)  # fmt: skip


def _sentence(message: str) -> tuple[str, str] | None:
    for marks, code, sentence in _SENTENCES:
        if any(mark in message for mark in marks):
            return code, sentence
    return None


def open_database(address: str | Path, *, create: bool = False) -> Database:
    """The database at that path or URL, at the current schema; `Unusable` says why not.

    With `create`, a database that is not there yet is made. One of an older schema is backed up, then upgraded.
    """
    from skilling.database import upgrade

    address = str(address)
    if "://" not in address:
        address = str(Path(address).expanduser().absolute())
        if not _check_file(Path(address), create=create):
            upgrade.prepare_folder(Path(address))
    database = Database(address)
    try:
        found = _schema_number(database)
        if found is None:
            if not create:
                raise Unusable("empty", "There is no programme database at this address yet. Make one with: init")
            upgrade.build(database)
        elif found > SCHEMA:
            raise Unusable(
                "newer",
                "This database was written by a newer version of Skilling Desk. Install that version to open it. "
                "Nothing was changed.",
            )
        elif found < SCHEMA:
            upgrade.upgrade(database, found)
    except BaseException:
        database.close()
        raise
    return database


def _check_file(path: Path, *, create: bool) -> bool:
    """True if a programme database is there; False if it is to be made; Unusable otherwise."""
    if path.is_dir():
        raise Unusable("cannot-open", f"{path.name} is a folder. Name the database file in it.")
    if not path.exists() or path.stat().st_size == 0:
        if create:
            return False
        raise Unusable("missing", f"There is no database {path.name} in {path.parent}. Make one with: init")
    with sentences():
        try:
            with path.open("rb") as file:
                head = file.read(100)
        except OSError as error:
            raise Unusable("cannot-open", f"{path.name} cannot be read: {error.strerror}.") from error
    if not head.startswith(_MAGIC):
        raise Unusable(
            "foreign", f"{path.name} is not a Skilling Desk database. Open a .db file made by this program; lists go to Import."
        )
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise Unusable("foreign", f"{path.name} is a database of another program, so it was left alone.")
    if int.from_bytes(head[60:64]) > SCHEMA:
        raise Unusable(
            "newer",
            "This database was written by a newer version of Skilling Desk. Install that version to open it. "
            "Nothing was changed.",
        )
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Unusable(
            "read-only",
            f"{path.name} lies in a place that is read-only for you. Copy it to a folder of your own and open it there.",
        )
    return True


def _schema_number(database: Database) -> int | None:
    """Number of the newest migration applied; None where the database has no tables of ours yet."""
    with sentences(), database.writer_engine.connect() as connection:
        if database.is_file:
            number = int(connection.execute(text("PRAGMA user_version")).scalar_one())
            return number or None
        known = connection.execute(text("SELECT to_regclass('alembic_version') IS NOT NULL")).scalar_one()
        if not known:
            return None
        return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
