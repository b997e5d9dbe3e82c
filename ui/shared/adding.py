"""Owns the dialog in which a new record is made; what was typed is still there when it is opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from skilling.domain.fieldsets import Noun
from skilling.domain.problems import Refused
from ui.context import Context, Done
from ui.shared.dialogs import Dialog
from ui.shared.recordform import RecordForm
from ui.shared.widgets import button


class AddDialog(Dialog):
    """A form as a whole, in two columns.

    Signals:
        added: the id of the new record.
    """

    added = Signal(int)

    def __init__(
        self,
        context: Context,
        noun: Noun,
        create: Callable[..., int],
        title: str,
        parent: QWidget,
        *,
        without: Iterable[str] = (),
        shape: Callable[[dict[str, Any]], dict[str, Any]] = dict,
    ) -> None:
        """`create` is the noun's own service; `shape` may turn the form's values into what it takes."""
        super().__init__(context.theme, title, "", parent, width=640)
        self._context, self._noun, self._create, self._shape = context, noun, create, shape
        self._begun: Mapping[str, Any] = {}
        self.form = RecordForm(context, noun, "as a whole", without=without, columns=2)
        rows = (len(self.form.rows()) + 1) // 2
        self.scrolling_body(self.form, context.theme.px(min(470, 30 + rows * 76)))
        another = button(self.theme, self.tr("Add, then another"), lambda: self._add(another=True))
        another.setToolTip(self.tr("Adds this one and empties the form for the next"))
        self.add_buttons(title, lambda: self._add(another=False), another)

    def begin(self, given: Mapping[str, Any]) -> None:
        """Opens the dialog with the values a new record begins with, unless something is still being typed in it."""
        if not self.form.changes():
            self._begun = given
            self.form.show_new(given)
        self.say_wrong("")
        self.open()
        self.form.focus_first()

    def _add(self, *, another: bool) -> None:
        values = {name: value for name, value in self._shape(self.form.values()).items() if value is not None}

        def on_done(done: Done) -> None:
            self.form.show_new(self._begun)
            self.say_wrong("")
            if another:
                self.form.focus_first()
            else:
                self.accept()
            self.added.emit(done.value)

        self._context.change(f"{self._noun.name}.created", self._create, values, then=on_done, refused=self._on_refused)

    def _on_refused(self, refused: Refused) -> None:
        self.form.problems(refused.problems)
