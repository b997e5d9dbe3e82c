"""Owns the part of the page where a period moves on: its state, its quality, lock, submit, restate, verify; counts nothing."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from skilling.domain import periods as rules
from skilling.domain.calendar import IST
from skilling.domain.fields import Tone
from skilling.reports import periodjob
from skilling.reports.periodjob import Account, Gate, PeriodLook, Step, Which
from skilling.reports.periods.handing import Verdict
from skilling.services import periods
from skilling.services.desk import Told
from ui.context import Context
from ui.reports.choices import Choices
from ui.reports.perioddialogs import LanguageDialog, ReasonDialog, SubmitDialog
from ui.reports.room import Room
from ui.shared.flow import FlowLayout
from ui.shared.lines import Lines
from ui.shared.numbers import day, grouped, moment
from ui.shared.pills import Pill
from ui.shared.widgets import Card, button, label
from ui.theme import set_kind

_TONES: Final = {
    rules.OPEN: Tone.PLAIN, rules.DRAFT: Tone.WARN, rules.LOCKED: Tone.INFO, rules.SUBMITTED: Tone.GOOD,
    rules.RESTATED: Tone.GOOD, rules.NOT_BEGUN: Tone.PLAIN,
}  # fmt: skip


class PeriodsRoom(Room):
    """One period at a time: what is chosen above is looked at, and moved on by the buttons beneath."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._look: PeriodLook | None = None
        self.choices = Choices(self.theme, languages=False, days=False)
        self.choices.changed.connect(self.look)
        self.body.addWidget(self.choices)
        self.add_messages()
        whole = QWidget()
        set_kind(whole, "clear")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(14)
        column.addWidget(self._state_card())
        self._moved = Lines(self.theme, self.tr("What moved since it was submitted"), self.tr("Nil: nothing moved."))
        self._moved.hide()
        column.addWidget(self._moved)
        self._gate = Lines(self.theme, self.tr("Quality"), self.tr("Nothing is counted before the period has begun."))
        column.addWidget(self._gate)
        column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Period"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(whole)
        self._whole = whole
        whole.hide()  # until there is something to say
        self.body.addWidget(area, 1)

    def _state_card(self) -> QWidget:
        card = Card()
        self._title, self._pill = label("", "heading", wraps=True), Pill("", Tone.PLAIN)
        self._told, self._hash = label("", wraps=True), label("", "caption", wraps=True)
        head = FlowLayout(None, 10, 6)
        head.addWidget(self._title)
        head.addWidget(self._pill)
        card.body.addLayout(head)
        card.body.addWidget(self._told)
        card.body.addWidget(self._hash)
        row = FlowLayout(None, 10, 6)
        self._lock = button(self.theme, self.tr("Lock…"), self.ask_lock, icon="lock", kind="primary")
        self._unlock = button(self.theme, self.tr("Unlock…"), self.ask_unlock, icon="lock-open")
        self._submit = button(self.theme, self.tr("Submit…"), self.ask_submit, icon="send", kind="primary")
        self._account = button(self.theme, self.tr("What moved since?"), self.account, icon="scale")
        self._restate = button(self.theme, self.tr("Write restatement…"), self.ask_restate, icon="file-diff")
        self._verify = button(self.theme, self.tr("Verify a file…"), self.ask_verify, icon="shield-check", kind="ghost")
        for each in (self._lock, self._submit, self._account, self._restate, self._unlock, self._verify):
            row.addWidget(each)
        card.body.addLayout(row)
        return card

    # Looking

    def opened(self) -> None:
        """The part comes to the front."""
        self.look()

    @property
    def name(self) -> str:
        """The chosen period, by the name that it is kept by."""
        asked = self.choices.asked()
        return asked.month or (f"{asked.fy}-Q{asked.quarter}" if asked.quarter else asked.fy)

    @property
    def which(self) -> Which:
        """The report of the chosen period, for whom and of which programme."""
        asked = self.choices.asked()
        return Which(self.name, asked.profile, asked.programme_id)

    def look(self) -> None:
        """Has the child look at the chosen period."""
        if self.choices.ready and self.isVisible():
            self._moved.hide()
            self.ask(periodjob.look, self.which, then=self._show, stage=self.tr("Looking at the period"))

    def set_busy(self, busy: bool) -> None:
        for each in (self._lock, self._submit, self._account, self._restate, self._unlock, self._verify):
            each.setEnabled(not busy)

    def _show(self, found: PeriodLook) -> None:
        self._look = found
        self._whole.show()
        row = found.row
        self._title.setText(self._label)
        self._pill.say(_state_words(self, row.state), _TONES[row.state])
        self._told.setText(" ".join(self._sentences(found)))
        self._hash.setText(self.tr("SHA-256 of the workbook: {hash}").format(hash=row.sha256) if row.sha256 else "")
        self._hash.setVisible(bool(row.sha256))
        frozen, handed = row.state in rules.FROZEN, row.state in rules.HANDED_OVER
        self._lock.setVisible(not frozen and row.state != rules.NOT_BEGUN)
        self._lock.setToolTip(self.tr("A rule of quality below stops it.") if found.stops else "")
        self._submit.setVisible(row.state == rules.LOCKED)
        self._unlock.setVisible(row.state == rules.LOCKED)
        for each in (self._account, self._restate):
            each.setVisible(handed and row.profile == "ministry")
        self._show_gate(found)

    def _sentences(self, found: PeriodLook) -> list[str]:
        row = found.row
        said = []
        if row.state == rules.NOT_BEGUN:
            return [self.tr("It begins on {day}; until then there is nothing to lock.").format(day=day(row.starts_on))]
        if row.state in (rules.OPEN, rules.DRAFT):
            said.append(self.tr("Its figures follow the records."))
            said.append(
                self.tr("A rule of quality stops it from being locked: mend the records, or waive the rule with a reason.")
                if found.stops
                else self.tr("It may be locked: every rule of quality is within its limit, or waived.")
            )
            if row.reason:
                said.append(self.tr("It was unlocked by {who}: {why}.").format(who=row.actor, why=row.reason))
        if row.locked_at is not None and row.as_on is not None:
            told = self.tr("Its figures are frozen as on {day}, since {moment}.")
            said.append(told.format(day=day(row.as_on), moment=moment(row.locked_at)))
        if row.submitted_at is not None:
            told = self.tr("Submitted on {moment} by {who}.")
            said.append(told.format(moment=moment(row.submitted_at), who=row.submitted_by or ""))
        if row.reference:
            said.append(self.tr("Covering letter {number}.").format(number=row.reference))
        if row.signature_sha256:
            said.append(self.tr("A signature file was kept by its hash."))
        if row.restated_at is not None:
            said.append(self.tr("Restated last on {moment}.").format(moment=moment(row.restated_at)))
        return said

    def _show_gate(self, found: PeriodLook) -> None:
        self._gate.clear()
        for rule in sorted(found.gate, key=lambda each: (not each.above, each.code)):
            words, tone = self._verdict(rule)
            waives = partial(self.ask_waive, rule) if rule.above and not rule.waived_until else None
            self._gate.add(f"{rule.code} {rule.words}", self._counted(rule), pill=(words, tone), opens=waives)

    def _verdict(self, rule: Gate) -> tuple[str, str]:
        if not rule.above:
            return self.tr("within its limit"), Tone.GOOD
        return (self.tr("waived"), Tone.INFO) if rule.waived_until else (self.tr("above its limit"), Tone.BAD)

    def _counted(self, rule: Gate) -> str:
        share = f" ({rule.share:.1f} %)" if rule.share is not None else ""
        said = [self.tr("{found}{share}, limit {limit}").format(found=grouped(rule.found), share=share, limit=rule.borne)]
        if rule.waived_until:
            said.append(
                self.tr("waived by {who} until {day}: {why}").format(
                    who=rule.waived_by, day=day(rule.waived_until), why=rule.reason
                )
            )
        elif rule.above:
            said.append(self.tr("press it to waive the rule"))
        return " · ".join(said)

    # Moving on

    def ask_lock(self) -> None:
        """Says what locking does, then locks."""
        about = self.tr(
            "The figures of {period} are frozen as they are known now, with the workbook byte for byte. Later records no longer "
            "change them. You can unlock the period with a reason until it is submitted."
        ).format(period=self._label)
        ends = self._look.row.ends_on if self._look is not None else date.min
        if ends >= _today():
            early = self.tr("It runs until {day}: what happens from tomorrow on will not be in it.")
            about = f"{about} {early.format(day=day(ends))}"
        LanguageDialog(
            self.theme, self.tr("Lock {period}").format(period=self._label), about, self.tr("Lock"), self._on_lock, self
        ).present()

    def _on_lock(self, language: str) -> None:
        title = self._label

        def done(step: Step) -> None:
            self.context.record(Told(None, step.change_id, frozenset({"report"}), "report.locked", {"title": title}))
            if step.draft:
                self.wrong.say(self.tr("A check does not agree: the frozen pack is marked DRAFT. See its last sheet."), "warn")
            self.look()

        self.ask(
            periodjob.lock,
            self.which,
            language,
            self.context.actor,
            then=done,
            stage=self.tr("Freezing the figures"),
        )

    def ask_unlock(self) -> None:
        """Asks why, then makes the period a draft again."""
        about = self.tr("{period} is a draft again: its figures follow the records, and it can be locked anew.")
        ReasonDialog(
            self.theme, self.tr("Unlock {period}").format(period=self._label), about.format(period=self._label),
            self.tr("Unlock"), self._on_unlock, self,
        ).present()  # fmt: skip

    def _on_unlock(self, reason: str, _until: date) -> None:
        which = self.which
        self.context.change(
            "report.unlocked", periods.unlock, which.named, which.profile, reason, which.programme_id,
            then=lambda _done: self.look(), refused=self.refused,
        )  # fmt: skip

    def ask_waive(self, rule: Gate) -> None:
        """Asks why a rule is borne above its limit, and until when."""
        about = self.tr("{counted}. The reason stands on the sheet Quality of every pack until then.")
        ReasonDialog(
            self.theme, self.tr("Waive {code} {words}").format(code=rule.code, words=rule.words),
            about.format(counted=self._counted(rule).split(" · ")[0]), self.tr("Waive"), partial(self._on_waive, rule), self, _today(),
        ).present()  # fmt: skip

    def _on_waive(self, rule: Gate, reason: str, until: date) -> None:
        self.context.change(
            "report.waived", periods.waive, rule.code, reason, until, _today(),
            then=lambda _done: self.look(), refused=self.refused,
        )  # fmt: skip

    def ask_submit(self) -> None:
        """Asks for the file to hand over and says that there is no way back."""
        about = self.tr(
            "The frozen workbook of {period} is handed over: it is known by its hash from then on, and cannot be taken back. "
            "Later corrections are accounted for by a restatement; the file handed over stays as it is."
        ).format(period=self._label)
        folder = Path(self.context.preferences.text("reports/folder", str(Path.home())))
        SubmitDialog(self.theme, about, str(folder / f"{self.name}-{self.which.profile}.xlsx"), self._on_submit, self).present()

    def _on_submit(self, path: str, there: bool, reference: str, signature: str) -> None:
        def done(step: Step) -> None:
            self.context.preferences.keep("reports/folder", str(Path(step.file).parent))
            self.say_written(step.file, self.tr("Submitted as {path}.").format(path=step.file))
            self._went_on()

        move = periodjob.submit_file if there else periodjob.submit
        self.ask(
            move, self.which, self.context.actor, path, reference, signature, then=done,
            stage=self.tr("Submitting the period"),
        )  # fmt: skip

    def account(self) -> None:
        """Shows what moved since the period was submitted."""
        self.ask(
            periodjob.account,
            self.which,
            then=self._show_account,
            stage=self.tr("Comparing with what was submitted"),
        )

    def _show_account(self, found: Account) -> None:
        self._moved.clear()
        self._moved.show()
        for each in found.cells:
            self._moved.add(
                f"{each.sheet} {each.cell}: {each.submitted} → {each.now}", f"{each.row}; {each.column} · {each.cause}"
            )
        more = found.count - len(found.cells)
        if more > 0:
            self._moved.add(self.tr("and {count} more cells; the restatement has them all").format(count=grouped(more)))

    def ask_restate(self) -> None:
        """Says what a restatement is, asks where, then writes it."""
        about = self.tr(
            "The pack of {period} is written as it is known now, with a sheet that accounts for every cell that moved. "
            "The file that was submitted stays as it is."
        ).format(period=self._label)
        LanguageDialog(
            self.theme,
            self.tr("Restate {period}").format(period=self._label),
            about,
            self.tr("Choose where…"),
            self._ask_where,
            self,
        ).present()

    def _ask_where(self, language: str) -> None:
        self.ask_where(
            self.tr("Write restatement"), f"{self.name}-restated.xlsx", self.tr("Excel workbooks (*.xlsx)"),
            lambda path: self.restate_to(path, language),
        )  # fmt: skip

    def restate_to(self, path: str, language: str) -> None:
        """Writes the restatement there."""

        def done(step: Step) -> None:
            said = self.tr("{count} cells moved; the restatement is in {path}.")
            self.say_written(step.file, said.format(count=grouped(step.moved), path=step.file))
            self._went_on()

        self.ask(
            periodjob.restate,
            self.which,
            path,
            language,
            self.context.actor,
            then=done,
            stage=self.tr("Counting the period again"),
        )

    def _went_on(self) -> None:
        """A move that is never taken back is news, and nothing to undo."""
        self.context.bus.changed.emit(frozenset({"report"}))
        self.look_quietly()

    def look_quietly(self) -> None:
        """As `look`, and messages stay as they are."""
        if self.choices.ready and self.isVisible():
            self.ask(periodjob.look, self.which, then=self._show)

    # Verifying

    def ask_verify(self) -> None:
        """Asks for a file and says whether it was handed over from here."""
        dialog = QFileDialog(self, self.tr("Verify a file"), self.context.preferences.text("reports/folder", str(Path.home())))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.verify)
        dialog.open()

    def verify(self, path: str) -> None:
        """Says whether this file is, byte for byte, one that was handed over."""
        self.ask(periodjob.verify, path, "", then=self._on_verified, stage=self.tr("Comparing with what was handed over"))

    def _on_verified(self, found: Verdict) -> None:
        if not found.submitted or found.at is None:
            said = self.tr("{file} is no workbook that was handed over from this database, or it was saved again since.")
            self.wrong.say(said.format(file=found.file), "warn")
            return
        label_of = rules.named(found.period).period.label
        what = self.tr("submission") if found.kind == periods.SUBMISSION else self.tr("restatement")
        said = self.tr("{file} is the {what} of {period}, byte for byte, handed over by {who} on {moment}.")
        self.wrong.say(said.format(file=found.file, what=what, period=label_of, who=found.actor, moment=moment(found.at)), "good")

    @property
    def _label(self) -> str:
        """The period in words, with its programme where it is one of several."""
        if self._look is None:
            return self.name
        row = self._look.row
        return f"{row.label}, {row.programme}" if row.programme else row.label


def _state_words(room: QWidget, state: str) -> str:
    return {
        rules.OPEN: room.tr("Open"), rules.DRAFT: room.tr("Draft"), rules.LOCKED: room.tr("Locked"),
        rules.SUBMITTED: room.tr("Submitted"), rules.RESTATED: room.tr("Restated"), rules.NOT_BEGUN: room.tr("Not begun"),
    }[state]  # fmt: skip


def _today() -> date:
    return datetime.now(IST).date()
