"""Owns every way the window speaks up: toast, banner, empty state, unexpected error; refuses personal data in
the last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QDesktopServices, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.shared.widgets import button, label
from ui.theme import Theme, restyle, set_kind

Tone = Literal["info", "good", "warn", "bad"]
SHOWN_MS = 8_000
_BESIDE_ACTION = 7  # an action is taller than a line of words, which stand in its middle
_SIGNS = {"info": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}


class Toast(QFrame):
    """One sentence at the bottom of its parent, for eight seconds, longer while the mouse or the focus is on
    it.

    Signals:
        undo_wanted: the id of the change to take back.
    """

    undo_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        set_kind(self, "toast")
        self._over = parent
        self._change_id = 0
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._undo = button(theme, self.tr("Undo"), self._on_undo, kind="ghost")
        set_kind(self._undo, "toastAction")
        self._close = button(theme, self.tr("Close this message"), self.hide, icon="x", kind="icon")
        theme.put_icon(self._close, "x", "on_toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_time_over)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_text(self, text: str, undo: int | None = None) -> None:
        """Shows the sentence in place of whatever was there."""
        self._text.setText(text)
        self._change_id = undo or 0
        self._undo.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self._text.setMinimumWidth(0)
        room = self._over.width() - 64
        self._text.setWordWrap(False)
        wanted = self.sizeHint().width()
        self._text.setWordWrap(wanted > room)
        self.resize(min(wanted, room), self.heightForWidth(room) if wanted > room else self.sizeHint().height())
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - 44)

    def _on_undo(self) -> None:
        self.hide()
        self.undo_wanted.emit(self._change_id)

    def _on_time_over(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._timer.start()
        else:
            self.hide()


class Banner(QFrame):
    """A sentence inside the page, above what it is about, until it is true no more."""

    def __init__(self, theme: Theme, tone: Tone = "info", text: str = "", *, dismissable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "banner")
        self._sign = QLabel()
        self._text = label("", wraps=True)
        self._actions = QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addLayout(self._actions)
        if dismissable:
            row.addWidget(button(theme, self.tr("Close this message"), self.hide, icon="x", kind="icon"))
        theme.changed.connect(self._draw_sign)
        self._tone: Tone = tone
        self.say(text, tone)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Changes the sentence; an empty one hides the banner."""
        self._tone = tone or self._tone
        restyle(self, "tone", self._tone)
        restyle(self._text, "tone", self._tone)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._draw_sign()
        self.setVisible(bool(text))

    def add_action(self, text: str, clicked: Callable[[], object]) -> QPushButton:
        made = button(self._theme, text, clicked, kind="link")
        self._actions.addWidget(made)
        self._sign.setContentsMargins(0, self._theme.px(_BESIDE_ACTION), 0, 0)
        return made

    def _draw_sign(self) -> None:
        role = "accent" if self._tone == "info" else self._tone
        picture = self._theme.icons.pixmap(_SIGNS[self._tone], role, self._theme.px(18), self.devicePixelRatio())
        self._sign.setPixmap(picture)


class EmptyState(QFrame):
    """Why there is nothing here, one main action, one second."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        set_kind(self, "drop")
        self.setAccessibleName(title)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title, self._text = label(title, "title"), label(text, "muted", wraps=True)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 32, 36, 32)
        column.setSpacing(12)
        for part in (self._picture, self._title, self._text):
            column.addWidget(part)
        middle = QHBoxLayout()
        middle.addStretch()
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        middle.addLayout(self._row)
        middle.addStretch()
        column.addLayout(middle)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._draw)
        self._draw()

    def say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(title)

    def add_action(self, text: str, clicked: Callable[[], object], *, icon: str = "", main: bool = False) -> QPushButton:
        """The first main action is the one primary button; a second goes beside it."""
        made = button(self._theme, text, clicked, icon=icon, kind="primary" if main else "secondary")
        self._row.addWidget(made)
        return made

    def sizeHint(self) -> QSize:
        """Broad enough for a line to be read, as high as its wrapped words need."""
        parent = self.parentWidget()
        width = min(self._theme.px(560), parent.width() - 24) if parent is not None else self._theme.px(560)
        layout = self.layout()
        return QSize(width, layout.totalHeightForWidth(width) if layout is not None else 0)

    def _draw(self) -> None:
        size = self._theme.px(44)
        self._picture.setFixedHeight(size)
        self._picture.setPixmap(self._theme.icons.pixmap(self._icon, "muted", size, self.devicePixelRatio()))


class UnexpectedError(QDialog):
    """A mistake of the program, told as one plain sentence. Details name places in the code, no records."""

    def __init__(self, theme: Theme, sentence: str, details: str, log_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.details, self._folder = details, log_folder
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Something went wrong"), "heading"))
        column.addWidget(label(sentence, wraps=True))
        hint = self.tr("If it happens again, copy the details and send them to whoever looks after this program.")
        column.addWidget(label(hint, "muted", wraps=True))
        row = QHBoxLayout()
        self._copy = button(theme, self.tr("&Copy details"), self._on_copy, icon="copy")
        row.addWidget(self._copy)
        if log_folder:
            row.addWidget(button(theme, self.tr("&Open log folder"), self._on_open, icon="folder-open"))
        row.addStretch()
        close = button(theme, self.tr("Close"), self.accept, kind="primary")
        close.setDefault(True)
        row.addWidget(close)
        column.addLayout(row)
        self.setMinimumWidth(460)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
        self._copy.setText(self.tr("Copied"))

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))


class Covered(QWidget):
    """Shows one of two things: what it holds, or the empty state in its place, centred near the top."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._over = QWidget()
        # A row, and no alignment: for an aligned widget Qt asks how high it is over the whole width, and cuts its lines.
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addStretch(1)
        below = QVBoxLayout(self._over)
        below.setContentsMargins(0, 12, 0, 0)
        below.addLayout(self._row)
        below.addStretch(1)
        self._state: EmptyState | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)
        column.addWidget(self._over)
        self._over.hide()

    def cover(self, state: EmptyState | None) -> None:
        """Puts the state in front, or takes it away with None."""
        if self._state is not None and self._state is not state:
            self._row.removeWidget(self._state)
            self._state.hide()
        if state is not None and self._state is not state:
            self._row.insertWidget(1, state)
        if state is not None:
            state.show()
        self._state = state
        self._over.setVisible(state is not None)
        self._content.setVisible(state is None)
