"""Owns the list of pages at the left: sections, icons, the one that is open; refuses to build a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands import PageEntry
from ui.shared.widgets import Elided, label
from ui.theme import Theme, set_kind

WIDTH = 206
_ICON_GAP = 10


class Navigation(QFrame):
    """The pages by section; the arrow keys walk them, Enter opens.

    Signals:
        chosen: the name of a page.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, brand: str, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "nav")
        self.setAccessibleName(self.tr("Pages"))
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._place = Elided("", "caption")
        inside = QWidget()
        set_kind(inside, "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 12, 8, 10)
        column.setSpacing(1)
        for part, kind in ((label(brand, "brand"), "brand"), (self._place, "place")):
            part.setContentsMargins(10, 0, 6, 2 if kind == "brand" else 10)
            column.addWidget(part)
        self._fill(column, [entry for entry in entries if entry.listed])
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._size()
        theme.changed.connect(self._size)

    def _fill(self, column: QVBoxLayout, entries: Sequence[PageEntry]) -> None:
        """Pages of no section stand at the top until the first section, and at the foot after the last."""
        section, at_foot = "", False
        for entry in entries:
            if entry.section and entry.section != section:
                heading = label(entry.section.upper(), "section")
                heading.setContentsMargins(10, 11, 0, 4)
                column.addWidget(heading)
            elif not entry.section and section and not at_foot:
                column.addStretch(1)
                at_foot = True
            section = entry.section or section
            column.addWidget(self._button(entry))
        if not at_foot:
            column.addStretch(1)

    def _button(self, entry: PageEntry) -> QPushButton:
        made = QPushButton(entry.label)
        set_kind(made, "nav")
        made.setCheckable(True)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme.put_icon(made, entry.icon, "nav", _ICON_GAP)
        made.clicked.connect(lambda _=False, name=entry.name: self.chosen.emit(name))
        made.toggled.connect(lambda on: made.setFont(self._theme.font("strong" if on else "")))
        self._group.addButton(made)
        self._buttons[entry.name] = made
        return made

    def show_current(self, name: str) -> None:
        """Marks the open page; none, when it does not stand in the list."""
        found = self._buttons.get(name)
        if found is not None:
            found.setChecked(True)
            return
        self._group.setExclusive(False)
        for each in self._buttons.values():
            each.setChecked(False)
        self._group.setExclusive(True)

    def show_place(self, text: str) -> None:
        """The line under the name: which programme file is open."""
        self._place.say(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = next((place for place, each in enumerate(buttons) if each.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        else:
            buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _size(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        for made in self._buttons.values():
            made.setFont(self._theme.font("strong" if made.isChecked() else ""))
