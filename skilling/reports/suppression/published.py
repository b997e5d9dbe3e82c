"""What was published before, kept so that no later pack reveals what it withheld; refuses to forget any of it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from skilling.database import jsontext
from skilling.database.changes import Change
from skilling.database.reporttables import PublishedPack
from skilling.reports.suppression.stated import Key, Shown, Stated


def published(session: Session) -> list[tuple[Stated, ...]]:
    """The figures of every published pack, oldest first."""
    rows = session.exec(select(PublishedPack).order_by(col(PublishedPack.id)))
    return [_read(row.figures) for row in rows]


def record(change: Change, report: str, as_on: date, stated: Sequence[Stated]) -> None:
    """A public pack is handed over: from now on its figures are known. The same pack again is the same figures."""
    if change.session.exec(select(PublishedPack.id).where(PublishedPack.report == report)).first() is not None:
        return
    plain = [[each.key.plain(), each.value, each.shown.value] for each in stated]
    figures = zlib.compress(jsontext.dumps(plain).encode())
    change.session.add(PublishedPack(report=report, as_on=as_on, actor=change.actor, at=change.at, figures=figures))


def _read(figures: bytes) -> tuple[Stated, ...]:
    return tuple(
        Stated(Key.of_plain(key), value, Shown(shown)) for key, value, shown in jsontext.loads(zlib.decompress(figures).decode())
    )
