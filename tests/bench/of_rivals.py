"""Ours beside what an office would otherwise use, each on its own part of the job in the same run: `make rivals`.

- pandas reads a workbook and puts its rows into a table: nothing is understood and nobody matched;
- django-import-export takes 100,000 rows of six columns into a register, finding people by their phone alone; ours takes the same
  file, matches by all it says, and enrols everybody in a cohort;
- Splink looks for the people of a list in a register of a million, with parameters and blocks from us.

The last two live in the environment of `make figures`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from tests.bench import fuzzy, lists
from tests.bench.measuring import Run, processor, run, say
from tests.bench.register import kept, people

ROWS, REGISTER = 100_000, 100_000
SEARCHED = 1_000_000
SIX = ("Student Name", "Father's Name", "Category", "Email ID", "Mobile No", "Regd. No")  # which theirs has fields for
_DONE = (0,)  # how a peer must end: one that is not installed would be the fastest of all
_FIGURES = Path(".venv-figures") / ("Scripts" if os.name == "nt" else "bin") / "python"


def measure(folder: Path) -> None:
    """Prints seconds of the processor for each row or pair, and how many times ours goes into theirs."""
    if not _FIGURES.exists():
        say("rivals", "not installed", "run: make rivals")
        return
    _beside_pandas(folder)
    _beside_django(folder)
    _beside_splink(folder)


def _ours(folder: Path, path: Path, register: int, *said: str) -> Run:
    database = folder / "ours.db"
    for old in folder.glob("ours*"):
        old.unlink() if old.is_file() else shutil.rmtree(old)
    shutil.copyfile(people(kept(folder), register), database)
    return run([sys.executable, "main.py", "--database", str(database), "import", str(path), "--json", *said])


def _beside_pandas(folder: Path) -> None:
    path = lists.write(folder / "list.xlsx", ROWS)
    theirs = run([sys.executable, "-m", "tests.bench.peer", str(path), str(folder / "pandas.db")], fine=_DONE)
    _say(f"{ROWS:,} rows x 25, pandas read_excel + to_sql", theirs, _ours(folder, path, 0), ROWS)


def _beside_django(folder: Path) -> None:
    path = lists.write(folder / "short.xlsx", ROWS, heads=SIX)
    database = folder / "django.db"
    shutil.copyfile(people(kept(folder), REGISTER), database)
    theirs = run([str(_FIGURES), "-m", "tests.bench.django_peer", str(path), str(database)], fine=_DONE)
    what = f"{ROWS:,} rows x {len(SIX)} into {REGISTER:,}, django-import-export"
    _say(what, theirs, _ours(folder, path, REGISTER, "--cohort", "COH-000"), ROWS)


def _say(what: str, theirs: Run, ours: Run, rows: int) -> None:
    per_row, per_row2 = (1_000 * processor([one]) / rows for one in (theirs, ours))
    say(what, f"{per_row:.3f} ms a row", f"{theirs.peak_mb:.0f} MB")
    say("  ours (understood, matched, journalled)", f"{per_row2:.3f} ms a row", f"{ours.peak_mb:.0f} MB")
    say("  ours / theirs", f"{per_row2 / per_row:.2f}", "below 1", per_row2 < per_row)


def _beside_splink(folder: Path) -> None:
    register = folder / "register.db"
    shutil.copyfile(people(kept(folder), SEARCHED), register)
    fuzzy.prepare(folder, register, ROWS)
    found = {}
    for name, python in (("splink", str(_FIGURES)), ("ours", sys.executable)):
        made = run([python, "-m", "tests.bench.fuzzy", name, str(folder), str(register)], fine=_DONE)
        found[name] = fuzzy.Found(**json.loads(made.output))
        words = f"{ROWS:,} rows among {SEARCHED:,} people: {name}, {found[name].pairs:,} pairs"
        say(words, f"{found[name].seconds:.2f} s, {found[name].right:,} found", f"{made.peak_mb:.0f} MB")
    ratio = found["ours"].seconds / found["splink"].seconds
    say("  ours / Splink, processor time until it is known who is who", f"{ratio:.2f}", "below 1", ratio < 1)
