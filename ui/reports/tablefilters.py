"""Owns the conditions of a table on demand: one chip for each, and two lists that add another; counts nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from skilling.reports.tablejob import Option
from ui.shared.filters import Chip
from ui.shared.flow import FlowLayout
from ui.theme import Theme, set_kind

_UNCHOSEN: Final = "unchosen"


class TableFilters(QWidget):
    """Signals:
    changed: another set of conditions holds.
    values_wanted: the values of a dimension are to be brought, by `fill`.
    """

    changed = Signal()
    values_wanted = Signal(str)

    def __init__(self, theme: Theme, make_choice: Callable[[str], QComboBox]) -> None:
        """`make_choice` builds a list in the look of the part, by the words that name it."""
        super().__init__()
        self._theme = theme
        set_kind(self, "clear")
        self._row = FlowLayout(self, 10, 8)
        self._words: dict[str, str] = {}  # of dimensions
        self._values: dict[str, dict[Any, str]] = {}  # words of values by dimension
        self._held: list[tuple[str, Any]] = []
        self._chips: list[Chip] = []
        self.by, self.value = make_choice(self.tr("Only where")), make_choice(self.tr("Only where it is"))
        for each in (self.by, self.value):
            self._row.addWidget(each)
        self.value.hide()
        self.by.activated.connect(self._on_by)
        self.value.activated.connect(self._on_value)

    @property
    def held(self) -> tuple[tuple[str, Any], ...]:
        """The conditions, all of which are to hold: a dimension and its value."""
        return tuple(self._held)

    def offer(self, dimensions: Sequence[Option]) -> None:
        """What can be asked; conditions on anything else are let go of. Values have to be brought anew."""
        self._words = dict(dimensions)
        self._values.clear()
        self._held = [each for each in self._held if each[0] in self._words]
        self._show()

    def hold(self, conditions: Sequence[tuple[str, Any]]) -> None:
        """Puts conditions in place of those that held; nobody is told."""
        self._held = list(conditions)
        for name in {name for name, _ in self._held} - self._values.keys():
            self.values_wanted.emit(name)
        self._show()

    def fill(self, dimension: str, values: Sequence[Option]) -> None:
        """The values of a dimension, with their words."""
        self._values[dimension] = dict(values)
        self._show(self.by.currentData())

    def _show(self, asking: str | None = None) -> None:
        """`asking` is the dimension whose value is being chosen."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, (name, value) in enumerate(self._held):
            words = self._values.get(name, {}).get(value, "…")
            chip = Chip(self._theme, self.tr("{field}: {value}").format(field=self._words.get(name, name), value=words))
            chip.removed.connect(partial(self._remove, place))
            chip.wanted.connect(partial(self._ask_again, place))
            self._row.insert(place, chip)
            self._chips.append(chip)
        taken = {name for name, _ in self._held}
        self.by.clear()
        self.by.addItem(self.tr("Only where…") if not taken else self.tr("and where…"), "")
        for name, words in self._words.items():
            if name not in taken:
                self.by.addItem(words, name)
        self.by.setCurrentIndex(max(0, self.by.findData(asking or "")))
        self._offer_values()

    def _offer_values(self) -> None:
        name = self.by.currentData()
        self.value.clear()
        self.value.setVisible(bool(name) and name in self._values)
        if name in self._values:
            self.value.addItem(self.tr("is…"), _UNCHOSEN)
            for value, words in self._values[name].items():
                self.value.addItem(words, (value,))

    def _on_by(self) -> None:
        name = self.by.currentData()
        if name and name not in self._values:
            self.values_wanted.emit(name)
        self._offer_values()

    def _on_value(self) -> None:
        held = self.value.currentData()
        if held != _UNCHOSEN:
            self._held.append((self.by.currentData(), held[0]))
            self._show()
            self.by.setFocus()
            self.changed.emit()

    def _ask_again(self, place: int, _at: QPoint) -> None:
        name, _ = self._held.pop(place)
        self._show(name)
        self.value.setFocus()
        self.changed.emit()

    def _remove(self, place: int) -> None:
        del self._held[place]
        self._show()
        self.by.setFocus()
        self.changed.emit()
