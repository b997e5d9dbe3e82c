"""Owns the first screen: a new programme, one that is there, or a sample; refuses to ask for more than a name and a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from skilling.domain.calendar import day_in_india
from skilling.domain.problems import Refused
from skilling.importing.takers import TAKERS
from skilling.services import beginning
from skilling.services.desk import Desk, open_desk
from ui.context import Context
from ui.shared.form import plain_row
from ui.shared.lines import Lines
from ui.shared.messages import Banner
from ui.shared.page import Page
from ui.shared.widgets import Card, Elided, button, label

Failed = Callable[[Exception], None]
OpenWith = Callable[[Callable[[], Desk], Failed], None]
"""Runs the function that opens a desk off the window's thread and goes on with it; `failed` gets what it raised."""

RECENT = "databases"
_WIDEST = 900


class StartPage(Page):
    """Shown where no programme is open, and when another one is wanted."""

    concerns = frozenset({"programme"})

    def __init__(self, context: Context, open_with: OpenWith) -> None:
        super().__init__(
            context,
            self.tr("Start"),
            self.tr("A programme is one file on this computer: its developers, cohorts, startups and reports."),
            scrolls=True,
        )
        self._open_with = open_with
        self._folder = beginning.proposed_place()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(14)
        grid.addWidget(self._new(), 0, 0, 2, 1)
        grid.addWidget(self._existing(), 0, 1)
        grid.addWidget(self._sample(), 1, 1)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setRowStretch(1, 1)
        box = QWidget()
        box.setLayout(grid)
        box.setMaximumWidth(self.theme.px(_WIDEST))
        self.body.addWidget(box)
        self.body.addStretch(1)

    # The three ways

    def _new(self) -> Card:
        card = Card(self.tr("New programme"), self.tr("Its cohorts and people come next, by import or by hand."))
        self.name = QLineEdit(placeholderText=self.tr("OpenAI Academy 2026"))
        self.name.textChanged.connect(self._tell_place)
        self.name.returnPressed.connect(self._on_new)
        card.body.addWidget(plain_row(self.tr("Name"), self.name, self.tr("As it stands in the agreement with the ministry.")))
        card.body.addWidget(label(self.tr("Place")))
        self._place = Elided("", "muted")
        card.body.addWidget(self._place)
        self._change = button(self.theme, self.tr("Change folder…"), self._on_change_folder, icon="folder-open")
        card.body.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        self._caution = Banner(self.theme, "warn")
        card.body.addWidget(self._caution)
        card.body.addStretch(1)
        self._begin = button(self.theme, self.tr("Start programme"), self._on_new, icon="plus", kind="primary")
        card.body.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _existing(self) -> Card:
        card = Card(self.tr("Open a programme"))
        self._recent = Lines(self.theme, "", self.tr("Nothing was opened on this computer yet."))
        self._choose = button(self.theme, self.tr("Choose a file…"), self._on_choose, icon="folder-open")
        self._recent.add_foot(self._choose)
        card.body.addWidget(self._recent)
        self.address = QLineEdit(placeholderText="postgresql://user@server/name")
        self.address.returnPressed.connect(self._on_address)
        help_text = self.tr("For offices that share one on a server. Press Enter to open it.")
        card.body.addWidget(plain_row(self.tr("Address of a shared programme"), self.address, help_text))
        return card

    def _sample(self) -> Card:
        card = Card(
            self.tr("Try a sample programme"),
            self.tr("600 invented developers with cohorts, startups and grants, in a file of its own. Nothing in it is real."),
        )
        self._try = button(self.theme, self.tr("Open the sample"), self._on_sample, icon="flask-conical")
        card.body.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    # Coming and going

    def opened(self, **where: Any) -> None:
        """`wrong` is why the programme that was wanted could not be opened."""
        self.say_above(where.get("wrong", ""), "bad")
        self.set_title(self.tr("Programmes") if self.context.is_open else self.tr("Start"))
        self._recent.clear()
        for address in self.context.preferences.recent(RECENT)[:4]:
            if "://" in address or Path(address).exists():
                words = address.rsplit("/", 1)[-1] if "://" in address else Path(address).name
                self._recent.add(words, _where(address), opens=partial(self._open_address, address))
        self._tell_place()
        self._wait(False)
        self.name.setFocus()

    @property
    def file(self) -> Path:
        """Where the new programme would lie."""
        return beginning.proposed_file(self.name.text(), self._folder)

    def use_folder(self, folder: str) -> None:
        """Takes another folder for the new programme."""
        if folder:
            self._folder = Path(folder)
            self._tell_place()

    def _tell_place(self) -> None:
        file = self.file
        self._place.say(str(file))
        self._caution.say(" ".join(beginning.cautions(file)))

    # Doing

    def _on_change_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the new programme"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.use_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a programme"), str(self._folder), self.tr("Programmes (*.db)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._open_address)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_new(self) -> None:
        name, file, actor = self.name.text().strip(), self.file, self.context.actor
        if not name:
            self.say_above(self.tr("Give the programme a name. Example: OpenAI Academy 2026."), "bad")
            self.name.setFocus()
            return
        today = day_in_india(datetime.now(UTC))
        self._go(partial(beginning.start, file, name, actor, today, TAKERS))

    def _on_sample(self) -> None:
        self._go(partial(beginning.open_sample, self.context.actor, TAKERS))

    def _on_address(self) -> None:
        if self.address.text().strip():
            self._open_address(self.address.text().strip())

    def _open_address(self, address: str) -> None:
        self._go(partial(open_desk, address, takers=TAKERS))

    def _go(self, work: Callable[[], Desk]) -> None:
        self.say_above("")
        self._wait(True)
        self._open_with(work, self._on_failed)

    def _on_failed(self, problem: Exception) -> None:
        self._wait(False)
        if not isinstance(problem, Refused):
            raise problem
        self.say_above(problem.message, "bad")

    def _wait(self, waiting: bool) -> None:
        for each in (self._begin, self._choose, self._try, self._change):
            each.setEnabled(not waiting)
        self._begin.setText(self.tr("Opening…") if waiting else self.tr("Start programme"))


def _where(address: str) -> str:
    return address.rsplit("@", 1)[-1] if "://" in address else str(Path(address).parent)
