"""Owns the dialogs by which a period moves on: what will happen is said first, then asked for; decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from ui.shared.dates import read_day
from ui.shared.dialogs import Dialog
from ui.shared.form import plain_row
from ui.shared.widgets import button
from ui.theme import Theme

_WAIVED_FOR = timedelta(days=30)


class LanguageDialog(Dialog):
    """Says what will happen, and does it in the language that is chosen for the workbook's headings."""

    def __init__(self, theme: Theme, title: str, about: str, verb: str, run: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(theme, title, about, parent)
        self._run = run
        self.language = QComboBox()
        for code, words in (
            ("both", self.tr("English and Hindi")), ("en", self.tr("English")), ("hi", self.tr("Hindi with English headings")),
        ):  # fmt: skip
            self.language.addItem(words, code)
        self.body.addWidget(plain_row(self.tr("Language of the headings"), self.language))
        self.add_buttons(verb, self._on_run)

    def _on_run(self) -> None:
        self.accept()
        self._run(self.language.currentData())


class ReasonDialog(Dialog):
    """A reason, and where asked for a last day; refuses to go on without."""

    def __init__(
        self, theme: Theme, title: str, about: str, verb: str, run: Callable[[str, date], object], parent: QWidget,
        today: date | None = None,
    ) -> None:  # fmt: skip
        """With `today` the last day is asked for: a month from then unless another is given."""
        super().__init__(theme, title, about, parent)
        self._run, self._today = run, today
        self.reason, self.until = QLineEdit(), QLineEdit()
        self.body.addWidget(plain_row(self.tr("Reason"), self.reason, self.tr("In a few words; it is shown in History.")))
        if today is not None:
            self.until.setText(f"{today + _WAIVED_FOR:%d.%m.%Y}")
            self.body.addWidget(
                plain_row(self.tr("Borne until"), self.until, self.tr("The last day on which it is, such as 31.12.2026."))
            )
        self.add_buttons(verb, self._on_run)

    def _on_run(self) -> None:
        reason, until = self.reason.text().strip(), read_day(self.until.text()) if self._today is not None else date.max
        if not reason:
            self.say_wrong(self.tr("Say why, in a few words: it stands beside the figures."))
            self.reason.setFocus()
        elif until is None:
            self.say_wrong(self.tr("'{text}' is not a day. Write it like 31.12.2026.").format(text=self.until.text()))
            self.until.setFocus()
        else:
            self.accept()
            self._run(reason, until)


class SubmitDialog(Dialog):
    """Where the frozen workbook is written (or which file it is), the letter's number, a signature file."""

    def __init__(
        self, theme: Theme, about: str, suggested: str, run: Callable[[str, bool, str, str], object], parent: QWidget
    ) -> None:
        """`run(path, written already, reference, signature)` is called when the person submits."""
        super().__init__(theme, self.tr("Submit the period"), about, parent, width=560)
        self._run = run
        self.path, self.reference, self.signature = QLineEdit(suggested), QLineEdit(), QLineEdit()
        self.body.addWidget(
            plain_row(
                self.tr("Workbook to hand over"), self._with_button(self.path, self.tr("Choose…"), self._on_path),
                self.tr("A new file: the frozen workbook is written there. A file that is there already: it has to be the frozen one."),
            )
        )  # fmt: skip
        self.path.setAccessibleName(self.tr("Workbook to hand over"))
        self.body.addWidget(plain_row(self.tr("Number of the covering letter"), self.reference, self.tr("May stay empty.")))
        self.body.addWidget(
            plain_row(
                self.tr("Signature file"), self._with_button(self.signature, self.tr("Choose…"), self._on_signature),
                self.tr("May stay empty. A detached signature (.p7s, .sig, .asc); its hash is kept, it is not judged."),
            )
        )  # fmt: skip
        self.signature.setAccessibleName(self.tr("Signature file"))
        self.add_buttons(self.tr("Submit"), self._on_run)

    def _with_button(self, field: QLineEdit, words: str, run: Callable[[], object]) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(field, 1)
        row.addWidget(button(self.theme, words, run, icon="folder-open"))
        box.setFocusProxy(field)
        return box

    def _on_path(self) -> None:
        self._choose(self.tr("Workbook to hand over"), self.tr("Excel workbooks (*.xlsx)"), self.path, save=True)

    def _on_signature(self) -> None:
        self._choose(self.tr("Signature file"), self.tr("All files (*)"), self.signature, save=False)

    def _choose(self, title: str, filters: str, field: QLineEdit, *, save: bool) -> None:
        dialog = QFileDialog(self, title, field.text(), filters)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a file that is there is never written over
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(field.setText)
        dialog.open()

    def _on_run(self) -> None:
        path = self.path.text().strip()
        if not path:
            self.say_wrong(self.tr("Name the workbook that is handed over."))
            self.path.setFocus()
            return
        self.accept()
        self._run(path, Path(path).exists(), self.reference.text().strip(), self.signature.text().strip())
