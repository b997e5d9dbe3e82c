"""Keeping and bringing back: consistent copies of the embedded database; refuses a copy that does not pass its own check."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from skilling.database import embedded
from skilling.database.faults import sentences
from skilling.domain.problems import Refused, Unusable

if TYPE_CHECKING:
    from skilling.database.engine import Database

KEPT: Final = 14  # newest of the automatic ones; named by a person, a backup is never removed
_DAYS, _WEEKS, _MONTHS = 7, 4, 12  # of each of so many, the newest is kept beyond those
_INDIA: Final = ZoneInfo("Asia/Kolkata")
_AUTOMATIC: Final = re.compile(r"\d{5,}-\d{4}-\d\d-\d\d-\d{4}-.+\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where it lies, how large it is, and the hash it was verified with."""

    path: Path
    size: int
    sha256: str


def folder_of(database: Path) -> Path:
    """Where the automatic backups of a database file lie."""
    return database.parent / f"{database.stem}-backups"


def automatic(folder: Path) -> list[Path]:
    """The automatic backups in a folder, newest first by their number; the clock may have been wrong."""
    return sorted((path for path in folder.glob("*.db") if _is_automatic(path)), key=_number_of, reverse=True)


def make(database: Database, folder: Path, why: str) -> Backup:
    """An automatic backup, numbered so that its order does not depend on the clock; older ones are thinned."""
    sweep(folder)
    number = max((_number_of(path) for path in automatic(folder)), default=0) + 1
    made = write(database, folder / f"{number:05d}-{datetime.now(_INDIA):%Y-%m-%d-%H%M}-{why}.db")
    for old in superseded(automatic(folder)):
        old.unlink(missing_ok=True)
    return made


def sweep(folder: Path) -> None:
    """Takes away what programs left in a folder of backups when they were ended while they copied."""
    for part in folder.glob("*.part*"):
        if _is_abandoned(part):
            # Windows keeps a file that another program still writes to.
            with suppress(PermissionError):
                part.unlink(missing_ok=True)


