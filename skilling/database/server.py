"""The shared database on a PostgreSQL server; refuses addresses of anything else."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from skilling.database.faults import BUSY_SECONDS, without_values
from skilling.domain.problems import Unusable

# Said to the server for each connection: whoever waits is told so after the time that the sentence names, and a
# connection left behind by a computer that was closed does not hold its locks for ever.
_LIMITS: Final = (
    f"SET lock_timeout = '{BUSY_SECONDS}s'",
    "SET idle_in_transaction_session_timeout = '10min'",
)

_WHAT_IS_HERE: Final = """
    SELECT to_regclass('alembic_version') IS NOT NULL, to_regclass('audit_head') IS NOT NULL, (
        SELECT count(*) FROM pg_class AS c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
          AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e'))
"""

# A network that went away is noticed after half a minute, not after the system's two hours.
_KEEPALIVES: Final = {"keepalives": 1, "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}


def engine(address: str, *, writes: bool) -> Engine:
    """An engine on the server's database; readers see one state of it and can change nothing."""
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise Unusable(
            "database-kind",
            "A shared database has an address like postgresql://user@server/name. Check the address.",
        )
    try:
        made = create_engine(
            url.set(drivername="postgresql+psycopg"), hide_parameters=True, pool_pre_ping=True,
            isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
            connect_args={"connect_timeout": 5, "application_name": "Skilling Desk", **_KEEPALIVES},
        )  # fmt: skip
    except ModuleNotFoundError as error:
        raise Unusable(
            "no-driver", "Shared databases need one more package. Install it with: pip install 'psycopg[binary]'"
        ) from error
    event.listen(made, "connect", _limit)
    event.listen(made, "handle_error", without_values)
    if not writes:
        event.listen(made, "begin", _begin_read_only)
    return made


def schema_number(connection: Connection) -> int | None:
    """Number of the newest migration applied; None in an empty database; Unusable in another program's."""
    known, ours, tables = connection.execute(text(_WHAT_IS_HERE)).one()
    if known and ours:
        return int(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if tables:
        raise Unusable(
            "foreign",
            "The database at this address holds the tables of another program, so it was left alone. "
            "Ask the server's administrator for an empty database.",
        )
    return None


def _limit(connection: Any, _record: object) -> None:
    for statement in _LIMITS:
        connection.execute(statement)
    connection.commit()


def _begin_read_only(connection: Any) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")
