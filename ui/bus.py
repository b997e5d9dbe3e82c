"""Owns the news of the window: what was changed, said, refused, opened; refuses to know who listens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Past-tense facts, told once to whoever listens.

    Signals:
        changed: a frozenset of the nouns touched by a change, e.g. {"developers", "enrolments"}.
        said: a sentence for the person, and the id of the change that Undo would take back, or None.
        refused: a `Refused`, for when no field or cell can show it.
        opened: the name of a page, and a dict of where in it.
        waited: how many changes are still being written.
        undone: what Undo and Redo would do next has changed.
        noted: a passing line for the status bar (rows shown, sum of what is selected).
        failed: an exception that nobody expected.
    """

    changed = Signal(object)
    said = Signal(str, object)
    refused = Signal(object)
    opened = Signal(str, object)
    waited = Signal(int)
    undone = Signal()
    noted = Signal(str)
    failed = Signal(object)
