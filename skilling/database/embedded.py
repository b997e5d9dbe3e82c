"""The embedded database as a file; refuses a file that is foreign, newer, empty, not to be written, or on a network share."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text

from skilling.database import folders
from skilling.database.faults import BUSY_SECONDS, sentences, unusable
from skilling.domain.problems import Unusable

APPLICATION_ID: Final = 0x534B4C44  # "SKLD" in the file's header: this file is ours
SCHEMA: Final = 12  # number of the newest migration
_MAGIC: Final = b"SQLite format 3\0"
_CACHE_KIB: Final = 65536
_LOG_BYTES: Final = 64 * 2**20  # to which the write-ahead log shrinks once a long change has left it


def library() -> Any:
    """The SQLite that the desk brings with it, and only this one: two of them must never open the same file."""
    from sqlcipher3 import dbapi2

    return dbapi2


def engine(path: str, *, writes: bool) -> Engine:
    """An engine on the file; who writes begins with the write lock in hand, so that no change is lost."""
    made = create_engine(f"sqlite:///{path}", module=library(), connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(made, "connect", _prepare_writer if writes else _prepare_reader)
    event.listen(made, "begin", _begin_immediate if writes else _begin)
    return made


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this very file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check(path: Path, *, create: bool) -> bool:
    """True if a programme database is there; False if it is to be made; Unusable otherwise. Writes nothing."""
    if path.is_dir():
        raise Unusable("cannot-open", f"{path.name} is a folder. Name the database file in it.")
    folders.refuse_network(path.parent)
    if not path.exists() or path.stat().st_size == 0:
        if create:
            return False
        raise Unusable(
            "missing",
            f"There is no database {path.name} in {path.parent}. Check its name and its folder, or make a new one (as a command: init).",
        )
    check_header(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Unusable(
            "read-only",
            f"{path.name} lies in a place that is read-only for you. Copy it to a folder of your own and open it there.",
        )
    return True


def check_header(path: Path) -> None:
    """Unusable where the first bytes of a file are not those of a programme database that we understand."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise Unusable("cannot-open", f"{path.name} cannot be read: {error.strerror}.") from error
    if not head.startswith(_MAGIC) or len(head) < 100:
        raise Unusable(
            "foreign",
            f"{path.name} is not a Skilling Desk database. Open a .db file made by this program; lists go to Import.",
        )
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise Unusable("foreign", f"{path.name} is a database of another program, so it was left alone.")
    if int.from_bytes(head[60:64]) > SCHEMA:
        raise newer()
    # https://www.sqlite.org/fileformat.html: page size at 16, pages at 28. A log may still hold the missing end.
    page_size = int.from_bytes(head[16:18])
    log = path.with_name(f"{path.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    if not logged and (65536 if page_size == 1 else page_size) * int.from_bytes(head[28:32]) > path.stat().st_size:
        raise unusable("damaged")


def newer() -> Unusable:
    """The refusal of a database that knows more than this program."""
    return Unusable(
        "newer",
        "This database was written by a newer version of Skilling Desk. Install that version to open it. Nothing was changed.",
    )


def begin_file(path: Path) -> None:
    """A file that is ours from its first byte, without tables; Unusable where none can be made.

    The mark goes into the file itself before the write-ahead log is used: after a crash while the tables are being
    made, the file would otherwise look like another program's.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
    except OSError as error:
        raise Unusable(
            "read-only",
            f"A database cannot be made in {path.parent}: {error.strerror}. Choose a folder that you may write to.",
        ) from error
    with sentences(), closing(library().connect(str(path), timeout=BUSY_SECONDS)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def schema_number(connection: Connection) -> int | None:
    """Number of the newest migration applied; None where no tables were made yet."""
    number = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    # Asking for a table reads the schema, and so notices a file whose first pages are damaged.
    if number and connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'audit_head'")).scalar() is None:
        raise unusable("damaged")
    return number or None


def _prepare(connection: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "foreign_keys=ON", "trusted_schema=OFF", f"cache_size=-{_CACHE_KIB}", "temp_store=MEMORY",
        f"busy_timeout={int(BUSY_SECONDS * 1000)}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _prepare_writer(connection: Any, _record: object) -> None:
    _prepare(connection)
    for pragma in ("synchronous=FULL", "secure_delete=ON", f"journal_size_limit={_LOG_BYTES}"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    if connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
        raise unusable("read-only")


def _prepare_reader(connection: Any, _record: object) -> None:
    _prepare(connection)
    connection.execute("PRAGMA query_only=ON").fetchall()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")
