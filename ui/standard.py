"""Owns the commands that every window has, whatever its pages: their menus, words and shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.commands import Command

if TYPE_CHECKING:
    from ui.window import MainWindow

FILE, EDIT, VIEW, DATA, HELP = "&File", "&Edit", "&View", "&Data", "&Help"
MENUS = (FILE, EDIT, VIEW, DATA, HELP)


def menu_title(menu: str) -> str:
    """The words of a menu in the language of the moment."""
    translate = QCoreApplication.translate
    return {
        FILE: translate("menus", "&File"),
        EDIT: translate("menus", "&Edit"),
        VIEW: translate("menus", "&View"),
        DATA: translate("menus", "&Data"),
        HELP: translate("menus", "&Help"),
    }[menu]


def standard_commands(window: MainWindow) -> list[Command]:
    """In the order in which they stand in their menus, after those of the desktop."""
    return [*_file(window), *_edit(window), *_pages(window), *_view(window), *_help(window)]


def _file(window: MainWindow) -> list[Command]:
    return [
        Command(
            QCoreApplication.translate("commands", "&Quit"),
            window.close,
            FILE,
            "log-out",
            "Ctrl+Q",
            "exit close",
        )
    ]


def _edit(window: MainWindow) -> list[Command]:
    translate, context = QCoreApplication.translate, window.context
    return [
        Command(translate("commands", "&Undo"), context.undo, EDIT, "undo-2", "Ctrl+Z", "take back"),
        Command(translate("commands", "&Redo"), context.redo, EDIT, "redo-2", "Ctrl+Y or Ctrl+Shift+Z"),
        Command(
            translate("commands", "&Find anything…"),
            window.open_palette,
            EDIT,
            "search",
            "Ctrl+K",
            "command palette search",
        ),
    ]


def _pages(window: MainWindow) -> list[Command]:
    """One line a page in View, with Ctrl+1 to Ctrl+9. The palette lists pages by itself."""
    listed = [entry for entry in window.entries if entry.listed]
    return [
        Command(
            entry.label,
            _opener(window, entry.name),
            VIEW,
            entry.icon,
            f"Ctrl+{place}" if place <= 9 else "",
            "page " + entry.name,
        )
        for place, entry in enumerate(listed, 1)
    ]


def _view(window: MainWindow) -> list[Command]:
    translate = QCoreApplication.translate
    return [
        Command(translate("commands", "&Back"), window.go_back, VIEW, "arrow-left", "Alt+Left"),
        Command(
            translate("commands", "&Larger text"),
            lambda: window.zoom_by(1),
            VIEW,
            "zoom-in",
            "Ctrl++ or Ctrl+=",
            "zoom",
        ),
        Command(
            translate("commands", "&Smaller text"),
            lambda: window.zoom_by(-1),
            VIEW,
            "zoom-out",
            "Ctrl+-",
            "zoom",
        ),
        Command(
            translate("commands", "&Normal text size"),
            lambda: window.zoom_by(0),
            VIEW,
            "search",
            "Ctrl+0",
            "zoom",
        ),
        Command(
            translate("commands", "Light &colours"),
            lambda: window.use_mode("light"),
            VIEW,
            "sun",
            "",
            "theme",
        ),
        Command(translate("commands", "&Dark colours"), lambda: window.use_mode("dark"), VIEW, "moon", "", "theme"),
        Command(
            translate("commands", "Colours of the s&ystem"),
            lambda: window.use_mode("system"),
            VIEW,
            "monitor",
            "",
            "theme",
        ),
    ]


def _help(window: MainWindow) -> list[Command]:
    translate = QCoreApplication.translate
    return [
        Command(translate("commands", "&Help on this page"), window.open_help, HELP, "life-buoy", "F1"),
        Command(translate("commands", "&Keyboard shortcuts"), window.show_shortcuts, HELP, "keyboard", "Ctrl+/"),
    ]


def _opener(window: MainWindow, name: str) -> Callable[[], None]:
    return lambda: window.open_page(name, {})
