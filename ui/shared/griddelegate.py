"""Owns how a cell is painted and edited: pills, ticks, marks on what was searched, the ring of the focus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.shared.gridcells import choice_of
from ui.shared.gridmodel import TICK, GridModel, Index
from ui.shared.pills import paint_pill
from ui.theme import Theme, set_kind

ROW_HEIGHT = 34
_PAD = 10


class Shared:
    """What a table and its frozen part paint alike: the words to mark, the row under the mouse."""

    def __init__(self) -> None:
        self.marked: re.Pattern[str] | None = None
        self.hovered_row = -1


class GridDelegate(QStyledItemDelegate):
    """Paints without asking the style: three calls into Python a cell instead of a dozen.

    Signals:
        written: the index of a cell, and the text typed into it.
        moved: after an edit, by how many rows and columns the person goes on.
    """

    written = Signal(object, str)
    moved = Signal(int, int)

    def __init__(self, theme: Theme, model: GridModel, shared: Shared, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._model, self.shared = theme, model, shared
        self._learn_colours()
        theme.changed.connect(self._learn_colours)

    def _learn_colours(self) -> None:
        theme = self._theme
        self._text, self._muted = theme.colour("text"), theme.colour("muted")
        self._accent, self._chosen = theme.colour("accent"), theme.colour("accent_soft")
        self._hover, self._line, self._mark = (
            theme.colour("hover"),
            theme.colour("divider"),
            theme.colour("mark"),
        )
        self._card = theme.colour("card")
        self._pad, self._lead_font = theme.px(_PAD), theme.font("lead")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row, column = index.row(), index.column()
        ticked = self._model.ticks.has(self._model.ids[row])
        chosen = bool(state & QStyle.StateFlag.State_Selected) or ticked
        if chosen:
            painter.fillRect(rect, self._chosen)
        elif row == self.shared.hovered_row:
            painter.fillRect(rect, self._hover)
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column == TICK:
            self._paint_tick(painter, rect, ticked)
        else:
            self._paint_cell(painter, rect, option.font, (row, column - 1), chosen=chosen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = "" if index.column() == TICK else self._model.text(index.row(), index.column() - 1)
        metrics = QFontMetricsF(option.font)
        return QSize(round(metrics.horizontalAdvance(text)) + 3 * self._pad, self._theme.px(ROW_HEIGHT))

    def _paint_cell(self, painter: QPainter, rect: QRect, font: QFont, cell: tuple[int, int], *, chosen: bool) -> None:
        row, column = cell
        text = self._model.text(row, column)
        if not text:
            return
        declared = self._model.columns[column]
        inner = QRectF(rect).adjusted(self._pad, 0, -self._pad, 0)
        pills = declared.name in self._model.statuses
        status = choice_of(declared, self._model.value(row, column)) if pills else None
        if status is not None:
            paint_pill(painter, self._theme, inner, text, status.tone, ringed=chosen)
            return
        if column == 0:
            font = self._lead_font  # the column that names the record
        metrics = QFontMetricsF(font)
        shown = text
        width = metrics.horizontalAdvance(text)
        if width > inner.width():
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            width = metrics.horizontalAdvance(shown)
        left = inner.right() - width if declared.align_right else inner.left()
        base = inner.center().y() + (metrics.ascent() - metrics.descent()) / 2
        if self.shared.marked is not None:
            self._paint_marks(
                painter,
                metrics,
                self.shared.marked.finditer(shown),
                QRectF(left, inner.top(), 0, inner.height()),
            )
        painter.setFont(font)
        painter.setPen(self._text)
        painter.drawText(QPointF(left, base), shown)

    def _paint_marks(self, painter: QPainter, metrics: QFontMetricsF, found: Iterator[re.Match[str]], text: QRectF) -> None:
        height = metrics.height()
        top = text.center().y() - height / 2
        for match in found:
            start = text.left() + metrics.horizontalAdvance(match.string[: match.start()])
            painter.fillRect(QRectF(start, top, metrics.horizontalAdvance(match[0]), height), self._mark)

    def _paint_tick(self, painter: QPainter, rect: QRect, ticked: bool) -> None:
        paint_tick_box(painter, self._theme, rect, 2 if ticked else 0)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        set_kind(editor, "cell")
        column = self._model.columns[index.column() - 1]
        editor.setAccessibleName(column.label)
        if column.choices:
            completer = QCompleter([choice.label for choice in column.choices], editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(self._model.text(index.row(), index.column() - 1))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.text() != self._model.text(index.row(), index.column() - 1):
            self.written.emit(QPersistentModelIndex(index), editor.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes down and Tab goes right after an edit, as in Excel; Qt would open the next editor."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                rows, columns = step
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and event.key() != Qt.Key.Key_Backtab:
                    rows, columns = -rows, -columns
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                self.moved.emit(rows, columns)
                return True
        return super().eventFilter(watched, event)


_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


def paint_tick_box(painter: QPainter, theme: Theme, rect: QRect, state: int) -> None:
    """A tick box in the middle of `rect`: 0 empty, 1 some, 2 all."""
    side = theme.px(16)
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(rect).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if state else "outline"), 1))
    painter.setBrush(theme.colour("accent" if state else "card"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), side / 4, side / 4)
    pen = QPen(theme.colour("on_accent"), max(1.6, side / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    left, top = box.left(), box.top()
    if state == 1:
        painter.drawLine(QPointF(left + side * 0.28, top + side / 2), QPointF(left + side * 0.72, top + side / 2))
    elif state == 2:
        points = [(0.24, 0.52), (0.43, 0.71), (0.77, 0.32)]
        painter.drawPolyline([QPointF(left + side * x, top + side * y) for x, y in points])
    painter.restore()
