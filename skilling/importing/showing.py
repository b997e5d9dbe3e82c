"""What a person is shown of a list in hand: small plain data that travels to the window; refuses to carry the list itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from skilling.domain.fields import Field, Kind
from skilling.importing import document
from skilling.importing.columns.guard import REASONS
from skilling.importing.columns.headings import ASK_BELOW, ColumnMatch
from skilling.importing.columns.targets import EXTRA, target
from skilling.importing.document import Words, match, plain, warnings
from skilling.importing.planning.memory import Earlier
from skilling.importing.planning.plan import OUTCOMES, IssueCard, Plan
from skilling.importing.planning.sheetlist import SheetList
from skilling.importing.reading.grid import Grid, Part, SheetInfo
from skilling.importing.table.looks import plain_text
from skilling.importing.table.stacking import row_words
from skilling.services.desk import Told
from skilling.services.records import read

HEADER: Final = "header"
DATA: Final = "data"
_LONGEST_CELL: Final = 200


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the sheet as it stands: its number, what it was taken for (header, data, or why it was dropped), its cells."""

    number: int
    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looks like once it is open. `refused` says why no list was found in the sheet, if none was."""

    name: str
    sha256: str
    format: str
    sheet: str
    sheets: tuple[SheetInfo, ...]
    noun: str
    header_rows: tuple[int, ...]
    data_rows: int
    dropped: dict[str, int]  # how many rows were dropped, by why
    hidden: tuple[int, ...]  # rows of the list that a filter hides
    confidence: float
    rows: tuple[GridRow, ...]  # the first rows of the sheet
    height: int  # rows of the sheet that hold anything
    warnings: tuple[str, ...]
    earlier: Earlier | None = None
    refused: tuple[str, str] | None = None  # code and sentence
    first_column: int = 1  # of the sheet, in which the cells of `rows` begin
    others: tuple[tuple[str, int, int], ...] = ()  # further tables of the sheet: words, row and column of their heading
    alike: tuple[str, ...] = ()  # further sheets with the same headings
    parts: tuple[Part, ...] = ()  # what came from further sheets


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column of the list and what it becomes. `unsure` asks a person to look; `blocked` says why it is never kept."""

    source: str
    field: str | None
    confidence: float
    samples: tuple[str, ...]
    why: str
    unsure: bool
    remembered: bool
    date_order: str | None = None
    blocked: str = ""
    blocked_why: str = ""


