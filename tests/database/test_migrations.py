"""The steps of the schema lead to the tables that the program expects, on both engines, and lose nothing on the way."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text
from sqlmodel import SQLModel

from skilling.database import backup, dialects, embedded, engine, upgrade
from skilling.database.tables import RECORDS, Cohort, Developer, Enrolment, table_of
from skilling.domain.problems import Unusable
from skilling.services.desk import Desk, open_desk
from tests import builders

PRESENT, NEXT = embedded.SCHEMA, embedded.SCHEMA + 1

# A step that an office of a later version would run: it rebuilds a parent table and fills a new column.
NEXT_STEP = '''
"""Developers get a nickname"""

import sqlalchemy as sa
from alembic import op

revision = "{next:04}"
down_revision = "{present:04}"


def upgrade() -> None:
    with op.batch_alter_table("developers", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("nickname", sa.String(), nullable=False, server_default="none"))
        batch.alter_column("full_name", existing_type=sa.String(200), type_=sa.String(250))
    op.execute("UPDATE developers SET nickname = lower(full_name)")
'''.replace("{next:04}", f"{NEXT:04}").replace("{present:04}", f"{PRESENT:04}")
LOSING = NEXT_STEP.replace("UPDATE developers SET nickname = lower(full_name)", "DELETE FROM founders")
FAILING = NEXT_STEP.replace("nickname = lower(full_name)", "nickname = no_such_column")
DANGLING = NEXT_STEP.replace("UPDATE developers SET nickname = lower(full_name)", "UPDATE founders SET developer_id = 4711")


EXPRESSION = pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection of expression-based index", "ignore:autogenerate skipping"
)


@EXPRESSION
def test_the_steps_lead_to_the_tables_that_are_declared(desk: Desk) -> None:
    with desk.database.writer_engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "include_object": ours}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Whether a table or index is one of the declared ones; the search index is made beside them."""
    if name and (name.startswith("developer_search") or name in ("ix_developers_search", "alembic_version")):
        return False
    # An index on an expression is compared by the test below: Alembic cannot.
    return name != "ix_developers_by_name"


def test_indexes_on_expressions_are_there_too(desk: Desk) -> None:
    if desk.database.is_file:
        with desk.database.driver() as driver:
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            found = dict(driver.execute(query).fetchall())
    else:
        with desk.database.reading() as session:
            rows = session.execute(text("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"))
            found = {row[0]: row[1] for row in rows}
    declared = {str(index.name) for table in SQLModel.metadata.tables.values() for index in table.indexes}
    assert declared <= set(found)
    expression = re.sub(r"::text|[\s()]", "", found["ix_developers_by_name"])
    assert "lowerfull_name" in expression and "archived_atISNULL" in expression


