"""Owns the preview of one sheet: cells and charts as they will be written; a figure chosen in it asks who is behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from skilling.reports.job import ChartView, SheetRow, SheetView
from ui.shared.charts import Chart, ChartData, Kind, Series
from ui.shared.widgets import label
from ui.theme import Theme

_LOUD = {
    "banner": "title",
    "title": "title",
    "section": "heading",
    "heading": "strong",
    "group": "strong",
    "total": "strong",
    "draft": "heading",
}
_SUNKEN = frozenset({"heading", "group", "total"})
_MUTED = frozenset({"facts", "note", "bridge"})
_IN_SIGHT = 5  # rows of figures that a sheet shows at least when it is opened
_CHARACTER = 7.6  # px of one character of a column's width at 100 %


def chart_of(chart: ChartView) -> tuple[ChartData, Kind]:
    """A chart of a sheet as the window draws it: one series of bars lies, with its numbers; several stand."""
    series = tuple(Series(name, values) for name, values in chart.series)
    kind: Kind = "line" if chart.kind == "line" else "shares" if len(series) == 1 else "grouped"
    whole = sum(series[0].values) if kind == "shares" else 0
    return ChartData(chart.title, chart.categories, series, whole), kind


class SheetPreview(QTableWidget):
    """Signals:
    asked_behind: row and column of a figure, from 1, by click or Enter.
    """

    asked_behind = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 0)
        self._theme = theme
        self._figures: set[tuple[int, int]] = set()
        self._right: set[int] = set()  # columns of numbers: their headings stand at the right, too
        self.setAccessibleName(self.tr("Sheet as it will be written"))
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.cellClicked.connect(self._on_chosen)
        self._shown: SheetView | None = None
        self._settled = QTimer(self)  # how high the sheet is seen is known once the page around it is laid out
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._show_figures)
        theme.changed.connect(self._on_theme)

    def show_sheet(self, sheet: SheetView) -> None:
        """All rows of a sheet; those beyond the preview are named in a last line."""
        self._shown = sheet
        self.clearSpans()
        self.clear()  # the charts of the sheet before, too
        self._right = {column for row in sheet.rows for column in row.numbers}
        self._figures = {(r, c) for r, row in enumerate(sheet.rows) for c in row.figures}
        columns = max(len(sheet.widths), max((len(row.cells) for row in sheet.rows), default=0), 1)
        self.setRowCount(0)
        self.setColumnCount(columns)
        self.setRowCount(len(sheet.rows) + bool(sheet.more))
        for column, width in enumerate(sheet.widths):
            self.setColumnWidth(column, self._theme.px(int(width * _CHARACTER) + 16))
        for place, row in enumerate(sheet.rows):
            self._put(place, row, columns)
        for chart in sheet.charts:
            self._draw(chart, columns)
        if sheet.more:
            words = self.tr("{n} more rows are in the workbook.").format(n=sheet.more)
            self.setItem(len(sheet.rows), 0, QTableWidgetItem(words))
            self.setSpan(len(sheet.rows), 0, 1, columns)
        self.scrollToTop()
        self._settled.start()

    def _show_figures(self) -> None:
        """From the title on, where figures are in sight then; in a low window from the headings on."""
        sheet = self._shown
        if sheet is None or sheet.headings is None or self.verticalScrollBar().value():
            return
        first, last = (row - 1 for row in sheet.headings)
        below = self.rowViewportPosition(last) + self.rowHeight(last) + _IN_SIGHT * self._theme.px(26)
        if below > self.viewport().height():
            self.scrollTo(self.model().index(first, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def _draw(self, chart: ChartView, columns: int) -> None:
        """A chart over the empty rows that it covers in the workbook; what it shows is said to those who cannot see it."""
        over = QWidget()
        box = QVBoxLayout(over)
        box.setContentsMargins(4, 4, 4, 4)
        shown, kind = chart_of(chart)
        made = Chart(self._theme, kind)
        made.show_data(shown)
        made.setAccessibleDescription(chart.told)
        box.addWidget(label(chart.title, "heading", wraps=True))
        box.addWidget(made, 1)
        first, wanted = chart.at - 1, made.sizeHint().height() + self._theme.px(40)
        for row in range(first, first + chart.rows):
            self.setRowHeight(row, max(4, wanted // chart.rows))
        self.setSpan(first, 0, chart.rows, columns)
        self.setCellWidget(first, 0, over)

    def _put(self, place: int, row: SheetRow, columns: int) -> None:
        font = self._theme.font(_LOUD.get(row.band, ""))
        for column, words in enumerate(row.cells):
            item = QTableWidgetItem(words)
            item.setFont(font)
            side = (
                Qt.AlignmentFlag.AlignRight
                if column in (self._right if row.band == "heading" else row.numbers)
                else Qt.AlignmentFlag.AlignLeft
            )
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if row.band in _SUNKEN:
                item.setBackground(self._theme.colour("sunken"))
            if row.band in _MUTED:
                item.setForeground(self._theme.colour("muted"))
            if column in row.figures:
                item.setForeground(self._theme.colour("accent"))
                item.setToolTip(self.tr("Who is behind this figure?"))
            self.setItem(place, column, item)
        if row.span > 1:
            self.setSpan(place, 0, 1, min(row.span, columns))
        self.setRowHeight(place, self._height(row, columns))

    def _height(self, row: SheetRow, columns: int) -> int:
        """As low as words allow, so that many figures are seen at once."""
        if not any(row.cells):
            return self._theme.px(12)
        if row.band in ("banner", "title"):
            return self._theme.px(34)
        if row.band in ("heading", "group"):
            return self._theme.px(10) + self._lines(row) * self.fontMetrics().lineSpacing()
        if row.span > 1 and row.cells:
            width = sum(self.columnWidth(c) for c in range(min(row.span, columns)))
            line = self._theme.px(20 if row.band in _MUTED else 26)
            return line * max(1, -(-self.fontMetrics().horizontalAdvance(row.cells[0]) // max(width - 24, 1)))
        return self._theme.px(26)

    def _lines(self, row: SheetRow) -> int:
        """How many lines the fullest cell of a row takes in the width of its column."""
        lines = 1
        for column, words in enumerate(row.cells):
            room = max(self.columnWidth(column) - 24, 1)
            lines = max(
                lines, sum(-(-self.fontMetrics().horizontalAdvance(part) * 11 // 10 // room) for part in words.split("\n"))
            )
        return lines

    def _on_theme(self) -> None:
        """Cells hold their colours and fonts: they are put down again, at the same place."""
        if self._shown is not None:
            down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
            self.show_sheet(self._shown)
            self.verticalScrollBar().setValue(down)
            self.horizontalScrollBar().setValue(across)

    def _on_chosen(self, row: int, column: int) -> None:
        if (row, column) in self._figures:
            self.asked_behind.emit(row + 1, column + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_chosen(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)
