"""Owns what every page has: a title, actions, what it concerns, a tidy end; refuses to know another page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, QSize, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.context import Context
from ui.shared.flow import FlowLayout
from ui.shared.messages import Banner, Tone
from ui.shared.widgets import ButtonKind, Elided, button, label
from ui.theme import set_kind

MARGIN = 24


class PageAction:
    """Something a page can do, offered as a button, in the palette and by its shortcut."""

    def __init__(self, text: str, icon: str, run: Callable[[], object], shortcut: str = "") -> None:
        self.text, self.icon, self.run, self.shortcut = text, icon, run, shortcut


class Page(QWidget):
    """A screen in the window's stack. Subclasses build into `body` in `__init__` and override `opened` and
    `refresh`.

    Attributes:
        concerns: the nouns whose changes make this page stale; empty means every change.
        actions_offered: what the palette lists while this page is shown.
    """

    concerns: frozenset[str] = frozenset()

    def __init__(self, context: Context, title: str, subtitle: str = "", *, scrolls: bool = False) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        self.actions_offered: list[PageAction] = []
        self._connections: list[tuple[QObject, QMetaObject.Connection]] = []
        set_kind(self, "page")
        self.setAccessibleName(title)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(MARGIN, 18, MARGIN, 14)
        column.setSpacing(12)
        column.addLayout(self._head(title, subtitle))
        self._banner = Banner(self.theme)
        column.addWidget(self._banner)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        self._outer.addWidget(_scrolling(main, title) if scrolls else main, 1)

    def _head(self, title: str, subtitle: str) -> FlowLayout:
        self._title, self._subtitle = Elided(title, "title"), Elided(subtitle, "muted")
        self._subtitle.setVisible(bool(subtitle))
        box = _Words()
        words = QVBoxLayout(box)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        actions = QWidget()
        self.actions_row = FlowLayout(actions, gap=10, line_gap=8)
        head = FlowLayout(gap=16, line_gap=8)
        head.addWidget(box)
        head.addWidget(actions)
        return head

    # What subclasses override

    def opened(self, **where: Any) -> None:
        """The page comes to the front; `where` says what to show in it. Load here, not in `__init__`."""

    def refresh(self, touched: frozenset[str]) -> None:
        """Something the page concerns was changed, here or elsewhere."""

    def may_leave(self) -> bool:
        """False keeps the person here, after the page has said why."""
        return True

    # What subclasses use

    @property
    def title(self) -> str:
        return self._title.whole

    def set_title(self, text: str) -> None:
        self._title.say(text)
        self.setAccessibleName(text)

    def set_subtitle(self, text: str) -> None:
        self._subtitle.say(text)
        self._subtitle.setVisible(bool(text))

    def add_action(
        self,
        text: str,
        run: Callable[[], object],
        *,
        icon: str = "",
        kind: ButtonKind = "secondary",
        shortcut: str = "",
        tip: str = "",
    ) -> QPushButton:
        """A button at the right of the title, and a line in the palette. One primary button a page."""
        made = button(self.theme, text, run, icon=icon, kind=kind, tip=tip)
        self.actions_row.addWidget(made)
        self.offer(text.replace("&", ""), run, icon=icon, shortcut=shortcut)
        if shortcut:
            made.setToolTip(f"{tip or text.replace('&', '')} ({shortcut})")
        return made

    def offer(self, text: str, run: Callable[[], object], *, icon: str = "", shortcut: str = "") -> None:
        """Something the palette offers while the page is shown, without a button."""
        self.actions_offered.append(PageAction(text, icon or "chevron-right", run, shortcut))
        if shortcut:
            QShortcut(QKeySequence(shortcut), self, run)

    def say_above(self, text: str, tone: Tone = "info") -> None:
        """A banner above the page's body; an empty sentence takes it away."""
        self._banner.say(text, tone)

    def add_panel(self, panel: QWidget) -> None:
        """The side panel of the page; it stands at the right from top to bottom."""
        self._outer.addWidget(panel)

    def track(self, signal: SignalInstance, slot: Callable[..., object]) -> None:
        """Connects a signal of something that outlives the page, which lets go of it in `leave_for_good`."""
        self._connections.append((self, signal.connect(slot)))

    def leave_for_good(self) -> None:
        """Lets go of every tracked signal; called before the page is deleted."""
        for _, connection in self._connections:
            QObject.disconnect(connection)
        self._connections.clear()


class _Words(QWidget):
    """Title and subtitle: they take what the actions leave, and ask for no more than a title's width."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), 260), hint.height())


def _scrolling(widget: QWidget, title: str) -> QScrollArea:
    set_kind(widget, "clear")
    area = QScrollArea()
    area.setAccessibleName(title)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(widget)
    return area


def section(title: str, *widgets: QWidget, flows: bool = False) -> QWidget:
    """A heading with what belongs under it; `flows` sets the widgets side by side as room allows."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(label(title, "heading"))
    inner: QVBoxLayout | FlowLayout = FlowLayout() if flows else QVBoxLayout()
    for widget in widgets:
        inner.addWidget(widget)
    column.addLayout(inner)
    return box
