"""Backup, restore, check and doctor; and a database that cannot be used ends every command with four."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from skilling.database import embedded
from tests.cli.conftest import Command
from tests.cli.made import an_enrolment_list


def test_a_backup_brings_back_what_was_there(office: Command, tmp_path: Path) -> None:
    copy = tmp_path / "kept.db"
    made = office("backup", "-o", copy, "--json")
    assert (made.code, made.document["file"], made.document["size"]) == (0, str(copy), copy.stat().st_size)
    assert office("import", an_enrolment_list(tmp_path), "--cohort", "C-1").code == 0
    done = office("restore", copy, "--json")
    assert (done.code, Path(done.document["kept"]).is_file()) == (0, True)
    assert office("check", "--json").document["counts"]["developers"] == 0


def test_an_automatic_backup_lies_beside_the_database(office: Command, sqlite_address: str) -> None:
    made = Path(office("backup", "--json").document["file"])
    assert made.is_file() and made.parent.parent == Path(sqlite_address).parent


def test_what_is_no_backup_is_not_restored(office: Command, tmp_path: Path) -> None:
    for source in (tmp_path / "none.db", an_enrolment_list(tmp_path), tmp_path):
        done = office("restore", source, "--json")
        assert (done.code, bool(done.document["refused"]["message"])) == (3, True)
    assert office("backup", "-o", tmp_path).code == 3
    assert office("check").code == 0


def test_check_has_the_shape_of_the_contract(office: Command) -> None:
    found = office("check", "--json").document
    assert (found["ok"], found["integrity"], found["foreign_keys"], found["audit_chain"]) == (True, "ok", 0, "ok")
    assert {"developers", "cohorts", "enrolments", "startups", "resources"} <= set(found["counts"])
    assert "sound" in office("check").out


def test_doctor_needs_no_database(command: Command, tmp_path: Path) -> None:
    done = command("doctor", "--json", database=tmp_path / "none.db")
    assert done.code == 0
    assert {"Python", "SQLite", "Data folder"} <= {finding["name"] for finding in done.document["findings"]}
    assert not (tmp_path / "none.db").exists()


def _newer(good: bytes, path: Path) -> None:
    path.write_bytes(good)
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("PRAGMA user_version=9999")
        connection.commit()


def _foreign(good: bytes, path: Path) -> None:
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("CREATE TABLE stock (item TEXT)")
        connection.commit()


def _damaged(good: bytes, path: Path) -> None:
    middle = len(good) // 8
    path.write_bytes(good[:middle] + bytes(range(1, 256)) * (len(good) // 255) + good[middle:])


def _text(good: bytes, path: Path) -> None:
    path.write_text("Name,Mobile\n" * 200)


def _folder(good: bytes, path: Path) -> None:
    path.mkdir()


def _missing(good: bytes, path: Path) -> None:
    pass


@pytest.mark.parametrize("spoil", [_newer, _foreign, _damaged, _text, _folder, _missing])
def test_a_database_that_cannot_be_used_ends_with_four_and_stays_as_it_is(
    office: Command, sqlite_address: str, tmp_path: Path, spoil: object
) -> None:
    assert callable(spoil)
    path = tmp_path / "spoilt.db"
    spoil(Path(sqlite_address).read_bytes(), path)
    before = path.read_bytes() if path.is_file() else None
    for words in (("search", "rao"), ("imports",), ("check",), ("export", "developers", "-o", tmp_path / "x.csv"),
                  ("import", an_enrolment_list(tmp_path), "--cohort", "C-1")):  # fmt: skip
        done = office(*words, "--json", database=path)
        assert (done.code, bool(done.document["refused"]["message"])) == (4, True), words
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("address", ["postgresql://nobody@localhost:1/desk", "mysql://server/desk", "bananas://"])
def test_a_server_that_is_not_there_ends_with_four(command: Command, address: str) -> None:
    done = command("search", "rao", "--json", database=address)
    assert (done.code, bool(done.document["refused"]["message"])) == (4, True)


def test_a_second_program_that_writes_is_waited_for_and_then_named(
    office: Command, sqlite_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "BUSY_SECONDS", 0.05)
    with closing(dbapi2.connect(sqlite_address, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        done = office("import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--json")
        assert (done.code, done.document["refused"]["code"]) == (4, "busy")
        assert done.document["data_rows"] == 3
        assert office("search", "rao").code == 0
        writer.execute("ROLLBACK")
    assert office("import", an_enrolment_list(tmp_path), "--cohort", "C-1").code == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_is_named(office: Command, sqlite_address: str, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "desk.db").write_bytes(Path(sqlite_address).read_bytes())
    closed.chmod(0o555)
    try:
        assert office("search", "rao", database=closed / "desk.db").code == 4
        assert office("init", database=closed / "new.db").code == 4
        assert office("export", "developers", "-o", closed / "x.csv").code == 3
        assert office("demo", "--folder", closed / "out", "--no-window", database=None).code == 3
    finally:
        closed.chmod(0o755)


def test_records_that_do_not_agree_are_told_and_end_with_one(office: Command, sqlite_address: str, tmp_path: Path) -> None:
    assert office("import", an_enrolment_list(tmp_path), "--cohort", "C-1").code == 0
    with closing(dbapi2.connect(sqlite_address)) as other:
        other.execute("UPDATE cohorts SET seats = 1")
        other.commit()

    found = office("check", "--json")

    assert (found.code, found.document["ok"], found.document["integrity"]) == (1, False, "ok")
    assert [(one["code"], one["noun"], one["count"]) for one in found.document["findings"]] == [("seats", "cohort", 1)]
    assert "Raise the seats" in office("check").out


def test_the_doctor_ends_with_one_where_something_needed_is_missing(office: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from skilling.services import upkeep

    lacking = upkeep.Finding("SQLite", False, "3.40", "Renew the package.")
    monkeypatch.setattr(upkeep, "_sqlite", lambda: lacking)
    monkeypatch.setattr(upkeep, "_libraries", list)
    told = office("doctor")
    assert told.code == 1 and "missing  SQLite: 3.40\n         Renew the package." in told.out

    monkeypatch.setattr(
        upkeep, "_sqlite", lambda: upkeep.Finding("Shared databases", False, "psycopg", "Install it.", needed=False)
    )
    assert office("doctor").code == 0


def test_the_doctor_warns_of_a_folder_that_is_copied_elsewhere(tmp_path: Path) -> None:
    from skilling.services import beginning, upkeep

    [told] = beginning.cautions(tmp_path / "OneDrive - Ministry" / "desk.db")
    assert "OneDrive copies to other computers" in told
    found = {one.name: one for one in upkeep.doctor(str(tmp_path / "OneDrive - Ministry" / "desk.db"))}
    assert found["Place of the database"].ok is False
    assert "Place of the database" not in {one.name for one in upkeep.doctor(str(tmp_path / "desk.db"))}
