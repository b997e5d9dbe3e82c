"""Reads xlsx and xlsm: calamine with a second look beside it, and the bounded reader where calamine fails."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice

from skilling.domain.problems import Refused
from skilling.importing.reading import preflight
from skilling.importing.reading.grid import Cell, Row, column_number
from skilling.importing.reading.limits import MEBIBYTE
from skilling.importing.reading.package import Package, SheetPart
from skilling.importing.reading.ranking import ROWS_LOOKED_AT
from skilling.importing.reading.readings import Job, SheetLine, choose, dense, finish, hold_for, send, send_rows
from skilling.importing.reading.secondlook import SecondLook
from skilling.importing.reading.sheetxml import SharedText, SheetNotes, SheetReader, SparseRow, shared_text
from skilling.importing.reading.workbookfile import OpenSheet, SheetChoice, Unreadable, calamine_sheets, no_sheet

_SMALL = 4 * MEBIBYTE
_STREAMED_FROM = 320 * MEBIBYTE
_CELL_REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})[0-9]')


def read(job: Job) -> None:
    """Send the chosen sheet. Raises Refused or Unreadable."""
    with job.source.open() as stream, zipfile.ZipFile(stream) as archive:
        warnings = preflight.check_directory(archive, job.limits)
        hold_for(preflight.content_bytes(archive), job.limits)
        preflight.check_declarations(archive)
        package = Package(archive)
        if not package.sheets:
            raise no_sheet()
        tabs = _Tabs(package, job)
        name, lines = choose(tabs.choice(), job.sheet)
        reading = _Reading(job, package, tabs.parts[name], lines, SheetNotes(warnings=list(warnings)))
        if job.rows is not None:
            reading.begin(tabs)
        elif package.size(reading.sheet.part) <= _SMALL or job.second_reader:
            reading.carefully()
        elif package.size(reading.sheet.part) > _STREAMED_FROM:
            reading.streamed()
        else:
            reading.fast()


class _Tabs:
    """The sheets of a package by their first rows, read without reading the rest."""

    def __init__(self, package: Package, job: Job) -> None:
        self._package = package
        self._limits = job.limits
        self._styles = package.styles()
        self._peeks: dict[str, tuple[list[Row], tuple[int, int]]] = {}
        self.parts = {sheet.name: sheet for sheet in package.sheets}

    def choice(self) -> SheetChoice:
        return SheetChoice(
            list(self.parts),
            {sheet.name: sheet.hidden for sheet in self._package.sheets},
            lambda name: self._peek(name)[0],
            lambda name: self._peek(name)[1],
        )

    def _peek(self, name: str) -> tuple[list[Row], tuple[int, int]]:
        if name not in self._peeks:
            try:
                self._peeks[name] = self._look_at(name)
            except Refused as refused:
                # One broken sheet among good ones only loses its place in the ranking.
                raise Unreadable(refused.code) from refused
        return self._peeks[name]

    def _look_at(self, name: str) -> tuple[list[Row], tuple[int, int]]:
        notes = SheetNotes()
        sparse = self.first(self.parts[name], ROWS_LOOKED_AT, notes)
        rows = [row for _, row in dense(iter(sparse), self._limits, notes)]
        height = max(sparse[-1][0], notes.height) if sparse else 0
        return rows, (height, max(map(len, rows), default=0))

    def first(self, sheet: SheetPart, count: int, notes: SheetNotes) -> list[SparseRow]:
        """The first filled rows of a sheet, reading no more of the shared texts than they refer to."""
        with self._package.open(sheet.part) as stream:
            reader = SheetReader(self._styles, None, self._package.date1904, notes)
            rows = list(islice(reader.rows(stream), count))
        wanted = [cell for _, cells in rows for cell in cells.values() if isinstance(cell, SharedText)]
        strings = self._package.strings(max(wanted)) if wanted else []

        def looked_up(cell: Cell) -> Cell:
            return shared_text(strings, cell) if isinstance(cell, SharedText) else cell

        return [(number, {column: looked_up(cell) for column, cell in cells.items()}) for number, cells in rows]


class _Reading:
    """One sheet of one package on its way home."""

    def __init__(self, job: Job, package: Package, sheet: SheetPart, lines: list[SheetLine], notes: SheetNotes) -> None:
        self.job = job
        self.package = package
        self.sheet = sheet
        self._lines = lines
        self._notes = notes

    def begin(self, tabs: _Tabs) -> None:
        """Only the first rows, at once."""
        rows = tabs.first(self.sheet, self.job.rows or 0, self._notes)
        self._send_sparse(iter(rows), self._notes.height)

    def carefully(self) -> None:
        """Check every byte first, then choose the reader by what was seen."""
        look = self._second_look()
        extent = _Extent()

        def watch(chunk: bytes) -> None:
            look.feed(chunk)
            extent.feed(chunk)

        preflight.check_content(self.package.archive, {self.sheet.part: watch})
        notes = look.finish()
        trusted = look.understood and not extent.is_scattered(look.last_row)
        if self.job.second_reader or not trusted or not self._read_with_calamine(lambda: notes):
            self._read_bounded()

    def fast(self) -> None:
        """calamine parses without holding the interpreter, so the check and the second look run beside it."""
        look = self._second_look()
        refused: list[BaseException] = []

        def check() -> None:
            try:
                preflight.check_content(self.package.archive, {self.sheet.part: look.feed})
            except BaseException as error:
                refused.append(error)

        def finished_look() -> SheetNotes | None:
            checking.join()
            if refused:
                raise refused[0]
            notes = look.finish()
            return notes if look.understood else None

        checking = threading.Thread(target=check)
        checking.start()
        if not self._read_with_calamine(finished_look):
            finished_look()
            self._read_bounded()

    def streamed(self) -> None:
        """A million rows take three times as long row by row, and a hundredth of the memory."""
        preflight.check_content(self.package.archive, {})
        self._read_bounded()

    def _second_look(self) -> SecondLook:
        return SecondLook(self.package.styles(), self.package.date1904)

    def _read_with_calamine(self, second_look: Callable[[], SheetNotes | None]) -> bool:
        """Whether calamine could read the sheet and the second look vouches for it; if not, nothing ended."""
        job = self.job
        try:
            sheet = calamine_sheets(job.source, job.limits).open(self.sheet.name)
        except Unreadable:
            return False
        job.outbox.send("sheet", job.kind, None, None, sheet.name, sheet.height, sheet.first_column)
        send_rows(job, sheet)
        notes = second_look()
        if notes is None:
            return False
        notes.merges = sheet.notes.merges
        notes.warnings = self._notes.warnings + sheet.notes.warnings + notes.warnings
        sheet.notes, sheet.date1904 = notes, self.package.date1904
        finish(job, sheet, self._lines)
        return True

    def _read_bounded(self) -> None:
        self._send_sparse(self._sparse_rows(), 0)

    def _sparse_rows(self) -> Iterator[SparseRow]:
        strings = self.package.strings()
        with self.package.open(self.sheet.part) as stream:
            reader = SheetReader(self.package.styles(), strings, self.package.date1904, self._notes)
            yield from reader.rows(stream)

    def _send_sparse(self, rows: Iterator[SparseRow], height: int) -> None:
        placed = dense(rows, self.job.limits, self._notes)
        sheet = OpenSheet(self.sheet.name, height, 1, placed, self._notes, self.package.date1904)
        send(self.job, sheet, self._lines)


class _Extent:
    """How far apart the cells of a small sheet stand, by their references alone."""

    def __init__(self) -> None:
        self._cells = 0
        self._letters: set[bytes] = set()

    def feed(self, chunk: bytes) -> None:
        found = _CELL_REFERENCE.findall(chunk)
        self._cells += len(found)
        self._letters.update(found)

    def is_scattered(self, last_row: int) -> bool:
        """Whether a dense table of all rows and columns would be mostly air."""
        right = max((column_number(letters.decode()) for letters in self._letters), default=0)
        return last_row * right > 1_000_000 and last_row * right > 20 * self._cells
