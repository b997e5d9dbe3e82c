"""Handing a pack over as a file that can be walked back to its records; refuses a file without the record of it.

The file is written beside its place first; then one change records its figures and moves it there, so that neither
exists without the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from sqlmodel import select

from skilling.database.changes import Change
from skilling.database.reporttables import ReportFile
from skilling.reports import placing, workbook
from skilling.reports.pack import MINISTRY, Pack
from skilling.reports.placing import Staged
from skilling.reports.suppression import published
from skilling.services.desk import Desk

_SUFFIXES: Final = (".xlsx",)


@dataclass(frozen=True, slots=True)
class Written:
    """A pack that was handed over."""

    path: Path
    uid: str
    change_id: int | None
    draft: bool
    sentences: tuple[str, ...]  # what to know about it, in English


def write(pack: Pack, path: Path) -> Path:
    """Writes the workbook and nothing else; `behind` knows only what `deliver` wrote. Returns the path it stands at."""
    with placing.staged(path, _SUFFIXES, partial(workbook.save, pack)) as staged:
        return staged.place()


def deliver(desk: Desk, actor: str, pack: Pack, path: Path) -> Written:
    """Writes the workbook and records its figures as one change, `report.written`.

    Refused, with an older file of that name untouched, where the file cannot be written or is open elsewhere.
    """
    with placing.staged(path, _SUFFIXES, partial(workbook.save, pack)) as staged:
        done = desk.change(actor, "report.written", record, pack, staged)
    return Written(done.value, pack.uid, done.change_id, pack.draft, tuple(notice.sentence.en for notice in pack.notices))


def record(change: Change, pack: Pack, staged: Staged) -> Path:
    """Records a pack's figures and puts its staged file into its place."""
    row = change.session.exec(select(ReportFile).where(ReportFile.uid == pack.uid)).one_or_none()
    if row is None:
        row = ReportFile(
            uid=pack.uid, kind=MINISTRY, title=pack.title, period=pack.scope.period.label, parameters=pack.parameters(),
            data_hash=pack.data_hash, path="", actor=change.actor, at=change.at, figures=pack.map_of_figures(),
        )  # fmt: skip
    # The same pack written again is the same report, at its newest place.
    row.path, row.actor, row.at = str(staged.target), change.actor, change.at
    change.session.add(row)
    if pack.stated:
        published.record(change, pack.uid, pack.scope.as_on, pack.stated)
    change.facts |= {"title": pack.title, "file": staged.target.name, "report": pack.uid, "draft": pack.draft}
    change.session.flush()
    return staged.place()
