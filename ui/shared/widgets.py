"""Owns the small ready widgets that every screen is made of: buttons, labels, cards; refuses logic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme, set_kind

ButtonKind = Literal["secondary", "primary", "ghost", "link", "icon", "chip", "danger", "bulk"]
_GAP = 7


def button(
    theme: Theme,
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon: str = "",
    kind: ButtonKind = "secondary",
    tip: str = "",
) -> QPushButton:
    """A push button. Of kind `icon` it shows only the icon: `text` is then its name and its tool tip."""
    made = QPushButton("" if kind == "icon" else text)
    set_kind(made, kind)
    if kind == "icon":
        made.setAccessibleName(text.replace("&", ""))  # others are called by what they show
    made.setToolTip(tip or (text.replace("&", "") if kind == "icon" else ""))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if icon:
        role = "on_accent" if kind == "primary" else "bad" if kind == "danger" else "text"
        theme.put_icon(made, icon, role, 0 if kind == "icon" else _GAP)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def label(text: str, kind: str = "", *, wraps: bool = False) -> QLabel:
    """A label of a kind of the style sheet: title, heading, strong, muted, caption, hint, error, figure."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        set_kind(made, kind)
    if wraps:
        made.setWordWrap(True)
        made.setMinimumWidth(0)
    return made


class Elided(QLabel):
    """A label that never asks for more room than there is: it ends in … and its tool tip has the whole."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if kind:
            set_kind(self, kind)
        self.say(text)

    @property
    def whole(self) -> str:
        return self._whole

    def say(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as the whole text, whatever is shown of it now."""
        wanted = QFontMetrics(self.font()).horizontalAdvance(self._whole) + 4
        return QSize(wanted, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.contentsRect().width())
        fitting = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(fitting or self._whole)
        self.setToolTip(self._whole if fitting != self._whole else "")


class Card(QFrame):
    """White ground, one hairline, round corners; what is in it goes into `body`."""

    def __init__(self, title: str = "", caption: str = "", *, margin: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_kind(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin - 2, margin, margin)
        self.body.setSpacing(10)
        if title:
            head = label(title, "heading")
            self.setAccessibleName(title)
            self.body.addWidget(head)
            if caption:
                self.body.addWidget(label(caption, "caption", wraps=True))


def rule() -> QFrame:
    """A hairline between two things."""
    line = QFrame()
    set_kind(line, "rule")
    return line
