"""Recognises records by what identifies them (CIN, link, AISHE code, name with state); refuses to weigh or to guess."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.tables import RECORDS, table_of
from skilling.importing.matching.recognising import CERTAIN, Candidate, Decided, Recognised, gather, heed
from skilling.importing.planning.lists import Identity, ListOf

HOLDER = "holder"
"""Attribute that stands for whoever holds a grant: ('developer', id) or ('startup', id)."""

_HOLDERS = ("developer_id", "startup_id")


def recognise(
    session: Session,
    about: ListOf,
    columns: Mapping[str, Sequence[Any]],
    rows: Collection[int],
    decided: Mapping[int, Decided],
) -> Recognised:
    """The rows that are one record, and the records of the register that they are.

    `columns` are stored values by attribute; `rows` are the positions to look at, in order. Strong identities come
    before weak ones; where the first that finds anything finds several records, a person has to look.
    """
    size = len(next(iter(columns.values()), ()))
    found = Recognised.nothing(size)
    index = _Index(about, session)
    for row in rows:
        index.place(found, row, {name: columns[name][row] for name in index.attributes if name in columns})
    heed(found, decided)
    gather(found, decided)
    return found


class _Index:
    """Everything seen so far, the register first, under each identity."""

    def __init__(self, about: ListOf, session: Session) -> None:
        self._identities = about.identities
        self._compared = about.compared
        self.attributes = sorted({name for each in about.identities for name in (*each.attributes, *each.apart)})
        self._known: list[tuple[int, int, dict[str, Any]]] = []  # record id, row, values as compared
        self._under: dict[tuple[Identity, tuple[Any, ...]], list[int]] = {}
        for record, values in _stored(session, about, self.attributes):
            self._enter(record, -1, self._keys(values))

    def place(self, found: Recognised, row: int, values: Mapping[str, Any]) -> None:
        """Enters a row, and says in `found` which record it is."""
        keys = self._keys(values)
        for identity in self._identities:
            known = [self._known[n] for n in self._alike(identity, keys)]
            owners = {(record, -1) if record else (0, found.first[at]) for record, at, _ in known}
            if not owners:
                continue
            shown = [Candidate(record, at, CERTAIN, (identity.words,)) for record, at in sorted(owners)]
            found.candidates[row] = tuple(shown)
            if len(owners) > 1:
                found.doubtful.add(row)
            else:
                record, first = owners.pop()
                found.record[row] = record
                found.first[row] = row if record else first
            break
        if row not in found.doubtful:
            self._enter(found.record[row], row, keys)

    def _keys(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: self._compared[name](value) if name in self._compared else value
            for name, value in values.items()
            if value is not None
        }

    def _enter(self, record: int, row: int, keys: dict[str, Any]) -> None:
        number = len(self._known)
        self._known.append((record, row, keys))
        for identity in self._identities:
            under = _under(identity, keys)
            if under is not None:
                self._under.setdefault((identity, under), []).append(number)

    def _alike(self, identity: Identity, keys: Mapping[str, Any]) -> Iterator[int]:
        under = _under(identity, keys)
        if under is None:
            return
        for number in self._under.get((identity, under), ()):
            other = self._known[number][2]
            if not any(name in keys and name in other and keys[name] != other[name] for name in identity.apart):
                yield number


def _under(identity: Identity, keys: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """What a record is entered under, or None where it does not state all of it."""
    under = tuple(keys.get(name) for name in identity.attributes)
    return None if None in under else under


def _stored(session: Session, about: ListOf, attributes: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of the register with the attributes that identify them."""
    table = table_of(RECORDS[about.noun.name])
    names = [name for each in attributes for name in (_HOLDERS if each == HOLDER else (each,))]
    for row in session.execute(select(table.c.id, *(table.c[name] for name in names)).where(table.c.archived_at.is_(None))):
        values = dict(zip(names, row[1:], strict=True))
        if HOLDER in attributes:
            values[HOLDER] = holder(values.pop("developer_id"), values.pop("startup_id"))
        yield int(row[0]), values


def holder(developer_id: int | None, startup_id: int | None) -> tuple[str, int] | None:
    """Whoever holds a grant, as it is compared."""
    if developer_id is not None:
        return "developer", developer_id
    return ("startup", startup_id) if startup_id is not None else None
