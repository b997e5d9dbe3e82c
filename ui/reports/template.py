"""Owns the ministry's own template on the screen: what it holds, its cells and their figures, the filled copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QSplitter, QTabBar, QVBoxLayout, QWidget

from skilling.domain.problems import Refused
from skilling.reports import templatejob
from skilling.reports.job import Asked
from skilling.reports.template import binding
from skilling.reports.template.looking import Moved
from skilling.reports.templatejob import FigureOffer, Filled, TemplateSheet, TemplateView
from ui.context import Context
from ui.reports.choices import Choices
from ui.reports.room import Room
from ui.reports.templategrid import TemplateGrid, address
from ui.shared.messages import Banner, Covered, EmptyState
from ui.shared.numbers import grouped
from ui.shared.widgets import button, label

_PAUSE = 200  # ms after the last letter


class TemplateRoom(Room):
    """A workbook of somebody else, filled with our figures and otherwise untouched."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.path = ""
        self.view: TemplateView | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.search_figures)
        self.choices = Choices(self.theme, languages=False)
        self._choose = button(self.theme, self.tr("Choose &template…"), self._on_choose, icon="folder-open")
        self._fill = button(self.theme, self.tr("&Fill and save…"), self._on_fill, icon="file-spreadsheet", kind="primary")
        self.choices.row.insert(0, self._choose)
        self.choices.row.addWidget(self._fill)
        self.choices.changed.connect(self._on_period)
        self.body.addWidget(self.choices)
        self.add_messages()
        self.changed = Banner(self.theme, "warn")
        self.changed.add_action(self.tr("Carry the bindings over"), self.carry_over)
        self.changed.add_action(self.tr("Bind anew"), self._on_register)
        self.kept = Banner(self.theme, "info")
        self.body.addWidget(self.changed)
        self.body.addWidget(self.kept)
        self._covered = Covered(self._desk())
        self.body.addWidget(self._covered, 1)
        self._covered.cover(self._start_card())
        self.set_busy(False)

    # Building

    def _desk(self) -> QWidget:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        left, right = QWidget(), QWidget()
        sheets = QVBoxLayout(left)
        sheets.setContentsMargins(0, 0, 8, 0)
        self.names = QTabBar()
        self.names.setAccessibleName(self.tr("Sheets of the template"))
        self.names.setExpanding(False)
        self.names.setDrawBase(False)
        self.names.currentChanged.connect(self._on_name)
        self.grid = TemplateGrid(self.theme)
        self.grid.cell_chosen.connect(self._on_cell)
        sheets.addWidget(self.names)
        sheets.addWidget(self.grid, 1)
        picks = QVBoxLayout(right)
        picks.setContentsMargins(8, 0, 0, 0)
        self._cell = label(self.tr("Choose a cell"), "heading")
        self._bound = label("", "muted", wraps=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search: sheet, row, column"))
        self.search.setAccessibleName(self.tr("Search for a figure"))
        self.search.textEdited.connect(lambda _text: self._timer.start(_PAUSE))
        self.figures = QListWidget()
        self.figures.setAccessibleName(self.tr("Figures for the cell"))
        self.figures.setWordWrap(True)
        self.figures.itemActivated.connect(self._on_figure)
        self._bind = button(self.theme, self.tr("Put into the cell"), self._on_bind, icon="link")
        self._free = button(self.theme, self.tr("Free the cell"), self.free, icon="unlink", kind="ghost")
        self.grid.figure_wanted.connect(self.search.setFocus)
        for part in (self._cell, self._bound, self.search):
            picks.addWidget(part)
        picks.addWidget(self.figures, 1)
        picks.addWidget(self._bind)
        picks.addWidget(self._free)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split

    def _start_card(self) -> EmptyState:
        state = EmptyState(
            self.theme, "layout-template", self.tr("The ministry's own workbook"),
            self.tr("Choose it, say once which figure belongs in which cell, and have it filled for every period from then on."),
        )  # fmt: skip
        state.add_action(self.tr("Choose template…"), self._on_choose, icon="folder-open", main=True)
        return state

    # Opening

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a template"), self.context.preferences.text("reports/templates", ""))
        dialog.setNameFilters([self.tr("Excel workbooks (*.xlsx *.xlsm)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open_file)
        dialog.open()

    def open_file(self, path: str) -> None:
        """Looks at a file, and puts it on record where it is new."""
        self.context.preferences.keep("reports/templates", str(Path(path).parent))
        self.path = path
        self.ask(templatejob.look, path, then=self._on_looked, stage=self.tr("Reading the template"))

    def _on_looked(self, view: TemplateView) -> None:
        self.view = view
        self.changed.say(view.changed, "warn")
        self.kept.say(self._kept_words(view), "info")
        if not view.known and not view.changed:
            self._on_register()
            return
        self._show_view(view)

    def _kept_words(self, view: TemplateView) -> str:
        if not view.at_risk:
            return ""
        words = self.tr("{file} holds {parts}. Saving it again with other programs may lose them; filling it here keeps them.")
        said = words.format(file=view.name, parts=", ".join(view.at_risk))
        return said + " " + self.tr("Its digital signature becomes invalid.") if view.signed else said

    def _show_view(self, view: TemplateView) -> None:
        self._covered.cover(None)
        self.set_busy(False)
        self.names.blockSignals(True)
        before = self.names.currentIndex() if self.names.count() == len(view.sheets) else 0
        while self.names.count():
            self.names.removeTab(0)
        for name in view.sheets:
            self.names.addTab(name)
        self.names.setCurrentIndex(max(before, 0))
        self.names.setVisible(len(view.sheets) > 1)
        self.names.blockSignals(False)
        self._on_name(self.names.currentIndex())
        self.search_figures()

    def _on_register(self) -> None:
        self.context.change(
            "template.registered", binding.register, Path(self.path), then=lambda _done: self._look_again(),
            refused=self.refused, said="",
        )  # fmt: skip

    def carry_over(self) -> None:
        """Takes the bindings of the older file to this one."""
        self.context.change(
            "template.rebound", binding.carry_over, Path(self.path), then=lambda done: self._on_carried(done.value),
            refused=self.refused, said="",
        )  # fmt: skip

    def _on_carried(self, moved: list[Moved]) -> None:
        lost = [each.sentence for each in moved if not each.now]
        if lost:
            self.wrong.say(self.tr("Bind these again: {cells}.").format(cells="; ".join(lost)), "warn")
        self.context.say(self.tr("The bindings were carried over. {n} cells moved.").format(n=len(moved) - len(lost)))
        self._look_again()

    def _look_again(self) -> None:
        self.ask(templatejob.look, self.path, then=self._on_looked_again)

    def _on_looked_again(self, view: TemplateView) -> None:
        self.view = view
        self.changed.say(view.changed, "warn")
        self._show_view(view)

    # Cells

    @property
    def cell(self) -> str:
        """Address of the current cell."""
        at = self.grid.currentIndex()
        return address(at.row(), at.column()) if at.isValid() else ""

    def _asked(self) -> Asked | None:
        try:
            return self.choices.asked() if self.choices.ready else None
        except Refused as refused:
            self.refused(refused)
            return None

    def _on_name(self, place: int) -> None:
        asked = self._asked()
        if self.view is not None and asked is not None and place >= 0:
            self.ask(templatejob.sheet, self.path, self.view.sheets[place], asked, then=self._on_sheet)

    def _on_sheet(self, sheet: TemplateSheet) -> None:
        self.grid.show_sheet(sheet)
        self._on_cell(self.cell)

    def _on_cell(self, cell: str) -> None:
        sheet = self.grid.cells.sheet
        self._cell.setText(self.tr("Cell {cell}").format(cell=cell))
        locked = sheet.locked.get(cell)
        bound = sheet.bound.get(cell)
        if bound:
            self._bound.setText(self.tr("Filled with {figure}").format(figure=bound))
        elif locked == "formula":
            self._bound.setText(self.tr("A formula of the template: it stays as it is."))
        elif locked:
            self._bound.setText(self.tr("It lies under a merged cell: choose that one's first cell."))
        else:
            self._bound.setText(self.tr("Pick the figure that belongs here."))
        self._free.setEnabled(bool(bound))
        self._bind.setEnabled(not locked and self.view is not None and self.view.known)

    def search_figures(self) -> None:
        """Figures whose names have the searched words."""
        asked = self._asked()
        if asked is not None and self.view is not None:
            self.ask(templatejob.find, asked, self.search.text(), then=self._on_found)

    def _on_found(self, found: tuple[FigureOffer, ...]) -> None:
        self.figures.clear()
        for offer in found:
            item = QListWidgetItem(f"{offer.name.replace(' / ', ' › ')}\n{offer.value}")
            item.setData(Qt.ItemDataRole.UserRole, offer)
            self.figures.addItem(item)
        if found:
            self.figures.setCurrentRow(0)
        else:
            none = QListWidgetItem(self.tr("No figure has these words."))
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.figures.addItem(none)

    def _on_figure(self, item: QListWidgetItem) -> None:
        offer = item.data(Qt.ItemDataRole.UserRole)
        if offer is not None and self._bind.isEnabled():
            self.bind(offer)

    def _on_bind(self) -> None:
        item = self.figures.currentItem()
        if item is not None:
            self._on_figure(item)

    def bind(self, offer: FigureOffer) -> None:
        """Puts a figure into the current cell."""
        self._change(offer.key)

    def free(self) -> None:
        """Frees the current cell."""
        self._change(None)

    def _change(self, key: object) -> None:
        if self.view is None:
            return
        self.wrong.say("")
        sheet = self.view.sheets[self.names.currentIndex()]
        self.context.change(
            "template.bound", binding.bind, Path(self.path), sheet, self.cell, key,
            then=lambda _done: self._on_name(self.names.currentIndex()), refused=self.refused, said="",
        )  # fmt: skip

    # Filling

    def _on_period(self) -> None:
        if self.view is not None:
            self.search_figures()

    def _on_fill(self) -> None:
        path = Path(self.path)
        period = self.choices.part.currentText().replace(" ", "-").lower()
        kinds = self.tr("Excel workbooks (*{suffix})").format(suffix=path.suffix)
        self.ask_where(self.tr("Fill and save"), f"{path.stem}-{period}{path.suffix}", kinds, self.fill_to)

    def fill_to(self, out: str) -> None:
        """Writes the filled copy to that path."""
        asked = self._asked()
        if asked is not None:
            self.ask(
                templatejob.fill,
                self.path,
                out,
                asked,
                self.context.actor,
                then=self._on_filled,
                stage=self.tr("Filling the template"),
            )

    def _on_filled(self, filled: Filled) -> None:
        said = self.tr("{n} cells filled in {path}. Everything else is as it was.")
        self.say_written(filled.path, said.format(n=grouped(filled.cells), path=filled.path))

    def set_busy(self, busy: bool) -> None:
        self._choose.setEnabled(not busy)
        self._fill.setEnabled(not busy and self.view is not None and self.view.known)
