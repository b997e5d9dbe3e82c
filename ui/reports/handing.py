"""Owns what is done with a counted report, be it a pack or a table: look at its sheets and behind its figures, write, print."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPagedPaintDevice, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QPushButton, QTabBar, QVBoxLayout, QWidget

from skilling.domain.calendar import IST
from skilling.reports import job as pack_job
from skilling.services.desk import Told
from ui.context import Context
from ui.reports.preview import SheetPreview
from ui.reports.printing import PrintRun, page_layout
from ui.reports.room import Room
from ui.shared.widgets import label

PRINTED: Final = 20_000  # rows of a sheet on paper


class HandingRoom(Room):
    """Signals:
    behind: a figure was chosen; a `BehindView`.
    """

    behind = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.prepared: pack_job.Prepared | None = None
        self._hands: list[QPushButton] = []
        self._run: PrintRun | None = None
        self._device: QPagedPaintDevice | None = None
        self._sheets: list[pack_job.SheetView] = []

    def sheets_view(self) -> QWidget:
        """The sheets by name, over the cells of the chosen one."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.names = QTabBar()
        self.names.setAccessibleName(self.tr("Sheets"))
        self.names.setExpanding(False)
        self.names.setUsesScrollButtons(True)
        self.names.setDrawBase(False)
        self.names.currentChanged.connect(self._on_name)
        self.sheet = SheetPreview(self.theme)
        self.sheet.asked_behind.connect(self._on_behind)
        column.addWidget(self.names)
        column.addWidget(self.sheet, 1)
        column.addWidget(label(self.tr("Choose a number to see who is behind it."), "caption"))
        return whole

    def add_hands(self, *buttons: QPushButton) -> None:
        """Buttons that need a counted report."""
        self._hands += buttons
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        for each in self._hands:
            each.setEnabled(self.prepared is not None and not busy)

    def lost(self) -> None:
        self.prepared = None
        self.set_busy(False)

    def show_prepared(self, prepared: pack_job.Prepared) -> None:
        self.prepared = prepared
        self.set_busy(False)
        self.names.blockSignals(True)
        while self.names.count():
            self.names.removeTab(0)
        for name in prepared.sheets:
            self.names.addTab(name)
        self.names.setCurrentIndex(min(1, len(prepared.sheets) - 1))
        self.names.setVisible(len(prepared.sheets) > 1)
        self.names.blockSignals(False)
        self._on_name(self.names.currentIndex())

    def look_behind(self, row: int, column: int) -> None:
        """Asks who is behind a cell of the shown sheet, counted from 1."""
        self._on_behind(row, column)

    def _on_name(self, place: int) -> None:
        if self.prepared is not None and place >= 0:
            self.ask(pack_job.sheet, self.prepared.sheets[place], then=self.sheet.show_sheet)

    def _on_behind(self, row: int, column: int) -> None:
        if self.prepared is not None:
            name = self.prepared.sheets[self.names.currentIndex()]
            self.ask(pack_job.behind, name, row, column, then=self.behind.emit)

    # Writing

    def _suggested(self, suffix: str) -> str:
        title = self.prepared.title if self.prepared is not None else ""
        plain = "".join(sign if sign.isalnum() else "-" for sign in title.split(" / ")[0].lower())
        return "-".join(filter(None, plain.split("-"))) + suffix

    def write(self) -> None:
        """Asks where, then writes the workbook."""
        if self.prepared is not None:
            self.ask_where(
                self.tr("Write workbook"), self._suggested(".xlsx"), self.tr("Excel workbooks (*.xlsx)"), self.write_to
            )

    def write_to(self, path: str) -> None:
        """Hands the shown report over as a workbook at `path`."""
        self.ask(pack_job.hand_over, path, self.context.actor, then=self._on_written, stage=self.tr("Writing the workbook"))

    def _on_written(self, delivered: pack_job.Delivered) -> None:
        title = self.prepared.title if self.prepared else ""
        self.context.record(
            Told(delivered.path, delivered.change_id, frozenset({"report"}), "report.written", {"title": title}), said=""
        )
        self.say_written(delivered.path, self.tr("Written to {path}.").format(path=delivered.path))

    # Paper

    def print_pdf(self) -> None:
        """Asks where, then prints the preview into a PDF file."""
        if self.prepared is not None:
            self.ask_where(self.tr("Save as PDF"), self._suggested(".pdf"), self.tr("PDF files (*.pdf)"), self.pdf_to)

    def pdf_to(self, path: str) -> None:
        """The shown report as a PDF at `path`; an older file of that name stays until the new one is whole."""
        staged = f"{path}.part"
        writer = QPdfWriter(staged)
        writer.setResolution(600)
        writer.setTitle(self.prepared.title if self.prepared else "")
        writer.setCreator("Skilling Desk")
        self._print_on(writer, lambda pages: self._on_pdf(staged, path, pages))

    def print_paper(self) -> None:
        """Asks for a printer, then prints the preview."""
        if self.prepared is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(landscape=True))
        printer.setDocName(self.prepared.title)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Print {title}").format(title=self.prepared.title))
        if dialog.exec() == QDialog.DialogCode.Accepted:  # the system's own dialog is answered before it goes on
            self._print_on(printer, lambda pages: self.context.say(self.tr("{n} pages sent to the printer.").format(n=pages)))

    def _print_on(self, device: QPagedPaintDevice, then: object) -> None:
        if self.prepared is None:
            return
        self._device, self._sheets, self._then = device, [], then
        self.done.say("")
        self.set_busy(True)
        self.progress.begin(self.tr("Laying out the pages"))
        self._next_sheet()

    def _next_sheet(self) -> None:
        """Sheets come from the child one by one, whole."""
        if self.prepared is None or self._device is None:
            return
        if len(self._sheets) < len(self.prepared.sheets):
            self.ask(pack_job.sheet, self.prepared.sheets[len(self._sheets)], PRINTED, then=self._on_sheet)
            return
        self._run = PrintRun(self._device, self.theme, self._foot(), self)
        self._run.progressed.connect(self._on_page)
        self._run.finished.connect(self._on_printed)
        self._run.failed.connect(self._on_unprinted)
        self._run.start(self._sheets)

    def _on_sheet(self, sheet: pack_job.SheetView) -> None:
        self._sheets.append(sheet)
        self._next_sheet()

    def _on_page(self, done: int, total: int) -> None:
        self.progress.report(self.tr("Printing the pages"), done, total)

    def _on_printed(self, pages: int) -> None:
        self._end_run()
        if callable(self._then):
            self._then(pages)

    def _on_unprinted(self) -> None:
        self._end_run()
        self.wrong.say(self.tr("The pages could not be written. Choose another folder or printer, and try again."), "bad")

    def _on_pdf(self, staged: str, path: str, pages: int) -> None:
        try:
            Path(staged).replace(path)
        except OSError:
            Path(staged).unlink(missing_ok=True)
            self.wrong.say(
                self.tr("{file} could not be replaced. Close it where it is open, or choose another name.").format(
                    file=Path(path).name
                ),
                "bad",
            )
            return
        self.say_written(path, self.tr("{n} pages written to {path}.").format(n=pages, path=path))

    def _on_cancelled(self) -> None:
        if self._run is not None:
            self._run.stop()
        self._end_run()
        super()._on_cancelled()

    def _end_run(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
        self._run, self._device, self._sheets = None, None, []
        self.rest()

    def _foot(self) -> str:
        title = self.prepared.title if self.prepared is not None else ""
        return f"{title} · {datetime.now(IST):%d.%m.%Y}"
