"""The sheets of the pack on PostgreSQL, each beside hand-tuned SQL on the same server; by the clock, as the server counts its own time.

`python -m tests.bench server`; `--register` takes another size. The register is the embedded one, copied row by row.
"""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import text
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from skilling.database import dialects
from skilling.database.changes import Change
from skilling.services.desk import open_desk
from tests import pgserver
from tests.bench.measuring import say
from tests.bench.of_pack import sheets
from tests.bench.register import kept, register

DEVELOPERS = 100_000
_COPIED: Final = ("programmes", "institutions", "cohorts", "developers", "enrolments", "tallies")


def measure(folder: Path, register_of: int = DEVELOPERS) -> None:
    """Prints each sheet's milliseconds, and their ratio to the same numbers from SQL by hand."""
    source = register(kept(folder), register_of)
    with pgserver.running_server() as server:
        with psycopg.connect(pgserver.address(server, "postgres"), autocommit=True) as admin:
            admin.execute("CREATE DATABASE bench")
        desk = open_desk(pgserver.address(server, "bench"), create=True)
        try:
            desk.change("bench", "register.copied", _copy, source)
            with psycopg.connect(pgserver.address(server, "bench"), autocommit=True) as admin:
                admin.execute("ANALYZE")
            say("PostgreSQL: developers and enrolments", f"{register_of:,} and {2 * register_of:,}")
            desk.read(sheets, time.perf_counter)
        finally:
            desk.close()


def _copy(change: Change, source: Path) -> None:
    connection = change.connection
    connection.execute(text("DELETE FROM tallies"))
    with closing(dbapi2.connect(str(source))) as embedded:
        for name in _COPIED:
            columns = [column.name for column in SQLModel.metadata.tables[name].columns]
            rows = embedded.execute(f"SELECT {', '.join(columns)} FROM {name}")
            dialects.bulk_insert(connection, SQLModel.metadata.tables[name], columns, rows)
