"""What must not be loaded before the first window is painted, and what must be there for translators."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UI = ROOT / "ui"
HEAVY = {
    "sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "rapidfuzz", "phonenumbers", "alembic", "python_calamine",
    "multiprocessing", "concurrent.futures", "PySide6.QtNetwork", "lucide", "fontpkg", "urllib.request",
    "logging.handlers",
}  # fmt: skip


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(list(sys.modules)))"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_window_loads_nothing_heavy() -> None:
    loaded = modules_after("import ui.window, ui.theme, ui.single")
    assert not loaded & (HEAVY - {"logging.handlers"})


def test_the_house_widgets_load_nothing_heavy() -> None:
    """All of ui.shared but what pages of records share: that speaks with the services, after the first paint."""
    heavy = ("skilling.services", "skilling.reports")
    files = [file for file in (UI / "shared").glob("[a-z]*.py") if not any(floor in file.read_text() for floor in heavy)]
    speaking = {file.stem for file in (UI / "shared").glob("[a-z]*.py")} - {file.stem for file in files}
    names = sorted(
        f"ui.shared.{file.stem}" for file in files if not any(f"ui.shared.{name} import" in file.read_text() for name in speaking)
    )
    loaded = modules_after("import " + ", ".join(names))
    assert not loaded & HEAVY


def test_the_loop_of_a_child_process_knows_no_qt() -> None:
    assert not {name for name in modules_after("import ui.childloop") if name.startswith("PySide6")}


def _calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: file.relative_to(UI).as_posix())
def test_every_string_for_people_is_a_literal_that_lupdate_finds(file: Path) -> None:
    """lupdate takes literals only: nothing from a variable, an f-string or an alias of the function."""
    for call in _calls(ast.parse(file.read_text(encoding="utf-8"))):
        if _name(call) == "tr":
            texts = call.args[:1]
        elif _name(call) == "translate":
            texts = call.args[:2]
        else:
            continue
        for text in texts:
            assert isinstance(text, ast.Constant) and isinstance(text.value, str), f"{file.name}:{call.lineno}"


_SHOWN = {
    "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription",
    "addAction", "addMenu", "button", "label", "setStatusTip", "showMessage",
}  # fmt: skip


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: file.relative_to(UI).as_posix())
def test_no_words_are_shown_without_being_marked_for_translation(file: Path) -> None:
    for call in _calls(ast.parse(file.read_text(encoding="utf-8"))):
        if _name(call) not in _SHOWN:
            continue
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        words = [text for text in texts[:1] if " " in text and text[:1].isalpha()]
        assert not words, f"{file.name}:{call.lineno}: {words}"
