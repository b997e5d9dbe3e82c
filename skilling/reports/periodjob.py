"""Report periods as a conversation with a child process: how far one is, its quality, and its moves; changes nothing by itself.

Each function takes the child's `state` and a `progress`, and the period by name; answers are small plain data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Final

from skilling.domain import periods as rules
from skilling.domain.calendar import day_in_india
from skilling.domain.periods import Named
from skilling.reports import quality
from skilling.reports.job import Progress, desk_of
from skilling.reports.periods import freezing, handing, restating
from skilling.reports.periods.handing import Verdict
from skilling.reports.scope import scope_of
from skilling.services import periods
from skilling.services.periods import PeriodRow

SHOWN: Final = 200  # cells of a restatement that are shown; its sheet has all


@dataclass(frozen=True, slots=True)
class Which:
    """One period's report: the period by name, for whom, and of which programme (None for all)."""

    name: str
    profile: str
    programme_id: int | None = None

    @property
    def named(self) -> Named:
        """Refused where the name is none of a period."""
        return rules.named(self.name)


@dataclass(frozen=True, slots=True)
class Gate:
    """One rule of quality: what it finds, what is borne, and the waiver that bears more."""

    code: str
    words: str
    found: int
    share: float | None  # per cent, where the limit is a percentage
    borne: str
    above: bool
    waived_until: date | None
    waived_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PeriodLook:
    """A period as it stands. `gate` is empty before it has begun; `stops` says whether a rule keeps it from being locked."""

    row: PeriodRow
    gate: tuple[Gate, ...]
    stops: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A move that was made: its change, and the workbook that was handed over if there is one."""

    change_id: int | None
    file: str = ""
    sha256: str = ""
    draft: bool = False
    moved: int = 0  # cells of a restatement


@dataclass(frozen=True, slots=True)
class MovedCell:
    """One cell that is not what was submitted."""

    sheet: str
    cell: str
    row: str
    column: str
    submitted: str
    now: str
    cause: str


@dataclass(frozen=True, slots=True)
class Account:
    """What moved since a period was submitted: the first cells, and how many there are."""

    count: int
    cells: tuple[MovedCell, ...]


def look(state: SimpleNamespace, progress: Progress, which: Which) -> PeriodLook:
    """How far a period is, and what its quality is now."""
    progress("Looking at the period", 0, 0)
    named, today, desk = which.named, _today(), desk_of(state)
    row = desk.read(periods.row, named, which.profile, today, which.programme_id)
    if named.period.start > today:
        return PeriodLook(row, (), stops=False)
    found = desk.read_figures(quality.findings, scope_of(named.period, today, programme_id=which.programme_id), today)
    gate = tuple(
        Gate(
            each.rule.code, each.rule.words.en, each.found, None if each.share is None else float(each.share), each.rule.borne,
            each.above, each.waiver.until if each.waiver else None, each.waiver.actor if each.waiver else "",
            each.waiver.reason if each.waiver else "",
        )
        for each in found
    )  # fmt: skip
    return PeriodLook(row, gate, any(each.stops for each in found))


def lock(state: SimpleNamespace, progress: Progress, which: Which, language: str, actor: str) -> Step:
    """Freezes the figures of a period. Refused as `freezing.freeze` is."""
    progress("Counting and freezing the figures", 0, 0)
    done = freezing.freeze(desk_of(state), actor, which.named, _today(), which.profile, language, which.programme_id)
    return Step(done.change_id, sha256=done.value.sha256, draft=done.value.draft)


def submit(
    state: SimpleNamespace, progress: Progress, which: Which, actor: str, out: str, reference: str, signature: str
) -> Step:
    """Writes the frozen workbook to `out` and hands it over; `reference` and `signature` (a file) may be blank."""
    progress("Writing the frozen workbook", 0, 0)
    done = handing.submit(
        desk_of(state), actor, which.named, which.profile, None, Path(out), reference or None,
        Path(signature) if signature else None, which.programme_id,
    )  # fmt: skip
    return Step(done.change_id, done.file, done.sha256)


def submit_file(
    state: SimpleNamespace, progress: Progress, which: Which, actor: str, file: str, reference: str, signature: str
) -> Step:
    """Hands over a workbook that was written before. Refused where it is not the frozen one, byte for byte."""
    progress("Comparing the workbook with the frozen one", 0, 0)
    done = handing.submit(
        desk_of(state), actor, which.named, which.profile, Path(file), None, reference or None,
        Path(signature) if signature else None, which.programme_id,
    )  # fmt: skip
    return Step(done.change_id, done.file, done.sha256)


def account(state: SimpleNamespace, progress: Progress, which: Which) -> Account:
    """What moved since a period was submitted; nothing is written."""
    progress("Comparing with what was submitted", 0, 0)
    done = desk_of(state).read_figures(restating.account, which.named, _today(), which.profile, which.programme_id)
    cells = tuple(
        MovedCell(each.sheet, each.cell, each.row, each.column, _said(each.submitted), _said(each.now), each.cause)
        for each in done.cells[:SHOWN]
    )
    return Account(len(done.cells), cells)


def restate(state: SimpleNamespace, progress: Progress, which: Which, out: str, language: str, actor: str) -> Step:
    """Writes the pack of a submitted period as known now, with what moved."""
    progress("Counting the period again", 0, 0)
    done = restating.restate(desk_of(state), actor, which.named, Path(out), _today(), language, which.programme_id)
    return Step(done.change_id, done.file or "", done.sha256 or "", moved=len(done.cells))


def verify(state: SimpleNamespace, progress: Progress, file: str, signature: str) -> Verdict:
    """Whether a file is, byte for byte, one that was handed over from here."""
    progress("Comparing with what was handed over", 0, 0)
    return desk_of(state).read(handing.verify, Path(file), Path(signature) if signature else None)


def _said(value: object) -> str:
    return "–" if value is None else str(value)


def _today() -> date:
    return day_in_india(datetime.now(UTC))
