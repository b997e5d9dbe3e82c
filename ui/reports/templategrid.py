"""Owns a template's sheet on the screen: its words, which cells are bound and which cannot be; refuses to edit it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableView

from skilling.reports.templatejob import TemplateSheet
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NARROWEST, _WIDEST = 70, 260


def letters(column: int) -> str:
    """The letters of a column: 0 is A."""
    return _LETTERS[column] if column < len(_LETTERS) else _LETTERS[column // 26 - 1] + _LETTERS[column % 26]


def address(row: int, column: int) -> str:
    """The address of a cell by its place from 0: D8."""
    return f"{letters(column)}{row + 1}"


class TemplateModel(QAbstractTableModel):
    """Cells from A1; a bound one shows the figure's name."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet = TemplateSheet("", (), {}, {}, ())

    def show_sheet(self, sheet: TemplateSheet) -> None:
        self.beginResetModel()
        self._sheet = sheet
        self.endResetModel()

    @property
    def sheet(self) -> TemplateSheet:
        return self._sheet

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or not self._sheet.rows else len(self._sheet.rows[0])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return letters(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        at = address(index.row(), index.column())
        words, bound = self._sheet.rows[index.row()][index.column()], self._sheet.bound.get(at, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return f"→ {bound.rpartition(' / ')[2]}" if bound else words.replace("\n", " ")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(at, words, bound)
        if role == Qt.ItemDataRole.BackgroundRole:
            ground = "accent_soft" if bound else "sunken" if at in self._sheet.locked else ""
            return self._theme.colour(ground) if ground else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour("accent" if bound else "text")
        return self._theme.font("strong") if role == Qt.ItemDataRole.FontRole and bound else None

    def _spoken(self, at: str, words: str, bound: str) -> str:
        if bound:
            return self.tr("{cell} is filled with {figure}").format(cell=at, figure=bound)
        why = self._sheet.locked.get(at)
        if why == "formula":
            return self.tr("{cell} holds a formula of the template: it stays").format(cell=at)
        if why == "merged":
            return self.tr("{cell} lies under a merged cell").format(cell=at)
        return f"{at}: {words}" if words else self.tr("{cell}, empty").format(cell=at)


class TemplateGrid(QTableView):
    """Signals:
    cell_chosen: address of the current cell.
    figure_wanted: a figure is to be picked for it: Enter, or a double click.
    """

    cell_chosen = Signal(str)
    figure_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cells = TemplateModel(theme, self)
        self.setModel(self.cells)
        self.setAccessibleName(self.tr("Sheet of the template"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(lambda _index: self.figure_wanted.emit())

    def show_sheet(self, sheet: TemplateSheet) -> None:
        """A sheet; the current cell stays where it was if the sheet is the same."""
        at = self.currentIndex() if sheet.name == self.cells.sheet.name else NOWHERE
        row, column = at.row(), at.column()
        self.clearSpans()
        self.cells.show_sheet(sheet)
        for top, left, rows, columns in sheet.merged:
            if rows * columns > 1 and top + rows <= self.cells.rowCount() and left + columns <= self.cells.columnCount():
                self.setSpan(top, left, rows, columns)
        self._fit(sheet)
        self.setCurrentIndex(self.cells.index(max(row, 0), max(column, 0)))

    def go_to(self, row: int, column: int) -> None:
        """Makes a cell the current one, by its place from 0."""
        self.setCurrentIndex(self.cells.index(row, column))

    def _fit(self, sheet: TemplateSheet) -> None:
        metrics = self.fontMetrics()
        wide = {left for _, left, _, columns in sheet.merged if columns > 1}
        for column in range(self.cells.columnCount()):
            texts = [row[column] for row in sheet.rows if column not in wide or len(row[column]) < 24]
            texts += [
                f"→ {name.rpartition(' / ')[2]}" for at, name in sheet.bound.items() if at.rstrip("0123456789") == letters(column)
            ]
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + self._theme.px(24)
            self.setColumnWidth(column, max(self._theme.px(_NARROWEST), min(self._theme.px(_WIDEST), widest)))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.cell_chosen.emit(address(now.row(), now.column()))