def _is_abandoned(part: Path) -> bool:
    """Whether the program that an unfinished copy is named for is gone; all programs of a database are on one machine."""
    number = re.search(r"\.(\d+)\.part", part.name)
    if number is None:
        return False
    if os.name == "nt":
        return True
    try:
        os.kill(int(number[1]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # somebody else's, and alive
    return False


def superseded(newest_first: list[Path]) -> list[Path]:
    """Which automatic backups are no longer needed: all but the newest ones, and one of each past day, week and month."""
    kept = set(newest_first[:KEPT])
    for limit, period in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-W%V"), (_MONTHS, "%Y-%m")):
        newest_of: dict[str, Path] = {}
        for path in newest_first:
            newest_of.setdefault(f"{_day_of(path):{period}}", path)
        kept |= set(list(newest_of.values())[:limit])
    return [path for path in newest_first if path not in kept]


def write(database: Database, target: Path) -> Backup:
    """One consistent copy to `target`, checked before it gets its name; an older file there stays until then."""
    if database.path is None:
        raise Refused("backup-server", "This database lives on a server. Its administrator makes backups there (pg_dump).")
    if target.exists() and target.samefile(database.path):
        raise Refused("backup-itself", "This is the database itself. Name another file for its backup.")
    refusal = f"The backup cannot be written to {target.parent}"
    with _part_of(target, "backup-write", refusal) as part, database.driver() as source:
        _copy(source, part)
        made = Backup(target, part.stat().st_size, _sealed(part))
        part.replace(target)
        _sync(target.parent)
        return made


def restore(target: Path, source: Path) -> Path | None:
    """Brings a backup back as the database at `target`; what was there is kept beside it and returned.

    At every moment there is a whole database at `target`: the old one, or the new one.
    """
    check(source)
    refusal = f"The backup cannot be brought back to {target.parent}"
    with _part_of(target, "restore-write", refusal) as part:
        with closing(_opened(source)) as backup, sentences():
            _copy(backup, part)
        _sealed(part)
        kept = None
        if target.exists():
            _settle(target)
            kept = _free_name(target)
            _link(target, kept)
        _put_aside_log(target, kept)
        part.replace(target)
        _sync(target.parent)
        return kept


def check(path: Path) -> None:
    """Refused where a file is not a sound backup of a programme database."""
    try:
        embedded.check_header(path)
    except Unusable as error:
        raise Refused(*_RESTORE_REFUSALS[error.code](path, error)) from error
    try:
        with sentences(), closing(_opened(path)) as copy:
            sound = str(copy.execute("PRAGMA quick_check").fetchone()[0]) == "ok"
    except Unusable as error:
        if error.code != "damaged":
            raise
        sound = False
    if not sound:
        raise Refused("restore-damaged", f"{path.name} is damaged. Choose an older backup. Nothing was changed.")


_RESTORE_REFUSALS: Final[dict[str, Any]] = {
    "cannot-open": lambda path, error: ("restore-missing", f"The backup {error.message} Nothing was changed."),
    "damaged": lambda path, _: (
        "restore-damaged",
        f"{path.name} is damaged: its end is missing. Choose an older backup. Nothing was changed.",
    ),
    "foreign": lambda path, _: (
        "restore-foreign",
        f"{path.name} is not a backup made by Skilling Desk. Nothing was changed.",
    ),
    "newer": lambda path, _: (
        "restore-newer",
        f"{path.name} was made by a newer version. Install that version to bring it back. Nothing was changed.",
    ),
}


@contextmanager
def _part_of(target: Path, code: str, refusal: str) -> Iterator[Path]:
    """A file beside the target to write to; gone at the end, whatever happened. Refused where it cannot be written."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(b"")
        try:
            yield part
        finally:
            for suffix in ("", "-journal", "-wal", "-shm"):
                part.with_name(part.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise Refused(code, f"{refusal}: {error.strerror or 'it failed'}. Choose another folder.") from error
    except Unusable as error:
        if error.code != "disk-full":  # only the copy is written to
            raise
        raise Refused(code, f"{refusal}: the disk is full. Free some space, or choose another folder.") from error


def _copy(source: Any, part: Path) -> None:
    """A consistent copy of an open database, also of what is still in its write-ahead log, checked."""
    with closing(embedded.library().connect(str(part))) as copy:
        source.backup(copy)  # one step: a copy in small steps starts over at every foreign write
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise Unusable("backup-check", "The copy did not pass its check and was thrown away. Check the disk.")


def _opened(path: Path) -> Any:
    """The file for reading only. Without a log beside it nobody writes to it, and nothing is put beside it either."""
    log = path.with_name(f"{path.name}-wal")
    alone = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return embedded.library().connect(f"{path.absolute().as_uri()}?mode=ro{alone}", uri=True)


def _settle(path: Path) -> None:
    """Moves what is still in the write-ahead log into the file, so that the file alone is whole.

    Leaving the write-ahead mode needs the file for oneself, so a program that has it open is found out here.
    """
    try:
        embedded.check_header(path)
        with sentences(), closing(embedded.library().connect(str(path), timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    except Unusable as error:
        if error.code in ("damaged", "foreign", "newer"):
            return  # it is kept aside as it is: that is what the restore is for
        if error.code != "busy":
            raise
        raise Unusable(
            "busy", "Another program has this database open. Close it there, then restore again. Nothing was changed."
        ) from error


def _put_aside_log(target: Path, kept: Path | None) -> None:
    """Keeps the log of a damaged database with it: beside the new one, it would damage that one too."""
    for suffix in ("-wal", "-shm"):
        log = target.with_name(target.name + suffix)
        if log.exists():
            if kept is not None and suffix == "-wal":
                log.replace(kept.with_name(kept.name + suffix))
            else:
                log.unlink()


def _free_name(target: Path) -> Path:
    number = 1
    while (name := target.with_name(f"{target.stem}.replaced-{number}{target.suffix}")).exists():
        number += 1
    return name


def _link(target: Path, kept: Path) -> None:
    """A second name for the file, so that the first is never without one; a copy where a disk knows no such names."""
    try:
        os.link(target, kept)
    except OSError:
        shutil.copy2(target, kept)
        _sealed(kept)


def _is_automatic(path: Path) -> bool:
    try:
        return bool(_AUTOMATIC.fullmatch(path.name)) and bool(_day_of(path))
    except ValueError:  # a day that is in no calendar
        return False


def _number_of(path: Path) -> int:
    return int(path.name.split("-", 1)[0])


def _day_of(path: Path) -> date:
    return date.fromisoformat(path.name.split("-", 1)[1][: len("2026-11-05")])


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
