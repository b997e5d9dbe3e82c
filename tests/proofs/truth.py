"""What must hold after any fault, found by other means than the code under test where that can be."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from skilling.database import audit, backup, embedded
from skilling.domain.problems import Refused
from skilling.services.desk import open_desk
from tests import builders

# One statement each; any row it yields is a finding.
RULES = {
    "pages": "SELECT * FROM (PRAGMA quick_check) WHERE quick_check <> 'ok'",
    "a developer of an import that is not there": (
        "SELECT d.id FROM developers d LEFT JOIN import_runs r ON r.id = d.run_id WHERE d.run_id IS NOT NULL AND r.id IS NULL"
    ),
    "an import of which a part is there": (
        "SELECT r.id FROM import_runs r WHERE (SELECT count(*) FROM developers d WHERE d.run_id = r.id) "
        "<> CASE r.state WHEN 'applied' THEN json_extract(r.counts, '$.new') ELSE 0 END"
    ),
    "an import without its rows": (
        "SELECT r.id FROM import_runs r WHERE NOT EXISTS (SELECT 1 FROM import_rows i WHERE i.run_id = r.id)"
    ),
    "an enrolment without a step": (
        "SELECT e.id FROM enrolments e WHERE NOT EXISTS (SELECT 1 FROM enrolment_steps s WHERE s.enrolment_id = e.id)"
    ),
    "a change of several records of which a part is there": (
        "SELECT count(DISTINCT roll_no) FROM developers WHERE id <= 10 HAVING count(DISTINCT roll_no) > 1"
    ),
    "a cohort that another turn changed than its developers": (
        "SELECT c.seats FROM cohorts c, developers d WHERE c.id = 1 AND d.id = 1 AND 'R' || (c.seats - 1000) <> d.roll_no"
    ),
    "somebody whom search does not know, or knows twice": (
        "SELECT id FROM developers WHERE id NOT IN (SELECT rowid FROM developer_search) "
        "UNION ALL SELECT rowid FROM developer_search WHERE rowid NOT IN (SELECT id FROM developers)"
    ),
    "a change that nobody wrote down": "SELECT id FROM import_runs WHERE change_id NOT IN (SELECT id FROM changes)",
}  # fmt: skip


def findings(path: Path, acknowledged: set[int], refused_as: str | None, known: int) -> list[str]:
    """What is wrong with a database after a fault; empty where all is well.

    `acknowledged`: numbers of the changes that the program had confirmed. `refused_as`: what it said of the one that
    failed, `nothing` where it promised that nothing was changed. `known`: how many changes there were before.
    """
    try:
        desk = open_desk(path)
    except Refused as refused:
        return [f"cannot be opened: {refused.code}"]
    found = []
    try:
        with desk.database.driver() as driver:
            found += [rule for rule, query in RULES.items() if _rows(driver, rule, query)]
            found += ["links that lead nowhere"] if driver.execute("PRAGMA foreign_key_check").fetchall() else []
            changes = {row[0] for row in driver.execute("SELECT id FROM changes")}
        if not desk.read(audit.examine).ok:
            found.append("the audit chain is broken")
        if acknowledged - changes:
            found.append("an acknowledged change is lost")
        if refused_as == "nothing" and len(changes) > known + len(acknowledged):
            found.append("something was changed although the sentence said that nothing was")
        builders.a_programme(desk)
    except Refused as refused:
        found.append(f"cannot be used afterwards: {refused.code}")
    finally:
        desk.close()
    return found


def _rows(driver: Any, rule: str, query: str) -> list[Any]:
    if rule == "pages":
        return [row for row in driver.execute("PRAGMA quick_check").fetchall() if row != ("ok",)]
    return list(driver.execute(query).fetchall())


def after_building(path: Path, built: bool) -> list[str]:
    """After a fault while a database was being made: it is there, or it can be made again; nothing else is in the way."""
    try:
        open_desk(path, create=not built).close()
    except Refused as refused:
        return [f"cannot be made again: {refused.code}"]
    return findings(path, set(), None, 0)


def after_backup(path: Path, numbers: set[int], killed: bool) -> list[str]:
    """After a fault while a backup was being made: every file that bears the name of one is whole."""
    folder, found = backup.folder_of(path), []
    there = set()
    for one in backup.automatic(folder) if folder.exists() else []:
        there.add(int(one.name[:5]))
        try:
            backup.check(one)
        except Refused:
            found.append("a backup that is not whole")
    if numbers - there:
        found.append("an acknowledged backup is lost")
    if not killed and folder.exists() and list(folder.glob("*.part*")):
        found.append("half a backup is left")
    return found


def after_restore(path: Path, folder: Path, restored: bool) -> list[str]:
    """After a fault while a backup was being brought back: the old database or the new one, whole, and both are kept."""
    found = []
    seats = _seats(path)
    if seats not in (1000, 1007):
        return [f"neither the old database nor the new one: {seats}"]
    if restored and seats != 1000:
        found.append("an acknowledged restore is lost")
    if _seats(folder / "older.db") != 1000:
        found.append("the backup was damaged")
    if seats == 1000 and 1007 not in {_seats(kept) for kept in path.parent.glob("*.replaced-*.db")}:
        found.append("the replaced database is lost")
    return found


def _seats(path: Path) -> int | None:
    """What tells the old database from the new one; read from a copy, so that looking changes nothing."""
    copy = path.with_name(f"look-{path.name}")
    try:
        for suffix in ("", "-wal"):
            if path.with_name(path.name + suffix).exists():
                shutil.copyfile(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
        driver = embedded.library().connect(str(copy))
        try:
            return int(driver.execute("SELECT seats FROM cohorts WHERE id = 1").fetchone()[0])
        finally:
            driver.close()
    except (embedded.library().DatabaseError, FileNotFoundError):
        return None
    finally:
        for leftover in copy.parent.glob(f"{copy.name}*"):
            leftover.unlink()
