"""Restating a submitted period: its pack as known now, with the sheet that accounts for every cell that moved; refuses a
period that was not handed over.

Public packs are not restated cell by cell: the differences would give away the small figures that they withhold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from sqlmodel import Session

from skilling.database.changes import Change
from skilling.domain import periods as rules
from skilling.domain.periods import Named
from skilling.domain.problems import Refused
from skilling.reports import delivery, placing, workbook
from skilling.reports import pack as packs
from skilling.reports.pack import MINISTRY, Pack
from skilling.reports.periods import handing, restatement
from skilling.reports.periods.restatement import Moved
from skilling.reports.placing import Staged
from skilling.reports.scope import scope_of
from skilling.services import periods
from skilling.services.desk import Desk

_SUFFIXES: Final = (".xlsx",)


@dataclass(frozen=True, slots=True)
class Restated:
    """A restatement: what moved, and the workbook that says so if one was written."""

    period: str
    cells: tuple[Moved, ...]
    file: str | None = None
    sha256: str | None = None
    report: str | None = None
    change_id: int | None = None


def account(session: Session, named: Named, today: date, profile: str = MINISTRY, programme_id: int | None = None) -> Restated:
    """What moved since a period was handed over; nothing is written. Refused where it was not."""
    _check(profile)
    found = periods.find(session, named, profile, programme_id)
    rules.check_move(named.period.label, found.state if found else rules.OPEN, rules.RESTATED)
    if found is None:
        raise RuntimeError("a period that may be restated is on record")
    scope = scope_of(named.period, today, programme_id=programme_id)
    return Restated(named.name, tuple(restatement.moved(session, found, packs.head_of(session, scope, profile, "en"))))


def restate(
    desk: Desk, actor: str, named: Named, out: Path, today: date, language: str = "both", programme_id: int | None = None
) -> Restated:
    """Writes the pack of a submitted period as known now, and records that it was restated, as one change."""
    found = desk.read_figures(account, named, today, MINISTRY, programme_id)
    as_on = desk.read(periods.row, named, MINISTRY, today, programme_id).as_on
    made = desk.read_figures(packs.ministry, named.period, today, as_on, None, MINISTRY, language, actor, programme_id)
    with placing.staged(out, _SUFFIXES, partial(workbook.save, made)) as staged:
        sha256 = handing.hash_of(staged.temporary)
        done = desk.change(actor, "report.restated", _restate, named, made, staged, sha256, found.cells)
    return Restated(named.name, found.cells, str(staged.target), sha256, made.uid, done.change_id)


def _restate(change: Change, named: Named, made: Pack, staged: Staged, sha256: str, cells: tuple[Moved, ...]) -> None:
    period = periods.held(change, named, MINISTRY, made.scope.programme_id)
    periods.move(change, period, rules.RESTATED, frozen_id=period.frozen_id)
    handing.record(change, period, periods.RESTATEMENT, staged.target.name, sha256)
    said = dict(change.facts)
    delivery.record(change, made, staged)
    change.facts |= said | {"count": len(cells)}


def _check(profile: str) -> None:
    if profile != MINISTRY:
        raise Refused(
            "public-restatement",
            "A public pack is not restated cell by cell: the differences would give away the small figures that it withholds. "
            "Publish the pack of a later period instead.",
        )
