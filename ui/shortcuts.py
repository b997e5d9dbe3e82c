"""Owns the sheet of keyboard shortcuts: what the window's commands and the grid listen to, in one place to
read.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.commands import Command
from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind


def _in_lists() -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    return (
        ("Ctrl+F", translate("shortcuts", "Search in the list")),
        ("Space", translate("shortcuts", "Open the side panel; the arrow keys walk the records")),
        ("Enter · F2", translate("shortcuts", "Open the record, or edit the cell")),
        ("Insert", translate("shortcuts", "Tick the record and go on")),
        ("Alt+Down", translate("shortcuts", "Filter by this column")),
        ("Shift+Click", translate("shortcuts", "On a heading: sort by it as well")),
        ("Ctrl+Arrow", translate("shortcuts", "To the edge; with Shift it selects")),
        ("Shift+Space · Ctrl+Space", translate("shortcuts", "Select the row · the column")),
        ("Ctrl+C · Ctrl+Shift+C", translate("shortcuts", "Copy · with headings")),
        ("Ctrl+D · Ctrl+;", translate("shortcuts", "Fill down · today's date, in cells that can be edited")),
    )


class ShortcutSheet(QDialog):
    """Two columns: everywhere, and in lists."""

    def __init__(self, theme: Theme, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        inside = QWidget()
        set_kind(inside, "clear")
        columns = QHBoxLayout(inside)
        columns.setSpacing(36)
        everywhere = [(one.shortcut, one.words.rstrip("…")) for one in commands if one.shortcut]
        columns.addLayout(_listed(self.tr("Everywhere"), everywhere), 1)
        columns.addLayout(_listed(self.tr("In lists"), _in_lists()), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Keyboard shortcuts"))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.addWidget(label(self.tr("Keyboard shortcuts"), "title"))
        box.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        close = button(theme, self.tr("Close"), self.accept, kind="primary")
        close.setDefault(True)
        foot.addWidget(close)
        box.addLayout(foot)
        self.resize(theme.px(860), theme.px(560))


def _listed(title: str, pairs: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    grid.addWidget(label(title, "heading"), 0, 0, 1, 2)
    for row, (keys, words) in enumerate(pairs, 1):
        grid.addWidget(label(keys, "key"), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(words, wraps=True), row, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(pairs) + 1, 1)
    return grid
