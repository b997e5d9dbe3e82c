"""Owns the page of the institutions: the colleges, partners and offices that developers and cohorts belong to."""

from __future__ import annotations

from skilling.domain.fields import label_of
from skilling.domain.institutions import INSTITUTION
from skilling.domain.lists import INSTITUTION_KINDS
from skilling.services import institutions, records
from skilling.services.records import RecordRow
from ui.context import Context
from ui.shared.records import RecordsPage, Words, Work


class InstitutionsPage(RecordsPage):
    """Reached from Settings and the palette: they are chosen elsewhere, and made here."""

    concerns = frozenset({"institution", "developer", "cohort"})
    importable = False

    def __init__(self, context: Context) -> None:
        words = Words(
            title=self.tr("Institutions"),
            what=self.tr("institutions"),
            one=self.tr("institution"),
            search=self.tr("Search name, AISHE code, city"),
            add=self.tr("Add institution"),
            none=self.tr("No institutions yet"),
            none_hint=self.tr("They come with imported lists, or are added here."),
        )
        work = Work(INSTITUTION, institutions.create, institutions.edit, institutions.archive)
        super().__init__(context, words, work, "building-2", order=(("name", False),))

    def fill(self, record: int) -> tuple[RecordRow, str]:
        row = self.context.read(records.read, "institution", record)
        parts = (label_of(INSTITUTION_KINDS, row.values["kind"]), row.words.get("state_id", ""))
        return row, " · ".join(part for part in parts if part)
