"""Owns the settings: look, text size, the database in use and its backups; each takes effect at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QListWidget, QListWidgetItem

from skilling.services import upkeep
from skilling.services.desk import Desk
from ui.context import Context
from ui.shared.flow import FlowLayout
from ui.shared.page import Page
from ui.shared.widgets import Card, button, label

_ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)


_TOLD = 3  # findings of an examination that fit above the page


class SettingsPage(Page):
    """What belongs to this person's window is kept with the window; backups belong to the database."""

    concerns = frozenset({"nothing"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Settings"), scrolls=True)
        self.body.addWidget(self._look())
        self.body.addWidget(self._programme())
        self.body.addWidget(self._database())
        self.body.addWidget(self._backups())
        self.body.addStretch(1)

    def opened(self, **where: Any) -> None:
        self._where.setText(self.context.desk.address.rsplit("@", 1)[-1])
        self._fill_backups()

    def _desk(self) -> Desk:
        desk = self.context.desk
        if not isinstance(desk, Desk):
            raise TypeError("Backups belong to an open programme database.")
        return desk

    def _look(self) -> Card:
        card = Card(self.tr("Look"))
        form = QFormLayout()
        self._mode, self._zoom = QComboBox(), QComboBox()
        for mode, words in (("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))):
            self._mode.addItem(words, mode)
        for zoom in _ZOOMS:
            self._zoom.addItem(f"{zoom} %", zoom)
        for words, choice, now in (
            (self.tr("Colours"), self._mode, self.theme.mode), (self.tr("Text size"), self._zoom, self.theme.zoom),
        ):  # fmt: skip
            choice.setAccessibleName(words)
            choice.setMaximumWidth(self.theme.px(220))
            choice.setCurrentIndex(max(0, choice.findData(now)))
            form.addRow(label(words), choice)
        self._mode.activated.connect(self._use_look)
        self._zoom.activated.connect(self._use_look)
        card.body.addLayout(form)
        return card

    def _use_look(self) -> None:
        self.theme.use(mode=self._mode.currentData(), zoom=self._zoom.currentData())
        self.context.preferences.keep("window/mode", self._mode.currentData())
        self.context.preferences.keep("window/zoom", self._zoom.currentData())

    def _programme(self) -> Card:
        card = Card(self.tr("Programme"), self.tr("What reports are headed with, and the colleges that developers come from."))
        row = FlowLayout(None, 10, 10)
        for words, page, icon in (
            (self.tr("Programme"), "programmes", "landmark"),
            (self.tr("Institutions"), "institutions", "school"),
        ):
            row.addWidget(button(self.theme, words, partial(self.context.open_page, page), icon=icon))
        card.body.addLayout(row)
        return card

    def _database(self) -> Card:
        card = Card(
            self.tr("Database"),
            self.tr("One file holds the programme. Keep it in a folder of this computer, not in a synchronised one."),
        )
        self._where = label("", "strong", wraps=True)
        card.body.addWidget(self._where)
        row = FlowLayout(None, 10, 10)
        row.addWidget(button(self.theme, self.tr("Open another…"), lambda: self.context.open_page("start"), icon="folder-open"))
        row.addWidget(button(self.theme, self.tr("Examine"), self._examine, icon="stethoscope"))
        card.body.addLayout(row)
        return card

    def _examine(self) -> None:
        self.context.note(self.tr("Examining the database…"))
        desk = self._desk()
        self.context.readers.submit(lambda: upkeep.check(desk), self._on_examined, self._on_failed)

    def _on_examined(self, health: upkeep.Health) -> None:
        if health.ok:
            self.say_above(self.tr("Everything is sound: pages, links and the audit chain."), "good")
        elif health.readable:
            told = " ".join(f"{one.message} {one.mend}." for one in health.findings[:_TOLD])
            self.say_above(self.tr("The file is whole, but records do not agree. {what}").format(what=told), "warn")
        else:
            self.say_above(self.tr("Something is wrong with this database. Bring the newest backup back."), "bad")

    def _backups(self) -> Card:
        card = Card(self.tr("Backups"), self.tr("Made by themselves before an import and an upgrade; the newest 14 are kept."))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Backups, newest first"))
        self._list.setFixedHeight(self.theme.px(150))
        card.body.addWidget(self._list)
        row = FlowLayout(None, 10, 10)
        row.addWidget(button(self.theme, self.tr("Back up now"), self._back_up, icon="archive"))
        row.addWidget(button(self.theme, self.tr("Save a copy as…"), self._save_copy, icon="save"))
        row.addWidget(button(self.theme, self.tr("Show in folder"), self._show_folder, icon="folder"))
        card.body.addLayout(row)
        return card

    def _fill_backups(self) -> None:
        self._list.clear()
        for path in upkeep.backups(self._desk()):
            item = QListWidgetItem(path.name)
            item.setToolTip(str(path))
            self._list.addItem(item)
        if not self._list.count():
            self._list.addItem(self.tr("No backups yet"))

    def _back_up(self) -> None:
        self._back_up_to(None)

    def _save_copy(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), "programme-backup.db", self.tr("Databases (*.db)"))
        if name:
            self._back_up_to(Path(name))

    def _back_up_to(self, target: Path | None) -> None:
        desk = self._desk()
        self.context.readers.submit(lambda: upkeep.back_up(desk, target), self._on_backed_up, self._on_failed)

    def _on_backed_up(self, made: Any) -> None:
        self.context.say(self.tr("Backed up to {name}.").format(name=made.path.name))
        self._fill_backups()

    def _on_failed(self, problem: Exception) -> None:
        message = getattr(problem, "message", "")
        if not message:
            raise problem
        self.say_above(message, "bad")

    def _show_folder(self) -> None:
        found = upkeep.backups(self._desk())
        folder = found[0].parent if found else Path(self.context.desk.address).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
