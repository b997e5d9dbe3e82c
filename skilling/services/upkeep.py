"""Keeping a programme database healthy: examine, back up, bring back, and what this machine lacks; refuses to mend in
silence.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlmodel import Session

from skilling.database import audit, backup, summaries
from skilling.database.changes import Change
from skilling.database.tables import RECORDS, table_of
from skilling.domain.calendar import IST
from skilling.domain.nouns import NOUNS
from skilling.domain.problems import Refused
from skilling.services import soundness
from skilling.services.beginning import cautions
from skilling.services.desk import Desk
from skilling.services.display import name_of_display
from skilling.services.soundness import Unsound

_FREE_MB: Final = 200
_MOVE: Final = "Close the program, move the database to a folder of this computer only, and open it there."


@dataclass(frozen=True, slots=True)
class Health:
    """What an examination found; `ok` only if every part is sound."""

    ok: bool
    integrity: str
    foreign_keys: int  # links that lead nowhere
    audit_chain: str  # "ok", or the number of the change where it is broken
    counts: dict[str, int]
    findings: list[Unsound]  # rules between records that do not hold

    @property
    def readable(self) -> bool:
        """Whether the file itself is whole: pages, links and history."""
        return self.integrity == "ok" and not self.foreign_keys and self.audit_chain == "ok"

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about this machine: whether it is there, the line that mends it, and whether the desk needs it at all."""

    name: str
    ok: bool
    detail: str
    mend: str = ""
    needed: bool = True


def check(desk: Desk) -> Health:
    """Examines the whole database: pages, links, audit chain, counts, the rules between records. Takes a minute per gigabyte."""
    integrity, broken_links = "ok", 0
    if desk.database.is_file:
        with desk.database.driver() as driver:
            integrity = str(driver.execute("PRAGMA integrity_check(5)").fetchone()[0])
            broken_links = len(driver.execute("PRAGMA foreign_key_check").fetchall())
    chain = desk.read(audit.examine)
    chained = "ok" if chain.ok else f"broken at change {chain.broken_at}"
    counts, findings = desk.read(_counts), desk.read(soundness.examine)
    findings = [*findings, *desk.change("desk", "sums.built", _mend_sums).value]
    ok = integrity == "ok" and not broken_links and chain.ok and not findings
    return Health(ok, integrity, broken_links, chained, counts, findings)


def _mend_sums(change: Change) -> list[Unsound]:
    """The sums that reports are read from, compared with the records; such as differ are worked out anew."""
    change.alone()  # what another writer finished meanwhile would look like a difference
    differing = summaries.differing(change.connection)
    if not differing:
        return []
    summaries.build(change.connection)
    change.facts |= {"count": differing}
    says = f"{differing} sums that reports are read from were not what the records come to; they have been worked out anew."
    return [Unsound("sums", "enrolment", differing, (), says, "Write the reports of the last days again, and compare them.")]


def back_up(desk: Desk, target: Path | None) -> backup.Backup:
    """A checked copy at `target`, or the next automatic one beside the database."""
    if target is not None:
        if target.is_dir():
            raise Refused(
                "backup-write",
                f"{target} is a folder. Name the file, such as {target / 'programme-backup.db'}.",
            )
        return backup.write(desk.database, target)
    made = desk.backup_before("by-hand")
    if made is None:
        return backup.write(desk.database, Path("programme-backup.db"))  # says why a server's database is not copied
    return made


def back_up_today(desk: Desk, now: datetime) -> datetime | None:
    """When the newest backup was made; one is made first where there is none of today. None for a server."""
    if desk.database.path is None:
        return None
    made = [datetime.fromtimestamp(path.stat().st_mtime, IST) for path in backups(desk)]
    newest = max(made, default=None)
    if newest is not None and newest.date() == now.astimezone(IST).date():
        return newest
    desk.backup_before("daily")
    return now.astimezone(IST)


def backups(desk: Desk) -> list[Path]:
    """The automatic backups of an embedded database, newest first."""
    if desk.database.path is None:
        return []
    return backup.automatic(backup.folder_of(desk.database.path))


def restore(address: str, source: Path) -> Path | None:
    """Brings a backup back as the database at `address`; the replaced one is kept and returned."""
    if "://" in address:
        raise Refused(
            "restore-server",
            "This database lives on a server. Its administrator brings backups back (pg_restore).",
        )
    return backup.restore(Path(address), source)


def doctor(address: str) -> list[Finding]:
    """What this machine has and lacks for the desk, and what to know about the place of the database at `address`."""
    return [_python(), _sqlite(), *_places(address), _display(), *_libraries()]


def _counts(session: Session) -> dict[str, int]:
    found = {}
    for noun in NOUNS:
        table = table_of(RECORDS[noun.name])
        count = session.execute(select(func.count()).select_from(table).where(table.c.archived_at.is_(None))).scalar_one()
        found[noun.plural] = int(count)
    return found


def _python() -> Finding:
    version = sys.version.split()[0]
    return Finding("Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer.")


def _sqlite() -> Finding:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    version = str(connection.execute(text("select sqlite_version()").text).fetchone()[0])
    connection.close()
    # Before 3.51.3 two programs writing at once could damage a database in write-ahead mode.
    sound = tuple(int(part) for part in version.split(".")) >= (3, 51, 3)
    return Finding("SQLite", sound, version, "Renew the package: pip install --upgrade sqlcipher3")


def _places(address: str) -> list[Finding]:
    if "://" in address:
        return [Finding("Database", True, "on a server")]
    folder = Path(address).absolute().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 2**20
    writable = os.access(folder, os.W_OK)
    mend = "Free some space, or name another place with --database." if writable else "Ask for permission to write there."
    found = [Finding("Data folder", writable and free > _FREE_MB, f"{folder}, {free} MB free", mend)]
    return found + [Finding("Place of the database", False, sentence, _MOVE) for sentence in cautions(Path(address))]


def _display() -> Finding:
    name = name_of_display()
    mend = "Start from a desktop session; commands work without a display."
    return Finding("Display", bool(name), name or "none", mend, needed=False)


def _libraries() -> list[Finding]:
    found = []
    for module, name in (("PySide6.QtWidgets", "Window library"), ("psycopg", "Shared databases")):
        package = module.split(".", maxsplit=1)[0]
        there = importlib.util.find_spec(package) is not None
        found.append(
            Finding(
                name,
                there,
                package,
                f"pip install {'PySide6-Essentials' if package == 'PySide6' else 'psycopg[binary]'}",
                needed=package == "PySide6",
            )
        )
    if sys.platform == "linux":
        from ctypes.util import find_library

        for library, package in (("EGL", "libegl1"), ("xkbcommon-x11", "libxkbcommon-x11-0"), ("xcb-cursor", "libxcb-cursor0")):
            there = find_library(library) is not None
            found.append(
                Finding(
                    f"lib{library}",
                    there,
                    "found" if there else "missing",
                    f"sudo apt install {package}",
                    needed=bool(name_of_display()),
                )
            )
    return found
