"""A start loads without searching for garbage, and goes on as any program once it is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def told(code: str, *arguments: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, cwd=ROOT)
    return done.stdout.split()


def test_garbage_is_searched_for_once_the_desk_is_open_and_not_before(sqlite_address: str) -> None:
    code = (
        "import gc, sys\n"
        "from main import main\n"
        "from skilling.services import desk, records\n"
        "opened, searched = desk.open_desk, records.search\n"
        "desk.open_desk = lambda *a, **k: (print(gc.isenabled()), opened(*a, **k))[1]\n"
        "records.search = lambda *a: (print(gc.isenabled(), gc.get_freeze_count() > 1_000), searched(*a))[1]\n"
        "main(['--database', sys.argv[1], 'search', 'nobody'])\n"
        "print(gc.isenabled())"
    )
    said = [word for word in told(code, sqlite_address) if word in ("True", "False")]
    assert said == ["False", "True", "True", "True"]


def test_a_start_builds_no_validators() -> None:
    code = (
        "from skilling.database.tables import RECORDS, ImportRun\n"
        "from skilling.domain.nouns import NOUNS\n"
        "print(*(each.__pydantic_complete__ for each in (*RECORDS.values(), ImportRun, *(noun.fieldset for noun in NOUNS))))"
    )
    assert set(told(code)) == {"False"}
