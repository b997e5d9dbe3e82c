"""Owns the page of the programmes that this database holds: names, references, funding, dates."""

from __future__ import annotations

from skilling.domain.fields import label_of
from skilling.domain.lists import PROGRAMME_STATUSES
from skilling.domain.programmes import PROGRAMME
from skilling.services import programmes, records
from skilling.services.records import RecordRow
from ui.context import Context
from ui.shared.records import RecordsPage, Words, Work


class ProgrammesPage(RecordsPage):
    """Mostly one; reached from Settings and the palette."""

    concerns = frozenset({"programme", "cohort"})
    importable = False

    def __init__(self, context: Context) -> None:
        words = Words(
            title=self.tr("Programme"),
            what=self.tr("programmes"),
            one=self.tr("programme"),
            search=self.tr("Search code or name"),
            add=self.tr("Add programme"),
            none=self.tr("No programme yet"),
            none_hint=self.tr("Every cohort belongs to a programme. Add the first one here."),
        )
        work = Work(PROGRAMME, programmes.create, programmes.edit, programmes.archive)
        columns = ("name", "code", "funder", "starts_on", "ends_on", "status")
        super().__init__(context, words, work, "landmark", order=(("name", False),), columns=columns)

    def fill(self, record: int) -> tuple[RecordRow, str]:
        row = self.context.read(records.read, "programme", record)
        parts = (str(row.values["code"]), label_of(PROGRAMME_STATUSES, row.values["status"]))
        return row, " · ".join(part for part in parts if part)
