"""One list in the hands of a person: opened, matched, mended, looked at, imported, step by step, in the window's child process.

Every function takes `(state, progress, ...)` as `ui.childloop` calls them and answers with small plain data; the rows stay
here. `state.address` says where the desk is, `state.hand` holds the list. Refuses steps that need a list before there is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session

from skilling.domain.nouns import noun_named
from skilling.domain.problems import Refused
from skilling.importing import apply, rejects, severalsheets, showing
from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.columns.targets import EXTRA, targets
from skilling.importing.document import match
from skilling.importing.matching.recognising import Candidate
from skilling.importing.matching.weights import pattern
from skilling.importing.planning import planner, sheetlist
from skilling.importing.planning.fixes import Fix, Fixes
from skilling.importing.planning.keeping import Kept
from skilling.importing.planning.lists import LISTS, ListOf
from skilling.importing.planning.memory import Earlier, came_before, senders
from skilling.importing.planning.plan import Choices, Plan
from skilling.importing.planning.sheetlist import SheetList
from skilling.importing.reading import child
from skilling.importing.reading.grid import Book
from skilling.importing.showing import Applied, ColumnLook, Compared, GridRow, Look, Page, Summary, TargetLook
from skilling.importing.table.stacking import row_words
from skilling.importing.telling import Progress
from skilling.services.desk import Desk, open_desk

_FIRST_ROWS: Final = 200  # of the sheet, in a look


@dataclass
class ListInHand:
    """Everything about the open list that lives between two steps."""

    desk: Desk
    path: Path
    book: Book
    header_row: int | None = None
    sender: str = ""
    noun: str | None = None
    column: int | None = None  # of the heading, where several tables have theirs in that row
    taken: SheetList | None = None
    about: ListOf | None = None
    mapping: dict[str, str | None] = field(default_factory=dict)
    matches: list[ColumnMatch] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    choices: Choices = field(default_factory=Choices)
    plan: Plan | None = None
    kept: Kept = field(default_factory=Kept)
    alike: tuple[str, ...] = ()  # sheets that have the same headings

    def found(self) -> tuple[SheetList, ListOf]:
        """The list, or Refused where none was found yet."""
        if self.taken is None or self.about is None:
            raise Refused("no-list", "Choose the row that holds the headings first.")
        return self.taken, self.about

    def planned(self) -> Plan:
        """The plan, or Refused where none was made yet."""
        if self.plan is None:
            raise Refused("no-plan", "Check the list first.")
        return self.plan


def open_list(
    state: Any,
    progress: Progress,
    path: str,
    password: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
    noun: str | None = None,
    sender: str = "",
    also: Sequence[str] = (),
) -> Look:
    """Opens a file and finds its list; Refused where it cannot be read at all ('encrypted' where a password is wanted).

    `also` are further sheets on which the list goes on.
    """
    close_list(state, progress)
    book = child.read(Path(path), sheet=sheet, password=password, progress=progress)
    further = () if also else severalsheets.alike(book, password)
    book = severalsheets.continued(book, also, password, progress)
    state.hand = ListInHand(open_desk(state.address), Path(path), book, header_row, sender, noun, alike=further)
    state.hand.desk.sweep_backups()  # a list that was cancelled may have left one half made
    return _find(state.hand, progress)


def move_header(state: Any, progress: Progress, header_row: int | None, column: int | None = None) -> Look:
    """The list again, with its heading in that row of the sheet; None searches for it, `layout.NO_HEADING` says that it has none.

    `column` tells tables side by side apart.
    """
    hand = _hand(state)
    hand.header_row, hand.column = header_row, column
    return _find(hand, progress)


def choose_noun(state: Any, progress: Progress, noun: str | None) -> Look:
    """The list again, taken for one about that noun; None looks what it is about."""
    hand = _hand(state)
    hand.noun, hand.mapping = noun, {}
    return _find(hand, progress)


def keep_rows(state: Any, progress: Progress, numbers: Sequence[int]) -> Look:
    """The list again, with rows that were dropped as titles, totals or notes taken for data after all."""
    hand = _hand(state)
    hand.fixes.append(Fix("keep-row", rows=tuple(numbers)))
    return _find(hand, progress)


def grid_rows(state: Any, progress: Progress, offset: int, limit: int) -> tuple[GridRow, ...]:
    """Some rows of the sheet as they stand; columns and cells that are never kept are blank."""
    hand = _hand(state)
    return showing.grid_rows(hand.book.grid, hand.taken, offset, limit)


def columns(state: Any, progress: Progress) -> tuple[ColumnLook, ...]:
    """What each column becomes."""
    return tuple(showing.column(found) for found in _hand(state).matches)


def fields(state: Any, progress: Progress) -> tuple[TargetLook, ...]:
    """What a column of this list may become."""
    _, about = _hand(state).found()
    needed = {about.noun.field(attribute).name for attribute in about.required}
    looks = []
    for each in targets(about.noun.name):
        noun = each.name.partition(".")[0]
        required = noun == about.noun.name and each.field.name in needed
        looks.append(TargetLook(each.name, each.field.label, each.field.hindi, noun_named(noun).label, required))
    return tuple(looks)


def nouns(state: Any, progress: Progress) -> tuple[tuple[str, str], ...]:
    """What lists may be about, as (name, words)."""
    return tuple((each.noun.name, each.noun.label_plural) for each in LISTS)


def set_mapping(state: Any, progress: Progress, mapping: Mapping[str, str | None], sender: str = "") -> tuple[ColumnLook, ...]:
    """Matches the columns anew, with the fields that a person chose by heading ('extra' keeps beside, None leaves out)."""
    hand = _hand(state)
    hand.mapping.update(mapping)
    hand.sender = sender or hand.sender
    taken, about = hand.found()
    hand.matches = hand.desk.read(planner.match_columns, taken, about, hand.mapping, hand.sender)
    hand.plan = None
    return columns(state, progress)


def restate(
    state: Any,
    progress: Progress,
    header_row: int | None,
    noun: str | None,
    mapping: Mapping[str, str | None],
    fixes: Sequence[Mapping[str, Any]],
    column: int | None = None,
) -> Look:
    """The list again with exactly these decisions: after some were taken back, or when a new child takes over."""
    hand = _hand(state)
    hand.header_row, hand.column, hand.noun, hand.mapping = header_row, column, noun, dict(mapping)
    hand.fixes = [Fix.of(each) for each in fixes]
    return _find(hand, progress)


def make_plan(
    state: Any,
    progress: Progress,
    cohort: str | None = None,
    mode: str = "fill",
    programme: str | None = None,
    fixes: Sequence[Mapping[str, Any]] | None = None,
) -> Summary:
    """Makes the plan with these choices; `fixes` are all decisions there are, where the child may not know them yet."""
    hand = _hand(state)
    hand.choices = planner.checked(Choices(mode, cohort=(cohort or "").strip() or None, sender=hand.sender, programme=programme))
    if fixes is not None:
        hand.fixes = [Fix.of(each) for each in fixes]
    return _plan(hand, progress)


def fix(state: Any, progress: Progress, *given: Mapping[str, Any]) -> Summary:
    """Takes one or more decisions (see `fixes.Fix`) and makes the plan anew."""
    hand = _hand(state)
    hand.fixes.extend(Fix.of(each) for each in given)
    return _plan(hand, progress)


def rows_page(state: Any, progress: Progress, outcome: str | None, offset: int, limit: int) -> Page:
    """Some rows of the plan with an outcome, or of all; those under review in the order in which answers save most."""
    made = _hand(state).planned()
    positions = made.questions() if outcome == "review" else made.positions(outcome)
    words = showing.speakers(made)
    shown = tuple(showing.row(made, position, words) for position in positions[offset : offset + limit])
    return Page(made.raw_headers, shown, len(positions))


def rows_numbered(state: Any, progress: Progress, numbers: Sequence[int]) -> Page:
    """The rows with these numbers, as of one card."""
    made = _hand(state).planned()
    wanted = set(numbers)
    words = showing.speakers(made)
    positions = [position for position, number in enumerate(made.numbers) if number in wanted]
    return Page(made.raw_headers, tuple(showing.row(made, position, words) for position in positions), len(positions))


def compare(state: Any, progress: Progress, number: int) -> Compared:
    """A row and the records it may be, side by side: values in words by field label, with score and reasons; and the other
    rows that ask the same question for the same reasons."""
    hand = _hand(state)
    made = hand.planned()
    position = list(made.numbers).index(number)
    words = showing.speakers(made)
    names = [name for name in words if not name.startswith(EXTRA)]

    def said(at: int) -> dict[str, Any]:
        return {name: words[name](value) for name in names if (value := made.values[name][at]) is not None}

    def stored(record: int) -> dict[str, Any]:
        return hand.desk.read(showing.record_words, made, record, names)

    others = tuple(
        {
            **match(made, each),
            "values": stored(each.record) if each.record else said(each.row),
            "place": "" if each.record else row_words(made.numbers[each.row], made.place.parts),
        }
        for each in made.candidates.get(position, ())
    )
    return Compared(said(position), others, _alike(made, position))


def _alike(made: Plan, position: int) -> tuple[tuple[int, str], ...]:
    """Rows that wait for the same reasons, each with the decision that would call it the same as its likeliest."""
    waiting = {at: made.candidates[at] for at in made.positions("review") if made.candidates.get(at)}
    if position not in waiting:
        return ()
    pattern = _pattern(waiting[position])
    return tuple((made.numbers[at], _same(made, those[0])) for at, those in waiting.items() if _pattern(those) == pattern)


def _pattern(candidates: Sequence[Candidate]) -> tuple[Any, ...]:
    """What makes questions alike: the reasons for the likeliest, and whether there are others."""
    best = candidates[0]
    return pattern(best.why), bool(best.record), len(candidates) > 1


def _same(made: Plan, candidate: Candidate) -> str:
    return f"record:{candidate.record}" if candidate.record else f"row:{made.numbers[candidate.row]}"


def apply_list(state: Any, progress: Progress, actor: str) -> Applied:
    """Carries the plan out, after a backup where there is anything to lose."""
    hand = _hand(state)
    made = hand.planned()
    if made.newest_change:
        progress("Making a backup", 0, 0)
        hand.desk.backup_before("import")
    done = hand.desk.change(actor, apply.ACTION, apply.apply, made, progress)
    counts = made.counts()
    return Applied(done, done.value, counts, counts["review"] + counts["error"])


def save_rejects(state: Any, progress: Progress, path: str) -> int:
    """Saves the rows kept aside as a workbook; their number."""
    return rejects.save(_hand(state).planned(), Path(path))


def known_senders(state: Any, progress: Progress) -> list[str]:
    """Everybody whose lists were taken in under a name."""
    return _hand(state).desk.read(senders)


def close_list(state: Any, progress: Progress) -> None:
    """Lets go of the list and of the desk."""
    hand = getattr(state, "hand", None)
    if hand is not None:
        hand.desk.close()
    state.hand = None


# -- inside ----------------------------------------------------------------------------------------


def _hand(state: Any) -> ListInHand:
    hand: ListInHand | None = getattr(state, "hand", None)
    if hand is None:
        raise Refused("no-list", "Choose a file first.")
    return hand


def _find(hand: ListInHand, progress: Progress) -> Look:
    """Finds the list in the book; where there is none, the look says why and shows the sheet all the same."""
    progress("Finding the list", 0, 0)
    hand.taken, hand.about, hand.matches, hand.plan, hand.kept = None, None, [], None, Kept()
    refused = earlier = None
    try:
        hand.taken = sheetlist.take(hand.book, hand.header_row, Fixes.of(hand.fixes).kept_rows, hand.column)
        hand.about = hand.desk.read(planner.subject, hand.taken, hand.noun)
        hand.matches = hand.desk.read(planner.match_columns, hand.taken, hand.about, hand.mapping, hand.sender)
        earlier = hand.desk.read(_came_before, hand)
    except Refused as problem:
        refused = problem.code, problem.message
    return _look(hand, earlier, refused)


def _came_before(session: Session, hand: ListInHand) -> Earlier | None:
    taken, about = hand.found()
    return came_before(session, taken.file.sha256, about.noun.name, taken.layout, taken.raw)


def _look(hand: ListInHand, earlier: Earlier | None, refused: tuple[str, str] | None) -> Look:
    book, taken = hand.book, hand.taken
    dropped: dict[str, int] = {}
    for each in taken.place.dropped if taken else ():
        dropped[each.why] = dropped.get(each.why, 0) + 1
    return Look(
        name=book.name,
        sha256=book.sha256,
        format=book.format,
        sheet=book.grid.sheet,
        sheets=book.sheets,
        noun=hand.about.noun.name if hand.about else "",
        header_rows=taken.place.header_rows if taken else (),
        data_rows=len(taken.numbers) if taken else 0,
        dropped=dropped,
        hidden=tuple(n for n in taken.numbers if n in book.grid.hidden_rows) if taken and book.grid.hidden_rows else (),
        confidence=taken.place.confidence if taken else 0.0,
        rows=showing.grid_rows(book.grid, taken, 0, _FIRST_ROWS),
        height=len(book.grid.rows),
        warnings=taken.warnings if taken else book.grid.warnings,
        earlier=earlier,
        refused=refused,
        first_column=book.grid.first_column,
        others=tuple((one.title, one.header_row, one.column) for one in taken.table.others if one.sheet == book.grid.sheet)
        if taken
        else (),
        alike=hand.alike,
        parts=book.grid.parts,
    )


def _plan(hand: ListInHand, progress: Progress) -> Summary:
    taken, about = hand.found()
    steps = planner.Steps(progress)
    decided = Fixes.of(hand.fixes)
    hand.plan = hand.desk.read(planner.plan, taken, about, hand.matches, hand.choices, decided, steps=steps, kept=hand.kept)
    return showing.summary(hand.plan, len(hand.fixes))
