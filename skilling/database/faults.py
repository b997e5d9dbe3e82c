"""What the engines say of their own state, as sentences for people; refuses to guess: an unknown error stays a bug."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.exc import DBAPIError, IntegrityError

from skilling.domain.problems import Unusable

BUSY_SECONDS: Final = 10

_SENTENCES: Final[Mapping[str, str]] = {
    "busy": f"Another program is writing to this database and did not finish within {BUSY_SECONDS} seconds. "
    "Wait until its import or backup is done, then try again. Nothing was changed.",
    "read-only": "This database cannot be written to: its folder, its file or your user there is read-only. "
    "Copy it to a folder of your own, or ask for permission to write. Nothing was changed.",
    "replaced": "The database file was moved, removed or replaced while it was open; a synchronising folder does that. "
    "Close the program, keep the database in a folder of this computer, and open it again. Nothing was changed.",
    "cannot-open": "The database file cannot be opened. Check that its folder exists and that you may read and write there.",
    "damaged": "The database file is damaged. Restore the newest backup with: restore FILE. The damaged file was left as it is.",
    "disk-full": "The disk is full. Free some space and try again. Nothing was changed.",
    # A failed write to the disk may or may not have arrived: nobody can promise here that nothing was changed.
    "disk-error": "The disk reported an error. Copy the database to another disk and open it there, "
    "then look in History whether your last change was saved.",
    "unreachable": "The database server cannot be reached. Check the network and the address, then try again.",
    "too-long": "The database server ended this because it took longer than it allows. "
    "Try a smaller part, or ask its administrator. Nothing was changed.",
    "crowded": "The database server has no room for another connection. Try again in a minute.",
    "password": "The database server refused the user or the password. Check both in the address.",
    "no-database": "The server has no database of this name. Check the address, or ask its administrator to create it.",
}

# https://www.sqlite.org/rescode.html: extended codes first, then the primary code in their low byte.
_SQLITE: Final[Mapping[int, str]] = {
    1032: "replaced",  # SQLITE_READONLY_DBMOVED
    5: "busy", 6: "busy", 8: "read-only", 10: "disk-error", 11: "damaged", 13: "disk-full", 14: "cannot-open", 26: "damaged",
}  # fmt: skip

# What `backup` of the driver raises has the text of its code, but not the code; SQLite's texts are not translated.
_SQLITE_SAYS: Final[Mapping[str, int]] = {
    "database is locked": 5, "database table is locked": 6, "attempt to write a readonly database": 8, "disk I/O error": 10,
    "database disk image is malformed": 11, "database or disk is full": 13, "unable to open database file": 14,
    "file is not a database": 26,
}  # fmt: skip

# https://www.postgresql.org/docs/current/errcodes-appendix.html: whole codes first, then their class of two signs.
_POSTGRESQL: Final[Mapping[str, str]] = {
    "55P03": "busy", "40P01": "busy", "40001": "busy", "57014": "too-long", "25006": "read-only", "42501": "read-only",
    "53100": "disk-full", "53300": "crowded", "3D000": "no-database", "25P03": "unreachable", "57P05": "unreachable",
    "57P01": "unreachable", "57P02": "unreachable", "57P03": "unreachable", "08": "unreachable", "28": "password",
    "58": "disk-error", "XX001": "damaged", "XX002": "damaged",
}  # fmt: skip

# A connection that never came to be has a text, but no code.
_NO_CONNECTION: Final = (
    (re.compile(r"password|authentication|role .* does not exist"), "password"),
    (re.compile(r"database .* does not exist"), "no-database"),
    (re.compile(r"too many (clients|connections)|remaining connection slots"), "crowded"),
)

_SQLITE_UNIQUE: Final = re.compile(r"UNIQUE constraint failed: (?P<columns>[\w., ]+)")


@contextmanager
def sentences(*, writing: bool = True) -> Iterator[None]:
    """Turns what the engine says about its own state into `Unusable`; other errors are bugs and pass.

    A write in a session that only reads is a bug too, although the engine calls the database read-only then.
    """
    try:
        yield
    except Exception as error:
        code = _state(error)
        if code is None or (code == "read-only" and not writing):
            raise
        raise Unusable(code, _SENTENCES[code]) from error


def unusable(code: str) -> Unusable:
    """The refusal for one of the known states of a database."""
    return Unusable(code, _SENTENCES[code])


def clash(error: IntegrityError) -> tuple[str, tuple[str, ...]] | None:
    """Table and columns of a value that may occur once and is there already; None for any other broken rule.

    Columns are empty where the engine names the rule only.
    """
    origin = error.orig
    found = _SQLITE_UNIQUE.search(str(origin))
    if found:
        columns = [part.strip().split(".") for part in found["columns"].split(",")]
        return columns[0][0], tuple(column[-1] for column in columns)
    if getattr(origin, "sqlstate", None) == "23505":
        told = origin.diag  # type: ignore[union-attr]  # psycopg's, known by its code
        table = str(told.table_name)
        return table, tuple(filter(None, [str(told.constraint_name).removeprefix(f"uq_{table}_")]))
    return None


def broken_link(error: IntegrityError) -> bool:
    """Whether a record was to point to one that is not there, or one to go that others point to."""
    origin = error.orig
    return getattr(origin, "sqlstate", None) == "23503" or "FOREIGN KEY constraint failed" in str(origin)


def without_values(context: Any) -> None:
    """For `handle_error`: drops the server's DETAIL, which quotes the row, before anything can write it to a log."""
    said = getattr(getattr(context.original_exception, "diag", None), "message_primary", None)
    if said:
        context.original_exception.args = (said,)
        if context.sqlalchemy_exception is not None:
            kind = type(context.original_exception)
            context.sqlalchemy_exception.args = (f"({kind.__module__}.{kind.__qualname__}) {said}",)


def _state(error: Exception) -> str | None:
    origin = error.orig if isinstance(error, DBAPIError) else error
    sqlite = sys.modules.get("sqlcipher3.dbapi2")
    if sqlite is not None and isinstance(origin, sqlite.Error):
        number = getattr(origin, "sqlite_errorcode", _SQLITE_SAYS.get(str(origin), 0))
        return _SQLITE.get(number) or _SQLITE.get(number & 0xFF)
    psycopg = sys.modules.get("psycopg")
    if psycopg is None or not isinstance(origin, psycopg.Error):
        return None
    state = origin.sqlstate
    if state is not None:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    if isinstance(origin, psycopg.OperationalError):
        said = str(origin)
        return next((code for mark, code in _NO_CONNECTION if mark.search(said)), "unreachable")
    return None
