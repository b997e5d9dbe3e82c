"""How far long work over the rows of a list is, told in rows every so often; refuses to slow the work down for it.

Some of the work goes row by row, some by whole columns: each part of it is given its share of the whole, so that the rows told go
up evenly from 0 to all, and a speed and the time that is left can be told from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from itertools import islice
from typing import Final, TypeVar

Progress = Callable[[str, int, int], None]
"""Called with the stage, what is done and what is to do; 0 when nobody can know it."""

T = TypeVar("T")

_BETWEEN: Final = 2_000  # items between two reports at most: some milliseconds of the slowest work
_REPORTS: Final = 20  # of a part with few items, such as columns


class Telling:
    """One stage of work over so many rows."""

    def __init__(self, progress: Progress | None = None, stage: str = "", rows: int = 0) -> None:
        self._progress, self._stage, self._rows = progress, stage, rows
        self._done = 0.0  # of 1
        self.at(0.0)

    def at(self, done: float) -> None:
        """So much of the whole is done, 0 to 1."""
        self._done = min(done, 1.0)
        if self._progress is not None:
            self._progress(self._stage, int(self._done * self._rows), self._rows)

    def did(self, share: float) -> None:
        """A part is done that was this share of the whole."""
        self.at(self._done + share)

    def over(self, items: Iterable[T], share: float, count: int | None = None) -> Iterable[T]:
        """The items, told as they are taken: together they are this share of the whole. `count` where they have no length."""
        if self._progress is None:
            return items
        return self._told(items, share, count if count is not None else len(items) if isinstance(items, Sized) else 0)

    def _told(self, items: Iterable[T], share: float, count: int) -> Iterator[T]:
        start, taken, following = self._done, 0, iter(items)
        at_once = max(1, min(_BETWEEN, count // _REPORTS))
        while portion := list(islice(following, at_once)):
            yield from portion
            taken += len(portion)
            self.at(start + share * min(1.0, taken / count) if count else start)
        self.at(start + share)


SILENT: Final = Telling()
"""Tells nobody."""
