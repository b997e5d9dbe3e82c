"""From an empty or older database to the current schema; refuses to upgrade without a backup before it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from skilling.database import backup, reference, search
from skilling.domain.problems import Unusable

if TYPE_CHECKING:
    from skilling.database.engine import Database

_MIGRATIONS = Path(__file__).parent / "migrations"


def prepare_folder(path: Path) -> None:
    """The folder of a database that is to be made; Unusable where it cannot be made or written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
    except OSError as error:
        raise Unusable(
            "read-only",
            f"A database cannot be made in {path.parent}: {error.strerror}. Choose a folder that you may write to.",
        ) from error


def build(database: Database) -> None:
    """All tables of an empty database, with states and districts in them."""
    _run(database, before=None)


def upgrade(database: Database, found: int) -> None:
    """From schema number `found` to the current one, after a backup beside the file."""
    if database.path is not None:
        backup.make(database, backup.folder_of(database.path), f"before-upgrade-from-{found}")
    _run(database, before=found)


def _run(database: Database, before: int | None) -> None:
    from alembic import command
    from alembic.config import Config

    from skilling.database.engine import APPLICATION_ID, SCHEMA, sentences

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with sentences(), database.writer_engine.connect() as connection:
        if database.is_file:
            # Rebuilding a parent table with foreign keys on would delete its children.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            search.build(connection)
            reference.fill(connection)
            _check_keys(connection, database)
            if database.is_file:
                connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
                connection.execute(text(f"PRAGMA user_version={SCHEMA}"))
        if database.is_file:
            connection.connection.cursor().execute("PRAGMA foreign_keys=ON")


def _check_keys(connection: Connection, database: Database) -> None:
    if database.is_file and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise Unusable("damaged", "The upgrade found links that lead nowhere and stopped. Nothing was changed.")
