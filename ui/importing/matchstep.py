"""Owns the second step: what each column becomes, how sure that is, and what is never kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from skilling.importing.showing import ColumnLook, TargetLook
from ui.importing.choices import COHORT_FIELD, JOINS
from ui.importing.chooser import NOTE, OUT, FieldChooser
from ui.importing.steps import Step
from ui.importing.talk import ListTalk
from ui.importing.undokeys import UndoKeys
from ui.importing.words import columns_words
from ui.shared.messages import Banner
from ui.shared.numbers import grouped
from ui.shared.pills import Pill
from ui.shared.rebuilt import RebuiltArea
from ui.shared.widgets import Elided, label, rule
from ui.theme import Theme, set_kind

EXTRA: Final = "extra."
_SURE: Final = 0.85


class MatchStep(Step):
    """Signals:
    cohort_wanted: the person wants to choose the cohort of the whole list.
    """

    cohort_wanted = Signal()

    def __init__(self, theme: Theme, talk: ListTalk) -> None:
        super().__init__(theme, talk)
        self._fields: Sequence[TargetLook] = ()
        self._columns: Sequence[ColumnLook] = ()
        self.lines: list[_Line] = []
        self._noun = ""
        self._summary = label("", "muted", wraps=True)
        self._missing = Banner(theme, "bad")
        self._no_cohort = Banner(theme, "warn")
        self._choose = self._no_cohort.add_action(self.tr("&Choose cohort"), self.cohort_wanted.emit)
        self._area = RebuiltArea(self.tr("Columns of the list"))
        self._frame = QFrame()
        set_kind(self._frame, "card")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._missing, self._no_cohort, self._summary):
            column.addWidget(part)
        column.addWidget(self._frame, 1)

    def show_columns(self, noun: str, fields: Sequence[TargetLook], columns: Sequence[ColumnLook]) -> None:
        """Another list: its columns, and what they may become."""
        self._noun, self._fields = noun, fields
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(15, 6, 15, 6)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        for place, (words, stretch) in enumerate(
            ((self.tr("Column in the list"), 5), (self.tr("Becomes"), 0), (self.tr("How sure"), 0), (self.tr("Why"), 5))
        ):
            grid.addWidget(label(words, "figureName"), 0, place)
            grid.setColumnStretch(place, stretch)
        self.lines = [self._line(grid, 2 * at + 1, column) for at, column in enumerate(columns)]
        grid.setRowStretch(2 * len(columns) + 2, 1)
        self._area.show_body(body)
        self.fill(columns)

    def _line(self, grid: QGridLayout, row: int, column: ColumnLook) -> _Line:
        grid.addWidget(rule(), row, 0, 1, 4)
        hindi = self.theme.language == "hi"
        line = _Line(self.theme, column, self._fields, self._noun, hindi)
        line.chooser.field_chosen.connect(partial(self._on_chosen, column.source))
        line.order.activated.connect(partial(self._on_order, column.source, line.order))
        for place, part in enumerate((line.source, line.becomes, line.sure, line.why)):
            left = Qt.AlignmentFlag.AlignLeft if part is line.sure else Qt.AlignmentFlag(0)
            grid.addWidget(part, row + 1, place, Qt.AlignmentFlag.AlignVCenter | left)
        return line

    def fill(self, columns: Sequence[ColumnLook]) -> None:
        self._columns = columns
        mapping, orders = self.talk.decided.mapping, self.talk.decided.fixes
        for line, column in zip(self.lines, columns, strict=True):
            ordered = next((f["value"] for f in reversed(orders) if f["what"] == "order" and f["column"] == column.source), None)
            line.show_column(column, chosen=column.source in mapping, order=ordered)
        self._summary.setText(self._said())
        self._missing.say(self._said_missing())
        joins = self._noun == JOINS and not self._has_cohort()
        words = self.tr("No column names a cohort, and none is chosen for the whole list. Match it, or choose the cohort.")
        self._no_cohort.say(words if joins else "")
        self.ready_changed.emit()

    @property
    def columns(self) -> Sequence[ColumnLook]:
        return self._columns

    @property
    def reason(self) -> str:
        if self._missing.text:
            return self.tr("A column that every record needs is missing")
        return self.tr("Choose a cohort first") if self._no_cohort.text else ""

    @property
    def hint(self) -> str:
        unsure = sum(column.unsure for column in self._columns)
        return self.tr("{n} to check").format(n=grouped(unsure)) if unsure else ""

    def take_focus(self) -> bool:
        if self._no_cohort.text:
            self._choose.setFocus()
            return True
        asked = next((line for line, column in zip(self.lines, self._columns, strict=True) if column.unsure), None)
        first = asked or next((line for line in self.lines if line.chooser.isEnabled()), None)
        if first is not None:
            first.chooser.setFocus()
        return first is not None

    def _has_cohort(self) -> bool:
        return bool(self.talk.decided.chosen.cohort) or any(column.field == COHORT_FIELD for column in self._columns)

    def _said(self) -> str:
        notes = sum(bool(column.field and column.field.startswith(EXTRA)) for column in self._columns)
        blocked = sum(bool(column.blocked) for column in self._columns)
        out = sum(column.field is None and not column.blocked for column in self._columns)
        parts = [
            columns_words(len(self._columns)) + self.tr(": {m} matched").format(m=len(self._columns) - notes - blocked - out)
        ]
        noted = self.tr("{n} kept as a note") if notes == 1 else self.tr("{n} kept as notes")
        for count, words in (
            (notes, noted), (out, self.tr("{n} left out")), (blocked, self.tr("{n} never kept")),
        ):  # fmt: skip
            if count:
                parts.append(words.format(n=count))
        return ", ".join(parts) + "."

    def _said_missing(self) -> str:
        have = {column.field for column in self._columns}
        names = [one.label for one in self._fields if one.required and one.name not in have]
        if not names:
            return ""
        words = self.tr("No column is matched to {names}, and nothing can be recorded without it. Choose its column.")
        return words.format(names=", ".join(names))

    def _on_chosen(self, source: str, name: str) -> None:
        self.talk.map({source: name or None}, self.fill)

    def _on_order(self, source: str, choice: QComboBox, _: int) -> None:
        """Told to the child with the plan; before it there is nothing to read again."""
        self.talk.decide({"what": "order", "column": source, "value": choice.currentData()})


class _Line(QObject):
    """The widgets of one column of the list."""

    def __init__(self, theme: Theme, column: ColumnLook, fields: Sequence[TargetLook], noun: str, hindi: bool) -> None:
        super().__init__()
        self.source = QWidget()
        words = QVBoxLayout(self.source)
        words.setContentsMargins(0, 2, 0, 2)
        words.setSpacing(1)
        self._samples = Elided("", "caption")
        words.addWidget(Elided(column.source, "strong"))
        words.addWidget(self._samples)
        self.chooser = FieldChooser(fields, noun, hindi)
        self.chooser.setAccessibleName(self.tr("What “{column}” becomes").format(column=column.source))
        self.order = QComboBox()
        UndoKeys(self.order)
        self.order.setAccessibleName(self.tr("Order of the dates in “{column}”").format(column=column.source))
        for code, name in (
            ("DMY", self.tr("day/month/year")), ("MDY", self.tr("month/day/year")), ("YMD", self.tr("year/month/day")),
        ):  # fmt: skip
            self.order.addItem(name, code)
        self.becomes = QWidget()
        self.becomes.setFixedWidth(theme.px(250))
        box = QVBoxLayout(self.becomes)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.chooser)
        box.addWidget(self.order)
        self.sure = Pill()
        self.why = label("", "caption", wraps=True)

    def show_column(self, column: ColumnLook, *, chosen: bool, order: str | None) -> None:
        shown = " · ".join(column.samples) or self.tr("empty")
        self._samples.say(self.tr("Not shown") if column.blocked else shown)
        noted = column.field is not None and column.field.startswith(EXTRA)
        self.chooser.show_field(NOTE if noted else column.field or OUT)
        self.chooser.setEnabled(not column.blocked)
        self.chooser.setToolTip(column.blocked_why)
        self.order.setVisible(column.date_order is not None and not noted)
        self.order.setCurrentIndex(max(0, self.order.findData(order or column.date_order)))
        self.sure.say(*self._pill(column, noted, chosen))
        self.why.setText("" if chosen and not column.blocked else column.blocked_why or column.why)

    def _pill(self, column: ColumnLook, noted: bool, chosen: bool) -> tuple[str, str]:
        if column.blocked:
            return "● " + self.tr("Never kept"), "bad"
        if chosen:
            return "● " + self.tr("Chosen by you"), "info"
        if column.remembered:
            return "● " + self.tr("Remembered"), "info"
        if column.field is None:
            return self.tr("Left out"), "plain"
        if noted:
            return self.tr("Kept as a note"), "plain"
        if column.unsure:
            return "● " + self.tr("Please check"), "warn"
        return ("● " + self.tr("Sure"), "good") if column.confidence >= _SURE else ("● " + self.tr("Looks right"), "info")
