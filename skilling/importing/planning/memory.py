"""What the desk remembers of lists: how a layout was matched, which words mean which values, which files came already.

Refuses to remember a value of a person: only headings, fields, places and words of closed lists are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from skilling.database.changes import Change
from skilling.database.memorytables import MappingMemory, ValueAlias
from skilling.database.tables import ImportRow, ImportRun, table_of
from skilling.domain.fields import Kind
from skilling.domain.text import heading, key
from skilling.importing.columns.targets import target
from skilling.importing.planning.ours import is_ours

NEWER_VERSION: Final = 0.8  # share of rows that two versions of one list have in common
_ALIASED: Final = frozenset({Kind.STATE, Kind.DISTRICT, Kind.CHOICE, Kind.LINK, Kind.LANGUAGE})


@dataclass(frozen=True, slots=True)
class Remembered:
    """How the columns of a layout were matched last time. A field of None means that the column was left out."""

    mapping: Mapping[str, str | None]  # by heading
    date_orders: Mapping[str, str] = field(default_factory=dict)  # by heading
    sender: str = ""
    uses: int = 1
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run that took this file, or an earlier version of this list, in."""

    run: int
    file_name: str
    at: datetime
    actor: str
    same_file: bool
    same_rows: float = 1.0  # share of this list's rows that came in unchanged then


def fingerprint(headers: Sequence[str]) -> str:
    """The layout of a list: its headings in order, whatever their case and marks; columns that we added do not count."""
    words = "\n".join(heading(header) for header in headers if not is_ours(header))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def recall(session: Session, noun: str, layout: str, sender: str = "") -> Remembered | None:
    """How this layout was matched last: by this sender if ever, else by anybody."""
    found = session.scalars(
        select(MappingMemory)
        .where(col(MappingMemory.noun) == noun, col(MappingMemory.fingerprint) == layout)
        .order_by(col(MappingMemory.at).desc(), col(MappingMemory.id).desc())
    ).all()
    if not found:
        return None
    best = next((row for row in found if row.sender == sender), found[0])
    return Remembered(best.mapping.get("columns", {}), best.mapping.get("date_orders", {}), best.sender, best.uses, best.at)


def noun_of(session: Session, layout: str) -> str | None:
    """What a list of this layout was about when it last came; None where it never came."""
    return session.scalars(
        select(col(MappingMemory.noun))
        .where(col(MappingMemory.fingerprint) == layout)
        .order_by(col(MappingMemory.at).desc())
        .limit(1)
    ).first()


def remember(
    change: Change, noun: str, layout: str, sender: str, mapping: Mapping[str, str | None], date_orders: Mapping[str, str]
) -> None:
    """Keeps how a layout was matched, for the sender and for anybody who sends the same layout."""
    session = change.session
    row = session.scalars(
        select(MappingMemory).where(
            col(MappingMemory.noun) == noun,
            col(MappingMemory.fingerprint) == layout,
            col(MappingMemory.sender) == sender,
        )
    ).first()
    if row is None:
        kept = {"columns": dict(mapping), "date_orders": dict(date_orders)}
        session.add(MappingMemory(noun=noun, fingerprint=layout, sender=sender, mapping=kept, at=change.at))
    else:
        before = row.mapping
        row.mapping = {
            "columns": before.get("columns", {}) | dict(mapping),
            "date_orders": before.get("date_orders", {}) | dict(date_orders),
        }
        row.uses, row.at = row.uses + 1, change.at
        session.add(row)
    session.flush()


def aliases(session: Session, sender: str = "") -> dict[str, dict[str, str]]:
    """What words of lists were said to mean, as {field: {word: value}}; a sender's own meaning comes before everybody's."""
    found: dict[str, dict[str, str]] = {}
    rows = session.scalars(select(ValueAlias).where(col(ValueAlias.sender).in_(("", sender))))
    for row in sorted(rows, key=lambda row: row.sender):
        found.setdefault(row.field, {})[row.alias] = row.value
    return found


def learn(change: Change, field_name: str, meanings: Mapping[str, str], sender: str = "") -> int:
    """Keeps what words mean for a field of a closed list or a place; other fields hold people's own values and are not kept."""
    if not may_learn(field_name):
        return 0
    session = change.session
    known = {
        row.alias: row
        for row in session.scalars(
            select(ValueAlias).where(col(ValueAlias.field) == field_name, col(ValueAlias.sender) == sender)
        )
    }
    for word, value in meanings.items():
        alias = key(word)
        row = known.get(alias) or ValueAlias(field=field_name, alias=alias, sender=sender, value=value, actor=change.actor)
        row.value, row.actor, row.at = value, change.actor, change.at
        known[alias] = row
        session.add(row)
    session.flush()
    return len(meanings)


def may_learn(field_name: str) -> bool:
    """Whether what a word means may be kept for a field: places and closed lists, never what tells who a person is."""
    try:
        declared = target(field_name).field
    except KeyError:
        return False
    return declared.kind in _ALIASED and not declared.personal


def came_before(session: Session, sha256: str, noun: str, layout: str, rows: Sequence[str]) -> Earlier | None:
    """The newest run that stands and took in this very file, or a list of this layout with most of these rows.

    `rows` are the rows as they are kept, in the text form of `ImportRow.raw`.
    """
    same = _newest(session, col(ImportRun.sha256) == sha256, noun)
    if same is not None:
        return _earlier(same, same_file=True, same_rows=1.0)
    before = _newest(session, col(ImportRun.fingerprint) == layout, noun)
    if before is None or not rows:
        return None
    then = set(session.scalars(select(col(ImportRow.raw)).where(col(ImportRow.run_id) == before.id)))
    share = sum(raw in then for raw in rows) / len(rows)
    return _earlier(before, same_file=False, same_rows=share) if share > NEWER_VERSION else None


def rows_of(session: Session, run: int) -> dict[str, list[int]]:
    """The records that the rows of a run became, by the row as it is kept, in the order of the rows."""
    found: dict[str, list[int]] = {}
    for raw, record in session.execute(
        select(col(ImportRow.raw), col(ImportRow.record_id))
        .where(col(ImportRow.run_id) == run, col(ImportRow.record_id).is_not(None))
        .order_by(col(ImportRow.row))
    ):
        found.setdefault(raw, []).append(int(record))
    return found


def _newest(session: Session, condition: ColumnElement[bool], noun: str) -> ImportRun | None:
    return session.scalars(
        select(ImportRun)
        .where(condition, col(ImportRun.noun) == noun, col(ImportRun.state) == "applied")
        .order_by(col(ImportRun.id).desc())
        .limit(1)
    ).first()


def _earlier(run: ImportRun, *, same_file: bool, same_rows: float) -> Earlier:
    return Earlier(run.id or 0, run.file_name, run.at, run.actor, same_file, round(same_rows, 3))


def undone(session: Session) -> dict[int, datetime]:
    """The imports that were taken back, and when: what an import made and that went with it was archived at that moment."""
    run = table_of(ImportRun)
    return {int(key): at for key, at in session.execute(select(run.c.id, run.c.undone_at).where(run.c.state == "undone"))}


def senders(session: Session) -> list[str]:
    """Everybody whose lists were taken in under a name, for choosing one."""
    found: Iterable[str | None] = session.scalars(select(col(ImportRun.sender)).distinct())
    return sorted(name for name in found if name)
