"""Owns the window: navigation, pages, menus, messages, and what is remembered of them; refuses to know any
page's insides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from skilling.domain.problems import Refused
from ui.commands import Command, PageEntry, Record
from ui.context import Context
from ui.navigation import Navigation
from ui.shared.messages import Toast, UnexpectedError
from ui.shared.page import Page
from ui.stack import PageStack
from ui.standard import MENUS, menu_title, standard_commands
from ui.statusline import StatusLine
from ui.theme import LARGEST, SMALLEST, STEP, set_kind
from ui.topbar import TopBar

if TYPE_CHECKING:
    from ui.palette import Entry, Palette, SearchRecords

IMPORT_PAGE = "import"


class MainWindow(QMainWindow):
    """Built by `Desktop` with the pages there are.

    Signals:
        painted: the first frame is on the screen; heavy imports may begin.
        closing: the window goes; the desk may be closed.
    """

    painted = Signal()
    closing = Signal()

    def __init__(
        self,
        context: Context,
        entries: Sequence[PageEntry],
        commands: Sequence[Command] = (),
        log_folder: str = "",
    ) -> None:
        super().__init__()
        self.context, self._entries, self._log_folder = context, tuple(entries), log_folder
        self._was_painted = False
        self._menus: dict[str, QMenu] = {}
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        theme = context.theme
        self.navigation = Navigation(theme, self.tr("Skilling Desk"), entries)
        self.top_bar = TopBar(theme)
        self.stack = PageStack(context, entries)
        self.status_line = StatusLine()
        self._assemble()
        self._palette: Palette | None = None
        self._search: SearchRecords | None = None
        self.toast = Toast(theme, self)
        self.commands: list[Command] = []
        for menu in MENUS:
            added = self._menus[menu] = self.menuBar().addMenu(menu_title(menu))
            added.aboutToShow.connect(partial(self._draw_icons, added))
        for command in (*commands, *standard_commands(self)):
            self.add_command(command)
        self._listen()
        self._restore_geometry()
        self._show_location()

    # For the desktop

    def add_command(self, command: Command) -> QAction | None:
        """Puts a command into its menu and the palette, and listens to its shortcut."""
        self.commands.append(command)
        if not command.menu:
            return None
        action = QAction(command.text, self)
        action.triggered.connect(lambda _=False: command.run())
        if command.shortcut:
            action.setShortcuts([QKeySequence(one) for one in command.shortcut.split(" or ")])
        action.setData(command.icon)
        self._menus[command.menu].addAction(action)
        return action

    def search_with(self, search: SearchRecords) -> None:
        """How the palette finds records by their words; runs on a reader."""
        self._search = search

    def start(self, page: str = "", **where: Any) -> None:
        """Opens the page that was open last time, or the one asked for. Call it once the desk is there."""
        self._show_location()
        last = self.context.preferences.text("window/page", self._entries[0].name)
        known = {entry.name for entry in self._entries}
        self.open_page(page or (last if last in known else self._entries[0].name), where)

    def come_forward(self) -> None:
        """Raises the window, when a second start called it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # Pages

    def open_page(self, name: str, where: dict[str, Any]) -> None:
        if not self.context.is_open and any(one.needs_desk for one in self._entries if one.name == name):
            return  # the first screen stays until a programme is open
        if not self.stack.open(name, where):
            self.navigation.show_current(self.stack.current_name)
            return
        self.navigation.show_current(name)
        self.status_line.note("")
        self.context.preferences.keep("window/page", name)

    def go_back(self) -> None:
        if self.stack.go_back():
            self.navigation.show_current(self.stack.current_name)

    # What the standard commands do

    def open_palette(self) -> None:
        self.palette_box.open(self._palette_entries())

    def show_shortcuts(self) -> None:
        from ui.shortcuts import ShortcutSheet

        sheet = ShortcutSheet(self.context.theme, self.commands, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by 10 %; 0 goes back to 100 %."""
        zoom = 100 if steps == 0 else max(SMALLEST, min(LARGEST, self.context.theme.zoom + steps * STEP))
        self.context.theme.use(zoom=zoom)
        self.context.preferences.keep("window/zoom", zoom)
        self.status_line.note(self.tr("Text size {percent} %").format(percent=zoom))

    def toggle_theme(self) -> None:
        self.use_mode("light" if self.context.theme.dark else "dark")

    def use_mode(self, mode: Any) -> None:
        """system, light or dark."""
        self.context.theme.use(mode=mode)
        self.context.preferences.keep("window/mode", mode)

    def open_help(self) -> None:
        self.open_page("help", {"topic": self.stack.current_name})

    @property
    def palette_box(self) -> Palette:
        """Built when it is opened first: the first paint does not wait for it."""
        if self._palette is None:
            from ui.palette import Palette

            self._palette = Palette(self.context.theme, self.context.preferences, self.context.readers, self)
            self._palette.opened_record.connect(self._on_record)
            if self._search is not None:
                self._palette.search_with(self._search)
        return self._palette

    # Building

    def _draw_icons(self, menu: QMenu) -> None:
        """The icons of a menu are drawn when it is opened first."""
        for action in menu.actions():
            if action.data() and action.icon().isNull():
                self.context.theme.put_icon(action, action.data(), "muted")

    def _assemble(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.stack, 1)
        middle = QWidget()
        set_kind(middle, "page")
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(right, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status_line)

    def _listen(self) -> None:
        bus, context = self.context.bus, self.context
        self.navigation.chosen.connect(lambda name: self.open_page(name, {}))
        self.top_bar.palette_wanted.connect(self.open_palette)
        self.top_bar.undo_wanted.connect(context.undo)
        self.top_bar.redo_wanted.connect(context.redo)
        self.top_bar.theme_wanted.connect(self.toggle_theme)
        self.toast.undo_wanted.connect(context.undo)
        bus.opened.connect(self.open_page)
        bus.said.connect(self._on_said)
        bus.refused.connect(self._on_refused)
        bus.changed.connect(self.stack.mark_stale)
        bus.waited.connect(self.status_line.show_waiting)
        bus.noted.connect(self.status_line.note)
        bus.undone.connect(lambda: self.top_bar.show_undoing(context.undoing))
        bus.failed.connect(self._on_failed)
        self.top_bar.show_undoing(context.undoing)

    def _palette_entries(self) -> list[Entry]:
        from ui.palette import Entry

        page = self.stack.current
        offered = page.actions_offered if page is not None else []
        here = [Entry(one.text, one.shortcut or self.tr("This page"), one.icon, one.run) for one in offered]
        pages = [
            Entry(
                self.tr("Go to {page}").format(page=entry.label),
                _number_key(place),
                entry.icon,
                _opener(self, entry.name),
                entry.name,
                entry.label,
            )
            for place, entry in enumerate(self._entries, 1)
            if entry.listed
        ]
        rest = [
            Entry(one.words, one.shortcut, one.icon, one.run, one.keywords)
            for one in self.commands
            if not one.keywords.startswith("page ")
        ]
        return [*here, *pages, *rest]

    # What is heard

    def _on_record(self, record: Record) -> None:
        self.open_page(record.page, record.where)

    def _on_said(self, text: str, undo: int | None) -> None:
        self.toast.show_text(text, undo)
        self.status_line.note(text)

    def _on_refused(self, refused: Refused) -> None:
        page = self.stack.current
        if page is not None:
            page.say_above(refused.message, "bad")
        else:
            self.toast.show_text(refused.message)

    def _on_failed(self, problem: Exception) -> None:
        from ui.childjob import ChildFailed
        from ui.faults import details_of

        if isinstance(problem, ChildFailed):
            self.show_error(str(problem), problem.details)
        else:
            self.show_error("", details_of(problem))

    def show_error(self, sentence: str, details: str) -> None:
        """The one dialog for what nobody expected."""
        if self.findChild(UnexpectedError) is not None:
            return  # one is open already; the log has both
        plain = sentence or self.tr("The program made a mistake. What you had saved is safe; what you did last may not be.")
        dialog = UnexpectedError(self.context.theme, plain, details, self._log_folder, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.open_page(IMPORT_PAGE, {"file": files[0], "files": files})

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.stack.current
        if page is not None and not page.may_leave():
            event.ignore()
            return
        preferences = self.context.preferences
        preferences.keep("window/geometry", self.saveGeometry())
        self.hide()  # what still runs ends behind it: nobody waits before a window that no longer answers
        QGuiApplication.sync()
        self.stack.clear()
        self.context.close()
        self.closing.emit()
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        """As it was left; a place on a screen that is gone is pulled back onto one that is there."""
        kept: QByteArray = self.context.preferences.state("window/geometry")
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = self.screen().availableGeometry()
            self.resize(min(1366, room.width()), min(768, room.height()))
            self.move(room.center() - self.rect().center())
        if not any(screen.availableGeometry().intersects(self.geometry()) for screen in QGuiApplication.screens()):
            self.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())

    def _show_location(self) -> None:
        place = self.context.location
        self.navigation.show_place(place)
        self.setWindowTitle(self.tr("{place} — Skilling Desk").format(place=place) if place else self.tr("Skilling Desk"))

    @property
    def current_page(self) -> Page | None:
        return self.stack.current

    @property
    def entries(self) -> tuple[PageEntry, ...]:
        return self._entries


def _number_key(place: int) -> str:
    return f"Ctrl+{place}" if place <= 9 else ""


def _opener(window: MainWindow, name: str) -> Any:
    return lambda: window.open_page(name, {})


def _dropped_files(event: QDragEnterEvent | QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
