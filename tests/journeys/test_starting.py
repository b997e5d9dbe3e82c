"""The program is started as a person starts it: first paint, then the desk, one window a database, a first start."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from skilling.services import beginning
from skilling.services.desk import open_desk
from tests.builders import a_developer

ROOT = Path(__file__).parents[2]

# Prints what happens, in the order in which it happens, and closes the window once `until` did.
PROGRAM = """
import sys
import main
from ui.desktop import Wanted
from PySide6.QtCore import QTimer

until = sys.argv[1]

def say(what):
    print(what, flush=True)
    if what.startswith(until):
        QTimer.singleShot(0, window.close)

def begin(desktop):
    global window
    window = desktop.window
    window.painted.connect(lambda: say("painted, heavy modules: %d" % ("sqlalchemy" in sys.modules)))
    desktop.opened.connect(lambda: say("opened %s with %d rows" % (window.stack.current_name, rows())))
    desktop._single.called.connect(lambda file: say("called"))
    desktop.context.bus.failed.connect(lambda problem: say("failed %r" % problem))
    desktop.faults.happened.connect(lambda details: say("fault " + details))
    shown = window.stack.currentChanged
    shown.connect(lambda place: QTimer.singleShot(0, tell_page))

def tell_page():
    banner = getattr(window.current_page, "_banner", None)
    if banner is not None and banner.text:
        print("says " + banner.text, flush=True)
    say("page " + window.stack.current_name)

def rows():
    grid = getattr(window.current_page, "grid", None)
    return grid.model.rowCount() if grid else -1

database = sys.argv[2] if len(sys.argv) > 2 else ""
sys.exit(main.open_window(Wanted(database), begin))
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The surroundings of a person who never started the program."""
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    return {**os.environ, **folders, "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}


def started(home: dict[str, str], until: str, database: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, until, *([database] if database else [])],
        env=home, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def heard(program: subprocess.Popen[str]) -> list[str]:
    out, err = program.communicate(timeout=120)
    assert program.returncode == 0, err[-2000:]
    return out.splitlines()


@pytest.fixture
def programme(tmp_path: Path) -> str:
    file = tmp_path / "programme.db"
    desk = beginning.start(file, "OpenAI Academy", "asha", date(2026, 11, 22))
    for _ in range(3):
        a_developer(desk)
    desk.close()
    return str(file)


def test_the_window_is_painted_before_the_database_layer_is_loaded(home: dict[str, str], programme: str) -> None:
    lines = heard(started(home, "opened", programme))
    assert lines[0] == "painted, heavy modules: 0"
    assert "opened dashboard with -1 rows" in lines


def test_the_next_start_goes_on_where_the_last_one_ended(home: dict[str, str], programme: str) -> None:
    heard(started(home, "opened", programme))
    kept = next(Path(home["XDG_CONFIG_HOME"]).rglob("window.ini"))
    kept.write_text(kept.read_text().replace("page=dashboard", "page=developers"))
    assert "opened developers with 3 rows" in heard(started(home, "opened"))


def test_a_first_start_asks_what_to_open(home: dict[str, str]) -> None:
    lines = heard(started(home, "page start"))
    assert "page start" in lines and not any(line.startswith("opened") for line in lines)


def test_a_database_that_cannot_be_opened_leads_to_the_first_screen(home: dict[str, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("This is no database. " * 300)
    assert "page start" in heard(started(home, "page start", str(broken)))
    assert broken.read_text().startswith("This is no database.")


def test_a_database_that_was_named_and_is_not_there_is_missed_aloud(home: dict[str, str], tmp_path: Path) -> None:
    lines = heard(started(home, "page start", str(tmp_path / "mislaid.db")))
    assert any(line.startswith("says There is no database mislaid.db") for line in lines)
    assert not any(line.startswith("says") for line in heard(started(home, "page start")))


def test_a_second_start_calls_the_first_window(home: dict[str, str], programme: str) -> None:
    first = started(home, "called", programme)
    assert first.stdout is not None
    lines = []
    while not (lines and lines[-1].startswith("opened")):
        lines.append(first.stdout.readline().strip())
    second = started(home, "opened", programme)
    assert heard(second) == []
    assert "called" in heard(first)
    open_desk(programme).close()  # and nobody holds it any more


def test_a_window_closed_while_its_programme_is_opened_ends_the_program(home: dict[str, str], programme: str) -> None:
    assert heard(started(home, "painted", programme))[0].startswith("painted")


def test_a_session_without_a_folder_of_its_own_starts_without_a_word(home: dict[str, str], programme: str) -> None:
    del home["XDG_RUNTIME_DIR"]
    program = started(home, "opened", programme)
    assert program.communicate(timeout=120)[1] == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has sessions without a display")
def test_without_a_display_a_sentence_says_what_to_do(home: dict[str, str]) -> None:
    bare = {name: value for name, value in home.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "main.py"], env=bare, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "The window cannot be opened: this session has no display. Start from a desktop session, or use the commands, "
        "which need none: python main.py --help\n"
    )
