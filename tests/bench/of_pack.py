"""The ministry's pack over 100,000 developers."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.measuring import in_turn, median, peak, run, say

ROWS, ROUNDS = 100_000, 3


def measure(folder: Path) -> None:
    """Prints the whole process, and its memory."""
    address = folder / "pack.db"
    run([sys.executable, "main.py", "--database", str(address), "generate", "--developers", str(ROWS)])
    command = [
        sys.executable,
        "main.py",
        "--database",
        str(address),
        "report",
        "ministry",
        "--fy",
        "2026-27",
        "-o",
        str(folder / "p.xlsx"),
    ]
    found = in_turn({"pack": lambda: run(command)}, ROUNDS)
    say(f"ministry pack over {ROWS:,} developers, whole process", f"{median(found['pack']):.2f} s")
    say("ministry pack, peak memory", f"{peak(found['pack']):.0f} MB")
