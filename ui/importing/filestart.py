"""Owns the way in: drop, choose, paste, a recent file, the password of a locked one; opens nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from skilling.importing import waiting
from skilling.importing.columns.targets import SUBJECTS
from ui.preferences import Preferences
from ui.shared.lines import Lines
from ui.shared.messages import Banner, EmptyState
from ui.shared.numbers import moment
from ui.shared.widgets import Card, button, label
from ui.theme import Theme, restyle

RECENT = "lists"
FOLDER = "import/folder"
_SHOWN = 5
_KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.html *.htm *.xml"


class FileStart(QWidget):
    """Signals:
    chosen: a path, and the password where one was typed, else "".
    refused: a sentence for the person.
    went_on: the list of last time, which is to be gone on with.
    template_wanted: an empty list for partners is to be written: what it is of.
    """

    chosen = Signal(str, str)
    refused = Signal(str)
    went_on = Signal(object)
    template_wanted = Signal(str)

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self.theme, self._preferences = theme, preferences
        self._pasted = QTemporaryDir()
        self._locked = ""
        self._drop = EmptyState(
            theme, "file-up", self.tr("Drop a list here"),
            self.tr("Excel, OpenDocument or CSV, just as it came. Nothing is saved yet."),
        )  # fmt: skip
        self._choose = self._drop.add_action(self.tr("&Choose file…"), self.choose_file, icon="folder-open", main=True)
        self._drop.add_action(self.tr("&Paste from clipboard"), self.paste, icon="clipboard-paste")
        template = self._drop.add_action(self.tr("&Get a template"), lambda: None, icon="file-spreadsheet")
        template.setMenu(self._templates(template))
        self._password_card, self._password = self._make_password()
        self._recent = Lines(theme, self.tr("Recent files"), self.tr("Files that you import will be listed here."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(18)
        self._waits: waiting.Waiting | None = None
        self._waiting = Banner(theme, "info", dismissable=True)
        self._go_on = self._waiting.add_action(self.tr("&Go on"), self._on_go_on)
        column.addWidget(self._waiting)
        column.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignHCenter)
        self._recent.setFixedWidth(theme.px(560))
        for narrow in (self._password_card, self._recent):
            column.addLayout(_in_the_middle(narrow))
        column.addStretch(1)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self, self.paste)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._password_card.hide()
        self.fill_recent()

    def _templates(self, parent: QWidget) -> QMenu:
        """What an empty list for partners may be of."""
        menu = QMenu(parent)
        for subject in SUBJECTS:
            menu.addAction(subject.label_plural, partial(self.template_wanted.emit, subject.plural))
        return menu

    def fill_recent(self) -> None:
        """The files of last time that are still there."""
        self._recent.clear()
        there = [path for path in self._preferences.recent(RECENT) if Path(path).is_file()]
        for path in there[:_SHOWN]:
            self._recent.add(Path(path).name, str(Path(path).parent), opens=partial(self.chosen.emit, path, ""))

    def offer_to_go_on(self, waits: waiting.Waiting | None) -> None:
        """A list that was not finished when the program ended."""
        self._waits = waits
        words = self.tr("You were importing {name} on {moment}. Your decisions about it are kept; nothing of it was saved.")
        self._waiting.say(words.format(name=waits.name, moment=moment(waits.since)) if waits is not None else "")

    def _on_go_on(self) -> None:
        if self._waits is not None:
            self.went_on.emit(self._waits)

    def ask_password(self, path: str, sentence: str) -> None:
        """Asks for the password of a locked file, with what was wrong about the one before."""
        again = self._locked == path and bool(self._password.text())
        self._locked = path
        self._password_name.setText(self.tr("{name} is locked with a password").format(name=Path(path).name))
        self._password_wrong.setText(sentence)
        restyle(self._password_wrong, "kind", "error" if again else "muted")
        restyle(self._password, "state", "error" if again else "")
        self._drop.hide()
        self._recent.hide()
        self._password_card.show()
        self._password.selectAll()
        self._password.setFocus()

    def reset(self) -> None:
        """As it is at first."""
        self._locked = ""
        self._password.clear()
        self._password_card.hide()
        self._drop.show()
        self.offer_to_go_on(None)
        self._recent.show()
        self.fill_recent()

    def take_focus(self) -> None:
        first = self._choose if self._waiting.isHidden() else self._go_on
        (first if self._password_card.isHidden() else self._password).setFocus()

    # Ways in

    def choose_file(self) -> None:
        folder = self._preferences.text(FOLDER, str(Path.home()))
        kinds = self.tr("Lists ({kinds})").format(kinds=_KINDS)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a list"), folder, f"{kinds};;{self.tr('All files')} (*)")
        if name:
            self._preferences.keep(FOLDER, str(Path(name).parent))
            self.chosen.emit(name, "")

    def paste(self) -> None:
        """A table from the clipboard becomes a file of its own, which goes when the page goes."""
        data = QGuiApplication.clipboard().mimeData()
        files = _files_of(data)
        if files:
            self.chosen.emit(files[0], "")
            return
        text = data.text().strip("\r\n") if data.hasText() else ""
        if len(text.splitlines()) < 2:
            words = self.tr("There is no table in the clipboard. Copy the rows with their headings in Excel, then paste here.")
            self.refused.emit(words)
            return
        path = Path(self._pasted.filePath(self.tr("pasted list") + ".tsv"))
        path.write_text(text + "\n", encoding="utf-8-sig")
        self.chosen.emit(str(path), "")

    def is_pasted(self, path: str) -> bool:
        return Path(path).parent == Path(self._pasted.path())

    # Password

    def _make_password(self) -> tuple[Card, QLineEdit]:
        card = Card()
        card.setFixedWidth(self.theme.px(520))
        self._password_name, self._password_wrong = label("", "heading", wraps=True), label("", "muted", wraps=True)
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(self.tr("Password of the file"))
        field.returnPressed.connect(self._on_password)
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(button(self.theme, self.tr("&Open"), self._on_password, icon="lock-open", kind="primary"))
        for part in (self._password_name, self._password_wrong):
            card.body.addWidget(part)
        card.body.addLayout(row)
        other = button(self.theme, self.tr("Choose another file"), self._on_other, kind="link")
        card.body.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        return card, field

    def _on_other(self) -> None:
        self.reset()
        self.take_focus()

    def _on_password(self) -> None:
        if self._password.text():
            self.chosen.emit(self._locked, self._password.text())


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    """A row with room on both sides: by an alignment alone, words that wrap would be given the height of one line."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(widget)
    row.addStretch()
    return row


def _files_of(data: QMimeData) -> Sequence[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
