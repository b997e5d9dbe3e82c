"""Commands as real processes: what they load, what they leave on the two streams, and a reader who has had enough."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from skilling.cli.app import run
from tests.cli.made import a_messy_list, an_enrolment_list

ROOT = Path(__file__).parents[2]
NEVER = ("PySide6", "alembic", "psycopg", "openpyxl", "pandas", "numpy", "phonenumbers", "rich", "msoffcrypto", "xlrd")
"""What no daily command on an embedded database may wait for."""


def loaded(*words: object) -> set[str]:
    """The modules that a command has loaded when it is done."""
    code = (
        "import sys, io, contextlib, json\nfrom main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):\n"
        f"    main({[str(word) for word in words]!r})\n"
        "print(json.dumps(list(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in json.loads(done.stdout)} | {
        name for name in json.loads(done.stdout) if name.startswith("skilling.")
    }


def test_help_and_a_wrong_line_load_neither_database_nor_window() -> None:
    for words in (["--help"], ["bananas"]):
        names = loaded(*words)
        assert not names & {*NEVER, "sqlalchemy", "sqlmodel", "sqlcipher3", "rapidfuzz"}
        ours = {name for name in names if name.startswith(("skilling.database", "skilling.importing", "skilling.services"))}
        assert ours <= {"skilling.services", "skilling.services.loading"}


@pytest.mark.parametrize("words", [("search", "rao"), ("imports",), ("check",), ("cohorts", "create", "K-1")], ids=" ".join)
def test_a_daily_command_loads_nothing_heavy(sqlite_address: str, words: tuple[str, ...]) -> None:
    names = loaded("--database", sqlite_address, *words)
    assert not names & {*NEVER, "rapidfuzz"}
    assert not any(name.startswith(("skilling.importing", "skilling.reports")) for name in names)


def test_an_import_loads_no_reader_of_files_itself(sqlite_address: str, tmp_path: Path) -> None:
    names = loaded("--database", sqlite_address, "import", an_enrolment_list(tmp_path), "--cohort", "C-1", "--dry-run")
    assert not names & {*NEVER, "python_calamine"}
    assert not any(name.startswith("skilling.reports") for name in names)


def process(*words: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, ROOT / "main.py", *map(str, words)], capture_output=True, check=False, cwd=ROOT)


def test_a_process_ends_with_the_code_and_says_errors_elsewhere(sqlite_address: str, tmp_path: Path) -> None:
    done = process("import", tmp_path / "none.xlsx", "--json", "--database", sqlite_address)
    assert done.returncode == 3
    found = json.loads(done.stdout)
    assert found["refused"]["message"] == done.stderr.decode().strip()
    assert process("search", "rao", "--database", tmp_path / "none.db").returncode == 4
    assert process("bananas").returncode == 2


def unheard(*words: object) -> int:
    """The exit code of a command whose answer nobody reads; it must not complain."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
        return child.wait()


def test_a_reader_who_stops_reading_changes_nothing_of_the_outcome(sqlite_address: str, tmp_path: Path) -> None:
    assert unheard("--help") == 0
    assert process("init", "--database", sqlite_address).returncode == 0
    assert unheard("import", a_messy_list(tmp_path), "--cohort", "C-1", "--database", sqlite_address) == 1


def test_a_program_that_ends_itself_ends_with_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def ends(*_: object) -> int:
        raise SystemExit(7)

    monkeypatch.setattr("skilling.cli.app._carried_out", ends)
    with pytest.raises(SystemExit) as ended:
        run(["imports"])
    assert ended.value.code == 7
