"""Owns one editor for each kind of field: shows a value, gives it back as the services take it, says when it
was left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from skilling.domain.fields import NUMERIC, PHONES, Choice, Field, Kind
from skilling.domain.languages import choices_of
from ui.background import Background, Token
from ui.shared.dates import read_day
from ui.shared.gridcells import mobile_text
from ui.shared.numbers import day, grouped
from ui.shared.widgets import button
from ui.theme import Theme, restyle

Found = tuple[int, str]
"""An id, and the words for it."""
Search = Callable[[str], Sequence[Found]]
"""Finds records by words; runs on a reader."""


class Editor(QWidget):
    """Base of the editors.

    Signals:
        left: the focus went out of it and its value is another one than was put there.
        changed: something was typed or chosen.
    """

    left = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._put: object = None

    @property
    def field(self) -> QWidget:
        """The widget that takes the focus, the name and the red edge."""
        raise NotImplementedError

    def value(self) -> Any:
        """What stands there: text, an id for a link, None when it is empty."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Shows a value and takes it as the one that nothing was changed against."""
        self.show_value(value)
        self._put = self.value()

    def touched(self) -> bool:
        return bool(self.value() != self._put)

    def settle(self) -> None:
        """What stands there now is the stored value."""
        self._put = self.value()

    def mark(self, wrong: bool) -> None:
        restyle(self.field, "state", "error" if wrong else "")

    def set_locked(self, locked: bool) -> None:
        self.field.setEnabled(not locked)

    def _adopt(self, widget: QWidget) -> None:
        self._row.addWidget(widget, 1)
        self.setFocusProxy(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_left(event.reason())
        return False

    def _on_focus_left(self, reason: Qt.FocusReason) -> None:
        if reason != Qt.FocusReason.PopupFocusReason and self.touched():
            self.left.emit()


class LineEditor(Editor):
    """Text in one line; numbers too, which read with or without commas."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._numeric, self._mobile = field.kind in NUMERIC, field.kind in PHONES
        self.edit = QLineEdit()
        if field.example:
            self.edit.setPlaceholderText(field.example)
        self._adopt(self.edit)
        self.edit.textEdited.connect(self.changed)
        self.edit.returnPressed.connect(self._on_return)

    @property
    def field(self) -> QLineEdit:
        return self.edit

    def value(self) -> str | None:
        text = self.edit.text().strip()
        return (text.replace(",", "") if self._numeric else text) or None

    def show_value(self, value: Any) -> None:
        if self._numeric and isinstance(value, int | Decimal):
            self.edit.setText(grouped(int(value) if value == int(value) else float(value), 0 if value == int(value) else 2))
        else:
            text = "" if value is None else str(value)
            self.edit.setText(mobile_text(text) if self._mobile else text)
        self.edit.setCursorPosition(0)

    def _on_return(self) -> None:
        if self.touched():
            self.left.emit()


class TextEditor(Editor):
    """Text in several lines; Tab goes on to the next field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.px(84))
        self._adopt(self.edit)
        self.edit.textChanged.connect(self.changed)

    @property
    def field(self) -> QPlainTextEdit:
        return self.edit

    def value(self) -> str | None:
        return self.edit.toPlainText().strip() or None

    def show_value(self, value: Any) -> None:
        self.edit.setPlainText("" if value is None else str(value))


