"""Owns what a grid's table and its frozen left part have in common, and that part; refuses any meaning of keys."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.shared.griddelegate import ROW_HEIGHT, GridDelegate, Shared
from ui.shared.gridheader import GridHeader
from ui.shared.gridmodel import GridModel
from ui.theme import Theme, set_kind


class Table(QTableView):
    """What the table and its frozen part have in common."""

    def __init__(self, theme: Theme, model: GridModel, shared: Shared, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.grid_model = theme, model
        self.heading = GridHeader(theme, model, self)
        self.setHorizontalHeader(self.heading)
        self.setModel(model)
        self.delegate = GridDelegate(theme, model, shared, self)
        self.setItemDelegate(self.delegate)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._size_rows()
        theme.changed.connect(self._size_rows)

    def _size_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self.theme.px(ROW_HEIGHT))
        self.verticalScrollBar().setSingleStep(self.theme.px(ROW_HEIGHT))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.delegate.shared.hovered_row:
            self.delegate.shared.hovered_row = row
            self.viewport().update()


class FrozenPart(Table):
    """The same model over the table's left edge, seen only while the table is scrolled sideways."""

    def __init__(self, table: Table) -> None:
        super().__init__(table.theme, table.grid_model, table.delegate.shared, table)
        self._table = table
        set_kind(self, "frozen")
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Columns that stay in view"))
        self.heading.setSectionsMovable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self.hide()

    def place(self, frozen: Collection[int]) -> None:
        """Covers the left edge with these columns of the model; with none it is not seen."""
        if not frozen:
            self.hide()
            return
        heading, width = self._table.heading, 0
        for section in range(heading.count()):
            gone = section not in frozen or self._table.isColumnHidden(section)
            self.setColumnHidden(section, gone)
            if not gone:
                self.setColumnWidth(section, heading.sectionSize(section))
                width += heading.sectionSize(section)
        edge = self._table.frameWidth()
        self.setGeometry(edge, edge, width + 1, heading.height() + self._table.viewport().height())
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.show()
        self.raise_()
