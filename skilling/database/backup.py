"""Keeping and bringing back: consistent copies of the embedded database; refuses a copy that does not pass its own check."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from skilling.domain.problems import Refused, Unusable

if TYPE_CHECKING:
    from skilling.database.engine import Database

KEPT: Final = 14  # newest of the automatic ones; named by a person, a backup is never removed
_INDIA: Final = ZoneInfo("Asia/Kolkata")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where it lies, how large it is, and the hash it was verified with."""

    path: Path
    size: int
    sha256: str


def folder_of(database: Path) -> Path:
    """Where the automatic backups of a database file lie."""
    return database.parent / f"{database.stem}-backups"


def make(database: Database, folder: Path, why: str) -> Backup:
    """An automatic backup, numbered so that its order does not depend on the clock; older ones are thinned."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = [int(p.name.split("-", 1)[0]) for p in folder.glob("[0-9]*-*.db")]
    stamp = datetime.now(_INDIA).strftime("%Y-%m-%d-%H%M")
    made = write(database, folder / f"{max(numbers, default=0) + 1:05d}-{stamp}-{why}.db")
    for old in sorted(folder.glob("[0-9]*-*.db"))[:-KEPT]:
        old.unlink()
    return made


def write(database: Database, target: Path) -> Backup:
    """One consistent copy to `target`, checked before it gets its name; an older file there stays until then."""
    if not database.is_file:
        raise Refused("backup-server", "This database lives on a server. Its administrator makes backups there (pg_dump).")
    from sqlcipher3 import dbapi2

    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with database.driver() as source:
            copy = dbapi2.connect(str(part))
            try:
                source.backup(copy)  # one step: a copy in small steps starts over at every foreign write
                copy.execute("PRAGMA journal_mode=DELETE")
                if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                    raise Unusable("backup-check", "The copy did not pass its check and was thrown away. Check the disk.")
            finally:
                copy.close()
        made = Backup(target, part.stat().st_size, _sealed(part))
        part.replace(target)
        _sync(target.parent)
        return made
    except OSError as error:
        raise Refused(
            "backup-write", f"The backup cannot be written to {target.parent}: {error.strerror}. Choose another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def restore(target: Path, source: Path) -> Path | None:
    """Brings a backup back as the database at `target`; what was there is kept beside it and returned."""
    check(source)
    kept = None
    if target.exists():
        number = len(list(target.parent.glob(f"{target.stem}.replaced-*{target.suffix}"))) + 1
        kept = target.with_name(f"{target.stem}.replaced-{number}{target.suffix}")
        _settle(target)
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(source.read_bytes())
        _sealed(part)
        if kept is not None:
            target.replace(kept)
        part.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise Refused("restore-write", f"The backup cannot be brought back to {target.parent}: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return kept


def check(path: Path) -> None:
    """Refused where a file is not a sound backup of a programme database."""
    from skilling.database.engine import APPLICATION_ID, SCHEMA

    try:
        head = path.open("rb").read(100)
    except OSError as error:
        raise Refused("restore-missing", f"The backup {path.name} cannot be read: {error.strerror}.") from error
    if not head.startswith(b"SQLite format 3\0") or int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise Refused("restore-foreign", f"{path.name} is not a backup made by Skilling Desk. Nothing was changed.")
    if int.from_bytes(head[60:64]) > SCHEMA:
        raise Refused("restore-newer", f"{path.name} was made by a newer version. Install that version to bring it back.")
    from sqlcipher3 import dbapi2

    copy = dbapi2.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = copy.execute("PRAGMA quick_check").fetchone()[0]
    except dbapi2.DatabaseError:
        found = "damaged"
    finally:
        copy.close()
    if found != "ok":
        raise Refused("restore-damaged", f"{path.name} is damaged. Choose an older backup. Nothing was changed.")


def _settle(path: Path) -> None:
    """Moves what is still in the write-ahead log into the file, so that the file alone is whole."""
    from sqlcipher3 import dbapi2

    try:
        connection = dbapi2.connect(str(path), timeout=5)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    except dbapi2.DatabaseError:
        busy = 0  # a damaged file is kept aside as it is: that is what the restore is for
    if busy:
        raise Unusable("busy", "Another program has this database open. Close it there, then restore again.")
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def _sealed(path: Path) -> str:
    """Forces the file to the disk and returns its SHA-256."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
