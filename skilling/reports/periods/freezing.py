"""Locking a period: the gate, then every figure and the workbook itself are kept; refuses to freeze what the gate stops.

What is frozen is the workbook byte for byte, and of each cell its sheet, row and column in words, its question, its
value and the hash of what the question meant. So neither later records nor a later version changes what was said.
"""

from __future__ import annotations

import hashlib
import tempfile
from datetime import date
from pathlib import Path

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
from skilling.reports.periods import cells
from skilling.reports.suppression import published
from skilling.services import periods


def lock(change: Change, named: Named, today: date, profile: str = MINISTRY, language: str = "both") -> FrozenPack:
    """Freezes the figures of a period as they are known now. Refused for one to come, one that is frozen already, and
    above the limits of quality that nobody waived."""
    rules.check_begun(named.period, today)
    period = periods.held(change, named, profile)
    if period.state != rules.OPEN:
        rules.check_move(named.period.label, period.state, rules.LOCKED)
    made = packs.ministry(change.session, named.period, today, profile=profile, language=language, made_by=change.actor)
    quality.check(named.period.label, quality.findings(change.session, made.scope, today))
    if period.state == rules.OPEN:
        periods.move(change, period, rules.DRAFT)
    frozen = _kept(change, made)
    before = change.facts.get("before")
    periods.move(change, period, rules.LOCKED, frozen_id=frozen.id)
    if before is not None:  # it went through draft within this change, and is open again when that is taken back
        change.facts["before"] = before
    change.facts |= {"report": made.uid, "draft": made.draft}
    return frozen


def _kept(change: Change, made: Pack) -> FrozenPack:
    content = written(made)
    head = change.session.exec(select(AuditHead.change_id)).first()
    frozen = FrozenPack(
        report=made.uid, title=made.title, data_hash=made.data_hash, sha256=hashlib.sha256(content).hexdigest(),
        language=made.head.language.value, as_on=made.scope.as_on, known_at=change.at, change_id=head or 0,
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
    session: Session, period: Period, profile: str, language: str, as_of: date | None, known_on: date | None
) -> FrozenPack | None:
    """The frozen pack that answers a wish for this period: at once, and whatever was recorded since.

    None where the period is not locked, or another day, knowledge or language is asked for: then figures are counted.
    """
    frozen = periods.frozen_of(session, period, profile)
    if frozen is None or frozen.language != language or (as_of is not None and as_of != frozen.as_on):
        return None
    return frozen if known_on is None or known_on == day_in_india(frozen.known_at) else None
