"""Owns the bar above a grid: search, one chip for each filter, Clear, Columns; all on one base line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from ui.shared.conditions import chip_text
from ui.shared.flow import FlowLayout
from ui.shared.gridsource import Filter, GridColumn, Query
from ui.shared.widgets import button
from ui.theme import Theme, set_kind

DEBOUNCE_MS = 200


class Chip(QFrame):
    """One filter: its words open it again, its cross takes it away, Delete too.

    Signals:
        wanted: it is to be opened, below a global place.
        removed: it is to go.
    """

    wanted = Signal(QPoint)
    removed = Signal()

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        set_kind(self, "chip")
        self._words = button(theme, text, self._on_clicked, kind="ghost", tip=self.tr("Change this filter (Delete removes it)"))
        set_kind(self._words, "chipWords")
        cross = button(theme, self.tr("Remove filter {name}").format(name=text), self.removed.emit, icon="x", kind="icon")
        theme.put_icon(cross, "x", "accent")
        set_kind(cross, "chipCross")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self._words)
        row.addWidget(cross)

    def _on_clicked(self) -> None:
        self.wanted.emit(self.mapToGlobal(self.rect().bottomLeft() + QPoint(0, 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Shows the words and filters of a query and says what the person wants changed.

    Signals:
        text_changed: other words are searched, once typing has paused.
        filter_wanted: the name of a column to filter, and where its pop-up belongs.
        filter_removed: the name of a column.
        cleared: no words and no filters any more.
        columns_wanted: where the column chooser belongs (its top right corner).
        left_downwards: from the search field into the rows.
    """

    text_changed = Signal(str)
    filter_wanted = Signal(str, QPoint)
    filter_removed = Signal(str)
    cleared = Signal()
    columns_wanted = Signal(QPoint)
    left_downwards = Signal()

    def __init__(self, theme: Theme, columns: Sequence[GridColumn], placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self._columns = {column.name: column for column in columns}
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, gap=8, line_gap=8)
        self.search = _Search(theme, placeholder)
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self._on_paused)
        self.search.textEdited.connect(lambda _: self._timer.start())
        self.search.textChanged.connect(self._on_text_changed)
        self.search.returnPressed.connect(self._on_paused)
        self.search.down_pressed.connect(self.left_downwards)
        self._filters = button(theme, self.tr("Filters"), self._on_filters, icon="list-filter", kind="ghost")
        self._filters.setToolTip(self.tr("Filter by a column (Alt+Down in the table)"))
        self._clear = button(
            theme,
            self.tr("Clear"),
            self.cleared.emit,
            kind="link",
            tip=self.tr("Remove the search and every filter"),
        )
        self._choose = button(theme, self.tr("Columns"), self._on_columns, icon="columns-3", kind="ghost")
        for part in (self.search, self._filters, self._clear, self._choose):
            self._flow.addWidget(part)
        self._clear.hide()

    def add_tool(self, widget: QWidget) -> None:
        """Something of the page's own at the end of the bar."""
        self._flow.addWidget(widget)

    def show_query(self, query: Query, known: Mapping[str, Mapping[Any, str]]) -> None:
        """Draws the chips anew and sets the words, unless the person is typing them.

        `known` has the words of ids by column: of states, of linked records.
        """
        if self.search.text().strip() != query.text and not self._timer.isActive():
            self.search.setText(query.text)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(one, known.get(one.column, {})) for one in query.filters if one.column in self._columns]
        for place, chip in enumerate(self._chips, 1):
            self._flow.insert(place, chip)
            chip.show()
        self._clear.setVisible(bool(query.text or query.filters))

    def _chip(self, one: Filter, known: Mapping[Any, str]) -> Chip:
        chip = Chip(self._theme, chip_text(self._columns[one.column], one, known))
        chip.wanted.connect(lambda place, name=one.column: self.filter_wanted.emit(name, place))
        chip.removed.connect(lambda name=one.column: self.filter_removed.emit(name))
        return chip

    def _on_text_changed(self, text: str) -> None:
        if not text and not self.search.hasFocus():
            self._timer.stop()

    def _on_paused(self) -> None:
        self._timer.stop()
        self.text_changed.emit(" ".join(self.search.text().split()))

    def _on_filters(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self._filters.mapToGlobal(self._filters.rect().bottomLeft() + QPoint(0, 4))
        for column in self._columns.values():
            if column.filterable:
                action = QAction(column.label, menu)
                action.triggered.connect(_later(self.filter_wanted.emit, column.name, place))
                menu.addAction(action)
        menu.popup(place)

    def _on_columns(self) -> None:
        self.columns_wanted.emit(self._choose.mapToGlobal(self._choose.rect().bottomRight() + QPoint(0, 4)))


class _Search(QLineEdit):
    down_pressed = Signal()

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__(placeholderText=placeholder)
        self._theme = theme
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setToolTip(self.tr("Find in this list (Ctrl+F)"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        theme.put_icon(self._sign, "search", "muted")
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.setFixedWidth(self._theme.px(264))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)


def _later(emit: Callable[[str, QPoint], None], name: str, place: QPoint) -> Callable[[], None]:
    """Opens the pop-up once the menu is gone: two pop-ups at once close each other."""
    return lambda: QTimer.singleShot(0, lambda: emit(name, place))
