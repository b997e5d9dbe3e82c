"""Commands run in this process, as a person types them, on a database of the test's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from skilling.cli.app import run


@dataclass(frozen=True)
class Ran:
    """What one command did: its exit code, and what it said where."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; anything else there is an error."""
        return json.loads(self.out)


Command = Callable[..., Ran]


@pytest.fixture
def command(sqlite_address: str, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command; on the test's database, which has no programme yet, unless another is named."""

    def ran(*words: object, database: object = sqlite_address) -> Ran:
        capsys.readouterr()
        where = [] if database is None else ["--database", str(database)]
        code = run([*where, *map(str, words)])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return ran


@pytest.fixture
def office(command: Command) -> Command:
    """The same in a database with a programme."""
    assert command("init").code == 0
    return command
