"""Owns what Undo and Redo would take back next; refuses to change anything itself.

Qt's own undo stack expects an undo to be done when the call returns. Ours is a change like any other: it goes
through the writer and the database may refuse it, so the stack moves only when the answer is home.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

_KEPT = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One change that can be taken back: its id in the change log and what it was, as said to the person."""

    change_id: int
    sentence: str
    first_id: int | None = None  # of the change that this one undid or brought again

    @property
    def about(self) -> int:
        """The change as it was made at first, however often it was undone and redone since."""
        return self.change_id if self.first_id is None else self.first_id


class Undoing:
    """Two stacks of steps."""

    def __init__(self) -> None:
        self._done: deque[Step] = deque(maxlen=_KEPT)
        self._undone: deque[Step] = deque(maxlen=_KEPT)

    @property
    def next_undo(self) -> Step | None:
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Step | None:
        return self._undone[-1] if self._undone else None

    def of(self, change_id: int) -> Step:
        """The step of that change; one without words when it is not of this window's own making."""
        known = (step for step in reversed(self._done) if change_id in (step.change_id, step.about))
        return next(known, Step(change_id, ""))

    def redo_brings(self, change_id: int) -> bool:
        """Whether that change is the one that the next redo makes stand again."""
        return self.next_redo is not None and self.next_redo.about == change_id

    def did(self, step: Step) -> None:
        """A new change was made: what was undone before cannot be redone any more."""
        self._done.append(step)
        self._undone.clear()

    def undid(self, step: Step, reversal_id: int) -> None:
        """`step` was taken back by the change `reversal_id`; taking that back in turn is the redo."""
        self._without(step)
        self._undone.append(Step(reversal_id, step.sentence, step.about))

    def redid(self, step: Step, change_id: int) -> None:
        """The reversal `step` was taken back, so its change stands again as `change_id`."""
        self._without(step)
        self._done.append(Step(change_id, step.sentence, step.about))

    def gave_up(self, step: Step) -> None:
        """The step cannot be taken back any more; the one before it may."""
        self._without(step)

    def _without(self, step: Step) -> None:
        for stack in (self._done, self._undone):
            if step in stack:
                stack.remove(step)
