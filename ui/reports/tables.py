"""Owns tables on demand: rows, columns, measure, filters and dates are chosen, the table and its chart follow; it counts nothing."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QSplitter, QVBoxLayout, QWidget

from skilling.domain.problems import Refused
from skilling.reports import crosstab, job, tablejob
from skilling.reports.crosstab import PARLIAMENT, YEAR, Definition
from ui.context import Context
from ui.reports.choices import Choices
from ui.reports.handing import HandingRoom
from ui.reports.preview import chart_of
from ui.reports.tablefilters import TableFilters
from ui.shared.chartcard import ChartCard
from ui.shared.dialogs import Dialog
from ui.shared.flow import FlowLayout
from ui.shared.messages import Covered, EmptyState
from ui.shared.widgets import button

_WIDEST = 200
_PAUSE = 250  # ms between a choice and its table, so that several choices are one


class TablesRoom(HandingRoom):
    """A cross-tab builder; the table follows what is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._offer: tablejob.Offer | None = None
        self._crossed: tablejob.Crossed | None = None
        self._wanted: Definition | None = None  # until it is known what can be chosen
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.count)
        self.choices = Choices(self.theme, language="en")
        self.choices.whole_year()
        self.body.addLayout(self._shelf())
        self.body.addLayout(self._crossing())
        self.filters = TableFilters(self.theme, self._choice)
        self.filters.changed.connect(self._on_chosen)
        self.filters.values_wanted.connect(self._ask_values)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.choices)
        self.add_messages()
        self._covered = Covered(self._views())
        self.body.addWidget(self._covered, 1)
        self._covered.cover(self._start_card())
        self.add_hands(self._write, self._pdf, self._print)
        self.choices.changed.connect(self._on_chosen)

    # Building

    def _shelf(self) -> FlowLayout:
        row = FlowLayout(None, 10, 10)
        self.saved = QComboBox()
        self.saved.setAccessibleName(self.tr("Saved tables"))
        self.saved.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.saved.addItem(self.tr("Saved tables…"), "")
        self.saved.activated.connect(self._on_saved)
        self.parliament = button(self.theme, self.tr("Parliament &question"), self.ask_parliament, icon="landmark")
        self.parliament.setToolTip(self.tr("State x year x gender, as on the day chosen below"))
        self._save = button(self.theme, self.tr("&Save…"), self._on_save, icon="bookmark")
        self._rename = button(self.theme, self.tr("Rename the saved table…"), self._on_rename, icon="pencil", kind="icon")
        self._forget = button(self.theme, self.tr("Delete the saved table"), self._on_forget, icon="trash-2", kind="icon")
        self._write = button(self.theme, self.tr("&Export…"), self.write, icon="file-spreadsheet", kind="primary")
        self._pdf = button(self.theme, self.tr("Save as P&DF…"), self.print_pdf, icon="file-text")
        self._print = button(self.theme, self.tr("&Print…"), self.print_paper, icon="printer")
        for each in (self.parliament, self.saved, self._save, self._rename, self._forget, self._write, self._pdf, self._print):
            row.addWidget(each)
        return row

    def _crossing(self) -> FlowLayout:
        row = FlowLayout(None, 10, 10)
        self.measure, self.rows = self._choice(self.tr("Measure")), self._choice(self.tr("Rows"))
        self.first, self.second = self._choice(self.tr("Columns")), self._choice(self.tr("Columns within columns"))
        for choice in (self.measure, self.rows, self.first, self.second):
            row.addWidget(choice)
        self.measure.activated.connect(self._on_measure)
        for choice in (self.rows, self.first, self.second):
            choice.activated.connect(self._on_chosen)
        return row

    def _choice(self, words: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.setMaximumWidth(self.theme.px(_WIDEST))
        return made

    def _views(self) -> QWidget:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        self.chart = ChartCard(self.theme, "shares", self.tr("Largest rows"))
        self.chart.chart.chosen.connect(self._on_bar)
        self._chart_box = QWidget()
        column = QVBoxLayout(self._chart_box)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.chart)
        self._chart_column = column
        split.addWidget(self.sheets_view())
        split.addWidget(self._chart_box)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split

    def _start_card(self) -> EmptyState:
        state = EmptyState(
            self.theme, "table-2", self.tr("What is to be counted?"),
            self.tr("Choose a measure, rows and columns above, or take the table that Parliament asks for."),
        )  # fmt: skip
        state.add_action(self.tr("Parliament question"), self.ask_parliament, icon="landmark", main=True)
        return state

    # Choosing

    def opened(self) -> None:
        """What can be chosen is asked once, when the part is first looked at."""
        if self._offer is None:
            self.ask(tablejob.offer, then=self._on_offer)

    def ask_parliament(self) -> None:
        """State x year x gender, as on the chosen day."""
        self.choices.whole_year()
        self.take(PARLIAMENT)

    def take(self, definition: Definition) -> None:
        """Puts a table into the choices, and counts it."""
        if self._offer is None:
            self._wanted = definition
            self.ask(tablejob.offer, then=self._on_offer)
            return
        self._choose(self.measure, definition.measure)
        self._offer_dimensions()
        self._choose(self.rows, definition.rows)
        self._choose(self.first, definition.columns[0] if definition.columns else "")
        self._choose(self.second, definition.columns[1] if len(definition.columns) > 1 else "")
        self.filters.hold(definition.filters)
        self.count()

    def definition(self) -> Definition:
        columns = tuple(each for each in (self.first.currentData(), self.second.currentData()) if each)
        return Definition(self.rows.currentData(), columns, self.measure.currentData(), self.filters.held)

    def count(self) -> None:
        """Counts what is chosen."""
        if self._offer is None or not self.choices.ready:
            return
        self._timer.stop()
        try:
            asked = self.choices.asked()
        except Refused as refused:
            self.refused(refused)
            return
        self.prepared = None
        self.ask(tablejob.prepare, self.definition(), asked, self.context.actor, then=self._on_crossed, stage=self.tr("Counting"))

    def _on_offer(self, offer: tablejob.Offer) -> None:
        self._offer = offer
        self.measure.clear()
        for name, words in offer.measures:
            self.measure.addItem(words, name)
        self._offer_dimensions()
        self._show_saved("")
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.take(wanted)

    def _offer_dimensions(self) -> None:
        """Rows and columns that the measure has; what was chosen stays where it can."""
        if self._offer is None:
            return
        known = self._offer.dimensions[self.measure.currentData()]
        year = (YEAR, self.tr("Financial year"))
        for choice, options in (
            (self.rows, known), (self.first, (("", self.tr("No columns")), year, *known)),
            (self.second, (("", self.tr("No columns within")), year, *known)),
        ):  # fmt: skip
            before = choice.currentData()
            choice.clear()
            for code, words in options:
                choice.addItem(words, code)
            self._choose(choice, before)
        held = self.filters.held
        self.filters.offer(known)
        self.filters.hold([each for each in held if each[0] in dict(known)])

    @staticmethod
    def _choose(choice: QComboBox, code: Any) -> None:
        choice.setCurrentIndex(max(0, choice.findData(code)))

    def _on_measure(self) -> None:
        self._offer_dimensions()
        self._on_chosen()

    def _on_chosen(self) -> None:
        if self._offer is not None:
            self._timer.start(_PAUSE)

    def _ask_values(self, dimension: str) -> None:
        self.ask(tablejob.values, self.measure.currentData(), dimension, then=partial(self.filters.fill, dimension))

    # Showing

    def _on_crossed(self, crossed: tablejob.Crossed) -> None:
        self._crossed = crossed
        self._covered.cover(None)
        self.show_prepared(crossed.prepared)
        self._chart_box.setVisible(crossed.chart is not None)
        if crossed.chart is not None:
            data, kind = chart_of(crossed.chart)
            self.chart.chart.use_kind(kind)
            self.chart.show_data(data, self.tr("Press a bar for its people"))

    def _on_bar(self, category: int, series: int) -> None:
        if self._crossed is not None and self.prepared is not None:
            name = self.prepared.sheets[0]
            row, column = self._crossed.chart_rows[category], self._crossed.chart_columns[series]
            self.ask(job.behind, name, row, column, then=self.behind.emit)

    def set_busy(self, busy: bool) -> None:
        super().set_busy(busy)
        self._covered.setVisible(not busy or self._crossed is not None)  # progress needs the room of the first card

    def lost(self) -> None:
        super().lost()
        self._offer = self._crossed = None
        self._covered.cover(self._start_card())

    # Keeping

    def _show_saved(self, chosen: str) -> None:
        saved = self._offer.saved if self._offer is not None else {}
        self.saved.clear()
        self.saved.addItem(self.tr("Saved tables…") if saved else self.tr("No saved tables yet"), "")
        for name in saved:
            self.saved.addItem(name, name)
        self._choose(self.saved, chosen)
        self._on_shelf()

    def _on_shelf(self) -> None:
        named = bool(self.saved.currentData())
        self._rename.setEnabled(named)
        self._forget.setEnabled(named)

    def _on_saved(self) -> None:
        self._on_shelf()
        name = self.saved.currentData()
        if self._offer is not None and name in self._offer.saved:
            self.take(self._offer.saved[name])

    def _on_save(self) -> None:
        if self._offer is not None:
            self._ask_name(self.tr("Save this table"), self.tr("Save"), self.saved.currentData() or "", self.save_as)

    def _on_rename(self) -> None:
        self._ask_name(self.tr("Rename this table"), self.tr("Rename"), self.saved.currentData(), self.rename_to)

    def _ask_name(self, title: str, verb: str, name: str, then: Any) -> None:
        dialog = Dialog(self.theme, title, "", self)
        field = QLineEdit(name)
        field.setAccessibleName(self.tr("Name of the table"))
        dialog.body.addWidget(field)
        dialog.add_buttons(verb, lambda: then(field.text(), dialog))
        dialog.present()
        field.setFocus()
        field.selectAll()

    def save_as(self, name: str, dialog: Dialog | None = None) -> None:
        """Keeps the chosen table under a name."""
        self._keep("table.saved", crosstab.save, (name, self.definition()), name, dialog, self.tr("Saved as {name}."))

    def rename_to(self, name: str, dialog: Dialog | None = None) -> None:
        """Gives the chosen saved table another name."""
        before = self.saved.currentData()
        self._keep("table.renamed", crosstab.rename, (before, name), name, dialog, self.tr("Renamed to {name}."))

    def _on_forget(self) -> None:
        name = self.saved.currentData()
        self._keep("table.deleted", crosstab.forget, (name,), "", None, self.tr("Deleted the saved table {name}."), name)

    def _keep(
        self,
        action: str,
        function: Any,
        arguments: tuple[Any, ...],
        chosen: str,
        dialog: Dialog | None,
        said: str,
        told: str = "",
    ) -> None:
        def done(_done: object) -> None:
            if dialog is not None:
                dialog.accept()
            self.context.say(said.format(name=told or chosen.strip()))
            self.ask(tablejob.offer, then=show)

        def show(offer: tablejob.Offer) -> None:
            self._offer = offer
            self._show_saved(chosen.strip())

        refused = dialog.refused if dialog is not None else self.refused
        self.context.change(action, function, *arguments, then=done, refused=refused, said="")
