"""A backup is whole or is not there; bringing one back loses neither it nor what it replaces."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from skilling.database import audit, backup, embedded
from skilling.database.changes import Change
from skilling.database.tables import Developer, Programme, table_of
from skilling.domain.problems import Refused, Unusable
from skilling.services.desk import Desk, open_desk
from tests import builders
from tests.database.test_opening import bytes_in

CODES = select(table_of(Programme).c.code).order_by(table_of(Programme).c.id)


def codes_in(path: Path) -> list[str]:
    """The programmes in a database file, by opening it."""
    desk = open_desk(path)
    found = desk.read(lambda session: list(session.scalars(CODES)))
    assert desk.read(audit.examine).ok
    desk.close()
    return found


@pytest.fixture
def filled(sqlite_address: str) -> Iterator[Desk]:
    """An open desk with one programme in it, the change still in its write-ahead log."""
    desk = open_desk(sqlite_address)
    builders.a_programme(desk, code="KEPT")
    yield desk
    desk.close()


def test_a_backup_is_whole_and_says_its_hash(filled: Desk, tmp_path: Path) -> None:
    made = backup.write(filled.database, tmp_path / "new folder" / "kept.db")
    content = made.path.read_bytes()
    assert (made.size, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert [path.name for path in made.path.parent.iterdir()] == ["kept.db"]
    assert codes_in(made.path) == ["KEPT"]
    assert filled.read(lambda session: list(session.scalars(CODES))) == ["KEPT"]


def test_a_backup_beside_a_busy_writer_ends_and_is_one_state(filled: Desk, tmp_path: Path) -> None:
    stop = threading.Event()
    writers = open_desk(filled.address)

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            builders.an_enrolment(writers, cohort=builders.a_cohort(writers, code=f"C{number}"))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        made = [backup.write(filled.database, tmp_path / f"busy-{turn}.db") for turn in range(3)]
    finally:
        stop.set()
        thread.join()
        writers.close()
    for one in made:
        copy = open_desk(one.path)
        assert copy.read(audit.examine).ok
        with copy.database.driver() as driver:
            assert driver.execute("PRAGMA foreign_key_check").fetchall() == []
        copy.close()


def test_an_older_file_of_that_name_stays_until_the_new_one_is_whole(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kept.db"
    target.write_text("older")
    monkeypatch.setattr(backup, "_sealed", failing(OSError(28, "No space left on device")))
    with pytest.raises(Refused, match="No space left on device") as refused:
        backup.write(filled.database, target)
    assert refused.value.code == "backup-write"
    assert target.read_text() == "older"
    assert sorted(path.name for path in tmp_path.glob("*.part*")) == []


def test_a_copy_that_does_not_pass_its_check_is_thrown_away(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt_library(monkeypatch, lambda sql: "row 7 missing" if "quick_check" in sql else None)
    with pytest.raises(Unusable) as refused:
        backup.write(filled.database, tmp_path / "kept.db")
    assert refused.value.code == "backup-check"
    assert not (tmp_path / "kept.db").exists() and list(tmp_path.glob("*.part*")) == []


def test_a_backup_never_takes_the_place_of_the_database_itself(filled: Desk) -> None:
    path = Path(filled.address)
    with pytest.raises(Refused) as refused:
        backup.write(filled.database, path)
    assert refused.value.code == "backup-itself"
    link = path.with_name("other-name.db")
    link.hardlink_to(path)
    with pytest.raises(Refused):
        backup.write(filled.database, link)


def test_a_place_that_cannot_be_written_to_is_refused(filled: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refused:
        backup.write(filled.database, tmp_path / "file" / "kept.db")
    assert refused.value.code == "backup-write"


def test_a_server_says_who_makes_its_backups(postgresql_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="administrator") as refused:
        backup.write(postgresql_desk.database, tmp_path / "kept.db")
    assert refused.value.code == "backup-server"
    assert postgresql_desk.backup_before("import") is None


# -- automatic backups and their thinning ------------------------------------------------------------


def named(number: int, day: date) -> Path:
    return Path(f"{number:05d}-{day:%Y-%m-%d}-0900-import.db")


def test_automatic_backups_are_numbered_not_dated(filled: Desk, tmp_path: Path) -> None:
    folder = backup.folder_of(Path(filled.address))
    first = backup.make(filled.database, folder, "by-hand")
    assert first.path.name.startswith("00001-") and first.path.name.endswith("-by-hand.db")
    # A clock that was set years ahead must not make later backups look older.
    first.path.rename(folder / "00007-2099-01-01-0900-import.db")
    second = backup.make(filled.database, folder, "import")
    assert second.path.name.startswith("00008-")
    assert backup.automatic(folder)[0] == second.path


def test_what_a_person_put_there_is_neither_counted_nor_removed(filled: Desk) -> None:
    folder = backup.folder_of(Path(filled.address))
    folder.mkdir()
    own = ["2026-report.db", "99999 before the audit.db", "00001-2026-02-31-0900-x.db", "keep.db", "00001-notes.txt"]
    for name in own:
        (folder / name).write_text("mine")
    for _ in range(backup.KEPT + 3):
        backup.make(filled.database, folder, "import")
    assert [path.name for path in backup.automatic(folder)][-1].startswith("00004-")
    assert len(backup.automatic(folder)) == backup.KEPT
    assert all((folder / name).read_text() == "mine" for name in own)


def test_what_a_program_left_half_made_goes_at_once_and_what_is_being_made_stays(filled: Desk) -> None:
    (ended := subprocess.Popen([sys.executable, "-c", ""])).wait()
    filled.backup_before("import")
    folder = backup.folder_of(Path(filled.address))
    whole = sorted(folder.iterdir())
    theirs = folder / f"00002-2026-11-05-0900-import.db.{os.getpid()}.part"
    for path in (theirs, *(folder / f"00002-import.db.{ended.pid}.part{suffix}" for suffix in ("", "-journal"))):
        path.write_bytes(b"half")
    filled.sweep_backups()
    assert sorted(folder.iterdir()) == [*whole, theirs]


def test_the_newest_and_one_of_each_day_week_and_month_are_kept() -> None:
    today = date(2026, 11, 5)
    # Three a day for 400 days, newest first.
    made = [named(1200 - n, today - timedelta(days=n // 3)) for n in range(1200)]
    gone = set(backup.superseded(made))
    kept = [path for path in made if path not in gone]
    assert kept[:14] == made[:14]
    days = [backup._day_of(path) for path in kept]
    for n in range(7):
        assert today - timedelta(days=n) in days
    for n in range(4):
        week = (today - timedelta(weeks=n)).isocalendar()[:2]
        assert week in {day.isocalendar()[:2] for day in days}
    for month in ("2026-11", "2026-06", "2026-01", "2025-12"):
        assert month in {f"{day:%Y-%m}" for day in days}
    assert "2025-11" not in {f"{day:%Y-%m}" for day in days}
    assert len(kept) <= 14 + 7 + 4 + 12
    assert backup.superseded(kept) == []  # thinning again takes nothing more


def test_a_busy_day_does_not_push_last_month_out() -> None:
    today = date(2026, 11, 5)
    made = [named(100 - n, today) for n in range(50)] + [named(10, today - timedelta(days=30))]
    assert named(10, today - timedelta(days=30)) not in backup.superseded(made)


def test_whatever_the_clock_says_the_newest_is_never_thinned() -> None:
    day = date(2026, 11, 5)
    made = [named(40 - n, day + timedelta(days=400 * (n % 2))) for n in range(30)]
    assert made[0] not in backup.superseded(made)


# -- bringing back -----------------------------------------------------------------------------------


def test_restoring_brings_the_backup_back_and_keeps_what_it_replaces(filled: Desk, tmp_path: Path) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    builders.a_programme(filled, code="LATER")
    filled.close()
    target = Path(filled.address)
    replaced = backup.restore(target, made.path)
    assert replaced == target.with_name("desk.replaced-1.db")
    assert codes_in(target) == ["KEPT"]
    assert codes_in(replaced) == ["KEPT", "LATER"]
    assert made.path.read_bytes() and codes_in(made.path) == ["KEPT"]
    assert backup.restore(target, replaced) == target.with_name("desk.replaced-2.db")
    assert codes_in(target) == ["KEPT", "LATER"]


def test_a_replaced_database_never_takes_the_name_of_another(filled: Desk, tmp_path: Path) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    filled.close()
    target = Path(filled.address)
    second = target.with_name("desk.replaced-2.db")
    second.write_text("an older one")
    assert backup.restore(target, made.path) == target.with_name("desk.replaced-1.db")
    assert backup.restore(target, made.path) == target.with_name("desk.replaced-3.db")
    assert second.read_text() == "an older one"


def test_restoring_where_nothing_was_makes_the_database(filled: Desk, tmp_path: Path) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    target = tmp_path / "another" / "desk.db"
    assert backup.restore(target, made.path) is None
    assert codes_in(target) == ["KEPT"]


def test_a_database_in_use_is_brought_back_with_what_is_in_its_log(filled: Desk, tmp_path: Path) -> None:
    assert Path(f"{filled.address}-wal").stat().st_size > 0
    target = tmp_path / "copy.db"
    backup.restore(target, Path(filled.address))
    assert codes_in(target) == ["KEPT"]


def test_a_backup_is_only_looked_at_even_in_write_ahead_mode(filled: Desk, tmp_path: Path) -> None:
    filled.close()
    source = tmp_path / "folder" / "source.db"
    source.parent.mkdir()
    source.write_bytes(Path(filled.address).read_bytes())  # as the desk leaves it: in write-ahead mode, without a log
    before = bytes_in(source.parent)
    backup.restore(tmp_path / "copy.db", source)
    assert bytes_in(source.parent) == before
    assert codes_in(tmp_path / "copy.db") == ["KEPT"]


def test_a_database_that_is_open_is_not_replaced(filled: Desk, tmp_path: Path) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Unusable, match="Close it there") as refused:
        backup.restore(Path(filled.address), made.path)
    assert refused.value.code == "busy"
    assert sorted(tmp_path.iterdir()) == before
    builders.a_programme(filled, code="STILL")
    assert filled.read(lambda session: list(session.scalars(CODES))) == ["KEPT", "STILL"]


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3000])


def spoilt_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-3 * 4096 :] = b"\x0d" * (3 * 4096)
    path.write_bytes(content)


def a_list(path: Path) -> None:
    path.write_text("Name,Mobile\n")


def newer(path: Path) -> None:
    connection = embedded.library().connect(str(path))
    connection.execute(f"PRAGMA user_version={embedded.SCHEMA + 1}")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (cut_off, "restore-damaged"), (spoilt_inside, "restore-damaged"), (a_list, "restore-foreign"),
        (newer, "restore-newer"), (Path.unlink, "restore-missing"),
    ],
)  # fmt: skip
def test_a_backup_that_is_not_sound_is_refused_and_nothing_changes(
    filled: Desk, tmp_path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    filled.close()
    spoil(made.path)
    before = bytes_in(tmp_path)
    with pytest.raises(Refused, match="Nothing was changed") as refused:
        backup.restore(Path(filled.address), made.path)
    assert refused.value.code == code
    assert bytes_in(tmp_path) == before
    assert codes_in(Path(filled.address)) == ["KEPT"]


def test_a_damaged_database_is_kept_as_it_was_with_its_log(filled: Desk, tmp_path: Path) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    filled.close()
    target = Path(filled.address)
    target.write_bytes(b"\0" * 5000)
    log = target.with_name("desk.db-wal")
    log.write_bytes(b"what was not yet in the file")
    replaced = backup.restore(target, made.path)
    assert replaced is not None and replaced.read_bytes() == b"\0" * 5000
    assert replaced.with_name(f"{replaced.name}-wal").read_bytes() == b"what was not yet in the file"
    assert not log.exists()
    assert codes_in(target) == ["KEPT"]


STEPS = ("_copy", "_sealed", "_settle", "_link", "_put_aside_log", "_sync")


@pytest.mark.parametrize("step", STEPS)
def test_a_restore_that_fails_at_any_step_leaves_a_whole_database(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    builders.a_programme(filled, code="LATER")
    filled.close()
    with monkeypatch.context() as broken:
        broken.setattr(backup, step, failing(OSError(5, "Input/output error")))
        with pytest.raises(Refused) as refused:
            backup.restore(Path(filled.address), made.path)
    assert refused.value.code == "restore-write"
    assert list(tmp_path.glob("*.part*")) == []
    assert codes_in(Path(filled.address)) == (["KEPT"] if step == "_sync" else ["KEPT", "LATER"])


DIE_AT = """
import os, sys
from pathlib import Path
from skilling.database import backup
setattr(backup, sys.argv[3], lambda *_: os._exit(9))
backup.restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_of_a_restore_leaves_a_whole_database(filled: Desk, tmp_path: Path, step: str) -> None:
    made = backup.write(filled.database, tmp_path / "kept.db")
    builders.a_programme(filled, code="LATER")
    filled.close()
    killed = subprocess.run([sys.executable, "-c", DIE_AT, filled.address, made.path, step], check=False)
    assert killed.returncode == 9
    assert codes_in(Path(filled.address)) == (["KEPT"] if step == "_sync" else ["KEPT", "LATER"])
    backup.restore(Path(filled.address), made.path)
    assert codes_in(Path(filled.address)) == ["KEPT"]


