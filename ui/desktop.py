"""Owns the running program with its window: one window a database, the desk opened behind the first paint, another one later.

Refuses to import the database layer before the first frame is on the screen.
"""

from __future__ import annotations

import getpass
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import PlatformDirs
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from skilling.services import loading
from ui import pages
from ui.background import Background, Pool
from ui.bus import Bus
from ui.commands import Command, Record
from ui.context import Context
from ui.faults import Faults
from ui.preferences import Preferences
from ui.shared.page import Page
from ui.single import SingleWindow
from ui.standard import FILE
from ui.theme import Theme
from ui.window import MainWindow

if TYPE_CHECKING:
    from skilling.services.desk import Desk

READERS = 3
RECENT = "databases"
_LATER_MS = 4_000  # what the person does first comes before the backup of the day


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the window is to open: a path or URL, "" for the one of last time; a file to take in, or ""."""

    database: str = ""
    file: str = ""


class Desktop(QObject):
    """Signals:
    opened: a programme is open and its first page shown.
    """

    opened = Signal()

    def __init__(
        self, app: QApplication, dirs: PlatformDirs, preferences: Preferences, single: SingleWindow, wanted: Wanted
    ) -> None:
        super().__init__()
        self._app, self._preferences, self._single, self._wanted = app, preferences, single, wanted
        self.faults = Faults(Path(dirs.user_log_dir))
        self.faults.install()
        theme = Theme(
            app, preferences.text("window/mode", "system"), preferences.number("window/zoom", 100),
            preferences.text("window/language", "en"),
        )  # fmt: skip
        self.context = Context(
            theme=theme, preferences=preferences, bus=Bus(), readers=Background(Pool(READERS)),
            writer=Background(Pool(1)), actor=_actor(),
        )  # fmt: skip
        self.window = MainWindow(self.context, pages.entries(self._start_page), self._commands(), str(self.faults.folder))
        self._desk: Desk | None = None
        self._closed = False
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._back_up)
        self.window.painted.connect(self._on_painted)
        self.window.closing.connect(self._on_closing)
        self.faults.happened.connect(lambda details: self.window.show_error("", details))
        self.context.bus.failed.connect(self.faults.report)
        single.called.connect(self._on_called)

    @classmethod
    def build(cls, name: str, wanted: Wanted) -> Desktop | None:
        """The desktop, ready to run; None where a window of the same database came forward instead."""
        dirs = PlatformDirs(name, appauthor=False)
        preferences = Preferences(Path(dirs.user_config_dir) / "window.ini")
        app = QApplication.instance() or QApplication(sys.argv[:1])
        if not isinstance(app, QApplication):
            raise TypeError("A window needs a QApplication.")
        app.setApplicationName(name)
        app.setDesktopFileName("skilling-desk")
        asked = wanted.database or next(iter(preferences.recent(RECENT)), "")
        single = SingleWindow(_runtime_folder(dirs), asked)
        if not single.is_first() and single.call_first(wanted.file):
            return None
        return cls(app, dirs, preferences, single, Wanted(asked, wanted.file))

    def run(self) -> int:
        """Until the window is closed."""
        self.window.show()
        return int(self._app.exec())

    # Opening a desk

    def _on_painted(self) -> None:
        """The first frame stands; now what is heavy may be imported, on a reader's thread."""
        self.window.navigation.setEnabled(False)
        self.context.note(QCoreApplication.translate("Desktop", "Opening…"))
        address, page = self._wanted.database, self._first_page()
        self.context.readers.submit(lambda: _open(address, page), self._on_opened, self._on_not_opened)
        self._single.listen()

    def _on_opened(self, desk: Desk) -> None:
        if self._closed:
            desk.close()
            return
        before, self._desk = self._desk, desk
        self.window.navigation.setEnabled(True)
        self.context.use_desk(desk)
        self._preferences.used(RECENT, desk.address) if _may_be_kept(desk.address) else None
        self.window.search_with(self._find)
        self.window.stack.clear()
        self.window.navigation.show()
        self.window.top_bar.show()
        self.window.start(self._first_page())
        if before is not None:
            before.close()
        if self._wanted.file:
            self.window.open_page("import", {"file": self._wanted.file})
            self._wanted = Wanted()
        self._warn_of_its_place(desk)
        loading.done()
        self.opened.emit()
        self.context.readers.submit(lambda: _warm(desk), lambda _: None)
        self._later.start()

    def _warn_of_its_place(self, desk: Desk) -> None:
        """A database that a synchronising program may replace is opened all the same, and this is said each time."""
        from skilling.services import beginning

        told = [] if "://" in desk.address else beginning.cautions(Path(desk.address))
        if told and self.window.current_page is not None:
            self.window.current_page.say_above(" ".join(told), "warn")

    def _back_up(self) -> None:
        """The backup of the day, behind the window; one that cannot be made is said, and the work goes on."""
        from skilling.services import upkeep

        desk = self._desk
        if desk is None:
            return
        now = datetime.now(UTC)
        self.context.readers.submit(lambda: upkeep.back_up_today(desk, now), self._on_backed_up, self._on_not_backed_up)

    def _on_backed_up(self, made: datetime | None) -> None:
        words = QCoreApplication.translate("Desktop", "Backup made today, {time}")
        self.window.status_line.show_backup(words.format(time=f"{made:%H:%M}") if made is not None else "")

    def _on_not_backed_up(self, problem: Exception) -> None:
        from skilling.domain.problems import Refused

        if not isinstance(problem, Refused):
            raise problem
        words = QCoreApplication.translate("Desktop", "No backup today")
        self.window.status_line.show_backup(words)
        self.context.say(problem.message)

    def _first_page(self) -> str:
        """The page of last time; the first one where that is no page of a programme any more."""
        last = self._preferences.text("window/page")
        known = {entry.name for entry in self.window.entries if entry.needs_desk}
        return last if last in known else self.window.entries[0].name

    def _on_not_opened(self, problem: Exception) -> None:
        """The first screen, with the sentence where there is something to say: a first start has nothing."""
        from skilling.domain.problems import Refused

        if not isinstance(problem, Refused):
            raise problem
        loading.done()
        if self._closed:
            return
        first_start = problem.code == "missing" and not self._wanted.database  # nobody named one, and none was opened before
        self.window.navigation.hide()
        self.window.top_bar.hide()
        self.window.start(pages.START, wrong="" if first_start else problem.message)

    def _start_page(self, context: Context) -> Page:
        from ui.start.page import StartPage

        return StartPage(context, self._open_with)

    def _open_with(self, work: Callable[[], Desk], failed: Callable[[Exception], None]) -> None:
        self.context.readers.submit(work, self._on_opened, failed)

    # Finding

    def _find(self, text: str) -> list[Record]:
        """Records for the palette; runs on a reader."""
        from skilling.domain.nouns import noun_named
        from skilling.services import records

        icons = {entry.name: entry.icon for entry in self.window.entries}
        found = [(noun_named(hit.noun), hit) for hit in self.context.desk.read(records.search, text, 4)]
        # A page is named for the records on it.
        return [Record(hit.label, noun.label, icons[noun.plural], noun.plural, {"id": hit.id}) for noun, hit in found]

    # Commands

    def _commands(self) -> list[Command]:
        translate = QCoreApplication.translate
        return [
            Command(
                translate("commands", "&Programmes…"), lambda: self.context.open_page(pages.START), FILE, "folder-open",
                "Ctrl+Shift+O", "new open recent sample database file",
            ),
            Command(
                translate("commands", "&Import a list…"), lambda: self.context.open_page("import"), FILE, "upload", "Ctrl+O",
                "excel csv file",
            ),
        ]  # fmt: skip

    # Hearing

    def _on_called(self, file: str) -> None:
        """A second start: this window comes forward, with the file that it was asked to take in."""
        self.window.come_forward()
        if file and self.context.is_open:
            self.window.open_page("import", {"file": file})

    def _on_closing(self) -> None:
        """Ends the program, also where a desk is still being opened: Qt does not, once its answer is on the way home."""
        self._closed = True
        QTimer.singleShot(0, self._app, lambda: self._app.exit(0))
        self._later.stop()
        if self._desk is not None:
            self._desk.close()
        self._single.release()
        self.faults.uninstall()


def _open(address: str, page: str) -> Desk:
    """On a reader's thread: what the first page needs is imported here, so that the window only has to build it."""
    from skilling.importing.takers import TAKERS
    from skilling.services.desk import default_address, open_desk

    desk = open_desk(address or default_address(), takers=TAKERS)
    pages.load(page)
    return desk


def _warm(desk: Desk) -> None:
    """The first question through the mapped classes costs 0.1 s once; it is asked before anybody waits for it."""
    from skilling.services import records

    desk.read(records.states)


def _runtime_folder(dirs: PlatformDirs) -> Path:
    """Where one window knows of the other. A session without such a folder (over ssh, say) gets one of its own, and a person
    who starts the desk need not hear about it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Path(dirs.user_runtime_dir)


def _may_be_kept(address: str) -> bool:
    """An address with a password is never written down."""
    return "://" not in address or ":" not in address.partition("://")[2].partition("@")[0]


def _actor() -> str:
    """Who does the changes: the name this person is logged in by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "someone"
