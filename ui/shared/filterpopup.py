"""Owns the pop-up in which one column is filtered: its values with counts, or a condition; refuses to filter
by itself.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from ui.background import Background, Token
from ui.shared.conditions import CHOICES, DAYS, NUMBERS, family, offered
from ui.shared.dates import read_day
from ui.shared.gridsource import Filter, GridColumn, GridSource, Query
from ui.shared.numbers import grouped, parse_number
from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind

ValueRole = Qt.ItemDataRole.UserRole
CountRole = Qt.ItemDataRole.UserRole + 1
DEBOUNCE_MS = 200


class FilterPopup(QFrame):
    """Ticked values make an "is" filter; a condition filled in replaces them.

    Signals:
        applied: name of the column, and its `Filter` or None when it is not filtered any more.
        learnt: name of the column, and the words of the values that were listed.
    """

    applied = Signal(str, object)
    learnt = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        *,
        source: GridSource,
        readers: Background,
        column: GridColumn,
        query: Query,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_kind(self, "popup")
        self._theme, self._source, self._readers, self._column = theme, source, readers, column
        self._old = next((one for one in query.filters if one.column == column.name), None)
        others = tuple(one for one in query.filters if one.column != column.name)
        self._query = Query(query.text, others, query.order)
        self._ticked: set[Any] = set(self._old.values) if self._old is not None and self._old.operator == "is" else set()
        self._token = Token()
        self.setAccessibleName(self.tr("Filter {column}").format(column=column.label))
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self._search.textChanged.connect(lambda _: self._timer.start())
        self._show_old_condition()
        self._ask()

    def open_at(self, place: QPoint) -> None:
        """Shows the pop-up below that place, pulled back onto the screen."""
        room = self.screen().availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self._search.setFocus()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 12)
        box.setSpacing(8)
        box.addWidget(label(self._column.label, "strong"))
        self._search = QLineEdit(placeholderText=self.tr("Find a value"))
        self._search.setAccessibleName(self.tr("Find a value of {column}").format(column=self._column.label))
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Values of {column}").format(column=self._column.label))
        self._list.setItemDelegate(_ValueLine(self._theme, self._list))
        self._list.itemChanged.connect(self._on_item_changed)
        self._list.itemActivated.connect(self._on_item_activated)
        self._note = label("", "caption", wraps=True)
        for part in (self._search, self._list, self._note):
            box.addWidget(part)
        box.addLayout(self._condition_row())
        self._wrong = label("", "error", wraps=True)
        self._wrong.hide()
        box.addWidget(self._wrong)
        row = QHBoxLayout()
        row.addWidget(button(self._theme, self.tr("Clear"), self._on_cleared, kind="link"))
        row.addStretch()
        row.addWidget(button(self._theme, self.tr("Apply"), self._on_applied, kind="primary"))
        box.addLayout(row)
        self.setFixedSize(self._theme.px(300), self._theme.px(400 if family(self._column) != CHOICES else 380))

    def _condition_row(self) -> QHBoxLayout:
        self._operator = QComboBox()
        self._operator.setAccessibleName(self.tr("Condition"))
        self._operator.addItem(self.tr("any of the ticked"))
        for condition in offered(self._column):
            self._operator.addItem(condition.words, condition)
        self._from, self._to = QLineEdit(), QLineEdit()
        self._from.setAccessibleName(self.tr("Value of the condition"))
        self._to.setAccessibleName(self.tr("Second value of the condition"))
        if family(self._column) == DAYS:
            self._from.setPlaceholderText(self.tr("22/11/2026"))
            self._to.setPlaceholderText(self.tr("22/11/2026"))
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (self._operator, self._from, self._to):
            row.addWidget(part, 1)
            part.setMinimumWidth(0)
        self._operator.currentIndexChanged.connect(self._on_operator_changed)
        self._on_operator_changed()
        for edit in (self._from, self._to):
            edit.returnPressed.connect(self._on_applied)
        return row

    def _show_old_condition(self) -> None:
        if self._old is None or self._old.operator == "is":
            return
        for place in range(1, self._operator.count()):
            if self._operator.itemData(place).operator == self._old.operator:
                self._operator.setCurrentIndex(place)
        for edit, value in zip((self._from, self._to), self._old.values, strict=False):
            edit.setText(f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value))

    # Values

    def _ask(self) -> None:
        self._token.cancel()
        text = self._search.text().strip()
        self._token = self._readers.submit(
            lambda: self._source.facets(self._column.name, self._query, text), self._on_values, token=Token()
        )

    def _on_values(self, values: list[tuple[Any, str, int]]) -> None:
        self.learnt.emit(self._column.name, {value: words for value, words, _ in values if value is not None})
        self._list.blockSignals(True)
        self._list.clear()
        for value, words, count in values:
            item = QListWidgetItem(words if value not in (None, "") else self.tr("(blank)"))
            item.setData(ValueRole, value)
            item.setData(CountRole, grouped(count))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {grouped(count)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in self._ticked else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._note.setText("" if values else self.tr("No value fits."))
        self._note.setVisible(not values)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        value = item.data(ValueRole)
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked.add(value)
            self._operator.setCurrentIndex(0)
        else:
            self._ticked.discard(value)

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    # Conditions

    def _on_operator_changed(self) -> None:
        condition = self._operator.currentData()
        takes = condition.takes if condition is not None else 0
        self._from.setVisible(takes >= 1)
        self._to.setVisible(takes == 2)

    def _read(self, text: str) -> Any:
        """The value typed for a condition; None when it cannot be read as what the column holds."""
        kind = family(self._column)
        if kind == DAYS:
            return read_day(text)
        if kind == NUMBERS:
            number = parse_number(text)
            return int(number) if number is not None and number.is_integer() else number
        return text.strip() or None

    def _on_applied(self) -> None:
        condition = self._operator.currentData()
        if condition is None:
            values = tuple(sorted(self._ticked, key=lambda value: (value is not None, str(value))))
            self._finish(Filter(self._column.name, "is", values) if values else None)
            return
        edits = (self._from, self._to)[: condition.takes]
        values = tuple(self._read(edit.text()) for edit in edits)
        if None in values:
            self._say_wrong()
            return
        self._finish(Filter(self._column.name, condition.operator, values))

    def _say_wrong(self) -> None:
        kind = family(self._column)
        if kind == DAYS:
            words = self.tr("Needs a day, month and year. Example: 22/11/2026")
        elif kind == NUMBERS:
            words = self.tr("Needs a number. Example: 1,23,456")
        else:
            words = self.tr("Type what to look for.")
        self._wrong.setText(words)
        self._wrong.show()

    def _on_cleared(self) -> None:
        self._finish(None)

    def _finish(self, made: Filter | None) -> None:
        self.applied.emit(self._column.name, made)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_applied()
        elif event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._list.setFocus()
            self._list.setCurrentRow(max(0, self._list.currentRow()))
        else:
            super().keyPressEvent(event)


class _ValueLine(QStyledItemDelegate):
    """A value with its tick, and its count at the right edge."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        rect: QRect = option.rect
        count = str(index.data(CountRole))
        painter.save()
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(rect.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room = painter.fontMetrics().horizontalAdvance(count) + 16
        painter.restore()
        option.rect = rect.adjusted(0, 0, -room, 0)
        super().paint(painter, option, index)
