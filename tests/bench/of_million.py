"""A list of a million rows x 12 columns, as a workbook and as text: read, planned and committed, with the memory of all processes.

`python -m tests.bench million`; it is no part of `make bench`, as it takes some minutes.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from tests.bench import lists
from tests.bench.measuring import run, say
from tests.bench.register import kept, people

ROWS = 1_000_000
SECONDS, MEMORY = 300.0, 1_600.0  # gates; by the clock, and MB


def measure(folder: Path, rows: int = ROWS) -> None:
    """Prints seconds and memory of the whole road of each file."""
    stored = kept(folder)
    for suffix in (".xlsx", ".csv"):
        path = stored / f"list-{rows}{suffix}"
        if not path.exists():
            lists.write(path, rows, heads=lists.USUAL)
        database = folder / f"million{suffix}.db"
        shutil.copyfile(people(stored, 0), database)
        took = run([sys.executable, "main.py", "--database", str(database), "import", str(path), "--json"])
        counts = json.loads(took.output)["counts"]
        size = path.stat().st_size / 2**20
        say(f"{rows:,} rows x {len(lists.USUAL)} as {suffix[1:]} ({size:.0f} MB), outcomes", f"{sum(counts.values()):,} rows")
        say("  by the clock", f"{took.seconds:.0f} s", f"at most {SECONDS:.0f} s", took.seconds <= SECONDS)
        say("  processor time of all processes", f"{took.processor:.0f} s")
        say("  peak memory of all processes", f"{took.peak_mb:,.0f} MB", f"at most {MEMORY:,.0f} MB", took.peak_mb <= MEMORY)
        database.unlink()
