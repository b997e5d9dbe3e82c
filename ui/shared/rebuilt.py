"""Owns an area whose content is built anew: it keeps its place in the order of the Tab key and where it was scrolled to.

Qt puts new widgets at the end of the window's order, behind the buttons below the area and the navigation.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme import set_kind


class RebuiltArea(QScrollArea):
    """Scrolls a body, up and down alone; a click into its empty room takes the focus, the Tab key never stops on it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_body(self, body: QWidget) -> None:
        """Takes the place of the body before."""
        set_kind(body, "clear")
        place = self.verticalScrollBar().value()
        self.setWidget(body)
        self.verticalScrollBar().setValue(place)
        tab_after(self, body)


def tab_after(before: QWidget, body: QWidget) -> None:
    """What can be focused in the body follows `before`, which can be focused itself: Qt passes over an order after one that cannot."""
    for widget in tab_stops(body):
        QWidget.setTabOrder(before, widget)
        before = widget


def tab_stops(body: QWidget) -> list[QWidget]:
    """What can be focused in a body, in the order in which it was put together; fields inside of another stand for that one."""
    return [
        widget
        for widget in body.findChildren(QWidget)
        if widget.window() is body.window() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]