def test_a_backup_of_a_large_register_holds_every_row(sqlite_desk: Desk, tmp_path: Path) -> None:
    def fill(change: Change) -> None:
        change.connection.execute(
            text(
                "INSERT INTO developers (uid, created_at, updated_at, row_version, full_name, name_key, search_text) "
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                "SELECT printf('%026d', i), '2026-11-05 00:00:00', '2026-11-05 00:00:00', 1, 'Asha Rao', '', '' FROM n"
            )
        )

    sqlite_desk.change("tests", "test", fill)
    made = backup.write(sqlite_desk.database, tmp_path / "large.db")
    copy = open_desk(made.path)
    assert copy.read(lambda session: session.scalar(select(func.count()).select_from(table_of(Developer)))) == 20_000
    copy.close()


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise error

    return fail


def spoilt_library(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str], str | None]) -> None:
    """The SQLite library, with other answers to some statements of copies."""
    library = embedded.library()

    class Spoilt(library.Connection):  # type: ignore[misc,name-defined]
        def execute(self, sql: str, *rest: Any) -> Any:
            said = answer(sql)
            return super().execute(f"SELECT '{said}'") if said else super().execute(sql, *rest)

    class Library:
        connect = Spoilt

    monkeypatch.setattr(embedded, "library", Library)
