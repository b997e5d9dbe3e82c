"""The plan of an import: what would happen to every row, as data; refuses to write anything.

Columns, not rows: a list of a hundred thousand rows is some twenty Python lists. `apply` carries a plan out, `document`
prints it, the window pages through it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from skilling.domain.problems import Problem, Severity
from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.matching.answering import Judged
from skilling.importing.matching.blocking import BlockKeys
from skilling.importing.matching.matching import NO_ANSWERS, Answers
from skilling.importing.matching.recognising import Candidate
from skilling.importing.planning.cohorting import CohortPlan
from skilling.importing.planning.fixes import Scope
from skilling.importing.planning.joining import Joins
from skilling.importing.planning.lists import ListOf
from skilling.importing.planning.memory import Earlier
from skilling.importing.reading.grid import Part
from skilling.importing.table.layout import Dropped

NEW, UPDATE, SAME, REVIEW, ERROR, SKIPPED = range(6)
OUTCOMES: Final = ("new", "update", "same", "review", "error", "skipped")
KEPT_ASIDE: Final = frozenset({REVIEW, ERROR})  # what goes into the workbook of rejects

MODES: Final = ("fill", "update", "add-only")
REVIEWS: Final = ("hold", "new", "skip")

_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class ListFile:
    """The file a list came in, and the sheet of it."""

    name: str
    sha256: str
    size: int
    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the list stands in its sheet, in row numbers that a person sees."""

    header_rows: tuple[int, ...]
    dropped: tuple[Dropped, ...]
    hidden_rows: int
    confidence: float
    parts: tuple[Part, ...] = ()  # what came from further sheets of a list that goes on there
    hidden: frozenset[int] = frozenset()  # records that a filter hides


@dataclass(frozen=True, slots=True)
class Example:
    """One cell of an issue: its row, what it says, and what it would become where a proposal exists."""

    row: int
    original: str
    proposed: str | None = None


@dataclass(frozen=True, slots=True)
class IssueCard:
    """Everything that is wrong in one way in one column. `rows` counts fully, in row numbers that a person sees."""

    code: str
    column: str  # heading of the source; empty where the row as a whole is meant
    field: str
    severity: Severity
    message: str
    rows: tuple[int, ...]
    examples: tuple[Example, ...] = ()
    proposals: bool = False

    @property
    def count(self) -> int:
        return len(self.rows)

    def problem(self) -> Problem:
        """The first of them, as a problem."""
        return Problem(self.code, self.message, self.field, self.rows[0] if self.rows else None, self.severity)


