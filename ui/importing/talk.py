"""Owns the talk with the child process that holds the open list, and what was asked of it, so that it can all be asked again.

Shows nothing. The child may die or be ended at any moment: nothing of the list is kept here but what the person chose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from skilling.domain.text import key
from skilling.importing import beginning, inhand
from skilling.importing.showing import Applied, Look, Page, Summary
from ui.childjob import ChildJob
from ui.context import Context

Then = Callable[[Any], object]
Failed = Callable[[Exception], object]
Fix = Mapping[str, Any]
_LARGE = 1 << 20  # bytes; smaller files are read before anybody could look at their beginning


@dataclass(frozen=True, slots=True)
class Asked:
    """Which list is meant."""

    path: str
    password: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    noun: str | None = None
    also: tuple[str, ...] = ()  # further sheets on which the list goes on

    @property
    def name(self) -> str:
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a list is to be taken: who joins what, what wins, who sent it."""

    cohort: str | None = None
    programme: str | None = None  # code of the one that new cohorts belong to, where there are several
    mode: str = "fill"
    sender: str = ""


@dataclass
class Decisions:
    """What the person decided about the list, in order, so that a new child can be told."""

    header_row: int | None = None
    noun: str | None = None
    mapping: dict[str, str | None] = field(default_factory=dict)
    fixes: list[Fix] = field(default_factory=list)
    column: int | None = None
    chosen: Chosen = Chosen()

    def copy(self) -> Decisions:
        """As they are now, to come back to."""
        return replace(self, mapping=dict(self.mapping), fixes=list(self.fixes))

    @property
    def about_sheet(self) -> object:
        """What is decided on the first step: which list is found, and how it is taken."""
        return (
            self.header_row,
            self.column,
            self.noun,
            self.chosen,
            [fix["rows"] for fix in self.fixes if fix["what"] == "keep-row"],
        )

    @property
    def about_columns(self) -> object:
        """What decides how its columns are read."""
        return self.mapping, [fix for fix in self.fixes if fix["what"] == "order"]

    def cell(self, row: int, column: str) -> str | None:
        """What was typed into a cell; None where nothing was."""
        for fix in reversed(self.fixes):
            if fix["what"] == "cell" and fix["column"] == column and row in fix["rows"]:
                return fix["value"] or ""
        return None

    def meant(self, row: int, column: str, said: str) -> str | None:
        """What was set for a cell, or else for every cell of its column that says the same; None where nothing was."""
        typed = self.cell(row, column)
        if typed is not None or not said:
            return typed
        words = (fix for fix in reversed(self.fixes) if fix["what"] == "word" and fix["column"] == column)
        return next((fix["value"] or "" for fix in words if key(fix["original"]) == key(said)), None)