def test_no_key_of_a_record_is_ever_used_twice(sqlite_desk: Desk) -> None:
    with sqlite_desk.database.driver() as driver:
        made = dict(driver.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    assert [name for name in (r.__tablename__ for r in RECORDS.values()) if "AUTOINCREMENT" not in made[name]] == []


@EXPRESSION
def test_every_link_between_records_has_an_index_that_finds_it(desk: Desk) -> None:
    """Without one, taking a record away reads whole tables."""
    with desk.database.writer_engine.connect() as connection:
        seen = inspect(connection)
        missing = []
        for table in (record.__tablename__ for record in RECORDS.values()):
            starts = [i["column_names"][0] for i in seen.get_indexes(table)]
            starts += [u["column_names"][0] for u in seen.get_unique_constraints(table)]
            starts += seen.get_pk_constraint(table)["constrained_columns"][:1]
            for link in seen.get_foreign_keys(table):
                if link["referred_table"] in {r.__tablename__ for r in RECORDS.values()}:
                    missing += [f"{table}.{column}" for column in link["constrained_columns"] if column not in starts]
    # Few rows, or never taken away: reading them all is cheap.
    assert missing == ["developers.institution_id"] or missing == []


def test_the_number_of_the_schema_is_that_of_the_newest_step() -> None:
    steps = sorted(path.name[:4] for path in (upgrade._MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert int(steps[-1]) == embedded.SCHEMA
    assert [int(step) for step in steps] == list(range(1, len(steps) + 1))


# -- from an older schema to a newer one -------------------------------------------------------------


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program of a later version, whose newest step the tests write to the file that this gives."""
    folder = tmp_path / "later % version" / "migrations"
    shutil.copytree(upgrade._MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(upgrade, "_MIGRATIONS", folder)
    monkeypatch.setattr(embedded, "SCHEMA", NEXT)
    monkeypatch.setattr(engine, "SCHEMA", NEXT)
    yield folder / "versions" / f"{NEXT:04}_nickname.py"


def fill(address: str) -> tuple[int, int, int]:
    desk = open_desk(address)
    startup, developer = builders.a_startup(desk), builders.a_developer(desk, full_name="Asha Rao", mobile="+919845012345")
    enrolment = builders.an_enrolment(desk, developer=developer)
    founder = builders.a_founder(desk, startup, developer)
    gone = builders.a_developer(desk)
    desk.change("tests", "developer.removed", lambda change: change.remove(change.get(Developer, gone.id or 0)))
    desk.close()
    return developer.id or 0, enrolment.id or 0, founder.id or 0


@pytest.fixture
def older(address: str) -> tuple[int, int, int]:
    """A database of the present version with a founder who learns; the ids of developer, enrolment and founder."""
    return fill(address)


def test_an_upgrade_keeps_every_row_and_makes_a_backup_first(address: str, older: tuple[int, int, int], later: Path) -> None:
    later.write_text(NEXT_STEP)
    desk = open_desk(address)
    with desk.database.reading() as session:
        rows = session.execute(text("SELECT id, full_name, nickname, mobile FROM developers")).all()
        assert [tuple(row) for row in rows] == [(older[0], "Asha Rao", "asha rao", "+919845012345")]
        for model, key in ((Enrolment, older[1]), (builders.Founder, older[2])):
            assert session.scalars(select(table_of(model).c.id)).all() == [key]
    if desk.database.path is not None:
        [kept] = backup.automatic(backup.folder_of(desk.database.path))
        assert kept.name.endswith(f"-before-upgrade-from-{PRESENT}.db")
        backup.check(kept)
        with desk.database.writer_engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1  # off only while it ran
    builders.a_cohort(desk)
    desk.close()
    open_desk(address).close()  # and nothing is left to do


@EXPRESSION
def test_a_rebuilt_table_keeps_its_indexes_and_its_unused_keys(address: str, older: tuple[int, int, int], later: Path) -> None:
    later.write_text(NEXT_STEP)
    desk = open_desk(address)
    declared = {str(index.name) for table in SQLModel.metadata.tables.values() for index in table.indexes}
    with desk.database.writing() as session:
        assert "nickname" in {column["name"] for column in inspect(session.connection()).get_columns("developers")}
        assert declared - dialects.index_names(session.connection()) == set()
        # One developer stands and one is gone: the next key is the third.
        assert (older[0], dialects.reserve_ids(session.connection(), table_of(Developer), 1)) == (1, 3)
    desk.close()


def test_a_step_that_would_let_keys_come_again_is_stopped(
    sqlite_address: str, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later.write_text(NEXT_STEP.replace('{"sqlite_autoincrement": True}', "{}"))
    with pytest.raises(RuntimeError, match="sqlite_autoincrement"):
        open_desk(sqlite_address)
    monkeypatch.undo()
    open_desk(sqlite_address).close()


def test_search_still_finds_people_after_an_upgrade(address: str, older: tuple[int, int, int], later: Path) -> None:
    from skilling.services import records

    later.write_text(NEXT_STEP)
    desk = open_desk(address)
    assert [hit[0] for hit in desk.read(records.find, "developer", "asha")] == [older[0]]
    desk.close()


@pytest.mark.parametrize(
    ("step", "fails_with"),
    [(FAILING, Exception), (LOSING, Unusable), (DANGLING, Exception)],
    ids=["fails", "loses rows", "dangles"],
)
def test_an_upgrade_that_goes_wrong_leaves_the_older_schema_whole(
    address: str, older: tuple[int, int, int], later: Path, step: str, fails_with: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    later.write_text(step)
    with pytest.raises(fails_with):
        open_desk(address)
    monkeypatch.undo()
    desk = open_desk(address)  # the present version opens it as if nothing had been tried
    with desk.database.reading() as session:
        columns = {column["name"] for column in inspect(session.connection()).get_columns("developers")}
        tables = inspect(session.connection()).get_table_names()
        assert session.scalar(select(func.count()).select_from(table_of(builders.Founder))) == 1
    assert "nickname" not in columns
    assert [name for name in tables if name.startswith("_alembic")] == []
    assert isinstance(builders.stored(desk, "developer", older[0]), Developer)
    builders.an_enrolment(desk, cohort=builders.a_cohort(desk))
    desk.close()


def test_the_present_version_refuses_what_the_later_one_wrote(address: str, older: tuple[int, int, int], later: Path,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    later.write_text(NEXT_STEP)
    open_desk(address).close()
    monkeypatch.undo()
    with pytest.raises(Unusable) as refused:
        open_desk(address)
    assert refused.value.code == "newer"


def test_a_backup_of_an_older_schema_is_brought_up_to_date_when_it_is_brought_back(
    sqlite_address: str, later: Path, tmp_path: Path
) -> None:
    older_backup = tmp_path / "older.db"
    shutil.copyfile(sqlite_address, older_backup)
    later.write_text(NEXT_STEP)
    target = tmp_path / "restored" / "desk.db"
    backup.restore(target, older_backup)
    desk = open_desk(target)
    assert builders.a_cohort(desk).id == 1
    assert desk.read(lambda session: "nickname" in {c["name"] for c in inspect(session.connection()).get_columns("developers")})
    desk.close()


def test_a_cohort_survives_that_its_parent_is_rebuilt(sqlite_address: str, later: Path) -> None:
    """The measured trap: rebuilding a parent table with foreign keys on deletes children, without an error."""
    fill(sqlite_address)
    later.write_text(NEXT_STEP.replace("developers", "programmes").replace("full_name", "name"))
    desk = open_desk(sqlite_address)
    assert desk.read(lambda session: session.scalar(select(func.count()).select_from(table_of(Cohort)))) == 1
    desk.close()