@dataclass(frozen=True, slots=True)
class TargetLook:
    """A field that a column may become."""

    name: str
    label: str
    hindi: str
    noun: str
    required: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a list would do to one field of records that are there already: values filled in, values replaced, values that
    differ and stay as they are; and what was decided for the field."""

    attribute: str
    label: str
    filled: int
    replaced: int
    kept: int
    policy: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A row beside the records it may be, and the rows that ask the same for the same reasons."""

    row: dict[str, Any]
    others: tuple[dict[str, Any], ...]
    alike: tuple[tuple[int, str], ...]  # row number, and the decision that it is the same as its likeliest


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan without its rows."""

    noun: str
    counts: dict[str, int]
    data_rows: int
    issues: tuple[IssueCard, ...]
    warnings: tuple[str, ...]
    blockers: tuple[tuple[str, str], ...]  # code and sentence
    new_cohorts: tuple[str, ...]
    new_institutions: tuple[str, ...]
    earlier: Earlier | None
    fixes: int  # how many decisions can be taken back
    fields: tuple[FieldChange, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class RowLook:
    """One row of the plan: its values in words, what it changes (label, old, new), whom it may be, why it is kept aside."""

    number: int
    place: str  # the number as a person finds it, with the sheet's name where the list goes over several
    outcome: str
    title: str
    values: dict[str, Any]
    changes: tuple[tuple[str, Any, Any], ...]
    matches: tuple[dict[str, Any], ...]
    why: tuple[str, ...]
    cells: tuple[Any, ...]  # as they came, in the order of `Page.headers`
    remedied: dict[str, Any]  # by heading: what a remedy for all alike set instead; None where it blanked the cell


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of the plan, and how many there are with this outcome."""

    headers: tuple[str, ...]
    rows: tuple[RowLook, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Applied:
    """An import that was carried out."""

    done: Told[int]
    run: int
    counts: dict[str, int]
    kept_aside: int


def grid_rows(grid: Grid, taken: SheetList | None, offset: int, limit: int) -> tuple[GridRow, ...]:
    """Rows of a sheet; columns and cells that are never kept are blank in them."""
    kinds: dict[int, str] = {}
    hidden: set[int] = set()
    withheld: dict[int, set[int]] = {}
    if taken is not None:
        kinds = {each.row: each.why for each in taken.place.dropped} | dict.fromkeys(taken.place.header_rows, HEADER)
        hidden = {taken.table.columns[column] for column in taken.blocked}
        for position, column, _ in taken.withheld:
            withheld.setdefault(taken.numbers[position], set()).add(taken.table.columns[column])
    looks = []
    for index in range(offset, min(offset + limit, len(grid.rows))):
        number = grid.sheet_row(index)
        kind = kinds.get(number, DATA)
        gone = withheld.get(number, set()) | (hidden if kind != HEADER else set())
        cells = tuple("" if at in gone else plain_text(cell)[:_LONGEST_CELL] for at, cell in enumerate(grid.rows[index]))
        looks.append(GridRow(number, kind, cells))
    return tuple(looks)


def column(found: ColumnMatch) -> ColumnLook:
    """A column and what it becomes."""
    kept = found.field is not None and not found.field.startswith(EXTRA)
    return ColumnLook(
        source=found.source,
        field=found.field,
        confidence=found.confidence,
        samples=found.samples,
        why=found.why,
        unsure=kept and found.confidence < ASK_BELOW,
        remembered=found.why.startswith("Remembered"),
        date_order=found.date_order,
        blocked=found.blocked or "",
        blocked_why=REASONS[found.blocked] if found.blocked else "",
    )


def summary(made: Plan, fixes: int) -> Summary:
    """A plan without its rows."""
    return Summary(
        noun=made.about.noun.name,
        counts=made.counts(),
        data_rows=len(made),
        issues=made.issues,
        warnings=tuple(warnings(made)),
        blockers=tuple((problem.code, problem.message) for problem in made.blockers),
        new_cohorts=tuple(cohort.code for cohort in made.cohorts if cohort.is_new),
        new_institutions=made.institutions.names,
        earlier=made.earlier,
        fixes=fixes,
        fields=tuple(_field_changes(made)),
        parts=made.place.parts,
    )


def _field_changes(made: Plan) -> Iterator[FieldChange]:
    """The fields of known records in which the list says something else, or something where nothing is said."""
    for attribute in (*made.changes.keys(), *(made.differing.keys() - made.changes.keys())):
        if attribute == "extra":
            continue
        olds = [old for _, old, _ in made.changes.get(attribute, {}).values()]
        filled = sum(old is None for old in olds)
        label = made.about.noun.field(attribute).label
        kept = made.differing.get(attribute, 0)
        yield FieldChange(attribute, label, filled, len(olds) - filled, kept, made.choices.mode_of(attribute))


def speakers(made: Plan) -> dict[str, Words]:
    """As those of a document for programs, but choices are said by their labels."""
    said = document.speakers(made)
    return {name: _chosen(target(name).field) if _is_choice(name) else words for name, words in said.items()}


def _is_choice(name: str) -> bool:
    return not name.startswith(EXTRA) and target(name).field.kind is Kind.CHOICE


def _chosen(declared: Field) -> Words:
    labels = {choice.code: choice.label for choice in declared.choices}
    return lambda value: labels.get(value) or plain(value)


def row(made: Plan, position: int, words: Mapping[str, Words]) -> RowLook:
    """A row of a plan; `words` are those of `speakers`."""
    noun = made.about.noun
    values = {name: say(value) for name, say in words.items() if (value := made.values[name][position]) is not None}
    by_attribute = {attribute: words[name] for name, attribute in made.about.attributes.items() if name in words}
    changes = []
    for diff in made.diffs_of(position):
        say = by_attribute.get(diff.attribute, plain)
        label = noun.field(diff.attribute).label if diff.attribute != "extra" else "Kept beside"
        changes.append((label, None if diff.old is None else say(diff.old), say(diff.new)))
    return RowLook(
        number=made.numbers[position],
        place=row_words(made.numbers[position], made.place.parts),
        outcome=OUTCOMES[made.outcomes[position]],
        title=str(values.get(made.about.title, "")),
        values=values,
        changes=tuple(changes),
        matches=tuple(match(made, each) for each in made.candidates.get(position, ())),
        why=tuple(made.reasons.get(position, ())),
        cells=tuple(json.loads(made.raw[position])),
        remedied=_remedied(made, position, values),
    )


def _remedied(made: Plan, position: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row that a remedy for all alike set, with what is kept of them."""
    return {
        match.source: values.get(match.field or "")
        for match in made.columns
        if position in made.remedied.get(match.source, ()) and match.leads
    }


def record_words(session: Session, made: Plan, record: int, names: Sequence[str]) -> dict[str, Any]:
    """The values of a record of the register in words, by public field name."""
    stored = read(session, made.about.noun.name, record)
    found: dict[str, Any] = {}
    for name in names:
        attribute = made.about.attributes.get(name)
        value = stored.values.get(attribute or "")
        if attribute is not None and value is not None:
            declared = made.about.noun.field(attribute)
            linked = declared.kind in (Kind.STATE, Kind.DISTRICT, Kind.LINK)
            found[name] = stored.words.get(attribute, value) if linked else _chosen(declared)(value)
    return found
