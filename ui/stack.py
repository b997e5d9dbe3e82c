"""Owns which page is shown: builds pages when first opened, refreshes them when stale, knows the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from ui.commands import PageEntry
from ui.context import Context
from ui.shared.page import Page

_WAY_BACK = 50


class PageStack(QStackedWidget):
    """Asks for no room of its own, so that the widest page does not push the window off a small screen."""

    def __init__(self, context: Context, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self._context = context
        self._entries = {entry.name: entry for entry in entries}
        self._built: dict[str, Page] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._way: list[tuple[str, dict[str, Any]]] = []
        self.current_name = ""

    @property
    def current(self) -> Page | None:
        return self._built.get(self.current_name)

    def open(self, name: str, where: dict[str, Any], *, remember: bool = True) -> bool:
        """Shows a page; False when the one shown now may not be left. KeyError for a name that is no page."""
        entry = self._entries[name]
        page = self.current
        if page is not None and name != self.current_name and not page.may_leave():
            return False
        shown = self._built.get(name)
        if shown is None:
            shown = self._built[name] = entry.build(self._context)
            self.addWidget(shown)
        if remember and (name, where) != (self._way[-1] if self._way else None):
            self._way = [*self._way, (name, where)][-_WAY_BACK:]
        self.current_name = name
        self.setCurrentWidget(shown)
        shown.opened(**where)
        touched = self._stale.pop(name, frozenset())
        if touched:
            shown.refresh(touched)
        return True

    def go_back(self) -> bool:
        """Shows the page before this one, where it was; False when there is none."""
        if len(self._way) < 2:
            return False
        name, where = self._way[-2]
        if not self.open(name, where, remember=False):
            return False
        self._way.pop()
        return True

    def mark_stale(self, touched: frozenset[str]) -> None:
        """Refreshes the shown page if the change concerns it; the others when they are shown next."""
        for name, page in self._built.items():
            if page.concerns and not page.concerns & touched:
                continue
            if name == self.current_name:
                page.refresh(touched)
            else:
                self._stale[name] = self._stale.get(name, frozenset()) | touched

    def clear(self) -> None:
        """Lets every page go."""
        for page in self._built.values():
            page.leave_for_good()
            self.removeWidget(page)
            page.deleteLater()
        self._built.clear()
        self._stale.clear()
        self._way.clear()
        self.current_name = ""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
