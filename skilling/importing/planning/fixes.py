"""What a person decided while looking at a list, step by step, so that each can be taken back; refuses unknown decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from skilling.domain.problems import Refused
from skilling.domain.text import key
from skilling.importing.matching.recognising import Decided

What = Literal["word", "cell", "blank", "accept", "ignore", "skip-rows", "skip-issue", "decide", "order", "keep-row"]


@dataclass(frozen=True, slots=True)
class Fix:
    """One decision. Which parts it needs depends on `what`:

    word        `column`, `original`, `value`: this word everywhere in the column; a value of None blanks it
    cell        `column`, `rows` (one), `value`: this one cell
    blank       `column`, `code`: all cells with this issue are left empty
    accept      `column`, `code`: what is proposed for this issue is taken
    ignore      `column`, `code`: the issue no longer keeps rows aside; the cells are left empty
    skip-rows   `rows`: these rows are left out
    skip-issue  `column`, `code`: the rows with this issue are left out
    decide      `rows`, `value`: 'new', 'skip', 'record:41' or 'row:7', for rows that may be known already
    order       `column`, `value`: DMY, MDY or YMD, for a column of dates
    keep-row    `rows`: rows that were dropped as titles, totals or notes are data after all

    `column` is the heading in the list; `rows` are row numbers of the sheet. `lasting` remembers a word for other lists too.
    """

    what: What
    column: str = ""
    code: str = ""
    rows: tuple[int, ...] = ()
    original: str = ""
    value: str | None = None
    lasting: bool = False

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Fix:
        """A fix from plain data, as the window sends it."""
        return cls(**{**given, "rows": tuple(given.get("rows", ()))})


@dataclass
class Fixes:
    """All decisions together, ready to be looked up."""

    words: dict[str, dict[str, str | None]] = field(default_factory=dict)  # column: compared word: value
    cells: dict[str, dict[int, str | None]] = field(default_factory=dict)  # column: row: value
    blanked: set[tuple[str, str]] = field(default_factory=set)
    accepted: set[tuple[str, str]] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)
    skipped_issues: set[tuple[str, str]] = field(default_factory=set)
    decided: dict[int, Decided] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    kept_rows: set[int] = field(default_factory=set)
    lasting: dict[str, dict[str, str]] = field(default_factory=dict)  # column: word as written: value

    @classmethod
    def of(cls, steps: Iterable[Fix]) -> Fixes:
        """The decisions after these steps; a later one overrules an earlier one."""
        fixes = cls()
        for step in steps:
            fixes.take(step)
        return fixes

    def take(self, fix: Fix) -> None:
        """One more decision."""
        if fix.what == "word":
            self.words.setdefault(fix.column, {})[key(fix.original)] = fix.value
            if fix.lasting and fix.value:
                self.lasting.setdefault(fix.column, {})[fix.original] = fix.value
        elif fix.what == "cell":
            self.cells.setdefault(fix.column, {}).update(dict.fromkeys(fix.rows, fix.value))
        elif fix.what in ("blank", "ignore"):
            self.blanked.add((fix.column, fix.code))
        elif fix.what == "accept":
            self.accepted.add((fix.column, fix.code))
        elif fix.what == "skip-rows":
            self.skipped.update(fix.rows)
        elif fix.what == "skip-issue":
            self.skipped_issues.add((fix.column, fix.code))
        elif fix.what == "decide":
            self.decided.update(dict.fromkeys(fix.rows, _decided(fix.value or "")))
        elif fix.what == "order":
            self.orders[fix.column] = fix.value or "DMY"
        else:
            self.kept_rows.update(fix.rows)


def _decided(value: str) -> Decided:
    what, _, which = value.partition(":")
    if what in ("new", "skip") and not which:
        return Decided(what)  # type: ignore[arg-type]  # the two were just looked at
    if what in ("record", "row") and which.isdecimal():
        return Decided(what, int(which))  # type: ignore[arg-type]  # likewise
    raise Refused("decision", f"'{value}' is no decision. Say new, skip, record: and a number, or row: and a number.")
