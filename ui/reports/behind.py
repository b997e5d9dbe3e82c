"""Owns the panel that says what a figure counts and whom, each with the way to its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from skilling.domain.nouns import NOUNS
from skilling.reports.job import BehindView
from ui.shared.numbers import grouped
from ui.shared.panel import SidePanel
from ui.shared.widgets import label
from ui.theme import Theme


class BehindPanel(SidePanel):
    """The records behind one figure."""

    def __init__(self, theme: Theme, open_page: Callable[..., Any]) -> None:
        super().__init__(theme)
        self._open_page = open_page

    def show_behind(self, seen: BehindView) -> None:
        """The figure, its definition, and the records by name."""
        self.clear_body()
        self.show_record(seen.figure, self.tr("{sheet}, {cell}").format(sheet=seen.sheet, cell=seen.cell))
        self.body.addWidget(label(seen.definition, "muted", wraps=True))
        names = QListWidget()
        names.setAccessibleName(self.tr("Records behind the figure"))
        for record, words in seen.records:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, record)
            names.addItem(item)
        names.itemActivated.connect(lambda item: self._open(seen.noun, item))
        names.itemClicked.connect(lambda item: self._open(seen.noun, item))
        self.body.addWidget(names, 1)
        if seen.count > len(seen.records):
            rest = grouped(seen.count - len(seen.records))
            self.body.addWidget(label(self.tr("and {n} more").format(n=rest), "caption"))
        self.show()

    def _open(self, noun: str, item: QListWidgetItem) -> None:
        # A page is named for the records on it; what only links two records has none.
        page = next((each.plural for each in NOUNS if each.name == noun), None)
        if page is not None:
            self._open_page(page, id=item.data(Qt.ItemDataRole.UserRole))
