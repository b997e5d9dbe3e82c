"""Owns the panel in which the columns of a grid are chosen: search, tick, drag into order, reset."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.shared.gridsource import GridColumn
from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind

NameRole = Qt.ItemDataRole.UserRole


class ColumnChooser(QFrame):
    """A pop-up over the columns of one grid.

    Signals:
        chosen: the layout as a list of {"name", "hidden"}, in order.
        reset: the declared columns are wanted back.
    """

    chosen = Signal(object)
    reset = Signal()

    def __init__(self, theme: Theme, columns: list[tuple[GridColumn, bool]], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_kind(self, "popup")
        self.setAccessibleName(self.tr("Columns"))
        self._search = QLineEdit(placeholderText=self.tr("Find a column"))
        self._search.setAccessibleName(self.tr("Find a column"))
        self._search.textChanged.connect(self._on_searched)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Columns, in order; Alt and an arrow key move one"))
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setDefaultDropAction(Qt.DropAction.MoveAction)
        for column, hidden in columns:
            self._add(column, hidden)
        self._list.itemChanged.connect(self._tell)
        self._list.model().rowsMoved.connect(self._tell)
        self._list.setCurrentRow(0)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(12, 12, 12, 12)
        column_box.setSpacing(8)
        column_box.addWidget(self._search)
        column_box.addWidget(self._list, 1)
        column_box.addWidget(label(self.tr("Drag, or Alt+↑ and Alt+↓, to change the order."), "caption", wraps=True))
        row = QHBoxLayout()
        row.addWidget(button(theme, self.tr("Reset columns"), self._on_reset, kind="link"))
        row.addStretch()
        row.addWidget(button(theme, self.tr("Done"), self.close, kind="primary"))
        column_box.addLayout(row)
        self.resize(theme.px(300), theme.px(420))

    def open_at(self, place: QPoint) -> None:
        """Shows the pop-up with its top right corner there."""
        self.move(place - QPoint(self.width(), 0))
        self.show()
        self._list.doItemsLayout()  # laid out before it was styled, the rows are too low
        self._search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _add(self, column: GridColumn, hidden: bool) -> None:
        item = QListWidgetItem(column.label)
        item.setData(NameRole, column.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked)
        self._list.addItem(item)

    def _move(self, step: int) -> None:
        row = self._list.currentRow()
        if 0 <= row + step < self._list.count():
            item = self._list.takeItem(row)
            self._list.insertItem(row + step, item)
            self._list.setCurrentRow(row + step)
            self._tell()

    def _tell(self, *_: object) -> None:
        items = [self._list.item(row) for row in range(self._list.count())]
        shown = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        if not shown:
            # A table without columns cannot be found again: the last one stays.
            self._list.currentItem().setCheckState(Qt.CheckState.Checked)
            return
        self.chosen.emit([{"name": item.data(NameRole), "hidden": item not in shown} for item in items])

    def _on_searched(self, text: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _on_reset(self) -> None:
        self.reset.emit()
        self.close()
