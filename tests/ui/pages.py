"""Pages without a subject, for the tests of the window around them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from ui.commands import PageEntry
from ui.context import Context
from ui.shared.page import Page


class NotedPage(Page):
    """Notes what the window does with it."""

    concerns = frozenset({"developers"})

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context, title)
        self.seen: list[dict[str, Any]] = []
        self.refreshed: list[frozenset[str]] = []
        self.leaves = True
        self.added = 0
        self.body.addWidget(QLabel("x" * 400))  # wider than any screen
        self.add_action("&Add one", self._on_add, icon="plus", kind="primary", shortcut="Ctrl+N")

    def opened(self, **where: Any) -> None:
        self.seen.append(where)

    def refresh(self, touched: frozenset[str]) -> None:
        self.refreshed.append(touched)

    def may_leave(self) -> bool:
        return self.leaves

    def _on_add(self) -> None:
        self.added += 1


def entries() -> list[PageEntry]:
    def entry(name: str, label: str, icon: str, section: str) -> PageEntry:
        return PageEntry(name, label, icon, section, lambda context: NotedPage(context, label))

    return [
        entry("dashboard", "Dashboard", "layout-dashboard", ""),
        entry("cohorts", "Cohorts", "graduation-cap", "People"),
        entry("developers", "Developers", "users", "People"),
        entry("startups", "Startups", "rocket", "People"),
        entry("resources", "Resources", "book-open", "Support"),
        entry("tools", "AI tools", "sparkles", "Support"),
        entry("import", "Import", "upload", "Data"),
        entry("reports", "Reports", "file-chart-column", "Data"),
        entry("history", "History", "history", "Data"),
        entry("help", "Help", "life-buoy", ""),
        entry("settings", "Settings", "settings", ""),
    ]
