"""The rows that an import kept aside, as a workbook that can be mended and imported again; refuses to write a live formula.

The sender's own columns stand in it under their own headings, so that the same matching holds; columns of ours say which row of
the list each was and why it was kept aside, which are passed over when the workbook comes back, and which cohort was chosen for
the whole list, which then holds again.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session, col, func, select

from skilling.database.tables import ImportRow, ImportRun
from skilling.domain.problems import Refused
from skilling.importing.planning.ours import COHORT, ROW, SHEET, WHY
from skilling.importing.planning.plan import KEPT_ASIDE, OUTCOMES, Plan
from skilling.importing.table.stacking import sheet_row_of

Kept = tuple[int, str, Sequence[Any]]
"""Row in the list, why it was kept aside, and the cells as they came."""

_WIDEST: Final = 40
_NARROWEST: Final = 9
_WHY_WIDTH: Final = 60
_COHORT: Final = "cohort.code"
_COHORT_WIDTH: Final = 18
_ASIDE: Final = tuple(OUTCOMES[code] for code in sorted(KEPT_ASIDE))


def save(plan: Plan, path: Path) -> int:
    """Writes the rows that the plan keeps aside; their number. Refused where the file cannot be written."""
    kept = (
        (plan.numbers[position], " ".join(plan.reasons.get(position, ())), json.loads(plan.raw[position]))
        for position, code in enumerate(plan.outcomes)
        if code in KEPT_ASIDE
    )
    fields = {column.source: column.field for column in plan.columns}
    chosen = _Chosen.of(plan.choices.cohort, plan.raw_headers, fields)
    return write(path, plan.raw_headers, chosen.filled(kept), plan.file.sheet, chosen.beside, places_of(plan))


@dataclass(frozen=True, slots=True)
class KeptAside:
    """How many rows an import kept aside."""

    run: int
    file_name: str
    rows: int


def count(session: Session, run_id: int) -> KeptAside:
    """What an import that was carried out kept aside."""
    run = _run(session, run_id)
    rows = select(func.count()).select_from(ImportRow).where(ImportRow.run_id == run_id, col(ImportRow.outcome).in_(_ASIDE))
    return KeptAside(run_id, run.file_name, session.exec(rows).one())


def _run(session: Session, run_id: int) -> ImportRun:
    run = session.get(ImportRun, run_id)
    if run is None:
        raise Refused("run", f"There is no import number {run_id}. The list of imports shows their numbers.")
    return run


def save_run(session: Session, run_id: int, path: Path) -> int:
    """The same for an import that was carried out."""
    run = _run(session, run_id)
    reasons: dict[int, list[str]] = {}
    for sentence, numbers in run.options.get("reasons", {}).items():
        for number in numbers:
            reasons.setdefault(number, []).append(sentence)
    rows = session.exec(
        select(ImportRow.row, ImportRow.raw)
        .where(ImportRow.run_id == run_id, col(ImportRow.outcome).in_(_ASIDE))
        .order_by(col(ImportRow.row))
    )
    kept = ((number, " ".join(reasons.get(number, ())), json.loads(raw)) for number, raw in rows)
    places = {int(number): (sheet, row) for number, (sheet, row) in run.options.get("places", {}).items()}
    headers = run.options.get("headers", ())
    fields = {column["source"]: column["field"] for column in run.options.get("columns", ())}
    chosen = _Chosen.of(run.options.get("cohort"), headers, fields)
    return write(path, headers, chosen.filled(kept), run.sheet or "", chosen.beside, places)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The cohort of rows that name none: `beside` them, or in the list's own column at `place` where that is blank."""

    cohort: str | None
    place: int | None

    @classmethod
    def of(cls, cohort: str | None, headers: Sequence[str], fields: Mapping[str, str | None]) -> _Chosen:
        """`fields` are those of the columns, by heading."""
        return cls(cohort, next((at for at, header in enumerate(headers) if fields.get(header) == _COHORT), None))

    @property
    def beside(self) -> str | None:
        return self.cohort if self.place is None else None

    def filled(self, rows: Iterable[Kept]) -> Iterator[Kept]:
        for number, why, cells in rows:
            if self.place is None or cells[self.place] not in (None, ""):
                yield number, why, cells
            else:
                yield number, why, [*cells[: self.place], self.cohort, *cells[self.place + 1 :]]


