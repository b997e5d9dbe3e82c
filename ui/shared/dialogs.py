"""Owns the frame of every dialog that does one thing: what it is about, what will happen, why not, Cancel and one verb."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from skilling.domain.problems import Refused
from ui.shared.form import Form
from ui.shared.messages import Banner
from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind


class Dialog(QDialog):
    """Opened with `open()`, never `exec()`: the window goes on living behind it. Esc leaves."""

    def __init__(self, theme: Theme, title: str, about: str, parent: QWidget, *, width: int = 460) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(theme.px(width))
        self.about = label(about, "muted", wraps=True)
        self.about.setVisible(bool(about))
        self._banner = Banner(theme, "bad")
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        column.addWidget(self.about)
        column.addWidget(self._banner)
        column.addLayout(self.body, 1)
        column.addSpacing(4)
        column.addLayout(self._buttons)

    def present(self) -> None:
        """Shows the dialog once; it is gone when it is left. The focus stands in its first field."""
        self.finished.connect(self.deleteLater)
        self.open()
        first = next((each for each in self.findChildren(Form)), None)
        if first is not None:
            first.focus_first()

    def say_about(self, text: str) -> None:
        """What will happen, in numbers, before it happens."""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def say_wrong(self, text: str) -> None:
        """Why it was not done; an empty sentence takes it away."""
        self._banner.say(text)

    @property
    def wrong(self) -> str:
        """The sentence that says why it was not done."""
        return self._banner.text

    def refused(self, refused: Refused) -> None:
        """For `context.change(refused=…)`."""
        self.say_wrong(refused.message)

    def scrolling_body(self, inside: QWidget, height: int) -> None:
        """Puts a widget that may be higher than the screen into the body."""
        set_kind(inside, "clear")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setMinimumHeight(height)
        self.body.addWidget(area, 1)

    def add_buttons(self, verb: str, run: Callable[[], object], *more: QPushButton) -> QPushButton:
        """Cancel, others, and the verb, which Enter presses."""
        self._buttons.addStretch()
        self._buttons.addWidget(button(self.theme, self.tr("Cancel"), self.reject))
        for other in more:
            self._buttons.addWidget(other)
        main = button(self.theme, verb, run, kind="primary")
        main.setDefault(True)
        self._buttons.addWidget(main)
        return main
