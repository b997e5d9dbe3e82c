"""What every test may ask for: a desk on a new database, on SQLite and on PostgreSQL alike.

A database is built once in a test process and copied for each test: as a file, or from a template on the server.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from skilling.database.engine import open_database
from skilling.services.desk import Desk, open_desk
from tests import pgserver

ENGINES = (
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
)


# A shared machine may be slow at any moment: no test is judged by its seconds; those are measured by `make bench`.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("desk")


def pytest_configure(config: pytest.Config) -> None:
    place = pgserver.memory()
    if place is not None:
        # Every change waits for the disk; the tests of this promise are the proofs. pyproject.toml has passed tests tidy up.
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", place)
    for mark in (
        "postgresql: needs the PostgreSQL server of the tests; leave out with -m 'not postgresql'",
        "slow: takes more than a second or two",
        "proof: measures promises under faults for minutes; run by `make proofs`",
    ):
        config.addinivalue_line("markers", mark)


@dataclass
class Server:
    """The PostgreSQL server of this test process, and the databases made on it."""

    folder: str
    admin: psycopg.Connection[tuple[object, ...]]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def new(self, template: str = "template1") -> str:
        """The address of a new database: empty, or a copy of another."""
        name = f"desk_{next(self.numbers)}"
        self.admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return pgserver.address(self.folder, name)

    def drop(self, address: str) -> None:
        self.admin.execute(f'DROP DATABASE "{self.name_of(address)}" WITH (FORCE)')

    def connected(self, address: str) -> psycopg.Connection[tuple[object, ...]]:
        """A connection of another program to the database at that address; each statement counts at once."""
        return psycopg.connect(address, autocommit=True)

    def name_of(self, address: str) -> str:
        return address.split("@/", 1)[1].split("?", 1)[0]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL server for the tests of this process, gone with it."""
    if os.name != "posix":
        pytest.skip("the PostgreSQL server of the tests needs sockets of Unix")
    with (
        pgserver.running_server() as folder,
        psycopg.connect(pgserver.address(folder, "postgres"), autocommit=True) as admin,
    ):
        yield Server(folder, admin)


@pytest.fixture(scope="session")
def built_database(server: Server) -> str:
    """Name of a built database on the server that tests copy."""
    address = server.new()
    open_database(address, create=True).close()
    return server.name_of(address)


@pytest.fixture(scope="session")
def built_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built database file that tests copy."""
    path = tmp_path_factory.mktemp("built") / "desk.db"
    open_database(path, create=True).close()
    return path


@pytest.fixture
def sqlite_address(built_file: Path, tmp_path: Path) -> str:
    """The path of a new embedded database, built and closed."""
    return str(shutil.copyfile(built_file, tmp_path / "desk.db"))


@pytest.fixture
def postgresql_address(server: Server, built_database: str) -> Iterator[str]:
    """The URL of a new shared database, built and closed."""
    address = server.new(built_database)
    yield address
    server.drop(address)


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest) -> str:
    """The address of a new database, built and closed, on each engine in turn."""
    found: str = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    """A desk on a new database, on each engine in turn."""
    desk = open_desk(address)
    yield desk
    desk.close()


@pytest.fixture
def sqlite_desk(sqlite_address: str) -> Iterator[Desk]:
    """A desk on a new embedded database."""
    desk = open_desk(sqlite_address)
    yield desk
    desk.close()


@pytest.fixture
def postgresql_desk(postgresql_address: str) -> Iterator[Desk]:
    """A desk on a new shared database."""
    desk = open_desk(postgresql_address)
    yield desk
    desk.close()
