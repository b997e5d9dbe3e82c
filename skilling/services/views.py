"""Lists of records as ids and blocks: sorting, filtering, searching and counting are the database's work; refuses
unknown columns.

A list is a snapshot of sorted keys plus the rows of the few blocks that are looked at, so its cost does not grow
with scrolling.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Select, and_, cast, func, or_, select
from sqlalchemy.types import String
from sqlmodel import Session

from skilling.database import dialects, search
from skilling.database.tables import RECORDS, table_of
from skilling.database.tallying import counts
from skilling.domain.fields import Kind, label_of
from skilling.domain.nouns import NOUNS, noun_named
from skilling.domain.problems import Refused
from skilling.domain.queries import Filter, Query
from skilling.services.columns import ListColumn, columns_of

T = TypeVar("T")

_SEARCHED = frozenset({Kind.TEXT, Kind.CODE, Kind.CIN, Kind.LLPIN, Kind.DPIIT, Kind.GSTIN, Kind.UDYAM, Kind.URL, Kind.AISHE})
_MOST_FACETS = 300


class Listing:
    """How the records of one noun are listed. Holds no data; every question takes a session."""

    def __init__(self, noun: str) -> None:
        self.noun = noun_named(noun)
        self.table = table_of(RECORDS[self.noun.name])
        self.columns: tuple[ListColumn, ...] = columns_of(self.noun, self.table)
        self._by_name = {column.name: column for column in self.columns}

    def column(self, name: str) -> ListColumn:
        """The column of that name; Refused where there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            names = ", ".join(self._by_name)
            raise Refused("column", f"{self.noun.label_plural} have no column {name}. There are: {names}.") from None

    def first(self, session: Session, query: Query, limit: int) -> list[tuple[Any, ...]]:
        """The first rows in order: `(id, value, ...)` in the order of `columns`."""
        keys = list(session.execute(self._ordered(session, query).limit(limit)).scalars())
        rows = {row[0]: row for row in self.block(session, keys)}
        return [rows[key] for key in keys if key in rows]

    def snapshot(self, session: Session, query: Query) -> array[int]:
        """All matching ids in order, as array('I')."""
        return dialects.ids_of(session.connection(), self._ordered(session, query))

    def block(self, session: Session, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows of these ids, in any order; an id that is no more is left out."""
        if not ids:
            return []
        statement = self._rows.where(self.table.c.id.in_(list(ids)))
        return [tuple(row) for row in session.execute(statement)]

    def count(self, session: Session, query: Query) -> int:
        """How many records match."""
        return int(session.execute(select(func.count()).select_from(self._matching(session, query).subquery())).scalar_one())

    def sums(self, session: Session, name: str, by: str, query: Query) -> list[tuple[Any, str, int, Any]]:
        """The sum of a column for each value of another among the matching records: value, words, count, sum."""
        added, group = self.column(name), self.column(by)
        statement = (
            self._matching(session, query)
            .with_only_columns(group.value.label("value"), func.count(), func.sum(added.value))
            .group_by("value")
            .order_by("value")
        )
        return [(value, label_of(group.choices, value), int(count), total) for value, count, total in session.execute(statement)]

    def newest(self, session: Session, text: str, limit: int) -> list[int]:
        """The newest records in which every typed word occurs."""
        statement = self._matching(session, Query(text)).order_by(self.table.c.id.desc()).limit(limit)
        return list(session.execute(statement).scalars())

    def facets(self, session: Session, name: str, query: Query, text: str = "") -> list[tuple[Any, str, int]]:
        """Values of a column among the matching records, most frequent first: value, words, count; blank is None."""
        column = self.column(name)
        others = Query(query.text, tuple(f for f in query.filters if f.column != name))
        statement = self._matching(session, others).with_only_columns(
            column.value.label("value"), func.max(column.shown).label("words"), func.count().label("count")
        )
        if column.join is not None and column.name not in self._joined(others):
            statement = statement.outerjoin(*column.join)
        if text:
            statement = statement.where(func.lower(cast(column.shown, String)).contains(text.casefold(), autoescape=True))
        statement = statement.group_by("value").order_by(func.count().desc(), "value").limit(_MOST_FACETS)
        return [
            (
                value,
                label_of(column.choices, words) if column.choices else str(words if words is not None else ""),
                int(count),
            )
            for value, words, count in session.execute(statement)
        ]

    # -- statements -----------------------------------------------------------------------------

    @property
    def _rows(self) -> Select[Any]:
        statement = select(self.table.c.id, *(column.shown for column in self.columns))
        for column in self.columns:
            if column.join is not None:
                statement = statement.outerjoin(*column.join)
        return statement

    def _joined(self, query: Query) -> set[str]:
        """Columns whose other table the question needs."""
        asked = {name for name, _ in query.order}
        asked |= {f.column for f in query.filters if f.operator in ("contains", "starts")}
        return {name for name in asked if self.column(name).join is not None}

    def _matching(self, session: Session, query: Query) -> Select[Any]:
        kept = counts() if self.noun.name == "enrolment" else self.table.c.archived_at.is_(None)
        statement = select(self.table.c.id).where(kept)
        for name in sorted(self._joined(query)):
            join = self.column(name).join
            if join is not None:
                statement = statement.outerjoin(*join)
        for condition in query.filters:
            statement = statement.where(_condition(self.column(condition.column), condition))
        found = self._found(session, query.text)
        return statement if found is None else statement.where(found)

    def _ordered(self, session: Session, query: Query) -> Select[Any]:
        statement = self._matching(session, query)
        for name, descending in query.order:
            ordered = self.column(name).ordered
            statement = statement.order_by(ordered.desc() if descending else ordered)
        return statement.order_by(self.table.c.id)

    def _found(self, session: Session, text: str) -> ColumnElement[bool] | None:
        if self.noun.name == "developer":
            return search.condition(session.connection(), text)
        words = text.casefold().split()
        if not words:
            return None
        return and_(*(or_(*self._holding(session, word)) for word in words))

    def _holding(self, session: Session, word: str) -> list[ColumnElement[bool]]:
        """Where a word may stand: in a text of the record, or in the name of a record it points to."""
        found: list[ColumnElement[bool]] = []
        links = {field.name: field.link for field in self.noun.fields if field.kind is Kind.LINK}
        for column in self.columns:
            if column.kind in _SEARCHED:
                found.append(func.lower(cast(column.value, String)).contains(word, autoescape=True))
            elif column.name in links:  # a column made for the list, such as the import, points to no record
                other = noun_named(links[column.name])
                table = table_of(RECORDS[other.name])
                named = func.lower(table.c[other.title]).contains(word, autoescape=True)
                if other.name == "developer":
                    known = search.condition(session.connection(), word)
                    named = named if known is None else known
                found.append(column.value.in_(select(table.c.id).where(named)))
        return found


def _condition(column: ListColumn, asked: Filter) -> ColumnElement[bool]:
    value, given = column.value, asked.values
    if asked.operator == "is":
        wanted = [v for v in given if v is not None]
        parts = [column.among(wanted) if column.among else value.in_(wanted)] if wanted else []
        return or_(*parts, value.is_(None)) if None in given else or_(False, *parts)
    if asked.operator == "blank":
        return or_(value.is_(None))
    if asked.operator == "not_blank":
        return or_(value.is_not(None))
    if asked.operator in ("contains", "starts"):
        text = func.lower(cast(column.shown, String))
        typed = str(given[0]).casefold()
        return or_(
            text.contains(typed, autoescape=True) if asked.operator == "contains" else text.startswith(typed, autoescape=True)
        )
    if asked.operator == "at_least":
        return or_(value >= given[0])
    if asked.operator == "at_most":
        return or_(value <= given[0])
    if asked.operator == "between":
        return or_(value.between(given[0], given[1]))
    raise Refused("filter", f"There is no filter '{asked.operator}'.")


@cache
def listing(noun: str) -> Listing:
    """The listing of a noun, by its singular or plural name."""
    return Listing(noun)


class Reads(Protocol):
    """What a source needs of a desk."""

    def read(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> T: ...


class Source:
    """A listing on an open desk, with the questions a grid asks; safe to call from several threads."""

    def __init__(self, desk: Reads, noun: str) -> None:
        self._desk = desk
        self._listing = listing(noun)

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        return self._listing.columns

    def first(self, query: Query, limit: int) -> list[tuple[Any, ...]]:
        return self._desk.read(self._listing.first, query, limit)

    def snapshot(self, query: Query) -> array[int]:
        return self._desk.read(self._listing.snapshot, query)

    def block(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        return self._desk.read(self._listing.block, ids)

    def facets(self, column: str, query: Query, text: str) -> list[tuple[Any, str, int]]:
        return self._desk.read(self._listing.facets, column, query, text)

    def count(self, query: Query) -> int:
        return self._desk.read(self._listing.count, query)

    def sums(self, name: str, by: str, query: Query) -> list[tuple[Any, str, int, Any]]:
        return self._desk.read(self._listing.sums, name, by, query)


LISTED = tuple(noun.plural for noun in NOUNS)
