"""What the program does with what it is started with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import main
from ui.desktop import Wanted

ROOT = Path(__file__).parents[2]


def test_without_a_command_the_window_opens() -> None:
    assert main.wanted_of([]) == Wanted()
    assert main.wanted_of(["--database", "a.db"]) == main.wanted_of(["--database=a.db"]) == Wanted("a.db")


@pytest.mark.parametrize(
    "arguments", [["init"], ["--help"], ["--database", "a.db", "check"], ["--json", "check"], ["no-such-file.xlsx"]]
)
def test_with_a_command_there_is_no_window(arguments: list[str]) -> None:
    assert main.wanted_of(arguments) is None


def test_a_file_is_opened_or_taken_in_by_its_ending(tmp_path: Path) -> None:
    programme, lists = tmp_path / "p.db", tmp_path / "list.xlsx"
    programme.touch(), lists.touch()
    assert main.wanted_of([str(programme)]) == Wanted(str(programme))
    assert main.wanted_of([str(lists)]) == Wanted("", str(lists))
    assert main.wanted_of(["--database", "a.db", str(lists)]) == Wanted("a.db", str(lists))


def test_a_file_named_like_a_command_does_not_stand_in_its_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("check").touch()
    assert main.wanted_of(["check"]) is None
    assert main.wanted_of([str(tmp_path / "check")]) == Wanted("", str(tmp_path / "check"))


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(list(sys.modules)))"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    loaded = modules_after("import main; main.wanted_of([])")
    assert not loaded & {"sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "rapidfuzz", "phonenumbers", "alembic", "typer"}
    assert "ui.window" in loaded


def test_a_command_loads_no_qt() -> None:
    loaded = modules_after("import main; main.wanted_of(['check'])")
    assert not {name for name in loaded if name.startswith("PySide6")}


def test_no_page_loads_what_only_its_child_processes_need() -> None:
    pages = sorted(f"ui.{file.parent.name}.page" for file in (ROOT / "ui").glob("*/page.py") if file.parent.name != "importing")
    loaded = modules_after(f"import {', '.join(pages)}")
    assert not loaded & {"rustpy_xlsxwriter", "rapidfuzz", "alembic", "python_calamine"}
