"""The audit as a chain that can be examined; refuses to call it sound when a link was edited, dropped, moved or cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.changes import digest_of, link
from skilling.database.tables import AuditEntry, AuditHead, ChangeEntry, table_of

_AT_A_TIME: Final = 2000  # rows in memory, however long the history is


@dataclass(frozen=True, slots=True)
class Chain:
    """Result of an examination: `ok`, or the number of the first change that does not fit."""

    ok: bool
    changes: int
    broken_at: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of the chain. Whoever can write the file can forge a whole chain, but not an anchor kept elsewhere."""

    change_id: int
    hash: str


def examine(session: Session) -> Chain:
    """Recomputes every link from the entries; linear in the number of entries, in little memory."""
    changes, entries = table_of(ChangeEntry), table_of(AuditEntry)
    kept = entries.c
    columns = (kept.change_id, kept.kind, kept.record_id, kept.before, kept.after)
    in_parts = {"yield_per": _AT_A_TIME}
    with (
        session.execute(select(changes).order_by(changes.c.id), execution_options=in_parts) as links,
        session.execute(select(*columns).order_by(kept.change_id, kept.id), execution_options=in_parts) as rows,
    ):
        return _followed(links, _Entries(iter(rows)), anchor(session))


def _followed(links: Iterable[Any], entries: _Entries, end: Anchor) -> Chain:
    previous, last, count = "", 0, 0
    for row in links:
        count += 1
        said = {
            "token": row.token, "at": row.at.isoformat(), "actor": row.actor, "action": row.action,
            "facts": row.facts, "digest": row.digest,
        }  # fmt: skip
        found = entries.of(row.id)
        sound = found is not None and row.digest == digest_of(found)
        if not sound or row.previous != previous or row.hash != link(previous, said):
            return Chain(False, count, row.id)
        previous, last = row.hash, row.id
    if end != Anchor(last, previous) or entries.any_left():
        return Chain(False, count, end.change_id or last)
    return Chain(True, count)


def anchor(session: Session) -> Anchor:
    """The end of the chain as the database states it; number 0 and no hash before the first change."""
    heads = table_of(AuditHead)
    found = session.execute(select(heads.c.change_id, heads.c.hash)).one_or_none()
    return Anchor(0, "") if found is None else Anchor(int(found.change_id), str(found.hash))


class _Entries:
    """The audit entries in the order of their changes, taken one change at a time."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, change_id: int) -> list[dict[str, Any]] | None:
        """The entries of that change; None where entries of a change that is not there come before them."""
        if self._next is None or self._next[0] > change_id:
            return []
        if self._next[0] < change_id:
            return None
        found = [
            {"kind": kind, "record_id": record_id, "before": before, "after": after}
            for _, kind, record_id, before, after in self._next[1]
        ]
        self._next = next(self._groups, None)
        return found

    def any_left(self) -> bool:
        return self._next is not None
