"""Owns the cards of what is wrong: each kind once, with its count, its examples and one remedy for all that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from skilling.domain.problems import Severity
from skilling.importing.planning.memory import may_learn
from skilling.importing.planning.plan import Example, IssueCard
from skilling.importing.reading.grid import Part
from skilling.importing.table.stacking import row_words
from ui.importing.talk import Fix
from ui.importing.undokeys import UndoKeys
from ui.importing.words import issue_words, rows_words
from ui.shared.flow import FlowLayout
from ui.shared.pills import Pill
from ui.shared.rebuilt import RebuiltArea, tab_stops
from ui.shared.widgets import Card, button, label
from ui.theme import Theme

_WHOLE_LIST = frozenset({"cohort-new", "institution-new", "same-file", "newer-version", "steps-filled-in", "status-kept"})
_NO_BLANK = frozenset({"missing"})
_LONGEST = 40


class IssueList(RebuiltArea):
    """Signals:
    fixed: decisions, as `skilling.importing.planning.fixes.Fix` in plain data.
    rows_wanted: the card whose rows are wanted.
    """

    fixed = Signal(list)
    rows_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("What is wrong"))
        self._theme, self.whose = theme, ""
        self.parts: Sequence[Part] = ()
        self._boxes: list[_IssueBox] = []
        self._at = 0

    def show_issues(self, issues: Sequence[IssueCard], whose: str = "", parts: Sequence[Part] = ()) -> None:
        """Errors first, then warnings; what only tells is left to the last step. `whose` names the sender of the list, `parts` is
        what came from further sheets."""
        self.whose, self.parts = whose, parts
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(10)
        self._boxes = [_IssueBox(self._theme, issue, self) for issue in to_fix(issues)]
        for box in self._boxes:
            column.addWidget(box)
        if not self._boxes:
            words = self.tr("Nothing is wrong in this list. Look at the rows, or continue.")
            column.addWidget(label(words, "muted", wraps=True))
        column.addStretch(1)
        self.show_body(body)

    def begin(self) -> None:
        """Another list: the work begins with its first card."""
        self._at = 0

    def take_focus(self) -> bool:
        """Puts the focus on the card on which a remedy was chosen last, or the one that took its place."""
        if not self._boxes:
            return False
        box = self._boxes[min(self._at, len(self._boxes) - 1)]
        box.first.setFocus()
        self.ensureWidgetVisible(box)
        return True

    def fix(self, box: _IssueBox, fix: Fix) -> None:
        """A remedy was chosen on a card."""
        self._at = self._boxes.index(box)
        self.fixed.emit([fix])


def to_fix(issues: Sequence[IssueCard]) -> list[IssueCard]:
    """What a person can do something about, errors first."""
    found = [issue for issue in issues if issue.code not in _WHOLE_LIST and issue.severity is not Severity.NOTE and issue.rows]
    return sorted(found, key=lambda issue: (issue.severity is not Severity.ERROR, -issue.count))


class _IssueBox(Card):
    """One kind of issue in one column."""

    def __init__(self, theme: Theme, issue: IssueCard, owner: IssueList) -> None:
        super().__init__(margin=12)
        self._theme, self._issue, self._owner = theme, issue, owner
        self._error = issue.severity is Severity.ERROR
        self._accept: QPushButton | None = None
        self.setAccessibleName(issue.message)
        self.body.setSpacing(7)
        self.body.addLayout(self._head())
        if len(issue.examples) > 1:
            lines = [self._example(example) for example in issue.examples]
            widest = max(said.sizeHint().width() for said, *_ in lines)
            for said, *rest in lines:
                said.setFixedWidth(widest)  # the boxes stand below each other
                self.body.addWidget(_flow([said, *rest]))
        if len(issue.examples) == 1:
            self.body.addWidget(_flow([*self._example(issue.examples[0]), *self._remedies()]))
        else:
            self.body.addWidget(_flow(self._remedies()))
        self._lasting: QComboBox | None = None
        if issue.examples and may_learn(issue.field):
            self._lasting = self._scopes()
            words = label(self.tr("What is set here holds for"), "muted")
            words.setBuddy(self._lasting)
            self.body.addWidget(_flow([words, self._lasting]))
        self.first = self._accept or tab_stops(self)[0]

    def _head(self) -> QHBoxLayout:
        role = "bad" if self._error else "warn"
        sign = QLabel()
        icon = "circle-alert" if self._error else "triangle-alert"
        sign.setPixmap(self._theme.icons.pixmap(icon, role, self._theme.px(18), self.devicePixelRatio()))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(issue_words(self._issue), "strong", wraps=True), 1)
        row.addWidget(Pill(rows_words(self._issue.count), role), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _scopes(self) -> QComboBox:
        """For which lists what is set here is remembered."""
        made = QComboBox()
        UndoKeys(made)
        made.setAccessibleName(self.tr("For which lists what is set here is remembered"))
        made.addItem(self.tr("this list only"), "")
        if self._owner.whose:
            made.addItem(self.tr("all lists of {sender}").format(sender=self._owner.whose), "sender")
        made.addItem(self.tr("everyone's lists"), "everyone")
        return made

    def _example(self, example: Example) -> list[QWidget]:
        """What the list says, and a box for what it should say, for every cell that says the same."""
        said = label(
            self.tr("Row {n}: “{text}” →").format(n=row_words(example.row, self._owner.parts), text=_short(example.original))
        )
        said.setToolTip(example.original)
        field = QLineEdit(example.proposed or "")
        field.setPlaceholderText(self.tr("what it should say"))
        field.setAccessibleName(self.tr("What “{text}” should say").format(text=example.original))
        field.setFixedWidth(self._theme.px(210))
        field.returnPressed.connect(partial(self._on_set, example, field))
        UndoKeys(field)
        tip = self.tr("For every cell that says the same")
        put = button(self._theme, self.tr("Set"), partial(self._on_set, example, field), tip=tip)
        put.setAccessibleName(self.tr("Set “{text}”").format(text=example.original))
        return [said, field, put]

    def _remedies(self) -> list[QWidget]:
        issue, found = self._issue, list[QWidget]()
        if issue.proposals:
            self._accept = self._remedy(self.tr("Accept what is proposed"), "accept", "check")
            found.append(self._accept)
        if issue.column and issue.code not in _NO_BLANK:
            found.append(self._remedy(self.tr("Leave blank"), "ignore", "eraser"))
        skip = self.tr("Skip {rows}").format(rows=rows_words(issue.count))
        if issue.column:
            found.append(self._remedy(skip, "skip-issue", "circle-minus"))
        else:
            fix: Fix = {"what": "skip-rows", "rows": issue.rows}
            found.append(button(self._theme, skip, partial(self._owner.fix, self, fix), icon="circle-minus"))
        words = self.tr("Show in the table")
        found.append(button(self._theme, words, partial(self._owner.rows_wanted.emit, issue), kind="link"))
        return found

    def _remedy(self, words: str, what: str, icon: str) -> QPushButton:
        fix: Fix = {"what": what, "column": self._issue.column, "code": self._issue.code}
        return button(self._theme, words, partial(self._owner.fix, self, fix), icon=icon)

    def _on_set(self, example: Example, field: QLineEdit) -> None:
        if not field.text().strip():
            field.setFocus()
            return
        fix: Fix = {
            "what": "word", "column": self._issue.column, "original": example.original, "value": field.text().strip(),
            "lasting": self._lasting.currentData() if self._lasting is not None else "",
        }  # fmt: skip
        self._owner.fix(self, fix)


def _flow(widgets: Sequence[QWidget]) -> QWidget:
    """Side by side under the sentence, in as many lines as they need."""
    box = QWidget()
    row = FlowLayout(box, 8, 6)
    row.setContentsMargins(28, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget)
    return box


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
