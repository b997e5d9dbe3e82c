"""Owns what a command of the window is: one thing that menu, palette and shortcut all offer in the same
words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.context import Context
    from ui.shared.page import Page


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `text` has its mnemonic; `menu` is the name of the menu it stands in, or "" for the
    palette alone.
    """

    text: str
    run: Callable[[], object]
    menu: str = ""
    icon: str = ""
    shortcut: str = ""
    keywords: str = ""

    @property
    def words(self) -> str:
        """The text without its mnemonic and dots."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&")


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the navigation; it is built when it is opened for the first time."""

    name: str
    label: str
    icon: str
    section: str
    build: Callable[[Context], Page]
    listed: bool = True  # in the navigation; a page that is not can still be opened by its name
    needs_desk: bool = True  # it cannot be opened before a programme is


@dataclass(frozen=True, slots=True)
class Record:
    """A record found by its words, and where it is shown."""

    words: str
    detail: str
    icon: str
    page: str
    where: dict[str, Any] = field(default_factory=dict)
