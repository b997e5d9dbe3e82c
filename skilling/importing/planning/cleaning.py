"""The matched columns of a list as values to be stored, with a person's decisions put in; refuses to hide what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Final, get_args

from skilling.domain.dates import Order
from skilling.domain.fields import Kind
from skilling.domain.money import numbered
from skilling.domain.places import Gazetteer
from skilling.domain.problems import Problem, Severity
from skilling.domain.text import key
from skilling.domain.values import read as read_value
from skilling.importing.columns import headings
from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.columns.targets import EXTRA, target
from skilling.importing.planning.exchanged import Exchanged
from skilling.importing.planning.fixes import Fixes
from skilling.importing.planning.keeping import Kept
from skilling.importing.planning.plan import Example, IssueCard
from skilling.importing.planning.sheetlist import SheetList
from skilling.importing.reading.grid import Cell
from skilling.importing.table.looks import plain_text
from skilling.importing.telling import SILENT, Telling
from skilling.importing.values import findings
from skilling.importing.values.cells import read_column, read_extra
from skilling.importing.values.findings import Issue, Reading
from skilling.services.places import gazetteer

STATE: Final = "developer.state"
DISTRICT: Final = "developer.district"
ASSUMED: Final = "date-order-assumed"
_NEEDS_STATE: Final = frozenset({Kind.DISTRICT, Kind.PIN})


@dataclass
class Cleaning:
    """Values by public field name, cards of what is to be said, and why rows cannot be taken or are left out, by position."""

    values: dict[str, list[Any]] = field(default_factory=dict)
    columns: list[ColumnMatch] = field(default_factory=list)
    cards: list[IssueCard] = field(default_factory=list)
    errors: dict[int, list[str]] = field(default_factory=dict)
    skipped: dict[int, list[str]] = field(default_factory=dict)
    assumptions: list[str] = field(default_factory=list)
    remedied: dict[str, set[int]] = field(default_factory=dict)  # heading: positions of cells that a remedy for all alike set

    def fail(self, position: int, sentence: str) -> None:
        """A row cannot be taken, and why."""
        self.errors.setdefault(position, []).append(sentence)


def clean_columns(
    taken: SheetList,
    matches: Sequence[ColumnMatch],
    fixes: Fixes,
    aliases: Mapping[str, Mapping[str, str]],
    orders: Mapping[str, str],
    gazetteer: Gazetteer,
    today: date,
    kept: Kept | None = None,
    telling: Telling = SILENT,
) -> Cleaning:
    """Reads every matched column, or takes it from `kept` where it was read before.

    `aliases` are the words that people said mean a value, by field and compared word; `orders` are those of dates in the
    last list of this layout, by heading, for columns that do not show theirs.
    """
    done = Cleaning()
    exchanged = Exchanged(matches, taken.columns)
    reader = _Reader(taken, fixes, aliases, orders, gazetteer, today, done, kept or Kept(), exchanged)
    ordered = sorted((match for match in matches if match.leads and match.field), key=_states_first)
    found = {match.index: reader.read(match) for match in telling.over(ordered, 1.0)}
    reader.overflow()
    # What is kept beside is not read; its days are told in the order that its cells show.
    done.columns = [
        match if match.field and match.field.startswith(EXTRA) else replace(match, date_order=found.get(match.index))
        for match in matches
    ]
    _withheld(taken, done)
    for position in _positions(taken, fixes.skipped):
        done.skipped.setdefault(position, []).append("Left out by you.")
    return done


def _states_first(match: ColumnMatch) -> tuple[bool, int]:
    """Districts and PIN codes are read knowing the state."""
    return _needs_state(match.field or ""), match.index


def _needs_state(name: str) -> bool:
    declared = _declared(name)
    return declared is not None and declared.kind in _NEEDS_STATE


def _declared(name: str) -> Any:
    return None if name.startswith(EXTRA) else target(name).field


def _positions(taken: SheetList, rows: set[int]) -> list[int]:
    return [position for position, number in enumerate(taken.numbers) if number in rows] if rows else []


class _Reader:
    """Reads one column after the other into what was done so far."""

    def __init__(
        self,
        taken: SheetList,
        fixes: Fixes,
        aliases: Mapping[str, Mapping[str, str]],
        orders: Mapping[str, str],
        gazetteer: Gazetteer,
        today: date,
        done: Cleaning,
        kept: Kept,
        exchanged: Exchanged,
    ) -> None:
        self._taken, self._fixes, self._aliases, self._orders = taken, fixes, aliases, orders
        self._gazetteer, self._today, self._done, self._kept = gazetteer, today, done, kept
        self._exchanged = exchanged
        self._beside: dict[str, dict[int, Any]] = {}  # field that takes what overflows: position: value

    def read(self, match: ColumnMatch) -> str | None:
        """Reads a column; the order of its dates where it has any."""
        name = match.field or ""
        cells = self._cells(match)
        context = self._reading(match, name)
        cleaned = self._kept.column(match.index, name, cells, context, partial(_cleaned, name, cells, context))
        if any(issue.code == ASSUMED for issue in cleaned.issues):
            cleaned = self._in_usual_order(match, cells, context) or cleaned
        if cleaned.evidence:
            words = {"DMY": "day first", "MDY": "month first", "YMD": "year first"}[cleaned.date_order or "DMY"]
            self._done.assumptions.append(f"Dates in '{match.source}' are read {words}: {cleaned.evidence}")
        values, issues = cleaned.values, [*cleaned.issues, *self._exchanged.issues(name)]
        if issues:
            values = list(values)
            issues = self._decided(match, values, issues, self._taking(name))
            self._tell(match, issues)
        self._done.values[name] = values
        return cleaned.date_order

    def _taking(self, name: str) -> dict[int, Any]:
        """What overflows from the cells of a field, by position, for the field that takes it."""
        declared = _declared(name)
        to = f"{name.partition('.')[0]}.{declared.overflow}" if declared is not None and declared.overflow else ""
        return self._beside.setdefault(to, {}) if to else {}

    def overflow(self) -> None:
        """Second values of cells go to the field that takes them, where the row has none of its own there."""
        for name, found in self._beside.items():
            more = {position: value for position, value in found.items() if value is not None}
            if not more:
                continue
            values = list(self._done.values.get(name) or [None] * len(self._taken.numbers))
            for position, value in more.items():
                if values[position] is None:
                    values[position] = value
            self._done.values[name] = values

    def _in_usual_order(self, match: ColumnMatch, cells: Sequence[Cell], context: Reading) -> findings.Cleaned | None:
        """A column that does not show its order, in the order that it had in the last list of this layout."""
        usual = self._orders.get(match.source)
        if usual is None or usual not in get_args(Order):
            return None
        words = {"DMY": "day first", "MDY": "month first", "YMD": "year first"}[usual]
        self._done.assumptions.append(f"Dates in '{match.source}' are read {words}, as in the last list of this layout.")
        in_order = replace(context, date_order=usual)  # type: ignore[arg-type]  # kept as text; one of the two orders
        return read_column(target(match.field or "").field, cells, in_order)

    def _reading(self, match: ColumnMatch, name: str) -> Reading:
        order: Order | None = self._fixes.orders.get(match.source)  # type: ignore[assignment]  # checked where it is given
        noun = name.partition(".")[0]
        return Reading(
            gazetteer=self._gazetteer,
            date1904=self._taken.date1904,
            zero_pad=self._taken.zero_pads.get(match.index),
            date_order=order,
            states=self._done.values.get(f"{noun}.state") if _needs_state(name) else None,
            heading=match.source,
            today=self._today,
            legacy_font=self._taken.legacy_fonts.get(match.index, ""),
        )

    def _cells(self, match: ColumnMatch) -> Sequence[Cell]:
        """The cells of a column, with words and cells as a person wants them read."""
        cells: Sequence[Cell] = self._taken.columns[match.index]
        if len(match.parts) > 1:
            cells = headings.values_of(self._taken.table, match)
        cells = self._exchanged.put_right(match.field or "", cells)
        words: dict[str, str | None] = dict(self._aliases.get(match.field or "", {}))
        words |= self._fixes.words.get(match.source, {})
        if words:
            meant = {cell: words[said] for cell in set(cells) if (said := _word(cell)) in words}
            cells = [meant.get(cell, cell) for cell in cells] if meant else cells
        single = self._fixes.cells.get(match.source)
        if single:
            cells = [single.get(number, cell) for number, cell in zip(self._taken.numbers, cells, strict=True)]
        return cells

    def _decided(self, match: ColumnMatch, values: list[Any], issues: list[Issue], beside: dict[int, Any]) -> list[Issue]:
        """The issues that are left once proposals were accepted, cells blanked and rows left out; what overflows goes to `beside`."""
        fixes, left, name = self._fixes, [], match.field or ""
        for issue in issues:
            pattern = (match.source, issue.code)
            if pattern in fixes.skipped_issues:
                self._done.skipped.setdefault(issue.index, []).append(f"Left out by you: {issue.message}")
            elif pattern in fixes.accepted and (taken := _taken(name, issue.proposed)) is not None:
                # Whoever prefers the second of two values keeps the first beside it.
                beside[issue.index] = values[issue.index] if issue.beside is not None else None
                values[issue.index] = taken
                self._done.remedied.setdefault(match.source, set()).add(issue.index)
            elif pattern in fixes.blanked:
                values[issue.index] = None
                self._done.remedied.setdefault(match.source, set()).add(issue.index)
            else:
                beside[issue.index] = issue.beside
                left.append(issue)
        return left

    def _tell(self, match: ColumnMatch, issues: list[Issue]) -> None:
        for group in findings.grouped(issues, match.source):
            self._done.cards.append(_card(self._taken, match, group, issues))
            if group.code == ASSUMED:
                self._done.assumptions.append(
                    f"Dates in '{match.source}' are read day first: nothing in the column decides their order."
                )
        for issue in issues:
            if issue.severity is Severity.ERROR:
                self._done.fail(issue.index, f"{match.source}: {issue.message}")


def _card(taken: SheetList, match: ColumnMatch, group: findings.IssueGroup, issues: list[Issue]) -> IssueCard:
    proposed = {
        issue.original: issue.proposed
        for issue in issues
        if issue.code == group.code and issue.original in group.examples and issue.proposed is not None
    }
    first = {issue.original: issue.index for issue in reversed(issues) if issue.code == group.code}
    return IssueCard(
        code=group.code,
        column=match.source,
        field=match.field or "",
        severity=group.severity,
        message=group.message,
        rows=tuple(taken.numbers[index] for index in group.indices),
        examples=tuple(
            Example(taken.numbers[first[text]], text, None if text not in proposed else str(proposed[text]))
            for text in group.examples
        ),
        proposals=bool(proposed),
    )


def _withheld(taken: SheetList, done: Cleaning) -> None:
    """Says which single cells were not kept; never what stood in them."""
    from skilling.importing.columns.guard import REASONS

    by_code: dict[tuple[int, str], list[int]] = {}
    for position, column, code in taken.withheld:
        by_code.setdefault((column, code), []).append(position)
    for (column, code), positions in by_code.items():
        source = taken.headers[column]
        done.cards.append(
            IssueCard(
                code=f"withheld-{code}",
                column=source,
                field="",
                severity=Severity.WARNING,
                message=f"{source}, {numbered(len(positions), 'cell')}: {REASONS[code]}",
                rows=tuple(taken.numbers[position] for position in positions),
            )
        )


def _cleaned(name: str, cells: Sequence[Cell], context: Reading) -> findings.Cleaned:
    return read_extra(cells, context) if name.startswith(EXTRA) else read_column(target(name).field, cells, context)


def _word(cell: Cell) -> str:
    return "" if cell is None else key(plain_text(cell))


def _taken(name: str, proposed: Any) -> Any:
    """A proposal as it is stored; None where it cannot be."""
    if proposed is None or name.startswith(EXTRA) or not isinstance(proposed, str):
        return proposed
    declared = target(name).field
    if declared.kind is Kind.STATE:
        place = gazetteer().state(proposed)
        return place.code if place else None
    if declared.kind is Kind.DISTRICT:
        found = gazetteer().district(proposed)
        return found.code if found else None
    if declared.kind is Kind.LINK:
        return proposed  # the name of a record, which is looked up later
    value = read_value(declared.kind, proposed, declared.choices)
    return None if isinstance(value, Problem) else value
