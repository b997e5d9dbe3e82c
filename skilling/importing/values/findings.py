"""What reading a column gives: values, and what to say about single cells; refuses to say the same thing in two ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from skilling.domain.calendar import day_in_india
from skilling.domain.dates import Order
from skilling.domain.places import Gazetteer
from skilling.domain.problems import Severity
from skilling.domain.values import Stored
from skilling.importing.reading.grid import UNCACHED, Cell, CellError
from skilling.importing.table.looks import plain_text


@dataclass(frozen=True, slots=True)
class Reading:
    """What must be known beside the cells of a column to read them.

    `zero_pad` is the width of a number format such as 000000. `date_order` overrules the column's own evidence. `states`
    are LGD codes, one for each row, for districts and PIN codes. `heading` is the column's own; `today` bounds birthdays.
    `legacy_font` names the font of the cells where that draws Latin letters as Hindi.
    """

    gazetteer: Gazetteer
    date1904: bool = False
    zero_pad: int | None = None
    date_order: Order | None = None
    states: Sequence[int | None] | None = None
    heading: str = ""
    today: date = field(default_factory=lambda: day_in_india(datetime.now(UTC)))
    legacy_font: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """What is to be said about one cell. `index` is its place in the column, `original` the cell as a person sees it.

    An error keeps the row aside until it is mended; a warning takes the row, mostly without this value; a note tells what
    was done. `message` speaks of one cell ('This has 9 digits'); `grouped` makes one sentence of many.
    """

    index: int
    code: str
    severity: Severity
    original: str
    proposed: Stored | None
    message: str
    beside: Stored | None = None  # a further value of the cell, for the field that takes what overflows from this one


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A column as values ready to be stored (None where there is none) with what is to be said about its cells.

    States and districts are LGD codes. `date_order` is set for columns with written dates; `evidence` says in words why, where
    the dates themselves decide it.
    """

    values: list[Stored | None]
    issues: list[Issue] = field(default_factory=list)
    date_order: Order | None = None
    evidence: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about every cell with a certain content."""

    code: str
    severity: Severity
    message: str
    proposed: Stored | None = None
    beside: Stored | None = None


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """All cells of a column of which the same is to be said, as one sentence for a person."""

    code: str
    severity: Severity
    message: str
    indices: tuple[int, ...]
    examples: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.indices)


Parsed = tuple[Stored | None, Remark | None]
Parser = Callable[[Cell], Parsed]

NOTHING: Final[Parsed] = (None, None)
_EXAMPLES: Final = 5
_ERRORS: Final = frozenset({"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})  # as text, in a CSV

_UNCACHED: Final = Remark(
    "formula",
    Severity.ERROR,
    "This holds a formula that was never calculated. Open the list in Excel, save it and choose it again.",
)


def error_cell(cell: CellError) -> Parsed:
    """What a cell without a value amounts to: never a blank, so that a broken formula cannot pass for 'not stated'."""
    if cell.text == UNCACHED:
        return None, _UNCACHED
    return None, Remark(
        "cell-error", Severity.ERROR, f"This shows the error {cell.text} instead of a value. Mend its formula in Excel."
    )


class _Known(dict[Cell, Stored | None]):
    """Values by cell, parsed once per distinct content; `map` over it runs at the speed of a dictionary."""

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self._parse = parse
        self.remarks: dict[Cell, Remark] = {}

    def __missing__(self, cell: Cell) -> Stored | None:
        if cell is None:
            value, remark = NOTHING
        elif isinstance(cell, CellError):
            value, remark = error_cell(cell)
        elif cell.__class__ is str and cell[:1] == "#" and cell.strip().upper() in _ERRORS:
            value, remark = error_cell(CellError(cell.strip()))
        else:
            value, remark = self._parse(cell)
        self[cell] = value
        if remark:
            self.remarks[cell] = remark
        return value


def through(cells: Sequence[Cell], parse: Parser) -> Cleaned:
    """Each cell through the parser, which sees each distinct content once and never None or an error cell."""
    if bool in set(map(type, cells)):
        # True and 1 are one key of a dictionary; as words they stay apart.
        cells = [("Yes" if cell else "No") if isinstance(cell, bool) else cell for cell in cells]
    known = _Known(parse)
    values = list(map(known.__getitem__, cells))
    return Cleaned(values, issues_of(cells, known.remarks))


def issues_of(cells: Sequence[Cell], remarks: Mapping[Cell, Remark]) -> list[Issue]:
    """One issue for each cell of which something is to be said."""
    if not remarks:
        return []
    return [
        Issue(index, remark.code, remark.severity, plain_text(cell), remark.proposed, remark.message, remark.beside)
        for index, cell in enumerate(cells)
        if cell in remarks and (remark := remarks[cell])
    ]


def grouped(issues: Iterable[Issue], heading: str) -> list[IssueGroup]:
    """The issues of one column by what they say, the gravest and then the most frequent first.

    Every cell is counted; only the examples are few.
    """
    by_words: dict[tuple[str, Severity, str], list[Issue]] = {}
    for issue in issues:
        by_words.setdefault((issue.code, issue.severity, issue.message), []).append(issue)
    gravity = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    groups = [
        IssueGroup(
            code,
            severity,
            _sentence(heading, len(same), message),
            tuple(issue.index for issue in same),
            tuple(dict.fromkeys(issue.original for issue in same))[:_EXAMPLES],
        )
        for (code, severity, message), same in by_words.items()
    ]
    return sorted(groups, key=lambda group: (gravity[group.severity], -group.count))


def _sentence(heading: str, count: int, message: str) -> str:
    if count == 1:
        return f"{heading}, 1 cell: {message}"
    return f"{heading}, {count:,} cells: {message.replace('This ', 'Each ', 1)}"
