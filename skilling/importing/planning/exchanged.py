"""Finds the rows whose phone stands in the column of e-mails and the e-mail in that of phones; refuses where one of them is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skilling.domain import phones
from skilling.domain.fields import Kind
from skilling.domain.problems import Problem, Severity
from skilling.domain.values import read as read_value
from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import plain_text
from skilling.importing.values.findings import Issue

MOBILE: Final = "developer.mobile"
EMAIL: Final = "developer.email"
_MESSAGE: Final = "This held a phone number, and the phone's column the e-mail address. Each was put where it belongs."


class Exchanged:
    """What stands in each other's column, by position of the row; nothing where the list has not both columns."""

    def __init__(self, matches: Sequence[ColumnMatch], columns: Sequence[Sequence[Cell]]) -> None:
        place = {match.field: match.index for match in matches if match.field in (MOBILE, EMAIL) and len(match.parts) < 2}
        self._cells: dict[str, dict[int, Cell]] = {MOBILE: {}, EMAIL: {}}
        if len(place) < 2:
            return
        rows = enumerate(zip(columns[place[MOBILE]], columns[place[EMAIL]], strict=True))
        for position, (phone, email) in rows:
            if phone.__class__ is str and "@" in phone and _are_exchanged(phone, email):
                self._cells[MOBILE][position], self._cells[EMAIL][position] = email, phone

    def put_right(self, name: str, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells of a field, with those from the other column where they belong here."""
        found = self._cells.get(name)
        return [found.get(position, cell) for position, cell in enumerate(cells)] if found else cells

    def issues(self, name: str) -> list[Issue]:
        """What is to be said about the rows: once, at the column of e-mails."""
        if name != EMAIL:
            return []
        code, phone = "phone-in-email", self._cells[MOBILE]
        return [Issue(at, code, Severity.WARNING, plain_text(phone[at]), None, _MESSAGE) for at in sorted(phone)]


def _are_exchanged(phone: Cell, email: Cell) -> bool:
    return not isinstance(phones.parse(email), Problem) and not isinstance(read_value(Kind.EMAIL, phone), Problem)
