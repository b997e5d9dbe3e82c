"""A list that was not finished when the program ended is offered again; nothing of the list itself is kept for that."""

from __future__ import annotations

import json
from pathlib import Path

from skilling.importing import waiting
from skilling.importing.waiting import Waiting

FIX = {"what": "cell", "column": "Mobile No", "rows": [4], "value": "9845012348"}


def a_waiting(file: Path, actor: str = "Ritu") -> Waiting:
    return Waiting(str(file), "ab" * 32, actor, cohort="BLR-1", mapping={"Ph": "developer.mobile"}, fixes=[FIX])


def test_what_was_decided_comes_back_to_the_same_person(tmp_path: Path) -> None:
    address, file = str(tmp_path / "programme.db"), tmp_path / "list.xlsx"
    file.write_bytes(b"list")
    waiting.keep(address, a_waiting(file))
    found = waiting.kept(address, "Ritu")
    assert found is not None
    assert (found.name, found.cohort, found.mapping, found.fixes) == ("list.xlsx", "BLR-1", {"Ph": "developer.mobile"}, [FIX])
    assert found.since.utcoffset() is not None
    assert waiting.kept(address, "Kabir") is None


def test_only_decisions_are_kept_and_no_content(tmp_path: Path) -> None:
    address, file = str(tmp_path / "programme.db"), tmp_path / "list.csv"
    file.write_text("Name,Aadhaar No\nAsha Rao,2345 6789 0124\n")
    waiting.keep(address, a_waiting(file))
    (kept,) = tmp_path.glob("*.importing.json")
    assert "6789" not in kept.read_text("utf-8")
    assert "Asha" not in kept.read_text("utf-8")
    assert set(json.loads(kept.read_text("utf-8"))) == {
        "path", "sha256", "actor", "sheet", "also", "sender", "cohort", "programme", "mode", "header_row", "column", "noun", "mapping", "fixes",
        "at",
    }  # fmt: skip


def test_a_file_that_is_gone_or_an_import_that_is_done_is_not_offered(tmp_path: Path) -> None:
    address, file = str(tmp_path / "programme.db"), tmp_path / "list.xlsx"
    waiting.keep(address, a_waiting(file))
    assert waiting.kept(address, "Ritu") is None
    file.write_bytes(b"list")
    assert waiting.kept(address, "Ritu") is not None
    waiting.forget(address)
    waiting.forget(address)
    assert waiting.kept(address, "Ritu") is None
    assert [one.name for one in tmp_path.iterdir()] == ["list.xlsx"]


def test_what_cannot_be_read_or_written_stands_in_nobodys_way(tmp_path: Path) -> None:
    address, file = str(tmp_path / "programme.db"), tmp_path / "list.xlsx"
    file.write_bytes(b"list")
    (tmp_path / "programme.importing.json").write_text('{"path": 1')
    assert waiting.kept(address, "Ritu") is None
    (tmp_path / "programme.importing.json").write_text('{"newer": "version"}')
    assert waiting.kept(address, "Ritu") is None
    waiting.keep(str(tmp_path / "no such folder" / "programme.db"), a_waiting(file))
