"""What a person decided while looking at a list, step by step, so that each can be taken back; refuses unknown decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from skilling.domain.problems import Refused
from skilling.domain.text import key
from skilling.importing.matching.recognising import Decided

What = Literal[
    "word", "cell", "blank", "accept", "ignore", "skip-rows", "take-rows", "skip-issue", "decide", "order", "keep-row", "policy"
]
Scope = Literal["", "sender", "everyone"]
"""For which lists a word is remembered: for this one only, for those of its sender, for all."""

POLICIES: Final = ("fill", "update", "keep")
"""What becomes of a field of records that are there already: what is missing is filled in, the list wins, ours wins."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One decision. Which parts it needs depends on `what`:

    word        `column`, `original`, `value`: this word everywhere in the column; a value of None blanks it
    cell        `column`, `rows` (one), `value`: this one cell
    blank       `column`, `code`: all cells with this issue are left empty
    accept      `column`, `code`: what is proposed for this issue is taken
    ignore      `column`, `code`: the issue no longer keeps rows aside; the cells are left empty
    skip-rows   `rows`: these rows are left out
    take-rows   `rows`: these rows are not left out after all
    skip-issue  `column`, `code`: the rows with this issue are left out
    decide      `rows`, `value`: 'new', 'skip', 'record:41' or 'row:7', for rows that may be known already
    order       `column`, `value`: DMY, MDY or YMD, for a column of dates
    keep-row    `rows`: rows that were dropped as titles, totals or notes are data after all

    policy      `column` (an attribute), `value`: fill, update or keep, for this field of records that are there already

    `column` is the heading in the list; `rows` are row numbers of the sheet. `lasting` says for which lists a word is remembered.
    """

    what: What
    column: str = ""
    code: str = ""
    rows: tuple[int, ...] = ()
    original: str = ""
    value: str | None = None
    lasting: Scope = ""

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
    lasting: dict[tuple[Scope, str], dict[str, str]] = field(default_factory=dict)  # scope, column: word as written: value
    policies: dict[str, str] = field(default_factory=dict)  # attribute: fill, update or keep

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
                self.lasting.setdefault((fix.lasting, fix.column), {})[fix.original] = fix.value
        elif fix.what == "cell":
            self.cells.setdefault(fix.column, {}).update(dict.fromkeys(fix.rows, fix.value))
        elif fix.what in ("blank", "ignore"):
            self.blanked.add((fix.column, fix.code))
        elif fix.what == "accept":
            self.accepted.add((fix.column, fix.code))
        elif fix.what == "skip-rows":
            self.skipped.update(fix.rows)
        elif fix.what == "take-rows":
            self.skipped.difference_update(fix.rows)
        elif fix.what == "skip-issue":
            self.skipped_issues.add((fix.column, fix.code))
        elif fix.what == "decide":
            self.decided.update(dict.fromkeys(fix.rows, _decided(fix.value or "")))
        elif fix.what == "order":
            self.orders[fix.column] = fix.value or "DMY"
        elif fix.what == "policy":
            self.policies[fix.column] = _policy(fix.value or "")
        else:
            self.kept_rows.update(fix.rows)


def _policy(value: str) -> str:
    if value not in POLICIES:
        raise Refused("policy", f"'{value}' is not known here. Say one of: {', '.join(POLICIES)}.")
    return value


def _decided(value: str) -> Decided:
    what, _, which = value.partition(":")
    if what in ("new", "skip") and not which:
        return Decided(what)  # type: ignore[arg-type]  # the two were just looked at
    if what in ("record", "row") and which.isdecimal():
        return Decided(what, int(which))  # type: ignore[arg-type]  # likewise
    raise Refused("decision", f"'{value}' is no decision. Say new, skip, record: and a number, or row: and a number.")
