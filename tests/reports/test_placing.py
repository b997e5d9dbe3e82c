"""A file goes into its place whole, or not at all and with a sentence, whatever the system says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from skilling.domain.problems import Refused
from skilling.reports import placing


def put(path: Path, content: bytes) -> None:
    def write(part: Path) -> None:
        part.write_bytes(content)

    with placing.staged(path, (".xlsx",), write) as staged:
        staged.place()


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file of this process may grow beyond a thousand bytes: what a quota does."""
    resource = pytest.importorskip("resource", reason="this system has no bounds for the size of files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_the_system_stops_leaves_the_older_file_and_says_why(tmp_path: Path, small_files: None) -> None:
    path = tmp_path / "q2.xlsx"
    path.write_bytes(b"older")
    with pytest.raises(Refused, match=r"could not be written to .*File too large.*or choose another"):
        put(path, b"x" * 5000)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("q2.xlsx", b"older")]


def test_a_folder_that_goes_away_meanwhile_is_said(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def pulled_out(part: Path) -> None:
        stick.rmdir()
        part.write_bytes(b"new")

    with (
        pytest.raises(Refused, match="Look whether that folder can be reached"),
        placing.staged(stick / "q2.xlsx", (".xlsx",), pulled_out),
    ):
        pass
