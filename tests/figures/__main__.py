"""Every figure of this folder, one after the other: `python -m tests.figures`; with names, only those."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

FIGURES = sorted(
    p.stem for p in Path(__file__).parent.glob("*.py") if p.stem != "__main__" and "def main(" in p.read_text("utf-8")
)
"""The modules here whose `main(arguments)` prints figures and gives 1 where a goal is missed."""


def main(names: list[str]) -> int:
    """Prints the figures of these names, of all where none is named; 1 where one of them missed its goal."""
    missed = 0
    for name in names or FIGURES:
        print(f"\n{name}")
        missed |= int(bool(import_module(f"tests.figures.{name}").main([])))
    return missed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
