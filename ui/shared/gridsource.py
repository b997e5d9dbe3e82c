"""Owns what a grid asks of whoever has the rows; refuses to know where they come from."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, Protocol

from skilling.domain.queries import Filter, Query

__all__ = ["Choice", "Filter", "GridColumn", "GridSource", "Query"]


class Choice(Protocol):
    """One value of a column that has few: its code in the records, its words, the tone of its pill."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def tone(self) -> str: ...


class GridColumn(Protocol):
    """A column as declared with its field."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def align_right(self) -> bool: ...
    @property
    def width(self) -> int: ...
    @property
    def choices(self) -> Sequence[Choice]: ...
    @property
    def sortable(self) -> bool: ...
    @property
    def filterable(self) -> bool: ...
    @property
    def listed(self) -> bool:
        """Whether it is shown until the person says otherwise."""


class GridSource(Protocol):
    """Sorts, filters, counts and fetches. `snapshot`, `facets` and `count` are called from reader threads."""

    @property
    def columns(self) -> Sequence[GridColumn]: ...

    def first(self, query: Query, limit: int) -> list[tuple[Any, ...]]:
        """The first rows in order, each `(id, value, value, ...)` in the order of `columns`."""

    def snapshot(self, query: Query) -> array[int]:
        """All matching ids in order, as array('I')."""

    def block(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows of these ids, in any order; an id that is no more is left out."""

    def facets(self, column: str, query: Query, text: str) -> list[tuple[Any, str, int]]:
        """The values of a column within the query, most frequent first: value, words, count. Blank: None."""

    def count(self, query: Query) -> int: ...
