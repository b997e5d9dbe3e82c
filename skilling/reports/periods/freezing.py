"""Locking a period: the gate, then every figure and the workbook itself are kept; refuses to freeze what the gate stops.

What is frozen is the workbook byte for byte, and of each cell its sheet, row and column in words, its question, its
value and the hash of what the question meant. So neither later records nor a later version changes what was said.
"""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlmodel import Session, select

from skilling.database.changes import Change
from skilling.database.periodtables import FrozenPack
from skilling.database.reporttables import ReportFile
from skilling.database.tables import AuditHead
from skilling.domain import periods as rules
from skilling.domain.calendar import Period, day_in_india
from skilling.domain.periods import Named
from skilling.reports import pack as packs
from skilling.reports import quality, workbook
from skilling.reports.pack import MINISTRY, Pack
from skilling.reports.periods import cells, kept
from skilling.reports.scope import Scope
from skilling.reports.suppression import published
from skilling.services import periods
from skilling.services.desk import Desk, Told

_TRIES: Final = 3  # packs made while others write, before they have to wait for one


class _WentOnError(Exception):
    """Somebody wrote between the making of a pack and its freezing."""


@dataclass(frozen=True)
class Ready:
    """A pack that may be frozen: made and written beforehand, with the last change that its figures know of."""

    made: Pack
    content: bytes
    change_id: int


def freeze(
    desk: Desk, actor: str, named: Named, today: date, profile: str = MINISTRY, language: str = "both",
    programme_id: int | None = None,
) -> Told[FrozenPack]:  # fmt: skip
    """Locks a period; refused as `lock` is. The pack is made while others go on writing: where one of them did, it is made
    anew, and only after that happened `_TRIES` times is it made while they wait."""
    wanted = (named, today, profile, language, programme_id)
    for _ in range(_TRIES):
        ready = desk.read_figures(prepared, actor, *wanted)
        with suppress(_WentOnError):
            return desk.change(actor, "report.locked", lock, *wanted, ready)
    return desk.change(actor, "report.locked", lock, *wanted)


def prepared(
    session: Session, actor: str, named: Named, today: date, profile: str = MINISTRY, language: str = "both",
    programme_id: int | None = None,
) -> Ready:  # fmt: skip
    """What would be frozen now; nothing is written. Refused as `lock` is."""
    found = periods.find(session, named, profile, programme_id)
    label = periods.label_of(session, found) if found else named.period.label
    rules.check_begun(named.period, today)
    if found is not None and found.state != rules.OPEN:
        rules.check_move(label, found.state, rules.LOCKED)
    made = packs.ministry(
        session, named.period, today, profile=profile, language=language, made_by=actor, programme_id=programme_id
    )
    quality.check(label, quality.findings(session, made.scope, today))
    return Ready(made, written(made), _last_change(session))


def lock(
    change: Change, named: Named, today: date, profile: str = MINISTRY, language: str = "both",
    programme_id: int | None = None, ready: Ready | None = None,
) -> FrozenPack:  # fmt: skip
    """Freezes the figures of a period as they are known now. Refused for one to come, one that is frozen already, and
    above the limits of quality that nobody waived."""
    rules.check_begun(named.period, today)
    period = periods.held(change, named, profile, programme_id)
    if period.state != rules.OPEN:
        rules.check_move(periods.label_of(change.session, period), period.state, rules.LOCKED)
    if ready is None:
        ready = prepared(change.session, change.actor, named, today, profile, language, programme_id)
    elif ready.change_id != _last_change(change.session):
        raise _WentOnError
    if period.state == rules.OPEN:
        periods.move(change, period, rules.DRAFT)
    frozen = _kept(change, ready)
    before = change.facts.get("before")
    periods.move(change, period, rules.LOCKED, frozen_id=frozen.id)
    if before is not None:  # it went through draft within this change, and is open again when that is taken back
        change.facts["before"] = before
    change.facts |= {"report": ready.made.uid, "draft": ready.made.draft}
    return frozen


def _last_change(session: Session) -> int:
    return session.exec(select(AuditHead.change_id)).first() or 0


def _kept(change: Change, ready: Ready) -> FrozenPack:
    made, content = ready.made, ready.content
    frozen = FrozenPack(
        report=made.uid, title=made.title, data_hash=made.data_hash, sha256=hashlib.sha256(content).hexdigest(),
        language=made.head.language.value, as_on=made.scope.as_on, known_at=change.at, change_id=ready.change_id,
        actor=change.actor, draft=made.draft, figures=cells.packed(made.sheets), workbook=content,
    )  # fmt: skip
    change.session.add(frozen)
    # Known like any other report, so that a click on a cell of the frozen workbook leads to its people.
    row = change.session.exec(select(ReportFile).where(ReportFile.uid == made.uid)).one_or_none() or ReportFile(
        uid=made.uid, kind=MINISTRY, title=made.title, period=made.scope.period.label, parameters=made.parameters(),
        data_hash=made.data_hash, path="", actor=change.actor, at=change.at, figures=made.map_of_figures(),
    )  # fmt: skip
    row.at = change.at
    change.session.add(row)
    if made.stated:
        published.record(change, made.uid, made.scope.as_on, made.stated)
    change.session.flush()
    return frozen


def written(made: Pack) -> bytes:
    """The workbook of a pack as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frozen.xlsx"
        workbook.save(made, path)
        return path.read_bytes()


def frozen_for(
    session: Session, period: Period, profile: str, language: str, as_of: date | None, known_on: date | None,
    programme_id: int | None = None,
) -> FrozenPack | None:  # fmt: skip
    """The frozen pack that answers a wish for this period: at once, and whatever was recorded since.

    None where the period is not locked, or another day, knowledge or language is asked for: then figures are counted.
    """
    frozen = periods.frozen_of(session, period, profile, programme_id)
    if frozen is None or frozen.language != language or (as_of is not None and as_of != frozen.as_on):
        return None
    return frozen if known_on is None or known_on == day_in_india(frozen.known_at) else None


def pack_of(session: Session, frozen: FrozenPack, period: Period, profile: str, programme_id: int | None = None) -> Pack | None:
    """The frozen figures as a pack to look at; None where an older version froze them, which kept the workbook alone."""
    sheets = cells.unpacked(frozen.figures).sheets
    if not sheets:
        return None
    head = packs.head_of(session, Scope(period, frozen.as_on, programme_id=programme_id), profile, frozen.language)
    grids = tuple(map(kept.grid_of, sheets))
    made_on = day_in_india(frozen.known_at)
    return Pack(frozen.title, head, made_on, frozen.actor, grids, (), (), 0, frozen.data_hash, frozen.report)
