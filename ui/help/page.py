"""Owns the help: one page of words for each page of the window, found by typing; it needs no network."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout

from ui.context import Context
from ui.shared.page import Page

# In the order that somebody new reads them.
TOPICS = (
    "import", "developers", "duplicates", "cohorts", "startups", "resources", "grants", "reports", "overview", "history", "settings", "keyboard",
)  # fmt: skip
_SAME = {"dashboard": "overview", "institutions": "developers", "enrolments": "developers", "programmes": "cohorts"}


class HelpPage(Page):
    """F1 opens it on what is said of the page in front."""

    concerns = frozenset({"nothing"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Help"))
        self._texts = {topic: (files("resources") / "help" / f"{topic}.md").read_text("utf-8") for topic in TOPICS}
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search the help"))
        self._search.setAccessibleName(self.tr("Search the help"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._fill)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Topics"))
        self._list.currentItemChanged.connect(lambda item, _: self._show(item))
        self._text = QTextBrowser()
        self._text.setAccessibleName(self.tr("Help text"))
        self._text.setOpenExternalLinks(True)
        left = QVBoxLayout()
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self._text, 3)
        self.body.addLayout(row, 1)
        self._fill("")

    def opened(self, **where: Any) -> None:
        topic = str(where.get("topic", ""))
        self._choose(_SAME.get(topic, topic))

    def _fill(self, typed: str) -> None:
        self._list.clear()
        words = typed.casefold().split()
        for topic, text in self._texts.items():
            if all(word in text.casefold() for word in words):
                item = QListWidgetItem(text.splitlines()[0].removeprefix("# "))
                item.setData(Qt.ItemDataRole.UserRole, topic)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _choose(self, topic: str) -> None:
        for row in range(self._list.count()):
            if self._list.item(row).data(Qt.ItemDataRole.UserRole) == topic:
                self._list.setCurrentRow(row)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            self._text.setPlainText(self.tr("Nothing in the help matches. Try another word."))
            return
        self._text.setMarkdown(self._texts[item.data(Qt.ItemDataRole.UserRole)])
