"""Owns what becomes of each field of those who are on record already: how many values would change, and which side wins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from skilling.importing.showing import FieldChange
from ui.importing.undokeys import UndoKeys
from ui.shared.flow import FlowLayout
from ui.shared.numbers import grouped
from ui.shared.rebuilt import tab_after
from ui.shared.widgets import label
from ui.theme import Theme


class FieldPolicies(QWidget):
    """Signals:
    decided: decisions, as `skilling.importing.planning.fixes.Fix` in plain data.
    """

    decided = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fields: Sequence[FieldChange] = ()
        self._body = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._body)
        self.hide()

    @property
    def there(self) -> bool:
        """Whether the list says anything else, or more, of anybody on record."""
        return bool(self._fields)

    def show_changes(self, fields: Sequence[FieldChange], before: QWidget) -> None:
        """One box for each field that would change, or would if the list won; the Tab key comes to them from `before`."""
        if fields == self._fields:
            return
        focused = next((box.objectName() for box in self.findChildren(QComboBox) if box.hasFocus()), "")
        self._fields = fields
        body = QWidget()
        row = FlowLayout(body, 14, 6)
        for one in fields:
            row.addWidget(self._box(one))
        self._column.replaceWidget(self._body, body)
        self._body.deleteLater()
        self._body = body
        tab_after(before, body)
        if not fields:
            self.hide()
        for box in self.findChildren(QComboBox):
            if focused and box.objectName() == focused:
                box.setFocus()

    def _box(self, one: FieldChange) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        choice = QComboBox()
        UndoKeys(choice)
        choice.setObjectName(one.attribute)
        choice.setFixedWidth(self._theme.px(210))
        choice.setAccessibleName(self.tr("What becomes of {field}").format(field=one.label))
        for code, words in (
            ("fill", self.tr("Fill in what is missing")), ("update", self.tr("The list wins")), ("keep", self.tr("Ours stays")),
        ):  # fmt: skip
            choice.addItem(words, code)
        choice.setCurrentIndex(max(0, choice.findData(one.policy)))
        choice.setEnabled(one.policy != "add-only")
        choice.activated.connect(partial(self._on_chosen, one.attribute, choice))
        name = label(one.label, "strong")
        name.setBuddy(choice)
        for part in (name, label(self._said(one), "caption"), choice):
            column.addWidget(part)
        return box

    def _said(self, one: FieldChange) -> str:
        parts = [
            words.format(n=grouped(count))
            for count, words in (
                (one.filled, self.tr("{n} filled in")),
                (one.replaced, self.tr("{n} replaced")),
                (one.kept, self.tr("{n} stay")),
            )
            if count
        ]
        return ", ".join(parts) or self.tr("nothing changes")

    def _on_chosen(self, attribute: str, choice: QComboBox, _: int) -> None:
        self.decided.emit([{"what": "policy", "column": attribute, "value": choice.currentData()}])
