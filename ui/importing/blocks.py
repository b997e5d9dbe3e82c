"""Owns a table whose rows come from the child in blocks, as they are looked at; refuses to hold a whole list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Fetch = Callable[[int, int, Callable[[Sequence[Any]], None]], None]
"""Fetches (offset, limit) and hands the rows to the third."""

BLOCK = 200
_HELD = 40  # blocks


class BlockModel(QAbstractTableModel):
    """Subclasses say what the columns show of a row; a row that is not there yet shows nothing."""

    def __init__(self, fetch: Fetch, parent: QObject) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._total = 0
        self._blocks: dict[int, Sequence[Any]] = {}
        self._wanted: set[int] = set()
        self._life = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self._to_ask: list[int] = []

    def show_rows(self, total: int, first: Sequence[Any] = ()) -> None:
        """Another list of that many rows; `first` are the first of them where they are at hand."""
        self.beginResetModel()
        self._life += 1
        self._total = total
        self._blocks = {0: tuple(first)} if first and (len(first) >= min(BLOCK, total)) else {}
        self._wanted.clear()
        self._to_ask.clear()
        self.endResetModel()

    def row_at(self, row: int) -> Any | None:
        """The row, or None while it is being fetched."""
        block, place = divmod(row, BLOCK)
        held = self._blocks.get(block)
        if held is None:
            if block not in self._wanted:
                self._wanted.add(block)
                self._to_ask.append(block)
                self._timer.start(0)
            return None
        return held[place] if place < len(held) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._total

    def _ask(self) -> None:
        for block in self._to_ask:
            self._fetch(block * BLOCK, BLOCK, self._on_rows(block, self._life))
        self._to_ask.clear()

    def _on_rows(self, block: int, life: int) -> Callable[[Sequence[Any]], None]:
        def take(rows: Sequence[Any]) -> None:
            if life != self._life:
                return
            self._wanted.discard(block)
            while len(self._blocks) >= _HELD:
                self._blocks.pop(next(iter(self._blocks)))
            self._blocks[block] = rows
            last = min(self._total, (block + 1) * BLOCK) - 1
            self.dataChanged.emit(self.index(block * BLOCK, 0), self.index(last, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, block * BLOCK, last)

        return take



def plain_table(theme: Theme, name: str, row_height: int = 30) -> QTableView:
    """A table view with quiet headings, one selected row, no wrapped words."""
    view = QTableView()
    view.setAccessibleName(name)
    view.setWordWrap(False)
    view.setShowGrid(True)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.verticalHeader().setDefaultSectionSize(theme.px(row_height))
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.horizontalHeader().setHighlightSections(False)
    return view
