"""Runs every measurement and prints ratios beside their gates: `make bench` (about five minutes).

`python -m tests.bench import grid start` runs some of them; `import --register 1000000` imports into so many people.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path

PARTS = ("import", "grid", "start", "pack")
LONG = ("million", "rivals", "server")  # only where they are named
_SIZED = {
    "import": "register",
    "pack": "register_of",
    "server": "register_of",
}  # parts that can be told the size of their register


def main(arguments: list[str]) -> None:
    """The parts named, or all."""
    said = argparse.ArgumentParser(prog="python -m tests.bench")
    said.add_argument("parts", nargs="*", choices=[*PARTS, *LONG, []])
    said.add_argument(
        "--register", type=int, default=0, help="how many people the import finds there already, or the pack counts"
    )
    said.add_argument("--rounds", type=int, default=0, help="how often the import is measured; the median counts")
    wanted = said.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="skilling-bench-") as folder:
        for part in wanted.parts or PARTS:
            more = {_SIZED[part]: wanted.register} if part in _SIZED and wanted.register else {}
            if part == "import" and wanted.rounds:
                more["rounds"] = wanted.rounds
            importlib.import_module(f"tests.bench.of_{part}").measure(Path(folder), **more)


if __name__ == "__main__":
    main(sys.argv[1:])
