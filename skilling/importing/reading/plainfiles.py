"""Reads files without a workbook inside: delimited text, HTML tables, XML Spreadsheet 2003."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from skilling.domain.problems import Refused
from skilling.importing.reading.grid import Row
from skilling.importing.reading.limits import MEBIBYTE
from skilling.importing.reading.markup import MarkupSheet, html_tables, spreadsheet_2003
from skilling.importing.reading.quotes import RunawayQuote
from skilling.importing.reading.readings import Job, choose, dense, hold_for, send
from skilling.importing.reading.sheetxml import SheetNotes
from skilling.importing.reading.textfile import Dialect, Spelling, decoded, dialect_of, records, spelling_of
from skilling.importing.reading.workbookfile import OpenSheet, PlacedRow, SheetChoice

_PREVIEW_BYTES = MEBIBYTE
_PREVIEW_PAGE = MEBIBYTE // 4  # a page takes four times as long to read


def read(job: Job) -> None:
    """Send a text, HTML or XML file. Raises Refused."""
    hold_for(4 * job.source.size, job.limits)
    if job.kind == "html":
        _read_markup(job, html_tables(_content(job)))
    elif job.kind == "xml":
        with job.source.open() as stream:
            _read_markup(job, spreadsheet_2003(stream, None if job.rows is None else _PREVIEW_BYTES))
    else:
        _read_text(job)


def _content(job: Job) -> bytes:
    """All bytes, or for a preview those of the first rows, cut at the end of a line."""
    enough = _PREVIEW_PAGE if job.kind == "html" else _PREVIEW_BYTES
    if job.rows is None or job.source.size <= enough:
        return job.source.everything()
    head = job.source.head(enough)
    end = head.rfind(b"\n") + 1
    return head[: end + end % 2] if end and b"\x00" in head[:1000] else head[: end or len(head)]


def _read_markup(job: Job, tables: list[MarkupSheet]) -> None:
    if not tables:
        raise Refused(
            "empty",
            "This web page holds no table. It may be the page of a portal that asked to log in. "
            "Download the list again, or open it in Excel and save it as an Excel workbook (.xlsx).",
        )
    by_name = {_free_name(table.name, index): table for index, table in enumerate(tables)}

    def first_rows(name: str) -> list[Row]:
        return [row for _, row in dense(by_name[name].sparse(), job.limits, SheetNotes())][:60]

    def size(name: str) -> tuple[int, int]:
        rows = by_name[name].rows
        return max(rows, default=0), max((max(cells) for cells in rows.values()), default=0)

    hidden = {name: table.hidden for name, table in by_name.items()}
    name, lines = choose(SheetChoice(list(by_name), hidden, first_rows, size), job.sheet)
    table = by_name[name]
    rows = dense(table.sparse(), job.limits, table.notes)
    send(job, OpenSheet(name, max(table.rows, default=0), 1, rows, table.notes), lines)


def _free_name(name: str, index: int) -> str:
    return name or f"Table {index + 1}"


def _read_text(job: Job) -> None:
    data = _content(job)
    spelling = spelling_of(data)
    dialect = dialect_of(decoded(data, spelling))
    notes = SheetNotes()
    if spelling.lost:
        notes.warnings.append(
            f"{spelling.lost:,} characters of this file are damaged and show as \ufffd. "
            "Compare those cells with the sender's list."
        )
    try:
        _send_text(job, data, spelling, dialect, notes)
    except RunawayQuote:
        notes.warnings.append(
            "Quotation marks in this file are opened and never closed. They were read as ordinary "
            "characters; check the cells that hold one."
        )
        _send_text(job, data, spelling, replace(dialect, quotes=False), notes)


def _send_text(job: Job, data: bytes, spelling: Spelling, dialect: Dialect, notes: SheetNotes) -> None:
    kind = "tsv" if dialect.delimiter == "\t" else "csv"

    def mended(number: int) -> None:
        notes.warnings.append(
            f"A quotation mark in row {number:,} is opened and never closed, so it was read as an ordinary character. Check that row."
        )

    sheet = OpenSheet("", 0, 1, _placed(records(data, spelling, dialect, mended)), notes)
    lines = [("", False, 0, 0, 0.0)]
    send(job, sheet, lines, kind=kind, encoding=spelling.encoding, delimiter=dialect.delimiter)


def _placed(rows: Iterator[list[str]]) -> Iterator[PlacedRow]:
    for number, row in enumerate(rows, 1):
        if any(row):
            yield number, [*row]
