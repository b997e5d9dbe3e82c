"""What is never kept of a list reaches no byte on disk: not the database, its journal, a log, a backup, rejects or a spare file."""

from __future__ import annotations

import io
import logging
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from skilling.domain.identifiers import is_aadhaar
from skilling.importing import inhand
from skilling.services.desk import Desk
from tests.importing.builders import a_workbook
from tests.importing.trials import ACTOR, ready

# Invented; the last digit is the check digit, so that they look like real ones.
NUMBERS = (234567890124, 345678901238, 456789012340)
PASSWORD, PAN, ACCOUNT = "Monsoon@4711", "ABCPK4711Q", "50100471147110"
HEADERS = ["S.No", "Name of Student", "Aadhaar No", "Mobile No", "Password", "PAN", "Bank A/c No", "Remarks"]


def _checked(stem: int) -> int:
    """The number with these first eleven digits that passes the check, worked out by trying."""
    return next(int(f"{stem}{digit}") for digit in range(10) if is_aadhaar(f"{stem}{digit}"))


MARKED = tuple(_checked(number // 10) for number in NUMBERS)


@pytest.fixture
def spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of this process go."""
    folder = tmp_path / "spare"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setenv("SQLITE_TMPDIR", str(folder))
    return folder


def _a_list(folder: Path) -> Path:
    grouped = f"{MARKED[2]:012d}"
    rows: list[list[Any]] = [
        [1, "Asha Rao", MARKED[0], 9845012345, PASSWORD, PAN, ACCOUNT, "paid"],
        [
            2,
            "Kabir Das",
            str(MARKED[1]),
            "98450123",
            PASSWORD,
            PAN,
            ACCOUNT,
            f"seeded {grouped[:4]} {grouped[4:8]} {grouped[8:]}",
        ],
        [3, "Meera Kulkarni", float(MARKED[2]), 9845012347, PASSWORD, PAN, ACCOUNT, f"id {MARKED[0]} given"],
    ]
    return a_workbook(folder / "list.xlsx", [HEADERS, *rows])


def _spellings() -> Iterator[bytes]:
    for number in MARKED:
        text = str(number)
        for written in (text, f"{text[:4]} {text[4:8]} {text[8:]}", f"{text[:4]}-{text[4:8]}-{text[8:]}"):
            yield written.encode()
            yield written.encode("utf-16-le")
        yield number.to_bytes(6, "big")  # as SQLite keeps a whole number of this size
        yield struct.pack(">d", number)
        yield struct.pack("<d", number)
    for secret in (PASSWORD, PAN, ACCOUNT):
        yield secret.encode()
        yield secret.encode("utf-16-le")
    yield int(ACCOUNT).to_bytes(6, "big")


def _found_in(data: bytes) -> list[bytes]:
    found = [spelling for spelling in _spellings() if spelling in data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [spelling for name in archive.namelist() for spelling in _found_in(archive.read(name))]
    return found


def _scanned(folder: Path, incoming: Path) -> set[str]:
    """The names of all files in the folder but the list itself; fails where one of them holds what is never kept."""
    files = {path for path in folder.rglob("*") if path.is_file() and path != incoming}
    for path in files:
        assert _found_in(path.read_bytes()) == [], path.name
    return {path.name for path in files}


def test_the_scan_finds_what_it_looks_for(tmp_path: Path) -> None:
    """Else the test below would pass for the wrong reason."""
    assert len(_found_in(_a_list(tmp_path).read_bytes())) >= 6
    assert _found_in(b"...\x00" + MARKED[0].to_bytes(6, "big") + b"...")


def test_numbers_passwords_and_accounts_reach_no_byte_on_disk(
    sqlite_desk: Desk, tmp_path: Path, spare: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = _a_list(tmp_path)
    ready(sqlite_desk)
    assert sqlite_desk.database.path is not None
    assert sqlite_desk.database.path.is_relative_to(tmp_path)
    assert spare.is_relative_to(tmp_path)
    state = SimpleNamespace(address=sqlite_desk.address)

    def step(name: str, *given: Any) -> Any:
        return getattr(inhand, name)(state, lambda stage, done, total: None, *given)

    look = step("open_list", str(path))
    assert look.data_rows == 3
    summary = step("make_plan", "BLR-1")
    assert sqlite_desk.database.path.name in _scanned(tmp_path, path)
    answers = repr((look, summary, step("rows_page", None, 0, 10), step("columns")))
    assert _found_in(answers.encode()) == []
    step("apply_list", ACTOR)
    step("save_rejects", str(tmp_path / "rejects.xlsx"))
    # The journal still holds every page that was written; nothing has been folded into the database yet.
    names = _scanned(tmp_path, path)
    assert any(name.endswith("-wal") for name in names)
    assert "rejects.xlsx" in names
    assert any("import" in name for name in names), "a backup was made before the import"
    assert _found_in(caplog.text.encode()) == []
    step("close_list")
    sqlite_desk.close()
    _scanned(tmp_path, path)
