"""The search for possible duplicates as a job of a child process, and what loads for it there; changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

from skilling.services.desk import Desk, open_desk
from skilling.services.duplicates import Pairing


def search(state: SimpleNamespace, progress: Callable[[str, int, int], None]) -> tuple[Pairing, ...]:
    """The likeliest pairs first; to weigh a whole register takes its time."""
    from skilling.importing.matching import duplicates

    progress("Comparing all developers", 0, 0)
    if not hasattr(state, "desk"):
        state.desk = open_desk(state.address)
    desk: Desk = state.desk
    return tuple(desk.read(duplicates.pairs))
