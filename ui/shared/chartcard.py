"""Owns the card that a chart stands in: its title, what it counts, and the same numbers as a table at a
press.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
)

from ui.shared.charts import Chart, ChartData, Kind
from ui.shared.numbers import grouped, share
from ui.shared.widgets import Card, Elided, button, label
from ui.theme import Theme


class ChartCard(Card):
    """`chart.chosen` tells which bar was clicked, so that a count can open its list."""

    def __init__(self, theme: Theme, kind: Kind, title: str, caption: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(title)
        self._title, self._caption = title, Elided(caption, "caption")
        self.chart = Chart(theme, kind)
        self.chart.setAccessibleName(title)
        self._table = QTableWidget()
        self._table.setAccessibleName(self.tr("{title}, as a table").format(title=title))
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self._table)
        self._toggle = button(theme, self.tr("Show as table"), self._on_toggled, icon="table-2", kind="icon")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(title, "heading"))
        head.addWidget(self._caption, 1)
        head.addWidget(self._toggle)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)

    def show_data(self, data: ChartData, caption: str = "") -> None:
        """`caption` names what is counted, and of what a share is a share."""
        if caption:
            self._caption.say(caption)
        self.chart.show_data(data)
        self._fill(data)

    @property
    def as_table(self) -> bool:
        return self._stack.currentWidget() is self._table

    def _fill(self, data: ChartData) -> None:
        heads = ["", *(one.name for one in data.series), *([self.tr("Share")] if data.whole else [])]
        self._table.setColumnCount(len(heads))
        self._table.setRowCount(len(data.categories))
        self._table.setHorizontalHeaderLabels(heads)
        for row, name in enumerate(data.categories):
            values = [one.values[row] for one in data.series]
            cells = [name, *map(grouped, values), *([share(values[0], data.whole)] if data.whole else [])]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(row, column, item)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def _on_toggled(self) -> None:
        self._stack.setCurrentWidget(self.chart if self.as_table else self._table)
        words = self.tr("Show as chart") if self.as_table else self.tr("Show as table")
        self._toggle.setToolTip(words)
        self._toggle.setAccessibleName(words)
        self._theme.put_icon(self._toggle, "chart-column" if self.as_table else "table-2")
