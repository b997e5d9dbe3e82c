"""One list on its way in by command: read, planned, applied, and told as one document; refuses with what it understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skilling.cli.call import RefusedWith
from skilling.domain.problems import Refused
from skilling.domain.text import heading
from skilling.importing import apply, document, rejects
from skilling.importing.columns.headerwords import BAND
from skilling.importing.planning import lists, planner, sheetlist
from skilling.importing.planning.plan import Plan
from skilling.importing.reading.grid import Book
from skilling.importing.telling import Progress
from skilling.services.desk import Desk
from skilling.services.records import developer_count


@dataclass
class Taking:
    """What was asked for one list, and what is known of it so far."""

    file: Path
    cohort: str | None
    programme: str | None
    noun: str | None
    mapping: Mapping[str, str | None]
    mode: str
    review: str
    sender: str
    rows: bool
    reading: Callable[[Progress], Book]
    further: Sequence[str] = ()  # sheets on which the list goes on
    all_sheets: bool = False  # it goes on on every sheet with the same headings
    password: str | None = None
    _book: Book | None = field(default=None)
    _plan: Plan | None = field(default=None)

    @contextmanager
    def documented(self) -> Iterator[None]:
        """A refusal within carries the document of the list, as far as the list was understood."""
        try:
            yield
        except Refused as refused:
            known = self.told_of(self._plan, refused=refused) if self._plan is not None else None
            raise RefusedWith(refused, known or document.refusal(self.file, refused, self._book)) from refused

    def plan_for(self, desk: Desk, progress: Progress) -> Plan:
        """The plan; where it can never be applied, RefusedWith its document."""
        if self.noun is not None:
            lists.list_of(self.noun)  # refused before the file is waited for
        desk.read(planner.get_ready)  # the file is being read meanwhile
        self._book = self._whole(self.reading(progress), progress)
        try:
            plan = self._made(desk, self._book, self.noun, progress)
        except Refused as refused:
            if refused.code != "not-a-list" or self.noun is not None:
                raise
            # The table was found and says of what it is not a list: what stands in it is told all the same.
            plan = self._made(desk, self._book, "developers", progress)
            raise RefusedWith(refused, self.told_of(plan, refused=refused)) from refused
        found = self.told_of(plan)
        if found["refused"]:
            raise RefusedWith(Refused(found["refused"]["code"], found["refused"]["message"]), found)
        self._plan = plan
        return plan

    def _whole(self, book: Book, progress: Progress) -> Book:
        """The book with the further sheets of its list."""
        if not (self.further or self.all_sheets):
            return book
        from skilling.importing import severalsheets

        self._book = book  # known, should a further sheet be refused
        more = severalsheets.alike(book, self.password) if self.all_sheets else ()
        return severalsheets.continued(book, [*self.further, *(sheet for sheet in more if sheet not in self.further)],
                                       self.password, progress)  # fmt: skip

    def _made(self, desk: Desk, book: Book, noun: str | None, progress: Progress) -> Plan:
        return desk.read(
            planner.make, book, cohort=self.cohort, programme=self.programme, as_noun=noun, mapping=self._by_heading(book),
            mode=self.mode, review=self.review, sender=self.sender, progress=progress, spends=True,
        )  # fmt: skip

    def _by_heading(self, book: Book) -> dict[str, str | None]:
        """The mapping under the headings of the list; a heading of several rows may be named by its last one."""
        if not self.mapping:
            return {}
        headers = sheetlist.take(book).headers
        whole = {heading(header): header for header in headers}
        last: dict[str, list[str]] = {}
        for header in headers:
            last.setdefault(heading(header.rpartition(BAND)[2]), []).append(header)
        found: dict[str, str | None] = {}
        for source, chosen in self.mapping.items():
            same = last.get(heading(source), [])
            named: str | None = whole.get(heading(source), same[0] if len(same) == 1 else None)
            if named is None:
                raise Refused("map", f"The list has no column '{source}'. Its columns are: {', '.join(filter(None, headers))}.")
            found[named] = chosen
        return found

    def told_of(self, plan: Plan, run: int | None = None, refused: Refused | None = None) -> dict[str, Any]:
        """The document of the contract."""
        return document.document(plan, rows=self.rows, run=run, refused=refused)

    def apply(self, desk: Desk, actor: str, plan: Plan, aside: Path | None, progress: Progress) -> dict[str, Any]:
        """Carries the plan out as one change; its document. The rows kept aside are saved first: a place where they
        cannot be written must be known before anything is changed."""
        if plan.blockers:
            raise Refused(plan.blockers[0].code, plan.blockers[0].message, plan.blockers)
        if aside is not None:
            self.keep_aside(plan, aside)
        try:
            back_up(desk, "import")
            run = desk.change(actor, "import.applied", apply.apply, plan, progress).value
        except BaseException:
            if aside is not None:
                aside.unlink(missing_ok=True)
            raise
        return self.told_of(plan, run)

    def keep_aside(self, plan: Plan, aside: Path) -> None:
        """Saves the rows that the plan keeps aside, with their reasons."""
        rejects.save(plan, aside)


def back_up(desk: Desk, why: str) -> None:
    """A backup before a great change, once there is anything to lose."""
    if desk.read(developer_count):
        desk.backup_before(why)
