"""Makes the plan of an import: a list, the register and a person's choices go in, what would happen to every row comes out.

Writes nothing. The stages follow one another: columns are matched, cells become values, what the words point to is found,
rows are recognised, enrolments are laid out, outcomes are decided.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database.collector import resting
from skilling.database.tables import RECORDS, AuditHead, table_of
from skilling.domain.calendar import day_in_india
from skilling.domain.money import numbered
from skilling.domain.problems import Problem, Refused
from skilling.domain.text import first_few, heading
from skilling.importing.columns import headings, subjects
from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.columns.targets import EXTRA, target
from skilling.importing.planning import memory, sheetlist, template
from skilling.importing.planning.cleaning import Cleaning, clean_columns
from skilling.importing.planning.fixes import Fixes, Scope
from skilling.importing.planning.keeping import Kept
from skilling.importing.planning.lists import ListOf, list_of
from skilling.importing.planning.noticing import assumptions_of, notices_of
from skilling.importing.planning.ours import field_of, is_ours
from skilling.importing.planning.outcomes import Outcomes
from skilling.importing.planning.plan import MODES, REVIEWS, Choices, Plan
from skilling.importing.planning.rows import Rows
from skilling.importing.planning.sheetlist import SheetList
from skilling.importing.reading.grid import Book
from skilling.importing.table.layout import Table
from skilling.importing.table.stacking import worth_a_look
from skilling.importing.telling import Progress, Telling
from skilling.services import programmes
from skilling.services.places import gazetteer

Mapped = Mapping[str, str | None]
"""Field by heading: a public name, 'extra' for what is kept beside, None for what is left out."""

_LOOKED_AT: Final = 500  # rows, to tell what a list and its columns are about
_STAGES: Final = ("Finding the list", "Matching columns", "Checking values", "Recognising records", "Planning")


def get_ready(session: Session) -> None:
    """Loads what every plan asks of, so that whoever waits for a file to be read need not wait for that afterwards."""
    gazetteer()
    memory.noun_of(session, "")


def make(
    session: Session,
    book: Book,
    *,
    cohort: str | None = None,
    programme: str | None = None,
    as_noun: str | None = None,
    mapping: Mapped | None = None,
    mode: str = "fill",
    review: str = "hold",
    fixes: Fixes | None = None,
    header_row: int | None = None,
    sender: str = "",
    today: date | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    spends: bool = False,
) -> Plan:
    """The plan for the list in a book, whose rows are let go as soon as they were read where the plan `spends` it.

    `mode` is fill (missing values only), update (the list wins) or add-only; `review` says what becomes of rows that may
    be known already: hold, new or skip. Refused: 'not-a-list', 'empty', 'unsupported', or a choice that does not exist.
    What only stops the plan from being applied (a full cohort, a missing one) stands in its `blockers`.
    """
    steps = Steps(progress, cancelled)
    steps.reach(0)
    fixes = fixes or Fixes()
    taken = sheetlist.take(book, header_row, fixes.kept_rows)
    about = subject(session, taken, as_noun)
    steps.reach(1)
    matches = match_columns(session, taken, about, mapping or {}, sender)
    choices = checked(Choices(mode, review, (cohort or "").strip() or None, sender.strip(), programme))
    if spends:
        book.grid.rows.clear()
    made = plan(session, taken, about, matches, choices, fixes, today=today, steps=steps, spends=spends)
    made.assumptions = (*made.assumptions, *_left_aside(book))
    return made


def _left_aside(book: Book) -> Iterator[str]:
    """Which further sheets look as much like a list as this one, and are no part of it."""
    taken = {book.grid.sheet.partition(" + ")[0], *(part.sheet for part in book.grid.parts)}
    others = [sheet for sheet in worth_a_look(book.sheets, book.grid.sheet.partition(" + ")[0]) if sheet not in taken]
    if others:
        shown = first_few([f"'{sheet}'" for sheet in others])
        yield f"Other sheets look like lists, too, and were not read: {shown}. Import them as well, or take all sheets together."


@dataclass
class Steps:
    """Where the work stands: tells it, and stops when the person wants to."""

    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None

    def reach(self, stage: int, rows: int = 0) -> Telling:
        """The next stage begins, which may tell how many of so many rows are through."""
        if self.cancelled is not None and self.cancelled():
            raise Refused("cancelled", "Stopped. Nothing was changed.")
        return Telling(self.progress, _STAGES[stage], rows)


def checked(choices: Choices) -> Choices:
    """The choices, or Refused where one does not exist."""
    for said, known, what in ((choices.mode, MODES, "mode"), (choices.review, REVIEWS, "review")):
        if said not in known:
            raise Refused(what, f"'{said}' is not known here. Choose one of: {', '.join(known)}.")
    return choices


def subject(session: Session, taken: SheetList, as_noun: str | None) -> ListOf:
    """What the list is about: as said, else as the same layout was last time, else as it looks."""
    if as_noun:
        return list_of(as_noun)
    handed_out = template.known(taken.layout)
    remembered = memory.noun_of(session, taken.layout) or (handed_out and handed_out.noun)
    return list_of(remembered or subjects.what_list(_some_rows(taken.table)).name)


def _some_rows(table: Table) -> Table:
    """The table with enough of its rows, spread over all of it, to see what it is about."""
    step = max(1, len(table.rows) // _LOOKED_AT)
    return replace(table, rows=table.rows[::step], row_numbers=table.row_numbers[::step])


def match_columns(session: Session, taken: SheetList, about: ListOf, mapping: Mapped, sender: str = "") -> list[ColumnMatch]:
    """What becomes of each column: as said, else as remembered for this layout, else as it looks."""
    before = memory.recall(session, about.noun.name, taken.layout, sender)
    said = {heading(source): _field(value, source) for source, value in mapping.items()}
    fields = {value for value in said.values() if value}
    known: dict[str, str | None] = {}
    handed_out = template.known(taken.layout)
    for source, value in (before.mapping if before else handed_out.mapping if handed_out else {}).items():
        if value is None or value not in fields:
            known[source] = value
    for source in taken.headers:
        if heading(source) in said:
            known[source] = said[heading(source)]
        elif is_ours(source):
            known[source] = field_of(source)
    found = headings.match(_some_rows(taken.table), about.noun.name, known, blocked=taken.blocked)
    if any(match.field is None and not match.samples and _holds_more(taken, match) for match in found):
        # A column is empty in the rows that were looked at, but not in all.
        return headings.match(taken.table, about.noun.name, known, blocked=taken.blocked)
    return found


def _holds_more(taken: SheetList, match: ColumnMatch) -> bool:
    return not match.blocked and any(cell is not None for cell in taken.columns[match.index])


def _field(value: str | None, source: str) -> str | None:
    if value is None or value == "":
        return None
    if value == "extra" or value.startswith(EXTRA):
        return f"{EXTRA}{source}"
    try:
        return target(value).name
    except KeyError:
        raise Refused("mapping", f"There is no field '{value}' for the column '{source}'. Choose another field.") from None


def plan(
    session: Session,
    taken: SheetList,
    about: ListOf,
    matches: Sequence[ColumnMatch],
    choices: Choices,
    fixes: Fixes,
    *,
    today: date | None = None,
    steps: Steps | None = None,
    kept: Kept | None = None,
    spends: bool = False,
) -> Plan:
    """The plan for a list whose columns are matched; `kept` holds what was worked out for an earlier plan of the list.

    Where it `spends` the list there is no other plan of it, and its cells are let go once they were read.
    """
    with resting():
        return _plan(session, taken, about, matches, choices, fixes, today, steps or Steps(), kept, spends)


def _plan(
    session: Session,
    taken: SheetList,
    about: ListOf,
    matches: Sequence[ColumnMatch],
    choices: Choices,
    fixes: Fixes,
    today: date | None,
    steps: Steps,
    kept: Kept | None,
    spends: bool,
) -> Plan:
    day = today or day_in_india(datetime.now(UTC))
    if choices.programme is not None:
        programmes.chosen(session, choices.programme)
    choices = replace(choices, policies=tuple(sorted(fixes.policies.items())))
    telling = steps.reach(2, len(taken.numbers))
    before = memory.recall(session, about.noun.name, taken.layout, choices.sender)
    meanings, orders = memory.aliases(session, choices.sender), before.date_orders if before else {}
    cleaning = clean_columns(taken, matches, fixes, meanings, orders, gazetteer(), day, kept, telling)
    if spends:
        taken.let_go()
    _states_of_districts(cleaning, about)
    made = _empty(session, taken, about, cleaning, choices, day)
    made.earlier = memory.came_before(session, made.file.sha256, about.noun.name, taken.layout, taken.raw)
    rows = Rows(session, made, cleaning, kept or Kept())
    rows.check()
    found = rows.recognise(taken, fixes, steps.reach(3, len(made)))
    steps.reach(4)
    outcomes = Outcomes(session, made, found, cleaning.errors, cleaning.skipped)
    settled = outcomes.settle()
    for position, sentence in rows.join(settled).items():
        outcomes.fail(position, sentence)
    outcomes.decide()
    made.blockers = (*_blockers(made), *rows.problems())
    made.judged = rows.judged(fixes)
    made.learned = _learned(matches, fixes)
    made.remedied = cleaning.remedied
    made.issues = (*cleaning.cards, *notices_of(made))
    made.assumptions = (*taken.warnings, *cleaning.assumptions, *assumptions_of(made), *made.assumptions)
    return made


def _empty(session: Session, taken: SheetList, about: ListOf, cleaning: Cleaning, choices: Choices, day: date) -> Plan:
    """A plan with everything in it that does not depend on the register."""
    newest = session.execute(select(table_of(AuditHead).c.change_id)).scalar()
    highest = session.execute(select(func.max(table_of(RECORDS[about.noun.name]).c.id))).scalar()
    return Plan(
        about=about,
        file=taken.file,
        place=taken.place,
        choices=choices,
        columns=tuple(cleaning.columns),
        layout=taken.layout,
        numbers=array("I", taken.numbers),
        values=cleaning.values,
        words={},
        raw=taken.raw,
        raw_headers=taken.raw_headers,
        newest_change=int(newest or 0),
        highest_record=int(highest or 0),
        today=day,
    )


def _states_of_districts(cleaning: Cleaning, about: ListOf) -> None:
    """A district lies in one state: where a list gives only the district, its state is known too."""
    state, district = f"{about.noun.name}.state", f"{about.noun.name}.district"
    districts = cleaning.values.get(district)
    if districts is None:
        return
    places = gazetteer()
    states: Sequence[Any] = cleaning.values.get(state) or [None] * len(districts)
    filled = [
        places.state_of(where) if said is None and where is not None else said
        for said, where in zip(states, districts, strict=True)
    ]
    count = sum(said is None and now is not None for said, now in zip(states, filled, strict=True))
    if count:
        cleaning.values[state] = filled
        cleaning.assumptions.append(f"The state follows from the district in {numbered(count, 'row')}.")


def _blockers(made: Plan) -> list[Problem]:
    """Why the plan cannot be applied, as far as the list itself goes."""
    if made.about.title in made.values:
        return []
    label = made.about.noun.field(made.about.noun.title).label
    return [
        Problem(
            "no-title-column",
            f"No column is matched to '{label}', so nothing can be recorded. Choose the column that holds it.",
            made.about.title,
        )
    ]


def _learned(matches: Sequence[ColumnMatch], fixes: Fixes) -> dict[tuple[Scope, str], dict[str, str]]:
    """The words that a person wants remembered, by the lists they are remembered for and the field."""
    fields = {match.source: match.field for match in matches}
    learned: dict[tuple[Scope, str], dict[str, str]] = {}
    for (scope, source), meanings in fixes.lasting.items():
        name = fields.get(source)
        if name and memory.may_learn(name):
            learned.setdefault((scope, name), {}).update(meanings)
    return learned
