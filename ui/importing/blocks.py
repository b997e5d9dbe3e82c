"""Owns a table whose rows come from the child in blocks, as they are looked at; refuses to hold a whole list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.theme import Theme, set_kind

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
Fetch = Callable[[int, int, Callable[[Sequence[Any]], None]], None]
"""Fetches (offset, limit) and hands the rows to the third."""

Change = tuple[str, str, str]
"""A field, what it says now, what it would say; for `CHANGES_ROLE`."""

BLOCK = 200
CHANGES_ROLE = Qt.ItemDataRole.UserRole + 1
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


class CellDelegate(QStyledItemDelegate):
    """A cell with room at its sides, the current one framed; changes are written old, struck out → new."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        painter.save()
        if full.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
            painter.fillRect(full.rect, full.backgroundBrush)
        elif full.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(full.rect, self._theme.colour("accent_soft"))
        inner = full.rect.adjusted(self._theme.px(8), 0, -self._theme.px(6), 0)
        changes = index.data(CHANGES_ROLE)
        if changes:
            self._write_changes(painter, inner, changes, full.font)
        else:
            _write(painter, inner, full.text, full.font, full.palette.color(QPalette.ColorRole.Text))
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(full.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write_changes(self, painter: QPainter, room: QRect, changes: Sequence[Change], font: QFont) -> None:
        """Field: old, struck out → new; what does not fit is elided, the tool tip has it whole."""
        struck = QFont(font)
        struck.setStrikeOut(True)
        text, muted, good = (self._theme.colour(role) for role in ("text", "muted", "good"))
        for place, (name, old, new) in enumerate(changes):
            parts = [(f"{';  ' if place else ''}{name}: ", font, text), (old, struck if old else font, muted)]
            for words, face, ink in (*parts, (" → " if old else "→ ", font, muted), (new, font, good)):
                room.setLeft(room.left() + _write(painter, room, words, face, ink))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = QLineEdit(parent)
        set_kind(made, "cell")
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(str(heading or ""))
        return made


def _write(painter: QPainter, room: QRect, words: str, font: QFont, ink: QColor) -> int:
    """Writes words into the room, elided; how much of it they took."""
    if room.width() <= 0 or not words:
        return 0
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(ink)
    fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
    return metrics.horizontalAdvance(fitting)


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
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setFont(theme.font("columnName"))
    view.setItemDelegate(CellDelegate(theme, view))
    return view
