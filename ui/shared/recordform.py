"""Owns the form of one record: places and links can be chosen, each field saves itself; refuses to lose what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from skilling.domain.fields import Field, Kind
from skilling.domain.fieldsets import Noun
from skilling.domain.problems import Refused
from skilling.services import developers, records
from skilling.services.records import RecordRow
from ui.context import Context, Done
from ui.shared.editors import Search
from ui.shared.form import Form, Mode

EditRecord = Callable[..., object]
"""A service's `edit(change, id, given, version)`."""

_STATE, _DISTRICT = "state_id", "district_id"


class RecordForm(Form):
    """The declared fields of a noun over the desk: states, districts and links know what can be chosen.

    Signals:
        stored: a field was saved: its attribute.
    """

    stored = Signal(str)

    def __init__(
        self,
        context: Context,
        noun: Noun,
        mode: Mode = "saves itself",
        *,
        edit: EditRecord | None = None,
        without: Iterable[str] = (),
        columns: int = 1,
    ) -> None:
        """`edit` is the noun's own service; `without` names attributes that this form leaves out."""
        self._noun, self._edit = noun, edit
        left_out = frozenset(without)
        fields = [one for one in noun.fields if one.editable and one.attribute not in left_out]
        super().__init__(context, fields, mode, columns=columns)
        self._fields: Mapping[str, Field] = {one.attribute: one for one in fields}
        self._desk = context
        self._id = 0
        self._version = 0
        self._waiting: list[tuple[str, Any]] = []
        self._under_way = ""
        self._furnish()
        self.left.connect(self._on_left)

    def _furnish(self) -> None:
        for field in self._fields.values():
            if field.kind is Kind.LINK:
                self.search_with(field.attribute, finder(self._desk, field.link))
        if _STATE in self._fields:
            self.offer(_STATE, self._desk.read(records.states))
        if _DISTRICT in self._fields:
            self._offer_districts(None)
            if _STATE in self._fields:
                self.editor(_STATE).changed.connect(self._on_state_changed)

    def _offer_districts(self, state: int | None, besides: tuple[int, str] | None = None) -> None:
        """Those of the state; `besides` is one that a list put there although it lies elsewhere."""
        offered = self._desk.read(records.districts, state)
        if besides is not None and besides not in offered:
            offered = [*offered, besides]
        self.offer(_DISTRICT, offered)

    def _on_state_changed(self) -> None:
        state = self.editor(_STATE).value()
        self._offer_districts(state if isinstance(state, int) else None)

    # One record

    def show_row(self, row: RecordRow) -> None:
        """Shows a record that is stored. What is being typed into it stays, while it is the same record."""
        typed = self.changes() if row.id == self._id else {}
        self._id, self._version = row.id, row.version
        if row.id and typed:
            kept = {attribute: value for attribute, value in self._shown(row).items() if attribute not in typed}
            for attribute, value in kept.items():
                self.editor(attribute).put(value)
            return
        self._waiting.clear()
        self.load(self._shown(row))

    def show_new(self, given: Mapping[str, Any] | None = None) -> None:
        """Empty, or with the values a new record begins with."""
        self._id = self._version = 0
        if _DISTRICT in self._fields:
            self._offer_districts((given or {}).get(_STATE))
        self.load(given or {})

    def _shown(self, row: RecordRow) -> dict[str, Any]:
        if _DISTRICT in self._fields:
            chosen = row.values[_DISTRICT]
            besides = None if chosen is None else (chosen, row.words.get(_DISTRICT, ""))
            self._offer_districts(row.values.get(_STATE), besides)
        return {
            attribute: (row.values[attribute], row.words.get(attribute, ""))
            if field.kind is Kind.LINK and row.values[attribute] is not None
            else row.values[attribute]
            for attribute, field in self._fields.items()
        }

    # Saving

    def _on_left(self, attribute: str, value: Any) -> None:
        """One after another: each save needs the version that the one before it made."""
        self._waiting = [one for one in self._waiting if one[0] != attribute]
        self._waiting.append((attribute, value))
        if not self._under_way:
            self._save_next()

    def _save_next(self) -> None:
        if not self._waiting or self._edit is None:
            return
        attribute, value = self._waiting.pop(0)
        self._under_way = attribute
        self._desk.change(
            f"{self._noun.name}.edited",
            self._edit,
            self._id,
            {attribute: value},
            self._version,
            then=partial(self._on_saved, self._id, attribute),
            refused=partial(self._on_refused, self._id, attribute),
            broke=self._on_broke,
            said="",
        )

    def _on_saved(self, record: int, attribute: str, _done: Done) -> None:
        self._under_way = ""
        if record == self._id:
            self.saved(attribute)
            self._look_again()
            self.stored.emit(attribute)
        self._save_next()

    def _on_refused(self, record: int, attribute: str, refused: Refused) -> None:
        self._under_way = ""
        if record != self._id:
            self._desk.refuse(refused)
        elif refused.code == "changed-meanwhile":
            # What was typed stays; the others show what the other person wrote.
            self._look_again()
            self.refused(attribute)(refused)
        else:
            self.refused(attribute)(refused)
        self._save_next()

    def _on_broke(self) -> None:
        """What was typed stays; the fields after it are still saved."""
        self._under_way = ""
        self._save_next()

    def _look_again(self) -> None:
        try:
            self.show_row(self._desk.read(records.read, self._noun.name, self._id))
        except Refused as gone:
            self._desk.refuse(gone)


def finder(context: Context, noun: str) -> Search:
    """How records of a noun are found by their words, for choosing one; runs on a reader."""
    if noun == "developer":
        return lambda words: context.desk.read(developers.find, words)
    return lambda words: context.desk.read(records.find, noun, words)
