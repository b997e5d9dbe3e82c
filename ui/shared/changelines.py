"""Owns what is shown of a record's past in its panel: who changed what, when; refuses to undo, which is the work of History."""

from __future__ import annotations

from skilling.services import history
from skilling.services.history import FieldChange, HistoryRow
from ui.context import Context
from ui.shared.lines import Lines
from ui.shared.numbers import moment

_SHOWN = 50
_FIELDS = 4


class ChangeLines(Lines):
    """The newest changes of one record, each with its fields before and after."""

    def __init__(self, context: Context, noun: str) -> None:
        super().__init__(context.theme, "", "")
        self._context, self._noun, self._record = context, noun, 0

    def show_record(self, record: int) -> None:
        """Asks for the changes of a record; they stand here once a reader has them."""
        self._record = record
        self._context.read_later(history.of_record, self._noun, record, _SHOWN, then=self._on_found)

    def _on_found(self, found: list[tuple[HistoryRow, list[FieldChange]]]) -> None:
        self.clear()
        for row, fields in found:
            said = [self._said(one) for one in fields[:_FIELDS] if one.before] or [row.sentence]
            if len(fields) > _FIELDS and fields[0].before:
                said.append(self.tr("and more"))
            who = self.tr("{when} · {who}").format(when=moment(row.at), who=row.actor)
            self.add(", ".join(said), who)

    def _said(self, one: FieldChange) -> str:
        after = one.after or self.tr("empty")
        return self.tr("{field}: {before} → {after}").format(field=one.field, before=one.before, after=after)
