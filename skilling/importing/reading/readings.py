"""Chooses the reader for a file, and the sheet when nobody named one; sends no more than the limits allow."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from skilling.domain.problems import Refused
from skilling.importing.reading import odshead, preflight, ranking
from skilling.importing.reading.faraway import far_below, far_right
from skilling.importing.reading.frames import ROWS_PER_FRAME, Outbox
from skilling.importing.reading.grid import Cell, Row
from skilling.importing.reading.limits import MEBIBYTE, Limits, hold_this_process
from skilling.importing.reading.opening import Source, damaged
from skilling.importing.reading.sheetxml import SheetNotes, SparseRow
from skilling.importing.reading.workbookfile import (
    OpenSheet,
    PlacedRow,
    SheetChoice,
    Unreadable,
    calamine_sheets,
    chosen,
    most_common,
    no_sheet,
    xls_sheets,
)

_LOOKS_LIKE_A_LIST = 0.3
_CLEARLY = 0.05
_LONGEST_SECOND_LOOK = 128 * MEBIBYTE
_LARGE_XLS = 4 * MEBIBYTE
_NOT_LOOKED_OVER = (
    "Hidden rows, error values and leading zeros cannot be recognised in this kind of file. "
    "Save it as an Excel workbook (.xlsx) to be sure of them."
)

SheetLine = tuple[str, bool, int, int, float]
"""Name, hidden, rows, columns, score: a SheetInfo as it crosses the pipe."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read. `sheet` None: the most list-like; `rows` None: all of them.

    `second_reader` passes by the reader that is usually first for this kind.
    """

    source: Source
    kind: str
    sheet: str | None
    rows: int | None
    limits: Limits
    outbox: Outbox
    second_reader: bool

    def with_source(self, source: Source) -> Job:
        return replace(self, source=source)


def read(job: Job) -> None:
    """Read the file and send it. Raises Refused, NeedsPassword or Unreadable."""
    if job.kind in ("xlsx", "xlsm"):
        from skilling.importing.reading import xlsxfile

        xlsxfile.read(job)
    elif job.kind in ("xlsb", "ods"):
        _read_other_zip(job)
    elif job.kind == "xls":
        _read_xls(job)
    else:
        from skilling.importing.reading import plainfiles

        plainfiles.read(job)


def broken(kind: str) -> Refused:
    """The Refused for a file of a known kind that no reader could read."""
    names = {
        "xls": "an old Excel workbook (.xls)",
        "xlsb": "a binary Excel workbook (.xlsb)",
        "ods": "a LibreOffice sheet",
    }
    return damaged(f"This looks like {names.get(kind, 'an Excel workbook')}, but its contents are broken")


def hold_for(content_bytes: int, limits: Limits) -> None:
    """Give this process the share that so much content may need."""
    hold_this_process(limits.memory_for(content_bytes), limits.seconds_for(content_bytes))


def _read_other_zip(job: Job) -> None:
    if job.second_reader:
        raise Unreadable("there is no second reader")
    with job.source.open() as stream, zipfile.ZipFile(stream) as archive:
        warnings = preflight.check_directory(archive, job.limits)
        hold_for(preflight.content_bytes(archive), job.limits)
        preflight.check_declarations(archive)
        if job.kind == "ods" and _is_encrypted_ods(archive):
            raise Refused(
                "encrypted",
                "This LibreOffice sheet is protected with a password, which only LibreOffice can take off. "
                "Open it there, save it without a password, and choose that file.",
            )
        if job.rows is None:
            preflight.check_content(archive, {})
        first_look = job.kind == "ods" and job.rows is not None
        choice = calamine_sheets(odshead.head_of(job.source) if first_look else job.source, job.limits)
        name, lines = choose(choice, job.sheet)
        sheet = choice.open(name)
        notes = _ods_notes(job, archive, name) if job.kind == "ods" else _xlsb_notes(job, archive, sheet)
        if notes is None:
            sheet.notes.warnings.append(_NOT_LOOKED_OVER)
        else:
            notes.warnings = sheet.notes.warnings
            sheet.notes = notes
        sheet.notes.warnings.extend(warnings)
        send(job, sheet, lines)


def _ods_notes(job: Job, archive: zipfile.ZipFile, sheet: str) -> SheetNotes | None:
    """What calamine does not tell; None for a sheet too long to look over a second time."""
    from skilling.importing.reading import odsnotes

    if archive.getinfo("content.xml").file_size > _longest_second_look(job):
        return None
    with archive.open("content.xml") as content:
        return odsnotes.notes_of(cast(BinaryIO, content), sheet)


def _xlsb_notes(job: Job, archive: zipfile.ZipFile, sheet: OpenSheet) -> SheetNotes | None:
    """What calamine does not tell; None for a sheet too long to look over a second time."""
    from skilling.importing.reading import xlsbnotes

    look = xlsbnotes.look(archive, sheet.name, _longest_second_look(job))
    if look is None:
        return None
    sheet.date1904 = look.date1904
    return look.notes


def _longest_second_look(job: Job) -> int:
    return _LONGEST_SECOND_LOOK if job.rows is None else _LONGEST_SECOND_LOOK // 32


def _is_encrypted_ods(archive: zipfile.ZipFile) -> bool:
    try:
        return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except KeyError:
        return False


def _read_xls(job: Job) -> None:
    """xlrd first: it alone knows hidden rows, errors and number formats of an xls. Then calamine.

    For the first look at a large one calamine is first, which takes a sixth of the time.
    """
    hold_for(2 * job.source.size, job.limits)
    readers = [_through_calamine] if job.second_reader else [_through_xlrd, _through_calamine]
    if job.rows is not None and job.source.size > _LARGE_XLS:
        readers.reverse()
    for reader in readers[:-1]:
        try:
            reader(job)
            return
        except Unreadable:
            pass  # the next may read it; if it cannot either, that is what is told
    readers[-1](job)


def _through_xlrd(job: Job) -> None:
    choice = xls_sheets(job.source)
    name, lines = choose(choice, job.sheet)
    send(job, choice.open(name), lines)


def _through_calamine(job: Job) -> None:
    choice = calamine_sheets(job.source, job.limits)
    name, lines = choose(choice, job.sheet)
    sheet = choice.open(name)
    sheet.notes.warnings.append(_NOT_LOOKED_OVER)
    send(job, sheet, lines)


def choose(choice: SheetChoice, wanted: str | None) -> tuple[str, list[SheetLine]]:
    """The sheet to read and a line about each sheet. Hidden sheets are listed, but chosen only by name."""
    if not choice.names:
        raise no_sheet()
    if len(choice.names) == 1:
        only = choice.names[0] if wanted is None else chosen(choice, wanted)
        return only, [(only, choice.hidden[only], 0, 0, 0.0)]
    lines: list[SheetLine] = []
    for name in choice.names:
        try:
            score, size = ranking.score(name, choice.first_rows(name)), choice.size(name)
        except Unreadable:
            score, size = 0.0, (0, 0)
        lines.append((name, choice.hidden[name], *size, score))
    if wanted is not None:
        return chosen(choice, wanted), lines
    return _most_list_like(lines), lines


def _most_list_like(lines: list[SheetLine]) -> str:
    """The visible sheet with the best score; the first filled one where none stands out."""
    visible = [line for line in lines if not line[1]] or lines
    first = next((line for line in visible if line[2] > 0), visible[0])
    best = max(visible, key=lambda line: line[4])
    stands_out = best[4] >= _LOOKS_LIKE_A_LIST and best[4] > first[4] + _CLEARLY
    return best[0] if stands_out else first[0]


def send(
    job: Job,
    sheet: OpenSheet,
    lines: list[SheetLine],
    *,
    kind: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> None:
    """Send a sheet from its first row to its last, then what is noteworthy about it."""
    job.outbox.send("sheet", kind or job.kind, encoding, delimiter, sheet.name, sheet.height, sheet.first_column)
    send_rows(job, sheet)
    finish(job, sheet, lines)


def send_rows(job: Job, sheet: OpenSheet) -> None:
    """Send the rows in frames of consecutive ones. Raises Refused 'too-large' past the limits."""
    chunk: list[Row] = []
    first = expected = 0
    cells = 0
    for count, (number, row) in enumerate(sheet.rows, 1):
        if number != expected or len(chunk) == ROWS_PER_FRAME:
            if chunk:
                job.outbox.send_rows(first, chunk)
            chunk, first = [], number
        chunk.append(row)
        expected = number + 1
        cells += len(row)
        if count > job.limits.rows or cells > job.limits.cells:
            raise Refused(
                "too-large",
                f"This list has more than {min(count - 1, job.limits.rows):,} rows or "
                f"{job.limits.cells:,} cells, more than can be taken in at once. Split it into several.",
            )
        if count == job.rows:
            break
    if chunk:
        job.outbox.send_rows(first, chunk)


def finish(job: Job, sheet: OpenSheet, lines: list[SheetLine]) -> None:
    """Send what was noted along the way, and the end."""
    notes = sheet.notes
    if job.outbox.texts_cut:
        notes.warnings.append(
            f"{job.outbox.texts_cut:,} cells held more than {job.limits.text_length:,} characters; the rest of them was cut off."
        )
    job.outbox.send(
        "done",
        lines,
        {
            "hidden_rows": notes.hidden_rows,
            "merges": notes.merges,
            "patches": notes.patches,
            "zero_pads": most_common(notes.zeros),
            "legacy_fonts": most_common(notes.fonts),
            "date1904": sheet.date1904,
            "warnings": list(dict.fromkeys(notes.warnings)),
        },
    )


def dense(rows: Iterator[SparseRow], limits: Limits, notes: SheetNotes) -> Iterator[PlacedRow]:
    """Sparse rows as plain ones from the first column on, without what stands far below or far right."""
    right = last = 0
    for number, cells in rows:
        if last and number - last > limits.blank_rows:
            notes.warnings.append(far_below(number))
            return
        if not right:
            right = min(cells)
        kept: dict[int, Cell] = {}
        for column in sorted(cells):
            if column - right > limits.blank_columns:
                notes.warnings.append(far_right(column))
                break
            kept[column] = cells[column]
            right = max(right, column)
        if kept:
            last = number
            yield number, [kept.get(column) for column in range(1, max(kept) + 1)]
