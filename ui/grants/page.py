"""Owns the page of the AI tools: what was granted to whom, until when; refuses to add up different units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from skilling.domain.fields import label_of
from skilling.domain.grants import GRANT, STEPS
from skilling.domain.lists import GRANT_STATUSES
from skilling.services import grants, records
from skilling.services.records import RecordRow
from ui.context import Context
from ui.shared.flow import FlowLayout
from ui.shared.granting import amount_words
from ui.shared.grid import Grid
from ui.shared.gridsource import Query
from ui.shared.lines import pill_of
from ui.shared.moving import Ids, MoveDialog
from ui.shared.numbers import day, grouped
from ui.shared.pills import Pill
from ui.shared.records import RecordsPage, Words, Work
from ui.shared.widgets import ButtonKind, button, label

_ENDS = frozenset({"rejected", "cancelled", "revoked"})
_STEP_ORDER = ("approved", "issued", "active", "exhausted", "expired", "rejected", "cancelled", "revoked")


class GrantsPage(RecordsPage):
    """Access to AI tools given to developers and startups."""

    concerns = frozenset({"grant", "developer", "startup"})
    importable = False

    def __init__(self, context: Context) -> None:
        words = Words(
            title=self.tr("AI tools"),
            what=self.tr("grants"),
            one=self.tr("grant"),
            search=self.tr("Search tool or holder"),
            add=self.tr("Add grant"),
            none=self.tr("No AI tools granted yet"),
            none_hint=self.tr("API credit, seats and computing time, each given to one developer or one startup."),
        )
        work = Work(GRANT, grants.create, grants.edit, grants.archive)
        columns = ("product", "developer", "startup", "amount", "unit", "expires_on", "status")
        super().__init__(context, words, work, "sparkles", order=(("expires_on", True),), columns=columns)
        self._totals = label("", "muted", wraps=True)
        self._totals.setAccessibleName(self.tr("Totals by unit"))
        self.body.insertWidget(0, self._totals)
        self.grid.query_changed.connect(self._count)

    def add_bulk_actions(self, grid: Grid) -> None:
        grid.add_bulk_action(self.tr("Set status…"), self.set_status, icon="route")

    def add_details(self, column: QVBoxLayout) -> None:
        """Status and its next steps, then the holder, above the form."""
        self._status = Pill()
        row = QHBoxLayout()
        row.addWidget(self._status)
        row.addStretch()
        steps = QWidget()
        self._next = FlowLayout(steps, gap=8, line_gap=8)
        self._holder = button(self.theme, self.tr("Open the holder"), self._on_holder, icon="user")
        column.addLayout(row)
        column.addWidget(steps)
        column.addWidget(self._holder)

    # The panel

    def fill(self, record: int) -> tuple[RecordRow, str]:
        row = self.context.read(records.read, "grant", record)
        values = row.values
        self._status.say(*pill_of(GRANT_STATUSES, values["status"]))
        while item := self._next.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for to in sorted(STEPS[values["status"]], key=_STEP_ORDER.index):
            kind: ButtonKind = "danger" if to in _ENDS else "secondary"
            words = self.tr("Mark as {status}").format(status=label_of(GRANT_STATUSES, to))
            step = partial(self.context.change, "grant.moved", grants.step, [record], to)
            self._next.addWidget(button(self.theme, words, step, kind=kind))
        holder = "developer" if values["developer_id"] is not None else "startup"
        self._held_by = (f"{holder}s", values[f"{holder}_id"])
        name = row.words.get(f"{holder}_id", "")
        self._holder.setText(self.tr("Open {name}").format(name=name))
        self._holder.setAccessibleName(self._holder.text())
        parts = [name, amount_words(values["amount"], values["unit"])]
        if values["expires_on"] is not None:
            parts.append(self.tr("until {day}").format(day=day(values["expires_on"])))
        return row, " · ".join(part for part in parts if part)

    def _on_holder(self) -> None:
        page, holder = self._held_by
        self.context.open_page(page, id=holder)

    # Totals

    def refresh(self, touched: frozenset[str]) -> None:
        super().refresh(touched)
        self._count(self.grid.query)

    def _count(self, query: Query) -> None:
        self.context.readers.submit(partial(self.source.sums, "amount", "unit", query), self._on_counted_units)

    def _on_counted_units(self, found: list[tuple[Any, str, int, Any]]) -> None:
        """One sum for each unit: dollars, seats and hours are never added."""
        said = [
            self.tr("{amount} (grants: {count})").format(amount=amount_words(total, unit), count=grouped(count))
            for unit, _words, count, total in found
        ]
        self._totals.setText("   ·   ".join(said))
        self._totals.setVisible(bool(said))

    # Doing

    def set_status(self, ids: Sequence[int]) -> None:
        """Opens the dialog for the next step of these grants."""
        self.context.read_later(grants.standing, list(ids), then=self._open_status)

    def _open_status(self, by_status: dict[str, list[int]]) -> None:
        GrantStatusDialog(self.context, by_status, self, self.grid.model.ticks.clear).present()


class GrantStatusDialog(MoveDialog):
    """The next step of grants."""

    def __init__(self, context: Context, by_status: Ids, parent: QWidget, done: Callable[[], object] | None = None) -> None:
        super().__init__(context, by_status, (STEPS, GRANT_STATUSES), parent, done)

    def apply(self, to: str, ids: list[int]) -> None:
        self.context.change("grant.moved", grants.step, ids, to, then=self.on_done, refused=self.refused)
