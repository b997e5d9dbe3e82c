"""What a figure came to beside its goal, as a line that people read and that the summary finds again; refuses to measure."""

from __future__ import annotations

import re
import sys
from typing import Final, NamedTuple

_VERDICTS: Final = {"ok": True, "MISSED": False}
_BETWEEN: Final = re.compile(r"\s{2,}")


class Goal(NamedTuple):
    """One line of the summary; `met` is None where nothing was measured."""

    what: str
    got: str
    goal: str
    met: bool | None


def say(what: str, figure: str, goal: str = "", ok: bool | None = None) -> bool | None:
    """Prints one line, and gives `ok` back. With it, whether the goal was met, the line comes into the summary of the figures."""
    verdict = "" if ok is None else ("  ok" if ok else "  MISSED")
    sys.stdout.write(f"{what:62} {figure:>26}   {goal}{verdict}\n")
    sys.stdout.flush()
    return ok


def read(line: str) -> Goal | None:
    """The goal that a printed line tells of, if any."""
    parts = _BETWEEN.split(line.strip())
    if len(parts) != 4 or parts[3] not in _VERDICTS:
        return None
    return Goal(parts[0], parts[1], parts[2], _VERDICTS[parts[3]])
