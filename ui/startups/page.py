"""Owns the page of the startups: identifiers with their checks, founders, AI tools."""

from __future__ import annotations

from functools import partial

from skilling.domain.fields import Field, Kind, label_of
from skilling.domain.lists import STARTUP_STAGES
from skilling.domain.startups import STARTUP
from skilling.services import grants, startups
from skilling.services.records import RecordRow
from skilling.services.startups import Portrait
from ui.context import Context
from ui.shared.form import Form
from ui.shared.granting import GrantDialog, fill_grants
from ui.shared.lines import Lines, stacked
from ui.shared.numbers import grouped
from ui.shared.recordform import finder
from ui.shared.records import RecordsPage, Words, Work
from ui.shared.widgets import button


class StartupsPage(RecordsPage):
    """The companies that the programme supports."""

    concerns = frozenset({"startup", "founder", "grant", "developer"})

    def __init__(self, context: Context) -> None:
        words = Words(
            title=self.tr("Startups"),
            what=self.tr("startups"),
            one=self.tr("startup"),
            search=self.tr("Search name, CIN, DPIIT, city"),
            add=self.tr("Add startup"),
            none=self.tr("No startups yet"),
            none_hint=self.tr("Drop an Excel or CSV list here, or add a startup by hand."),
        )
        work = Work(STARTUP, startups.create, startups.edit, startups.archive)
        columns = ("legal_name", "sector", "city", "state", "dpiit", "founders", "stage")
        super().__init__(context, words, work, "rocket", order=(("legal_name", False),), columns=columns)

    def add_tabs(self) -> None:
        """Founders, and what was given."""
        self._founders = Lines(self.theme, "", self.tr("No founder is linked yet."))
        self._grants = Lines(self.theme, "", self.tr("No AI tool was granted."))
        self._grants.add_foot(button(self.theme, self.tr("Grant AI tool…"), self._on_grant, icon="plus"))
        self._new_founder = self._make_new_founder()
        add = button(self.theme, self.tr("Add founder"), self._on_add_founder, icon="plus")
        self.tabs.add(self.tr("Founders"), stacked(self._founders, self._new_founder, add))
        self.tabs.add(self.tr("AI tools"), self._grants)

    def _make_new_founder(self) -> Form:
        fields = (
            Field("developer", "developer", self.tr("Developer"), "", Kind.LINK, link="developer"),
            Field("role", "role", self.tr("Role"), "", Kind.TEXT, example=self.tr("Chief executive")),
        )
        form = Form(self.context, fields, "as a whole")
        form.search_with("developer", finder(self.context, "developer"))
        return form

    # The panel

    def fill(self, record: int) -> tuple[RecordRow, str]:
        seen = self.context.read(startups.portrait, record)
        self._fill_founders(seen)
        fill_grants(self._grants, seen.grants, self.context.open_page)
        count = len(seen.grants)
        self.tabs.name_tab(2, self.tr("AI tools {count}").format(count=grouped(count)) if count else self.tr("AI tools"))
        if record != self.shown_id:
            self._new_founder.load({})
        values = seen.record.values
        parts = (label_of(STARTUP_STAGES, values["stage"]), values["sector"], seen.record.words.get("state_id"))
        return seen.record, " · ".join(str(part) for part in parts if part)

    def _fill_founders(self, seen: Portrait) -> None:
        count = len(seen.founders)
        self.tabs.name_tab(1, self.tr("Founders {count}").format(count=grouped(count)) if count else self.tr("Founders"))
        self._founders.clear()
        for one in seen.founders:
            self._founders.add(
                one.name,
                one.role or "",
                opens=partial(self.context.open_page, "developers", id=one.developer_id),
                removes=(
                    self.tr("{name} is no founder").format(name=one.name),
                    partial(self.context.change, "founder.removed", startups.remove_founder, one.id),
                ),
            )

    # Doing

    def _on_add_founder(self) -> None:
        values = self._new_founder.values()
        if not isinstance(values["developer"], int):
            self._new_founder.rows()[0].say_wrong(
                self.tr("Type a name and choose one from the list. A new person is added on the Developers page.")
            )
            self._new_founder.focus_first()
            return
        self.context.change(
            "founder.added",
            startups.add_founder,
            self.shown_id,
            values["developer"],
            values["role"],
            then=lambda done: self._new_founder.load({}),
            refused=lambda refused: self._new_founder.rows()[0].say_wrong(refused.message),
        )

    def _on_grant(self) -> None:
        about = self.tr("To {name}.").format(name=self.form.values()["legal_name"])
        GrantDialog(self.context, grants.grant_startup, self.shown_id, 1, about, self).present()
