"""Runs every measurement and prints ratios beside their gates: `make bench` (about five minutes).

`python -m tests.bench import grid start` runs some of them.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

PARTS = ("import", "grid", "start", "pack")


def main(wanted: list[str]) -> None:
    """The parts named, or all."""
    with tempfile.TemporaryDirectory(prefix="skilling-bench-") as folder:
        for part in wanted or PARTS:
            importlib.import_module(f"tests.bench.of_{part}").measure(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
