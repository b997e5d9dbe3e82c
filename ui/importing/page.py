"""Owns the page of imports: which of the four steps is shown, what leads from one to the next, and what is told the desk.
A child process reads, matches, plans and writes (`skilling.importing.inhand`); this page never waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from skilling.domain.problems import Refused
from skilling.importing import waiting
from skilling.importing.beginning import Beginning
from skilling.importing.showing import Applied, ColumnLook, Look, Summary, TargetLook
from skilling.services import cohorts, programmes
from ui.childjob import ChildFailed
from ui.context import Context
from ui.importing.aftermath import Aftermath
from ui.importing.applystep import ApplyStep
from ui.importing.deciding import DecidingPage
from ui.importing.filestart import RECENT, FileStart
from ui.importing.filestep import FileStep
from ui.importing.fixstep import FixStep
from ui.importing.foot import Foot
from ui.importing.matchstep import MatchStep
from ui.importing.patience import Patience
from ui.importing.result import ResultView
from ui.importing.steps import Stack, Step, StepBar
from ui.importing.talk import Asked, Chosen, Decisions
from ui.importing.words import inside_a_sentence, problem_words
from ui.shared.messages import Banner

FILE, MATCH, FIX, APPLY = range(4)


class ImportPage(DecidingPage):
    """File, Match columns, Fix issues, Import."""

    concerns = frozenset({"cohort", "developer", "startup", "resource", "grant", "institution"})
    arrived = Signal(int)  # a step is shown and filled; for tests and for whoever follows a list

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Import"))
        self._following: list[str] = []
        self._wanted: dict[str, Any] = {}
        self._fields: Sequence[TargetLook] = ()
        self._step = FILE
        self._names = [self.tr("File"), self.tr("Match columns"), self.tr("Fix issues"), self.tr("Import")]
        self.bar = StepBar(self.theme, self._names)
        self.body.addWidget(self.bar)
        self._stack, self._empty = Stack(), QWidget()
        self.patience = Patience(self.theme, self.talk, self._stack, self)
        self.body.addWidget(self.patience.card)
        self.start = FileStart(self.theme, context.preferences)
        self.file, self.match = FileStep(self.theme, self.talk), MatchStep(self.theme, self.talk)
        self.fix, self.finish = FixStep(self.theme, self.talk), ApplyStep(self.theme, self.talk)
        self.result = ResultView(self.theme, self.talk)
        self._after = Aftermath(context, self.result, self)
        for shown in (self._empty, self.start, self.file, self.match, self.fix, self.finish, self.result):
            self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)
        self._note = Banner(self.theme, "warn")
        self.body.addWidget(self._note)
        self._foot = Foot(
            self.theme, back=self.go_back, leave=self.start_over, undo=self.undo_decision, redo=self.redo_decision,
            go_on=self.go_on,
        )  # fmt: skip
        self.body.addWidget(self._foot)
        self.offer(self.tr("Continue the import"), self.go_on, icon="arrow-right", shortcut="Ctrl+Return")
        self.offer(self.tr("Choose another file to import"), self.start_over, icon="file-up")
        self._opening = self._to_focus = False
        self._listen()
        self._show(self.start)

    def _listen(self) -> None:
        self.talk.waiting.connect(self._on_waiting)
        self.talk.refused.connect(self._on_refused)
        self.talk.began.connect(self._on_beginning)
        self.patience.came.connect(self._on_bar)
        self.patience.card.cancelled.connect(self._on_cancelled)
        self.start.chosen.connect(self.open_file)
        self.start.refused.connect(lambda sentence: self.say_above(sentence, "bad"))
        self.file.looked.connect(self._on_look)
        self.file.sheets_wanted.connect(self._on_sheets)
        self.match.cohort_wanted.connect(self._on_cohort_wanted)
        self.fix.said.connect(self.context.say)
        self.result.save_wanted.connect(self.fix.save_rejects)
        self.result.again_wanted.connect(self._on_again)
        self.talk.decided_anew.connect(self._on_decided)
        self.start.template_wanted.connect(self._after.get_template)
        self.start.went_on.connect(self._on_went_on)
        for step in self._steps:
            step.ready_changed.connect(self._show_foot)

    @property
    def _steps(self) -> tuple[Step, Step, Step, Step]:
        return self.file, self.match, self.fix, self.finish

    # Coming and going

    def opened(self, **where: Any) -> None:
        """`file` (and `files`) opens a list, `cohort` and `noun` say what it is; without a file the page is as it was left."""
        self.context.read_later(cohorts.places, then=self.file.choices.offer_cohorts)
        self.context.read_later(programmes.to_choose, then=self.file.choices.offer_programmes)
        if where.get("cohort") or where.get("noun"):
            self._wanted = {key: where[key] for key in ("cohort", "noun") if where.get(key)}
        file = where.get("file", "")
        if file:
            self._following = [other for other in where.get("files", ()) if other != file]
            self.open_file(file)
        elif self._after.applied is not None and self._wanted:
            self.start_over()
        else:
            self.talk.warm()
            if self._stack.currentWidget() is self.start:
                self.start.offer_to_go_on(self.waits())
            self._focus()

    def refresh(self, touched: frozenset[str]) -> None:
        if "cohort" in touched:
            self.context.read_later(cohorts.places, then=self.file.choices.offer_cohorts)
        self._after.look_again()

    def open_file(self, path: str, password: str = "") -> None:
        """Opens a list from its beginning; one that waited for its password is gone on with."""
        kept = self.going_on(path)
        if kept is not None and password:
            return self.begin_again(kept, self._on_look, self._on_not_opened, password)
        self._after.applied = None
        self.say_above("")
        self._step = FILE
        chosen = Chosen(self._wanted.get("cohort"))
        self.talk.open(Asked(path, password or None), self._on_look, self._on_not_opened, chosen)

    def _on_decided(self) -> None:
        self._show_foot()
        self.keep_waiting()

    @property
    def in_steps(self) -> bool:
        return self._stack.currentWidget() in self._steps

    def asked_now(self) -> Asked | None:
        asked = self.talk.asked
        if asked is None or self._after.applied is not None or self.start.is_pasted(asked.path):
            return None
        return asked

    def _on_went_on(self, kept: waiting.Waiting) -> None:
        self._after.applied, self._step = None, FILE
        self.begin_again(kept, self._on_look, self._on_not_opened)

    def start_over(self) -> None:
        """Back to choosing a file; nothing was saved."""
        if self.talk.asked is not None:
            self.forget_waiting()
        self.talk.close()
        self._after.applied, self._step = None, FILE
        self.say_above("")
        self.set_title(self.tr("Import"))
        self.set_subtitle("")
        self.start.reset()
        self._show(self.start)
        self._focus()

    # The first two steps

    def _on_beginning(self, beginning: Beginning) -> None:
        self._opening = True
        self.set_subtitle(beginning.name)
        self.file.show_beginning(beginning)
        self._stack.setCurrentWidget(self.file)

    def _on_look(self, look: Look) -> None:
        asked = self.talk.asked
        if asked is None:
            return
        if self.is_another_file(look):
            self.open_file(asked.path)
            words = self.tr("{name} was changed since, so what you had decided about it is put aside.")
            self.say_above(words.format(name=asked.name), "warn")
            return
        if not self.start.is_pasted(asked.path):
            self.context.preferences.used(RECENT, asked.path)
        self.set_title(self.tr("Import"))
        self.set_subtitle(f"{look.name} · {look.sheet}" if look.sheet else look.name)
        self.talk.nouns(self.file.choices.offer_nouns)
        self.talk.senders(self.file.choices.offer_senders)
        self.talk.columns(lambda columns: self._on_list(look, columns))

    def _on_list(self, look: Look, columns: Sequence[ColumnLook]) -> None:
        asked = self.talk.asked
        if asked is None:
            return
        if look.refused is None and self._wanted.get("noun") not in (None, look.noun) and asked.noun is None:
            self.context.note(self.tr("This does not look like the kind of list that was asked for."))
        self.file.show_list(look, columns)
        if look.refused is None:
            self.set_title(self.tr("Import {what}").format(what=inside_a_sentence(self.file.choices.noun_words)))
        self.start.reset()
        self._go_to(FILE)

    def _on_not_opened(self, problem: Exception) -> None:
        asked = self.talk.asked
        self._show(self.start)
        if asked is not None and isinstance(problem, Refused) and problem.code == "encrypted":
            self.say_above("")
            self.start.ask_password(asked.path, problem.message)
            return
        self.start.reset()
        self.say_above(problem_words(problem), "bad")

    def _on_sheets(self, sheet: str, also: tuple[str, ...]) -> None:
        self.talk.choose_sheet(sheet, also, self._on_look, self._on_not_opened)

    def _on_cohort_wanted(self) -> None:
        self._go_to(FILE)
        self.file.choices.focus_cohort()

    def show_stepped(self, look: Look, before: Decisions) -> None:
        """Shows the step on which the decision was taken."""
        now = self.talk.decided
        if now.about_sheet != before.about_sheet or self._step == FILE:
            self._on_look(look)
        elif now.about_columns != before.about_columns or self._step == MATCH:
            self.talk.columns(lambda columns: self._on_fields(columns, self._fields))
        else:
            self.talk.plan(self._on_plan)

    # From step to step

    def go_on(self) -> None:
        """Presses the main button."""
        if not self._foot.main.isEnabled() or self._foot.isHidden():
            return
        self.say_above("")
        (self._leave_file, self._leave_match, self._leave_fix, self._apply)[self._step]()

    def go_back(self) -> None:
        """The step before."""
        if self._step == FILE:
            self.start_over()
        elif self._step == FIX:
            self.fix.leave(lambda: self._go_to(MATCH))
        else:
            self._go_to(self._step - 1)

    def _leave_file(self) -> None:
        if self.talk.asked is None:
            return
        self.file.settle()
        self.talk.map({}, lambda columns: self.talk.fields(lambda fields: self._on_fields(columns, fields)))

    def _on_fields(self, columns: Sequence[ColumnLook], fields: Sequence[TargetLook]) -> None:
        self._fields = fields
        self.match.show_columns(self.file.choices.noun, fields, columns)
        self._go_to(MATCH)

    def _leave_match(self) -> None:
        self.fix.begin(self._fields)
        self.talk.plan(self._on_plan)

    def _on_plan(self, summary: Summary) -> None:
        self.fix.show_plan(summary)
        self._go_to(FIX)

    def _leave_fix(self) -> None:
        self.fix.leave(self._on_fixed)

    def _on_fixed(self) -> None:
        if self.fix.summary is not None:
            self.finish.show_plan(self.fix.summary, self.file.choices.noun_words)
            self._go_to(APPLY)

    # Carrying out

    def _apply(self) -> None:
        self._foot.main.setEnabled(False)
        self.talk.apply(self._on_applied, self._on_not_applied)

    def _on_applied(self, applied: Applied) -> None:
        summary, asked = self.fix.summary, self.talk.asked
        codes = summary.new_cohorts if summary is not None else ()
        cohort = self.talk.decided.chosen.cohort or (codes[0] if len(codes) == 1 else "")
        self._after.went_in(applied, self.file.choices.noun, cohort)
        self.forget_waiting()
        following = Path(self._following[0]).name if self._following else ""
        self.result.show_result(applied, asked.name if asked else "", self.file.choices.noun_words, cohort, following)
        self._show(self.result)
        self.bar.show_step(APPLY, finished=True)
        self.context.record(applied.done)
        self._focus()
        self.arrived.emit(APPLY + 1)

    def _on_not_applied(self, problem: Exception) -> None:
        """What was checked holds no more, or was ended: the list is checked again as it stands now."""
        if isinstance(problem, Refused):
            again = self.tr("The list is checked again here: look at what it would change now.")
            self.say_above(f"{problem_words(problem)} {again}", "bad")
            self.talk.plan(self._on_plan)
        else:
            self.say_above(problem_words(problem), "bad")
            self.resume()

    def resume(self) -> None:
        """The child is gone: another one opens the same list and is told the same decisions."""
        self.talk.open_again(self._on_look, self._on_not_opened)

    def _on_again(self) -> None:
        if self._following:
            self.open_file(self._following.pop(0))
        else:
            self.start_over()

    # The frame

    def _go_to(self, step: int) -> None:
        self._step = step
        self._show(self._steps[step])
        self.keep_waiting()
        self._focus()
        self.arrived.emit(step)

    def _show(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        in_steps = widget in self._steps
        self._foot.setVisible(in_steps)
        self._note.say(
            self.tr("Nothing is saved until you press Import. A backup is made first, and the whole import can be undone.")
            if widget in (self.fix, self.finish)
            else ""
        )
        self.bar.show_step(self._step)
        self._show_foot()

    def _show_foot(self) -> None:
        step = self._steps[self._step]
        self._foot.show_step(step.main_words, step.reason, step.hint, busy=self.talk.busy)
        self._foot.show_decisions(undo=self.talk.can_undo, redo=self.talk.can_redo)

    def _focus(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.start:
            self.start.take_focus()
        elif shown is self.result:
            self.result.take_focus()
        elif isinstance(shown, Step) and not shown.take_focus():
            self._foot.main.setFocus()
        # While the child works, what is shown may not take the focus yet.
        self._to_focus = self.talk.busy and shown is not self.start

    def _on_waiting(self, waits: bool) -> None:
        if not waits:
            self._opening = False
            self._show_foot()
            # A question that came meanwhile is answered next, wherever the focus was before.
            if not self.patience.give_focus_back() or self._to_focus or self.fix.review.isVisible():
                self._focus()

    def _on_bar(self) -> None:
        """It takes longer than one notices."""
        if self._stack.currentWidget() is self.start:
            self._opening = True
            self._stack.setCurrentWidget(self._empty)
        self._show_foot()

    def _on_cancelled(self) -> None:
        opening = self._opening  # over with the child
        self.talk.cancel()
        if opening:
            self.start_over()
            self.say_above(self.tr("Stopped. Nothing was saved."))
        else:
            self.say_above(self.tr("Stopped. Nothing was saved; the list is opened again with your decisions."))
            self.resume()

    def _on_refused(self, problem: Exception) -> None:
        self.say_above(problem_words(problem), "bad")
        if isinstance(problem, ChildFailed):
            self.resume()
