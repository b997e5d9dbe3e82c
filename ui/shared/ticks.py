"""Owns which records of a grid are ticked: a set of ids, or all that match but a few; refuses to list a
million to know it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal


class Ticks(QObject):
    """Ticked records outlive sorting and searching. "All matching" holds for one query and is forgotten with
    it.

    Signals:
        changed: others are ticked now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: set[int] = set()
        self._matching: array[int] | None = None
        self._without: set[int] = set()

    @property
    def all_matching(self) -> bool:
        return self._matching is not None

    def __len__(self) -> int:
        return len(self._matching) - len(self._without) if self._matching is not None else len(self._ids)

    def has(self, record: int) -> bool:
        """Whether a record that is shown is ticked."""
        return record not in self._without if self._matching is not None else record in self._ids

    def put(self, record: int, ticked: bool) -> None:
        self.put_many((record,), ticked)

    def put_many(self, records: Iterable[int], ticked: bool) -> None:
        if self._matching is not None:
            (self._without.difference_update if ticked else self._without.update)(records)
        else:
            (self._ids.update if ticked else self._ids.difference_update)(records)
        self.changed.emit()

    def put_all_matching(self, ids: array[int]) -> None:
        """Ticks every record of the snapshot without touching one of them."""
        self._ids, self._without, self._matching = set(), set(), ids
        self.changed.emit()

    def forget_all_matching(self) -> None:
        """The query is another one: "all matching" would mean other records now, so nothing is ticked."""
        if self._matching is not None:
            self.clear()

    def clear(self) -> None:
        if len(self):
            self._ids, self._without, self._matching = set(), set(), None
            self.changed.emit()

    def chosen(self) -> Sequence[int]:
        """The ticked ids, ready to be handed to a service."""
        if self._matching is None:
            return sorted(self._ids)
        if not self._without:
            return self._matching
        return array("I", (record for record in self._matching if record not in self._without))
