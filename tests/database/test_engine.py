"""The two engines of a database say what they are asked to, whoever asks, and from any thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from skilling.database import embedded
from skilling.database.changes import Change
from skilling.database.engine import Database, open_database
from skilling.database.tables import Developer, Programme
from skilling.domain.problems import Unusable
from skilling.services.desk import Desk, open_desk
from tests import builders

BOTH = {"foreign_keys": 1, "trusted_schema": 0, "busy_timeout": 10_000, "temp_store": 2, "journal_mode": "wal"}
OF_THE_WRITER = BOTH | {"synchronous": 2, "secure_delete": 1, "query_only": 0, "journal_size_limit": 64 * 2**20}
OF_A_READER = BOTH | {"query_only": 1}


@pytest.mark.parametrize(("writes", "pragmas"), [(True, OF_THE_WRITER), (False, OF_A_READER)], ids=["writer", "reader"])
def test_the_pragmas_read_back_as_they_were_meant(sqlite_desk: Desk, writes: bool, pragmas: dict[str, object]) -> None:
    database = sqlite_desk.database
    engine = database.writer_engine if writes else database.reader_engine
    with engine.connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in pragmas}
    assert found == pragmas


def test_the_file_names_itself_and_its_schema(sqlite_desk: Desk) -> None:
    with sqlite_desk.database.driver() as driver:
        assert driver.execute("PRAGMA application_id").fetchone()[0] == 0x534B4C44
        assert driver.execute("PRAGMA user_version").fetchone()[0] == embedded.SCHEMA


def test_the_sqlite_in_use_has_the_repaired_write_ahead_log() -> None:
    assert tuple(int(part) for part in embedded.library().sqlite_version.split(".")) >= (3, 51, 3)


def test_a_writer_holds_the_write_lock_from_its_first_statement(sqlite_desk: Desk, sqlite_address: str) -> None:
    with sqlite_desk.database.writing() as session:
        session.scalar(select(func.count()).select_from(Programme))  # reads only
        other = embedded.library().connect(sqlite_address, timeout=0)
        other.isolation_level = None
        with pytest.raises(embedded.library().OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_a_reader_cannot_change_anything_and_trying_is_a_bug(desk: Desk) -> None:
    with pytest.raises(DBAPIError), desk.database.reading() as session:
        session.execute(text("DELETE FROM developers"))


def test_a_reader_sees_one_state_however_long_it_reads(desk: Desk) -> None:
    count = select(func.count()).select_from(Developer)
    with desk.database.reading() as session:
        before = session.scalar(count)
        builders.a_developer(desk)
        assert session.scalar(count) == before
    assert desk.read(lambda session: session.scalar(count)) == 1


def test_many_threads_read_and_write_through_one_desk(desk: Desk) -> None:
    together = threading.Barrier(8)

    def save(number: int) -> None:
        together.wait()
        for turn in range(5):
            builders.a_programme(desk, code=f"P{number}-{turn}")
            desk.read(lambda session: session.scalar(select(func.count()).select_from(Programme)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(save, range(8)))
    codes = desk.read(lambda session: set(session.scalars(select(Programme.code))))  # type: ignore[call-overload]
    assert codes == {f"P{number}-{turn}" for number in range(8) for turn in range(5)}


def test_a_busy_database_is_refused_with_a_sentence(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "BUSY_SECONDS", 0.05)
    desk = open_desk(sqlite_address)
    other = embedded.library().connect(sqlite_address)
    other.isolation_level = None
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unusable, match="Nothing was changed") as refused:
        builders.a_programme(desk)
    assert refused.value.code == "busy"
    assert desk.read(lambda session: session.scalar(select(func.count()).select_from(Programme))) == 0  # reading goes on
    open_desk(sqlite_address).close()  # and so does opening
    other.execute("ROLLBACK")
    other.close()
    builders.a_programme(desk)
    desk.close()


def test_a_locked_row_on_the_server_is_refused_with_a_sentence(postgresql_desk: Desk) -> None:
    cohort = builders.a_cohort(postgresql_desk)
    with postgresql_desk.database.writer_engine.connect() as holder:
        holder.execute(text("SELECT id FROM cohorts FOR UPDATE"))

        def impatient(change: Change) -> None:
            change.connection.execute(text("SET LOCAL lock_timeout = '50ms'"))
            change.edit(change.get(type(cohort), cohort.id or 0), {"seats": 5})

        with pytest.raises(Unusable) as refused:
            postgresql_desk.change("tests", "cohort.edited", impatient)
    assert refused.value.code == "busy"


def test_the_server_knows_how_long_we_wait_and_how_long_we_may_be_silent(postgresql_desk: Desk) -> None:
    for engine in (postgresql_desk.database.writer_engine, postgresql_desk.database.reader_engine):
        with engine.connect() as connection:
            assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "10s"
            assert connection.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one() == "10min"


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_a_file_that_was_replaced_while_open_is_noticed_before_anything_is_written(
    sqlite_address: str, tmp_path: Path, how: str
) -> None:
    desk = open_desk(sqlite_address)
    path = Path(sqlite_address)
    if how == "removed":
        path.rename(tmp_path / "elsewhere.db")
    else:
        (tmp_path / "newer.db").write_bytes(path.read_bytes())
        (tmp_path / "newer.db").replace(path)
    for use in (lambda: builders.a_programme(desk), lambda: desk.read(lambda session: None)):
        with pytest.raises(Unusable) as refused:
            use()
        assert refused.value.code == "replaced"
    desk.close()


def test_the_write_ahead_log_shrinks_again_after_a_long_change(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_LOG_BYTES", 2**20)
    desk = open_desk(sqlite_address)
    log = Path(f"{sqlite_address}-wal")

    def long_change(change: Change) -> None:
        change.connection.execute(text("CREATE TABLE big (content BLOB)"))
        change.connection.execute(text("INSERT INTO big SELECT randomblob(100000) FROM place_aliases LIMIT 50"))

    desk.change("tests", "test", long_change)
    assert log.stat().st_size > 4 * 2**20
    builders.a_programme(desk)  # the next writer starts the log anew
    assert log.stat().st_size <= 2**20
    desk.close()
    assert not log.exists()


def test_closing_leaves_one_whole_file(sqlite_address: str, tmp_path: Path) -> None:
    desk = open_desk(sqlite_address)
    builders.a_programme(desk, code="WHOLE")
    desk.close()
    alone = tmp_path / "alone.db"
    alone.write_bytes(Path(sqlite_address).read_bytes())
    copy = open_database(alone)
    with copy.reading() as session:
        assert session.scalar(select(Programme.code)) == "WHOLE"  # type: ignore[call-overload]
    copy.close()


def test_deleted_text_is_wiped_from_the_file(sqlite_address: str) -> None:
    desk = open_desk(sqlite_address)
    kept = builders.a_resource(desk, title="Some other title", provider="wiped-provider-0173")
    desk.close()
    assert b"wiped-provider-0173" in Path(sqlite_address).read_bytes()
    desk = open_desk(sqlite_address)

    def wipe(change: Change) -> None:
        change.connection.execute(text("DELETE FROM resources"))
        change.connection.execute(text("DELETE FROM audit_entries"))

    desk.change("tests", "test", wipe)
    assert builders.stored(desk, "resource", kept.id or 0) is None
    desk.close()
    assert b"wiped-provider-0173" not in Path(sqlite_address).read_bytes()


def test_errors_of_the_server_quote_no_values_of_a_row(postgresql_desk: Desk) -> None:
    def again(change: Change) -> None:
        for _ in range(2):
            change.connection.execute(text("INSERT INTO settings VALUES (:name, '{}')"), {"name": "SECRET-17"})

    with pytest.raises(Exception) as failed:
        postgresql_desk.change("tests", "test", again)
    said: list[str] = []
    error: BaseException | None = failed.value
    while error is not None:
        said.append(str(error))
        error = error.__cause__ or error.__context__
    assert "SECRET-17" not in " ".join(said)
    assert any("duplicate key" in text for text in said)


def test_an_address_of_another_kind_of_server_is_refused() -> None:
    for address in ("mysql://root@server/desk", "https://example.in/desk", "postgresql//x://y"):
        with pytest.raises(Unusable) as refused:
            Database(address)
        assert refused.value.code == "database-kind"
