"""Owns forms made from declared fields: rows, sections, errors beside what they are about; refuses rules of
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from skilling.domain.fields import Field
from skilling.domain.problems import Problem, Refused
from ui.context import Context
from ui.shared.editors import ChoiceEditor, Editor, LinkEditor, Search, editor_for
from ui.shared.messages import Banner
from ui.shared.widgets import label
from ui.theme import restyle

Mode = Literal["saves itself", "as a whole"]


class FormRow(QWidget):
    """Label, editor, help and error of one field: the only place where a field gets its name, buddy and red
    edge.
    """

    def __init__(self, field: Field, editor: Editor, language: str) -> None:
        super().__init__()
        self.field, self.editor = field, editor
        words = field.hindi if language == "hi" and field.hindi else field.label
        self._label = label(words + (" *" if field.required else ""))
        self._label.setBuddy(editor.field)
        self._note = label("", "hint", wraps=True)
        described = ". ".join(part for part in (field.help, self._required_words()) if part)
        editor.field.setAccessibleName(words)
        editor.field.setAccessibleDescription(described)
        if not field.editable:
            editor.set_locked(True)
            editor.field.setToolTip(self.tr("This is kept by the program and cannot be changed here."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._label, editor, self._note):
            column.addWidget(part)
        self.say_wrong("")

    @property
    def wrong(self) -> str:
        """The error shown, or nothing."""
        return self._note.text() if self._note.property("kind") == "error" else ""

    def say_wrong(self, sentence: str) -> None:
        """Shows what is wrong in place of the help; an empty sentence brings the help back."""
        # Services name the field in the sentence; here its label stands above it already.
        bare = sentence.removeprefix(f"{self.field.label}: ")
        sentence = bare[:1].upper() + bare[1:]
        self._note.setText(sentence or self.field.help)
        self._note.setVisible(bool(sentence or self.field.help))
        restyle(self._note, "kind", "error" if sentence else "hint")
        self.editor.mark(bool(sentence))
        if sentence:
            self.editor.field.setAccessibleDescription(sentence)

    def _required_words(self) -> str:
        return self.tr("Needed") if self.field.required else ""


class Form(QWidget):
    """The fields of a noun, in their groups.

    In the mode "saves itself" a field that was left with another value is told by `left`; the page makes the
    change and
    answers with `saved` or `refused`. In the mode "as a whole" the page takes `values()` when its button
    is pressed.

    Signals:
        left: attribute and value of a field that was changed and left.
        changed: something differs from what was loaded.
    """

    left = Signal(str, object)
    changed = Signal()

    def __init__(self, context: Context, fields: Iterable[Field], mode: Mode = "saves itself", *, columns: int = 1) -> None:
        super().__init__()
        self._context, self._mode = context, mode
        self._rows: dict[str, FormRow] = {}
        self._banner = Banner(context.theme, "bad")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._banner)
        groups: dict[str, list[Field]] = {}
        for field in fields:
            groups.setdefault(field.group, []).append(field)
        for group, members in groups.items():
            if group:
                outer.addWidget(label(group, "heading"))
            outer.addLayout(self._grid(members, columns))
        outer.addStretch()

    def _grid(self, fields: Sequence[Field], columns: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, field in enumerate(fields):
            row = self._rows[field.attribute] = self._row(field)
            grid.addWidget(row, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return grid

    def _row(self, field: Field) -> FormRow:
        editor = editor_for(field, self._context.theme, self._context.readers)
        row = FormRow(field, editor, self._context.theme.language)
        editor.changed.connect(self.changed)
        if self._mode == "saves itself":
            editor.left.connect(lambda: self.left.emit(field.attribute, editor.value()))
        return row

    # What can be chosen

    def offer(self, attribute: str, options: Sequence[tuple[Any, str]]) -> None:
        """Fills a combo whose values are records of their own, states say: ids and words."""
        cast(ChoiceEditor, self._rows[attribute].editor).offer(options)

    def search_with(self, attribute: str, search: Search) -> None:
        """How the link `attribute` finds its records: words to (id, words), on a reader."""
        cast(LinkEditor, self._rows[attribute].editor).search_with(search)

    # Values

    def load(self, values: Mapping[str, Any]) -> None:
        """Shows a record by attribute; a link as `(id, words)`. Errors of the record before go."""
        for attribute, row in self._rows.items():
            row.editor.put(values.get(attribute))
            row.say_wrong("")
        self._banner.say("")

    def values(self) -> dict[str, Any]:
        """Every value by attribute: text, ids of links, None where nothing stands."""
        return {attribute: row.editor.value() for attribute, row in self._rows.items() if row.field.editable}

    def changes(self) -> dict[str, Any]:
        """Only the values that differ from what was loaded."""
        touched = (row for row in self._rows.values() if row.editor.touched())
        return {row.field.attribute: row.editor.value() for row in touched}

    def editor(self, attribute: str) -> Editor:
        return self._rows[attribute].editor

    def saved(self, *attributes: str) -> None:
        """These fields (all, when none is named) are stored as they stand."""
        for attribute in attributes or tuple(self._rows):
            self._rows[attribute].editor.settle()
            self._rows[attribute].say_wrong("")

    # Problems

    def problems(self, found: Iterable[Problem]) -> None:
        """Shows each problem beside its field, those of no field above all; the focus goes to the first."""
        homeless: list[str] = []
        first: FormRow | None = None
        for each in self._rows.values():
            each.say_wrong("")
        for problem in found:
            row = self._row_of(problem.field)
            if row is None:
                homeless.append(problem.message)
            else:
                row.say_wrong(problem.message)
                first = first or row
        self._banner.say(" ".join(homeless))
        if first is not None:
            first.editor.setFocus()

    def refused(self, attribute: str) -> Callable[[Refused], None]:
        """For `context.change(refused=…)` of a field that saves itself: shows why beside that field, focus
        kept.
        """

        def show(refused: Refused) -> None:
            self._rows[attribute].say_wrong(refused.message)

        return show

    def _row_of(self, name: str) -> FormRow | None:
        """Problems name a field as developer.mobile, mobile or by its attribute."""
        bare = name.rpartition(".")[2]
        for row in self._rows.values():
            if bare and bare in (row.field.attribute, row.field.name):
                return row
        return None

    def rows(self) -> Sequence[FormRow]:
        return tuple(self._rows.values())

    def row(self, attribute: str) -> FormRow:
        return self._rows[attribute]

    def focus_first(self) -> None:
        for row in self._rows.values():
            if row.field.editable:
                row.editor.setFocus()
                return


def plain_row(words: str, editor: QWidget, help_text: str = "") -> QWidget:
    """A labelled row for a widget that no declared field stands behind: a report's period, a file's sheet."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    name: QLabel = label(words)
    name.setBuddy(editor)
    editor.setAccessibleName(words)
    column.addWidget(name)
    column.addWidget(editor)
    if help_text:
        editor.setAccessibleDescription(help_text)
        column.addWidget(label(help_text, "hint", wraps=True))
    return box
