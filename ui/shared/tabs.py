"""Owns a row of names over a stack, of which one is shown: for panels too narrow to show all they know."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.shared.flow import FlowLayout
from ui.shared.widgets import button
from ui.theme import Theme


class Tabs(QWidget):
    """The chosen tab stays when the panel shows another record; the arrow keys go from name to name.

    Signals:
        chosen: the place of the tab that is shown now.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._pages: list[QWidget] = []
        self._row = QWidget()
        self._names = FlowLayout(self._row, gap=4, line_gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._row)
        self._row.hide()
        self._column = column

    def add(self, name: str, page: QWidget) -> QPushButton:
        """One more tab; the first one added is shown."""
        place = len(self._pages)
        made = button(self._theme, name, lambda: self.show_tab(place), kind="chip")
        made.setCheckable(True)
        self._group.addButton(made, place)
        self._names.addWidget(made)
        self._pages.append(page)
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column.addWidget(page)
        page.setVisible(place == 0)
        made.setChecked(place == 0)
        self._row.setVisible(place > 0)  # one name alone would only be in the way
        return made

    def name_tab(self, place: int, name: str) -> None:
        """Changes a tab's name: with how many there are, say."""
        made = self._group.button(place)
        made.setText(name)
        made.setAccessibleName(name)
        self._names.invalidate()

    def show_tab(self, place: int) -> None:
        self._group.button(place).setChecked(True)
        for number, page in enumerate(self._pages):
            if number != place:
                page.hide()  # first: two at once would ask for more height than the window has
        self._pages[place].show()
        self.chosen.emit(place)

    def place_of(self, page: QWidget) -> int:
        return self._pages.index(page)

    @property
    def current(self) -> int:
        return self._group.checkedId()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = next((place for place in range(len(self._pages)) if self._group.button(place).hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        place = (focused + step) % len(self._pages)
        self.show_tab(place)
        self._group.button(place).setFocus(Qt.FocusReason.TabFocusReason)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