@dataclass(frozen=True, slots=True)
class Diff:
    """One value that a row would change in a record of the register."""

    attribute: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class NewInstitutions:
    """Institutions that the list names and the register lacks: name by the key that each would get, the first first."""

    first: int = 0
    names: tuple[str, ...] = ()

    def key(self, place: int) -> int:
        return self.first + place


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for an import, kept with the run."""

    mode: str = "fill"
    review: str = "hold"
    cohort: str | None = None
    sender: str = ""
    programme: str | None = None  # code of the one that new cohorts belong to; needed where there are several
    policies: tuple[tuple[str, str], ...] = ()  # attribute: fill, update or keep, where it is not as `mode` says

    def mode_of(self, attribute: str) -> str:
        """What becomes of a field of records that are there already: 'fill', 'update', 'keep', or 'add-only' for all."""
        return self.mode if self.mode == "add-only" else dict(self.policies).get(attribute, self.mode)


@dataclass
class Plan:
    """What would happen to every row of a list. Positions count the data rows from 0; `numbers` are their rows in the sheet."""

    about: ListOf
    file: ListFile
    place: Place
    choices: Choices
    columns: tuple[ColumnMatch, ...]
    layout: str  # fingerprint of the headings
    numbers: Sequence[int]
    values: dict[str, list[Any]]  # stored values by public field name; places and institutions as ids
    words: dict[str, dict[int, str]]  # what ids of places and institutions are called, by public field name
    raw: list[str]  # the cells as they came, as JSON lists; columns never kept are not among them
    raw_headers: tuple[str, ...]
    outcomes: bytearray = field(default_factory=bytearray)
    records: list[int] = field(default_factory=list)  # the register's record of each row, 0 for none
    firsts: list[int] = field(default_factory=list)  # position of the first row of the same record
    candidates: dict[int, tuple[Candidate, ...]] = field(default_factory=dict)
    reasons: dict[int, list[str]] = field(default_factory=dict)
    changes: dict[str, dict[int, tuple[int, Any, Any]]] = field(default_factory=dict)  # attribute: record: row, old, new
    differing: dict[str, int] = field(default_factory=dict)  # attribute: values of the list that are not taken
    versions: dict[int, int] = field(default_factory=dict)  # of the records that the list is about
    keys: BlockKeys | None = None  # of developers, by position
    name_keys: list[str] = field(default_factory=list)  # of developers, by position
    institutions: NewInstitutions = field(default_factory=NewInstitutions)
    cohorts: tuple[CohortPlan, ...] = ()
    joins: Joins = field(default_factory=Joins)
    judged: tuple[Judged, ...] = ()  # what a person said of rows and whom they look like, now
    answers: Answers = NO_ANSWERS  # and before
    issues: tuple[IssueCard, ...] = ()
    assumptions: tuple[str, ...] = ()
    blockers: tuple[Problem, ...] = ()  # why it cannot be applied as it is
    earlier: Earlier | None = None
    newest_change: int = 0  # the register as it was when the plan was made
    highest_record: int = 0  # likewise: the newest record of the list's noun
    learned: Mapping[tuple[Scope, str], Mapping[str, str]] = field(default_factory=dict)  # scope, field: word: value
    remedied: Mapping[str, Set[int]] = field(default_factory=dict)  # heading: positions of cells that a remedy for all alike set
    today: date = date.min

    def __len__(self) -> int:
        return len(self.numbers)

    def counts(self) -> dict[str, int]:
        """How many rows have each of the six outcomes; they add up to the data rows."""
        return {name: self.outcomes.count(code) for code, name in enumerate(OUTCOMES)}

    def positions(self, outcome: str | None = None) -> Sequence[int]:
        """The positions of the rows with an outcome, or of all rows."""
        if outcome is None:
            return range(len(self))
        wanted = OUTCOMES.index(outcome)
        return [position for position, code in enumerate(self.outcomes) if code == wanted]

    def questions(self) -> list[int]:
        """The positions of the rows under review, in the order that saves most: those on which most rows hang, then the likeliest."""
        waiting = self.positions("review")
        hanging = Counter(self.firsts[position] for position in waiting)

        def worth(position: int) -> tuple[int, float, int]:
            # Rows of one record stay together, its first row before them: their own likeness to it is no question.
            first = self.firsts[position]
            asked = self.candidates.get(first) or self.candidates.get(position, ())
            return -hanging[first], -max((each.score for each in asked), default=0.0), position

        return sorted(waiting, key=worth)

    def makes(self) -> list[int]:
        """The positions of the rows that make a record."""
        return [position for position, code in enumerate(self.outcomes) if code == NEW]

    def changed_records(self) -> dict[int, dict[str, tuple[Any, Any]]]:
        """Old and new values of the records that would change, by id and attribute."""
        found: dict[int, dict[str, tuple[Any, Any]]] = {}
        for attribute, by_record in self.changes.items():
            for record, (_, old, new) in by_record.items():
                found.setdefault(record, {})[attribute] = (old, new)
        return found

    def diffs_of(self, position: int) -> Iterator[Diff]:
        """What a row would change in its record."""
        record = self.records[position]
        for attribute, by_record in self.changes.items():
            change = by_record.get(record)
            if change is not None and change[0] == position:
                yield Diff(attribute, change[1], change[2])

    @property
    def first_data_row(self) -> int | None:
        return self.numbers[0] if len(self.numbers) else None

    @property
    def last_data_row(self) -> int | None:
        return self.numbers[-1] if len(self.numbers) else None


def card(
    code: str, column: str, field_name: str, severity: Severity, message: str,
    found: Sequence[tuple[int, object, object | None]], numbers: Sequence[int],
) -> IssueCard:  # fmt: skip
    """A group of issues from (position, original, proposal); examples are the first distinct originals."""
    examples: dict[str, Example] = {}
    for position, original, proposed in found:
        text = "" if original is None else str(original)
        if text not in examples and len(examples) < _EXAMPLES:
            examples[text] = Example(numbers[position], text, None if proposed is None else str(proposed))
    rows = tuple(array("I", sorted({numbers[position] for position, _, _ in found})))
    proposals = any(proposed is not None for _, _, proposed in found)
    return IssueCard(code, column, field_name, severity, message, rows, tuple(examples.values()), proposals)
