"""Owns the work list of possible duplicates: the search, one pair after the other, the answers; nothing is merged unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skilling.domain.problems import Refused
from skilling.importing import pairing
from skilling.services import duplicates, mergeplan, merging, parting, records
from skilling.services.duplicates import Pairing
from skilling.services.mergeplan import MergePlan
from ui.childjob import ChildJob
from ui.context import Context
from ui.shared.flow import FlowLayout
from ui.shared.messages import Covered, EmptyState
from ui.shared.numbers import grouped
from ui.shared.page import Page
from ui.shared.progress import ProgressCard
from ui.shared.sidebyside import SideBySide, SideLine
from ui.shared.widgets import button, label
from ui.theme import restyle, set_kind

_AT_ONCE: Final = 50_000  # developers up to which opening the page begins the search


class DuplicatesPage(Page):
    """Who may be on record twice, the likeliest first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Duplicates"))
        self._job: ChildJob | None = None
        self._found: Sequence[Pairing] | None = None  # None: not searched yet
        self._searched = False  # else only pairs that a person chose were looked at
        self._open: list[Pairing] = []
        self._later: set[tuple[int, int]] = set()
        self._choices: dict[str, str] = {}
        self._plan: MergePlan | None = None
        self._again = self.add_action(self.tr("Search again"), self.search, icon="refresh-cw")
        self._progress = ProgressCard(self.theme, self.tr("Nothing is changed by looking."))
        self._progress.cancelled.connect(self._on_cancelled)
        self.body.addWidget(self._progress)
        self._covered = Covered(self._question())
        self.body.addWidget(self._covered, 1)

    def _question(self) -> QWidget:
        box = QWidget()
        set_kind(box, "clear")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._asks, self._why = label("", "heading", wraps=True), label("", wraps=True)
        self._pair, self._moves = SideBySide(self.theme), label("", wraps=True)
        self._warning = label("", "caption", wraps=True)
        restyle(self._warning, "tone", "warn")
        self._pair.chosen.connect(self._on_chosen)
        for each, stretch in ((self._asks, 0), (self._why, 0), (self._pair, 1), (self._moves, 0), (self._warning, 0)):
            column.addWidget(each, stretch)
        column.addLayout(self._answers())
        return box

    def _answers(self) -> FlowLayout:
        row = FlowLayout(None, 10, 6)
        given: tuple[tuple[str, str, Callable[[], None], str, Any], ...] = (
            (self.tr("Merge (M)"), "M", self._on_merge, "merge", "primary"),
            (self.tr("Not the same (N)"), "N", self._on_different, "user-plus", "secondary"),
            (self.tr("Later (L)"), "L", self._on_later, "clock", "secondary"),
            (self.tr("Open the left one"), "", lambda: self._open_record(0), "", "link"),
            (self.tr("Open the right one"), "", lambda: self._open_record(1), "", "link"),
        )
        self._buttons = []
        for words, key, run, icon, kind in given:
            made = button(self.theme, words, run, icon=icon, kind=kind)
            self._buttons.append(made)
            row.addWidget(made)
            if key:
                # Wherever on the page the focus is: whoever reads a question answers it.
                QShortcut(QKeySequence(key), self, run).setContext(Qt.ShortcutContext.WindowShortcut)
        return row

    # Searching

    def opened(self, **where: Any) -> None:
        if "pair" in where:
            self._ask_chosen(*where["pair"])
            return
        if self._searched or self._job is not None:
            return
        count = self.context.read(records.developer_count)
        if count <= _AT_ONCE:
            self.search()
        else:
            self._cover_unsearched(count)

    def _cover_unsearched(self, count: int) -> None:
        self._cover(
            "users", self.tr("Who is on record twice?"),
            self.tr("All {count} developers are compared with each other. That may take minutes, and you can work on.").format(
                count=grouped(count)
            ),
        )  # fmt: skip

    def _ask_chosen(self, a: int, b: int) -> None:
        """Two records that a person chose in the list come first."""
        chosen = Pairing(a, b, "", "", 0.0, "review", ())
        self._found, self._plan = [chosen, *(self._found or ())], None
        self._later.clear()
        self._look()
        if self._asked != (a, b):
            self.say_above(self.tr("These two were judged to be two people. Take that back in History first."), "warn")

    def search(self) -> None:
        """Compares all developers, in a process of its own."""
        if self._job is not None:
            return
        self._job = self.context.job(self)
        self._job.ended.connect(self._on_ended)
        self._progress.follow(self._job)
        self._progress.begin(self.tr("Comparing all developers"))
        self._again.setEnabled(False)
        self._job.call(pairing.search, then=self._on_found, failed=self._on_failed)

    def _on_found(self, found: Sequence[Pairing]) -> None:
        self._rest()
        self._found, self._later, self._searched = found, set(), True
        self.say_above("")
        self._look()

    def _on_failed(self, problem: Exception) -> None:
        self._rest()
        self.say_above(getattr(problem, "message", "") or str(problem), "bad")

    def _on_cancelled(self) -> None:
        if self._job is not None:
            self._job.cancel()
        if self._found is None:
            self._cover("users", self.tr("The search was stopped"), self.tr("Nothing was changed. Search again at any time."))

    def _on_ended(self) -> None:
        self._job = None
        self._rest()

    def _rest(self) -> None:
        self._progress.finish()
        self._again.setEnabled(True)

    def refresh(self, touched: frozenset[str]) -> None:
        if self._found is not None:
            self._look()

    # Asking

    def _look(self) -> None:
        """What is open of what was found; the first of those that were not put off is asked."""
        asked = self._asked
        self._open = self.context.read(duplicates.still_open, self._found or ())
        if not self._open:
            self._plan = None
            self.set_subtitle("")
            if self._searched:
                self._cover("circle-check", self.tr("Nobody seems to be on record twice"),
                            self.tr("Lists that come in later are compared with the register again, row by row."))  # fmt: skip
            else:
                self._cover_unsearched(self.context.read(records.developer_count))
            return
        waiting = [pair for pair in self._open if _of(pair) not in self._later]
        if not waiting:
            self._later.clear()
        self._covered.cover(None)
        self._show(next((pair for pair in self._open if _of(pair) == asked), (waiting or self._open)[0]))

    @property
    def _asked(self) -> tuple[int, int] | None:
        return (self._plan.survivor, self._plan.other) if self._plan is not None else None

    def _show(self, pair: Pairing) -> None:
        if _of(pair) != self._asked:
            self._choices = {}
        try:
            plan = self.context.read(mergeplan.plan, pair.a, pair.b, self._choices)
        except Refused as refused:
            self._choices = {}
            self.say_above(refused.message, "warn")
            plan = self.context.read(mergeplan.plan, pair.a, pair.b)
        self._plan = plan
        place = self._open.index(pair) + 1
        self.set_subtitle(
            self.tr("{at} of {all} possible pairs, the likeliest first").format(at=grouped(place), all=grouped(len(self._open)))
        )
        self._asks.setText(self.tr("Are these one person?"))
        sure = self.tr("Very likely") if pair.verdict == "same" else self.tr("Perhaps")
        said = self.tr("{sure} the same: {why}.").format(sure=sure, why="; ".join(pair.why))
        self._why.setText(said if pair.why else self.tr("You chose these two."))
        self._show_plan(plan)

    def _show_plan(self, plan: MergePlan) -> None:
        lines = [
            SideLine(line.attribute, line.label, line.survivor, line.other, mergeplan.SIDES.index(line.kept))
            for line in plan.fields
            if line.survivor or line.other
        ]
        name = self.tr("{name}, number {id}")
        self._pair.show_lines(
            name.format(name=plan.survivor_name, id=plan.survivor), name.format(name=plan.other_name, id=plan.other), lines
        )
        kept = self.tr("Merging keeps number {id}. Nothing is lost, and it can be taken back at any time.").format(
            id=plan.survivor
        )
        self._moves.setText(" ".join([kept, *plan.moving()]))
        self._warning.setText(" ".join(plan.warnings))
        self._warning.setVisible(bool(plan.warnings))

    def _on_chosen(self, name: str, side: int) -> None:
        self._choices[name] = mergeplan.SIDES[side]
        self.say_above("")

    # Answering

    def _on_merge(self) -> None:
        if self._plan is None or not self._pair.isVisible():
            return
        plan, choices = self._plan, dict(self._choices)
        self._next(plan)
        self.context.change(merging.MERGED, merging.merge, plan.survivor, plan.other, choices, refused=self._on_refused)

    def _on_different(self) -> None:
        if self._plan is None or not self._pair.isVisible():
            return
        plan = self._plan
        self._next(plan)
        self.context.change(
            parting.JUDGED, duplicates.decide, plan.survivor, plan.other, "different", refused=self._on_refused,
            said=self.tr("{one} and {two} stay two people; you are not asked again.").format(
                one=plan.survivor_name, two=plan.other_name
            ),
        )  # fmt: skip

    def _on_later(self) -> None:
        if self._plan is not None and self._pair.isVisible():
            self._later.add((self._plan.survivor, self._plan.other))
            self._plan = None
            self._look()

    def _next(self, answered: MergePlan) -> None:
        """The next question comes with the news that this one is answered."""
        self._plan = None
        self.say_above("")

    def _on_refused(self, refused: Refused) -> None:
        self.say_above(refused.message, "bad")
        self._look()

    def _open_record(self, side: int) -> None:
        if self._plan is not None:
            self.context.open_page("developers", id=(self._plan.survivor, self._plan.other)[side])

    def _cover(self, icon: str, title: str, words: str) -> None:
        state = EmptyState(self.theme, icon, title, words)
        state.add_action(self.tr("Search for duplicates"), self.search, icon="search", main=True)
        self._covered.cover(state)


def _of(pair: Pairing) -> tuple[int, int]:
    return pair.a, pair.b