class DayEditor(Editor):
    """A day, typed day first in any usual way, or picked from a calendar."""

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(field.example or self.tr("22/11/2026"))
        self._adopt(self.edit)
        self._pick = button(
            theme,
            self.tr("Pick {field} from a calendar").format(field=field.label),
            self._on_pick,
            icon="calendar",
            kind="icon",
        )
        self._row.addWidget(self._pick)
        self.edit.textEdited.connect(self.changed)
        self.edit.returnPressed.connect(lambda: self.left.emit() if self.touched() else None)

    @property
    def field(self) -> QLineEdit:
        return self.edit

    def value(self) -> str | None:
        """ISO where the text is a day, else the text as typed, for the rule that refuses it to quote."""
        text = self.edit.text().strip()
        found = read_day(text)
        return found.isoformat() if found is not None else text or None

    def show_value(self, value: Any) -> None:
        found = value if isinstance(value, date) else read_day(str(value)) if value else None
        self.edit.setText(day(found) if found is not None else str(value or ""))

    def set_locked(self, locked: bool) -> None:
        super().set_locked(locked)
        self._pick.setEnabled(not locked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and (found := read_day(self.edit.text())) is not None:
            self.edit.setText(day(found))
        return super().eventFilter(watched, event)

    def _on_pick(self) -> None:
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(self.tr("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        found = read_day(self.edit.text())
        if found is not None:
            calendar.setSelectedDate(QDate(found.year, found.month, found.day))
        box = QVBoxLayout(popup)
        box.setContentsMargins(4, 4, 4, 4)
        box.addWidget(calendar)

        def on_picked(picked: QDate) -> None:
            self.edit.setText(day(date(picked.year(), picked.month(), picked.day())))
            popup.close()
            self.edit.setFocus()
            self.changed.emit()
            self.left.emit()

        calendar.activated.connect(on_picked)
        calendar.clicked.connect(on_picked)
        popup.move(self.edit.mapToGlobal(QPoint(0, self.edit.height() + 2)))
        popup.show()
        calendar.setFocus()


class ChoiceEditor(Editor):
    """One of a closed list, found by typing any part of its words."""

    def __init__(self, choices: Sequence[Choice] | Sequence[tuple[Any, str]] = ()) -> None:
        super().__init__()
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMinimumContentsLength(4)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._line = QLineEdit()
        self.combo.setLineEdit(self._line)
        completer = QCompleter(self.combo.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line.setCompleter(completer)
        self._adopt(self.combo)
        self._line.installEventFilter(self)
        self.offer([(one.code, one.label) if isinstance(one, Choice) else one for one in choices])
        self.combo.activated.connect(self._on_activated)

    @property
    def field(self) -> QComboBox:
        return self.combo

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Sets what can be chosen: a code or id, and its words. What is chosen now stays."""
        before = self.value() if self.combo.count() else None
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItem("", None)
        for code, words in options:
            self.combo.addItem(words, code)
        self.combo.blockSignals(False)
        self.show_value(before)

    def value(self) -> Any:
        """The code of what stands there; the text itself when it is not of the list, to be refused."""
        text = self._line.text().strip()
        place = self.combo.findText(text, Qt.MatchFlag.MatchFixedString) if text else 0
        return self.combo.itemData(place) if place >= 0 else text

    def show_value(self, value: Any) -> None:
        place = self.combo.findData(value) if value is not None else 0
        self.combo.setCurrentIndex(max(place, 0))
        if place < 0:
            self.combo.setEditText(str(value))

    def _on_activated(self) -> None:
        self.changed.emit()
        if self.touched():
            self.left.emit()


class LinkEditor(Editor):
    """Another record, found by typing; its id is the value. Emptied, it points nowhere."""

    def __init__(self, theme: Theme, readers: Background, field: Field) -> None:
        super().__init__()
        self._readers, self._search, self._token = readers, None, Token()
        self._known: dict[str, int] = {}
        self._id: int | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Type to find…"))
        self._adopt(self.edit)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._on_activated)
        self.edit.setCompleter(completer)
        self._timer = QTimer(self, singleShot=True, interval=150)
        self._timer.timeout.connect(self._ask)
        self.edit.textEdited.connect(self._on_edited)

    _search: Search | None

    @property
    def field(self) -> QLineEdit:
        return self.edit

    def search_with(self, search: Search) -> None:
        self._search = search

    def value(self) -> Any:
        return self._id if self._id is not None else self.edit.text().strip() or None

    def show_value(self, value: Any) -> None:
        """Takes `(id, words)`, or None."""
        self._id, words = value if isinstance(value, tuple) else (value, "")
        self.edit.setText(words)
        self.edit.setCursorPosition(0)

    def _on_edited(self, text: str) -> None:
        self._id = self._known.get(text)
        self.changed.emit()
        self._timer.start()

    def _ask(self) -> None:
        search, text = self._search, self.edit.text().strip()
        self._token.cancel()
        if search is not None and text:
            self._token = self._readers.submit(lambda: search(text), self._on_found, token=Token())

    def _on_found(self, found: Sequence[Found]) -> None:
        self._known = {words: record for record, words in found}
        self._words.setStringList(list(self._known))
        completer = self.edit.completer()
        if self.edit.hasFocus() and completer is not None:
            completer.complete()

    def _on_activated(self, words: str) -> None:
        self._id = self._known.get(words)
        self.changed.emit()
        self.left.emit()


def editor_for(field: Field, theme: Theme, readers: Background) -> Editor:
    """The editor of a field's kind. State and district are combos that the page fills; a link is searched."""
    if choices_of(field):
        return ChoiceEditor(choices_of(field))
    if field.kind in (Kind.STATE, Kind.DISTRICT):
        return ChoiceEditor()
    if field.kind == Kind.LINK:
        return LinkEditor(theme, readers, field)
    if field.kind == Kind.DATE:
        return DayEditor(theme, field)
    if field.kind == Kind.LONG_TEXT:
        return TextEditor(theme)
    return LineEditor(field)
