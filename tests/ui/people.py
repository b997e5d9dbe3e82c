"""A small source of invented people on SQLite, and a desk that keeps its changes in memory: stand-ins for the
services.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skilling.domain.fields import Choice, Tone
from skilling.domain.queries import Filter, Query

FIRST = ("Asha", "Kabir", "Meera", "Rohan", "Ananya", "Arjun", "Priya", "Gauri", "Kavya", "Aditi")
LAST = ("Rao", "Das", "Kulkarni", "Mehta", "Reddy", "Sharma", "Nair", "Verma", "Patel", "Khan")
STATES = ("Karnataka", "Bihar", "Tamil Nadu", "Odisha", "Assam", "Delhi", None)
STATUSES = (
    Choice("active", "Active", "सक्रिय", tone=Tone.INFO),
    Choice("enrolled", "Enrolled", "नामांकित", tone=Tone.WARN),
    Choice("completed", "Completed", "पूर्ण", tone=Tone.GOOD),
    Choice("dropped", "Dropped out", "छोड़ दिया", tone=Tone.BAD),
)


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    kind: str = "text"
    align_right: bool = False
    width: int = 140
    choices: tuple[Choice, ...] = ()
    sortable: bool = True
    filterable: bool = True
    listed: bool = True


COLUMNS = (
    Column("name", "Name", "name", width=160),
    Column("email", "Email", "email", width=220),
    Column("mobile", "Mobile", "mobile", width=140),
    Column("state", "State/UT", width=110),
    Column("cohort", "Cohort", "code", width=110),
    Column("hours", "Hours", "whole", align_right=True, width=80),
    Column("since", "Since", "date", width=110),
    Column("status", "Status", "choice", width=120, choices=STATUSES),
)


def person(number: int) -> tuple[Any, ...]:
    """The invented person of that number, 1 and up."""
    first, last = FIRST[number * 7 % 10], LAST[number // 3 % 10]
    return (
        number,
        f"{first} {last}",
        f"{first.lower()}.{last.lower()}{number}@example.in",
        f"+919{845000000 + number * 37 % 99999999:09d}"[:13],
        STATES[number % 7],
        f"{('BLR', 'LKO', 'PUN', 'GUW')[number % 4]}-2026-{'ABC'[number % 3]}",
        number % 60,
        f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        STATUSES[number % 4].code,
    )


class PeopleSource:
    """Implements `GridSource` over a database file."""

    def __init__(self, file: Path, people: int) -> None:
        self.file, self.columns = file, COLUMNS
        self.calls: list[str] = []
        with self.connect() as connection:
            connection.execute("PRAGMA synchronous = OFF")
            names = ", ".join(column.name for column in COLUMNS)
            connection.execute(f"CREATE TABLE person (id INTEGER PRIMARY KEY, {names})")
            marks = ", ".join("?" * (len(COLUMNS) + 1))
            connection.executemany(f"INSERT INTO person VALUES ({marks})", map(person, range(1, people + 1)))
            connection.execute("CREATE INDEX by_name ON person (name, id)")

    def connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.file, check_same_thread=False)

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        connection = self.connect()
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def first(self, query: Query, limit: int) -> list[tuple[Any, ...]]:
        self.calls.append("first")
        where, values = self._where(query)
        return self.ask(f"SELECT * FROM person{where}{self._order(query)} LIMIT {limit}", values)

    def snapshot(self, query: Query) -> array[int]:
        self.calls.append("snapshot")
        where, values = self._where(query)
        return array("I", (row[0] for row in self.ask(f"SELECT id FROM person{where}{self._order(query)}", values)))

    def block(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        self.calls.append("block")
        return self.ask(f"SELECT * FROM person WHERE id IN ({','.join('?' * len(ids))})", list(ids))

    def count(self, query: Query) -> int:
        where, values = self._where(query)
        return int(self.ask(f"SELECT count(*) FROM person{where}", values)[0][0])

    def facets(self, column: str, query: Query, text: str) -> list[tuple[Any, str, int]]:
        where, values = self._where(query)
        rows = self.ask(f"SELECT {column}, count(*) FROM person{where} GROUP BY 1 ORDER BY 2 DESC", values)
        labels = {choice.code: choice.label for choice in STATUSES}
        named = [(value, labels.get(value, str(value or "")), count) for value, count in rows]
        return [one for one in named if text.casefold() in one[1].casefold()][:200]

    def _where(self, query: Query) -> tuple[str, list[Any]]:
        parts, values = [], []
        for word in query.text.split():
            parts.append("(name LIKE ? OR email LIKE ? OR mobile LIKE ?)")
            values += [f"%{word}%"] * 3
        for one in query.filters:
            part, more = self._condition(one)
            parts.append(part)
            values += more
        return (" WHERE " + " AND ".join(parts) if parts else ""), values

    def _condition(self, one: Filter) -> tuple[str, list[Any]]:
        if one.operator == "is":
            named = [value for value in one.values if value is not None]
            blank = f" OR {one.column} IS NULL" if None in one.values else ""
            return f"({one.column} IN ({','.join('?' * len(named))}){blank})", named
        if one.operator == "contains":
            return f"{one.column} LIKE ?", [f"%{one.values[0]}%"]
        if one.operator == "at_least":
            return f"{one.column} >= ?", [str(one.values[0]) if one.column == "since" else one.values[0]]
        return f"{one.column} IS NULL", []

    def _order(self, query: Query) -> str:
        keys = [f"{name} {'DESC' if down else 'ASC'}" for name, down in query.order]
        return " ORDER BY " + ", ".join([*keys, "id"])


@dataclass(frozen=True)
class MemoryDone:
    value: Any
    change_id: int
    touched: frozenset[str]
    sentence: str


@dataclass
class MemoryDesk:
    """A desk whose changes are plain functions on a dict; `take_back` puts the values before back."""

    records: dict[str, Any] = field(default_factory=dict)
    location: str = "programme.db"
    address: str = "memory"

    def __post_init__(self) -> None:
        self._before: dict[int, dict[str, Any]] = {}
        self._last = 0

    def read(self, function: Callable[..., Any], /, *args: Any) -> Any:
        return function(self.records, *args)

    def change(self, actor: str, action: str, function: Callable[..., Any], /, *args: Any) -> MemoryDone:
        before = dict(self.records)
        value = function(self.records, *args)
        return self._done(before, value, action)

    def take_back(self, actor: str, change_id: int, /) -> MemoryDone:
        before = dict(self.records)
        self.records.clear()
        self.records.update(self._before[change_id])
        return self._done(before, None, "change.taken_back")

    def _done(self, before: dict[str, Any], value: Any, action: str) -> MemoryDone:
        self._last += 1
        self._before[self._last] = before
        return MemoryDone(value, self._last, frozenset({"developers"}), action.replace(".", " "))