def places_of(plan: Plan) -> dict[int, tuple[str, int]]:
    """Of a list that goes on over further sheets, the sheet and row there of the rows kept aside, by row of the list."""
    numbers = (plan.numbers[at] for at, code in enumerate(plan.outcomes) if code in KEPT_ASIDE) if plan.place.parts else ()
    return {number: sheet_row_of(number, plan.place.parts) for number in numbers}


def reasons_of(plan: Plan) -> dict[str, list[int]]:
    """Why rows were kept aside, by sentence: what a run keeps so that its rejects can be written later."""
    found: dict[str, list[int]] = {}
    for position, sentences in plan.reasons.items():
        if plan.outcomes[position] in KEPT_ASIDE:
            for sentence in sentences:
                found.setdefault(sentence, []).append(plan.numbers[position])
    return found


def write(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Kept],
    sheet: str,
    cohort: str | None = None,
    places: Mapping[int, tuple[str, int]] | None = None,
) -> int:
    """Writes a workbook of rows kept aside; their number.

    `cohort` is the one of rows that name none. `places` are sheet and row of rows of a list that goes over several sheets.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(_sheet_name(sheet))
    page.freeze_panes = "C2"
    own = (ROW, WHY, *([SHEET] if places else ()), *([COHORT] if cohort else ()))
    chosen = (cohort,) if cohort else ()
    widths = [
        _NARROWEST,
        _WHY_WIDTH,
        *(_COHORT_WIDTH for _ in own[2:]),
        *(min(_WIDEST, max(_NARROWEST, len(header) + 2)) for header in headers),
    ]
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width

    def cell(value: Any) -> Any:
        made = WriteOnlyCell(page, value=_shown(value))
        if isinstance(made.value, str):
            # openpyxl takes text that begins with = for a formula; the quote mark keeps Excel from it, too.
            made.data_type = "s"
            made.quotePrefix = made.value[:1] in ("=", "+", "-", "@", "\t", "\r")
        return made

    head = [cell(text) for text in (*own, *headers)]
    for each in head:
        each.font = Font(bold=True)
        each.fill = PatternFill("solid", fgColor="FFE9EDF3")
        each.alignment = Alignment(wrap_text=True, vertical="top")
    page.append(head)
    count = 0
    for number, why, cells in rows:
        there, row = places.get(number, ("", number)) if places else ("", number)
        page.append([cell(row), cell(why), *([cell(there)] if places else ()), *map(cell, chosen), *map(cell, cells)])
        count += 1
    save_book(book, path)
    return count


def save_book(book: Any, path: Path) -> None:
    """Saves a workbook, or Refused. Writes beside the target first, so that an older file there stays whole until the new one is."""
    part = path.with_name(path.name + ".part")
    # In memory first: a workbook that cannot be saved leaves its writers open, and they complain when they are collected.
    written = io.BytesIO()
    book.save(written)
    try:
        part.write_bytes(written.getbuffer())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise Refused(
            "rejects-write",
            f"{path.name} cannot be written to {path.parent}: {error.strerror}. "
            "Close it where it is open, or choose another name.",
        ) from error


def _shown(value: Any) -> Any:
    """A kept cell as a spreadsheet can hold it."""
    if isinstance(value, dict):
        return value.get("error", "")
    if isinstance(value, str):
        return "".join(sign for sign in value if sign >= " " or sign in "\t\n\r")
    return value


def _sheet_name(sheet: str) -> str:
    """A sheet's name without the signs that Excel forbids."""
    return "".join(sign for sign in sheet if sign not in "[]:*?/\\")[:31] or "Kept aside"