class ListTalk(QObject):
    """Signals:
    waiting: the child works on something (True) or on nothing any more (False).
    progressed: stage, done, total.
    decided_anew: the person decided something, or took a decision back.
    refused: what a call that names no `failed` of its own came back with.
    lost: the child is gone with the list in it.
    began: the first rows of a large file, while the whole is read.
    """

    waiting = Signal(bool)
    decided_anew = Signal()
    progressed = Signal(str, int, int)
    refused = Signal(object)
    lost = Signal()
    began = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: ChildJob | None = None
        self._awaited = 0
        self._life = 0
        self.asked: Asked | None = None
        self.decided = Decisions()
        self._past: list[Decisions] = []
        self._future: list[Decisions] = []

    @property
    def busy(self) -> bool:
        return self._awaited > 0

    def warm(self) -> None:
        """Starts the child before it is needed, so that the first file opens at once."""
        if self._job is None:
            self._child().call(inhand.nouns, then=lambda _: None, failed=self.refused.emit)

    # The file and its list

    def open(
        self,
        asked: Asked,
        then: Callable[[Look], object],
        failed: Failed,
        chosen: Chosen = Chosen(),  # frozen
    ) -> None:
        """Opens another file; everything that was decided about the one before is forgotten."""
        self.asked = asked
        self._decide_nothing(Decisions(asked.header_row, asked.noun, chosen=chosen))
        if Path(asked.path).is_file() and Path(asked.path).stat().st_size > _LARGE:
            # What is wrong with the file is said by the reading of the whole, which follows at once.
            self._call(beginning.look, asked.path, asked.password, asked.sheet, then=self.began.emit, failed=lambda problem: None)
        self._open(then, failed)

    def go_on_with(self, asked: Asked, decided: Decisions, then: Callable[[Look], object], failed: Failed) -> None:
        """Opens a file of last time with everything that was decided about it then."""
        self.asked = asked
        self._decide_nothing(decided)
        self.open_again(then, failed)

    def _decide_nothing(self, decided: Decisions) -> None:
        self.decided, self._past, self._future = decided, [], []

    def open_again(self, then: Callable[[Look], object], failed: Failed) -> None:
        """Opens the same file in a new child and tells it every decision about rows and columns."""

        self._open(lambda _: self._restate(then, failed), failed)

    def _restate(self, then: Callable[[Look], object], failed: Failed | None = None) -> None:
        """Tells the child everything that was decided, and nothing else."""
        one = self.decided
        self._call(inhand.restate, one.header_row, one.noun, one.mapping, one.fixes, one.column, then=then, failed=failed)

    # Deciding, and taking decisions back

    def _mark(self) -> None:
        """What was decided up to here can be come back to."""
        self._past.append(self.decided.copy())
        self._future.clear()

    @property
    def can_undo(self) -> bool:
        return bool(self._past) and not self.busy

    @property
    def can_redo(self) -> bool:
        return bool(self._future) and not self.busy

    def undo(self, then: Callable[[Look, Decisions], object]) -> None:
        """Takes the last decision back; `then` gets the list as it is found now, and what was decided before."""
        self._step(self._past, self._future, then)

    def redo(self, then: Callable[[Look, Decisions], object]) -> None:
        """Takes the last undo back."""
        self._step(self._future, self._past, then)

    def _step(self, source: list[Decisions], target: list[Decisions], then: Callable[[Look, Decisions], object]) -> None:
        if not source or self.busy:
            return
        before = self.decided
        target.append(before.copy())
        self.decided = source.pop()
        self.asked = replace(self._in_hand, header_row=self.decided.header_row, noun=self.decided.noun)
        self._restate(lambda look: then(look, before))
        self.decided_anew.emit()

    def decide(self, fix: Fix) -> None:
        """A decision that waits for the next plan."""
        self._mark()
        self.decided.fixes.append(fix)
        self.decided_anew.emit()

    def propose(self, chosen: Chosen) -> None:
        """What holds as long as the person says nothing else: no decision, and nothing to take back."""
        self.decided.chosen = chosen

    def choose(self, chosen: Chosen) -> None:
        """How the list is to be taken; waits for the next plan."""
        if chosen != self.decided.chosen:
            self._mark()
            self.decided.chosen = chosen
            self.decided_anew.emit()

    def _open(self, then: Callable[[Look], object], failed: Failed) -> None:
        one = self._in_hand
        wanted = one.path, one.password, one.sheet, one.header_row, one.noun, self.decided.chosen.sender, one.also
        self._call(inhand.open_list, *wanted, then=then, failed=failed)

    def choose_sheet(self, sheet: str, also: Sequence[str], then: Callable[[Look], object], failed: Failed) -> None:
        """The list of another sheet, with its rows on these further ones."""
        self.open(replace(self._in_hand, sheet=sheet, header_row=None, also=tuple(also)), then, failed, self.decided.chosen)

    def move_header(self, row: int | None, then: Callable[[Look], object], column: int | None = None) -> None:
        self._mark()
        self.asked, self.decided.header_row = replace(self._in_hand, header_row=row), row
        self.decided.column = column
        self._call(inhand.move_header, row, column, then=then)
        self.decided_anew.emit()

    def choose_noun(self, noun: str, then: Callable[[Look], object]) -> None:
        self._mark()
        self.asked, self.decided.noun, self.decided.mapping = replace(self._in_hand, noun=noun), noun, {}
        self._call(inhand.choose_noun, noun, then=then)
        self.decided_anew.emit()

    def keep_rows(self, numbers: Sequence[int], then: Callable[[Look], object]) -> None:
        self.decide({"what": "keep-row", "rows": tuple(numbers)})
        self._call(inhand.keep_rows, tuple(numbers), then=then)

    def grid_rows(self, offset: int, limit: int, then: Then) -> None:
        self._call(inhand.grid_rows, offset, limit, then=then)

    # Its columns

    def columns(self, then: Then) -> None:
        self._call(inhand.columns, then=then)

    def fields(self, then: Then) -> None:
        self._call(inhand.fields, then=then)

    def nouns(self, then: Then) -> None:
        self._call(inhand.nouns, then=then)

    def senders(self, then: Then) -> None:
        self._call(inhand.known_senders, then=then)

    def map(self, mapping: Mapping[str, str | None], then: Then) -> None:
        """Matches columns as the person says, and for the sender that was chosen."""
        if mapping:
            self._mark()
            self.decided.mapping.update(mapping)
            self.decided_anew.emit()
        self._call(inhand.set_mapping, dict(mapping), self.decided.chosen.sender, then=then)

    # Its plan

    def plan(self, then: Callable[[Summary], object]) -> None:
        """The plan with everything that was chosen and decided so far."""
        one = self.decided.chosen
        self._call(inhand.make_plan, one.cohort, one.mode, one.programme, self.decided.fixes, then=then)

    def fix(self, given: Sequence[Fix], then: Callable[[Summary], object]) -> None:
        """Takes decisions; the plan is made anew."""

        def on_problem(problem: Exception) -> None:
            self.decided = self._past.pop()
            self.refused.emit(problem)

        self._mark()
        self.decided.fixes.extend(given)
        self._call(inhand.fix, *given, then=then, failed=on_problem)
        self.decided_anew.emit()

    def rows(self, outcome: str | None, offset: int, limit: int, then: Callable[[Page], object]) -> None:
        self._call(inhand.rows_page, outcome, offset, limit, then=then)

    def rows_numbered(self, numbers: Sequence[int], then: Callable[[Page], object]) -> None:
        self._call(inhand.rows_numbered, tuple(numbers), then=then)

    def compare(self, number: int, then: Then) -> None:
        self._call(inhand.compare, number, then=then)

    # Its end

    def apply(self, then: Callable[[Applied], object], failed: Failed) -> None:
        self._call(inhand.apply_list, self._context.actor, then=then, failed=failed)

    def save_rejects(self, path: str, then: Callable[[int], object]) -> None:
        self._call(inhand.save_rejects, path, then=then)

    def cancel(self) -> None:
        """Ends the child with all it was doing. What it had not committed is gone."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Lets go of the list."""
        self.asked = None
        self._decide_nothing(Decisions())
        self.cancel()

    # Inside

    @property
    def _in_hand(self) -> Asked:
        if self.asked is None:
            raise RuntimeError("No file was chosen yet.")
        return self.asked

    def _call(self, function: Callable[..., Any], *args: Any, then: Then, failed: Failed | None = None) -> None:
        life = self._life
        self._await(1)

        def on_answer(answer: Any) -> None:
            if life != self._life:
                return
            # What follows from an answer is asked before the wait is over, so that nothing flickers in between.
            try:
                then(answer)
            finally:
                self._over(life)

        def on_problem(problem: Exception) -> None:
            try:
                if failed is not None:
                    failed(problem)
                else:
                    self.refused.emit(problem)
            finally:
                self._over(life)

        self._child().call(function, *args, then=on_answer, failed=on_problem)

    def _over(self, life: int) -> None:
        if life == self._life:
            self._await(-1)

    def _await(self, change: int) -> None:
        before, self._awaited = self._awaited, self._awaited + change
        if bool(before) != bool(self._awaited):
            self.waiting.emit(self.busy)

    def _child(self) -> ChildJob:
        if self._job is None:
            self._job = self._context.job(self)
            self._job.progressed.connect(self.progressed)
            self._job.ended.connect(self._on_ended)
        return self._job

    def _on_ended(self) -> None:
        self._job = None
        self._life += 1
        self._await(-self._awaited)
        self.lost.emit()
