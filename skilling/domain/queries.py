"""A question to a list of records and what is typed into it, as data; refuses to know tables, so that all floors share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

OPERATORS: Final = ("is", "contains", "starts", "at_least", "at_most", "between", "blank", "not_blank")


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on one column; `operator` is one of OPERATORS, `values` as many as it takes (None: blank)."""

    column: str
    operator: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """Words to find, conditions that must all hold, keys to sort by (name, descending)."""

    text: str = ""
    filters: tuple[Filter, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()


UNSEEN: Final = object()  # nobody looked at the cell before writing it


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What was typed into one cell, and the value that stood there while it was typed."""

    id: int
    column: str
    text: str
    seen: Any = UNSEEN
