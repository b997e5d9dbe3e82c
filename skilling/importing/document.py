"""A plan as the document that the command line prints; a contract: keys may be added, none renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from skilling.domain.fields import Kind
from skilling.domain.problems import Problem, Refused, Severity
from skilling.importing.columns.headings import ColumnMatch
from skilling.importing.columns.targets import EXTRA, target
from skilling.importing.matching.recognising import Candidate
from skilling.importing.planning.keyed import HOLDER
from skilling.importing.planning.plan import OUTCOMES, IssueCard, Plan
from skilling.importing.reading import child
from skilling.importing.reading.grid import Book
from skilling.importing.table.stacking import sheet_row_of
from skilling.services.places import gazetteer

Words = Callable[[Any], Any]

# What only waits for an option is no refusal: the list itself is fine.
_WAITS: Final = frozenset({"cohort-needed"})
# The contract's word for what has a finer one within.
_CODES: Final = {"no-title-column": "not-a-list"}


def document(plan: Plan, *, rows: bool = False, run: int | None = None, refused: Refused | None = None) -> dict[str, Any]:
    """The plan as plain data; with `rows` every row, with `run` the number of the import that carried it out.

    `refused` says why it was not carried out, where more than the plan's own blockers stands against it.
    """
    blocked = refused or next((problem for problem in plan.blockers if problem.code not in _WAITS), None)
    found: dict[str, Any] = {
        "file": plan.file.name,
        "sha256": plan.file.sha256,
        "format": plan.file.format,
        "encoding": plan.file.encoding,
        "delimiter": plan.file.delimiter,
        "sheet": plan.file.sheet or None,
        "noun": plan.about.noun.name,
        "header_rows": list(plan.place.header_rows),
        "first_data_row": _first_row(plan),
        "last_data_row": plan.last_data_row,
        "data_rows": len(plan),
        "dropped_rows": [{"row": dropped.row, "why": dropped.why} for dropped in plan.place.dropped],
        "hidden_rows": plan.place.hidden_rows,
        "confidence": plan.place.confidence,
        "columns": [_column(column) for column in plan.columns],
        "counts": plan.counts(),
        "issues": [_issue(card) for card in plan.issues],
        "warnings": warnings(plan),
        "needs": [{"code": problem.code, "message": problem.message} for problem in plan.blockers],
        "refused": _refusal(blocked),
    }
    if plan.place.parts:
        found["parts"] = [{"sheet": part.sheet, "first_row": part.begins, "rows": len(part.numbers)} for part in plan.place.parts]
    if rows:
        found["rows"] = list(rows_of(plan))
    if run is not None:
        found["run"] = run
    return found


def _first_row(plan: Plan) -> int | None:
    """Where the data begin: below the heading, past what was dropped there unless it is only blank."""
    first, heading = plan.first_data_row, max(plan.place.header_rows, default=0)
    if first is None or not heading:
        return first
    why = {dropped.row: dropped.why for dropped in plan.place.dropped}
    return heading + 1 if all(why.get(row) == "blank" for row in range(heading + 1, first)) else first


def refusal(path: Path, refused: Refused, book: Book | None = None) -> dict[str, Any]:
    """The same document for a list that was refused before there was a plan; its format is null where it was never known."""
    return {
        "file": path.name,
        "sha256": book.sha256 if book else child.sha256_of(path),
        "format": book.format if book else None,
        "encoding": book.encoding if book else None,
        "delimiter": book.delimiter if book else None,
        "sheet": (book.grid.sheet or None) if book else None,
        "header_rows": [],
        "first_data_row": None,
        "last_data_row": None,
        "data_rows": 0,
        "dropped_rows": [],
        "hidden_rows": 0,
        "confidence": 0.0,
        "columns": [],
        "counts": dict.fromkeys(OUTCOMES, 0),
        "issues": [],
        "warnings": [],
        "refused": {"code": refused.code, "message": refused.message},
    }


def warnings(plan: Plan) -> list[str]:
    """What a person should know before going on, in sentences."""
    told = [card.message for card in plan.issues if card.severity is Severity.WARNING]
    return [*plan.assumptions, *told, *(problem.message for problem in plan.blockers)]


def rows_of(plan: Plan) -> Iterator[dict[str, Any]]:
    """Every row with its outcome, its values by public field name, and whom it may be."""
    words = speakers(plan)
    shown = [(name, plan.values[name], words[name]) for name in words]
    named = {attribute: name for name, attribute in plan.about.attributes.items()}
    for position, number in enumerate(plan.numbers):
        row: dict[str, Any] = {
            "row": number,
            "outcome": OUTCOMES[plan.outcomes[position]],
            "values": {name: say(value) for name, column, say in shown if (value := column[position]) is not None},
            "matches": [match(plan, candidate) for candidate in plan.candidates.get(position, ())],
        }
        if plan.place.parts:
            row["sheet"], row["sheet_row"] = sheet_row_of(number, plan.place.parts)
        if plan.records[position]:
            row["record"] = plan.records[position]
        if position in plan.reasons:
            row["why"] = plan.reasons[position]
        changes = {
            (name := named.get(diff.attribute, diff.attribute)): [_said(words, name, diff.old), _said(words, name, diff.new)]
            for diff in plan.diffs_of(position)
        }
        if changes:
            row["changes"] = changes
        yield row


def _said(words: Mapping[str, Words], name: str, value: Any) -> Any:
    return None if value is None else words.get(name, plain)(value)


def match(plan: Plan, candidate: Candidate) -> dict[str, Any]:
    """A record of the register, or another row, that a row may be the same as."""
    who = {plan.about.noun.name: candidate.record} if candidate.record else {"row": plan.numbers[candidate.row]}
    return {**who, "score": candidate.score, "why": list(candidate.why)}


def speakers(plan: Plan) -> dict[str, Words]:
    """For each field with values, how its stored values are said: places and institutions by name, days as ISO text."""
    return {name: _speaker(plan, name) for name in plan.values if name != HOLDER}


def _speaker(plan: Plan, name: str) -> Words:
    if name.startswith(EXTRA):
        return plain
    places, kind = gazetteer(), target(name).field.kind
    if kind is Kind.STATE:
        return lambda code: places.states[code].name
    if kind is Kind.DISTRICT:
        return lambda code: places.districts[code].name
    if name in plan.words:
        called: Mapping[int, str] = plan.words[name]
        return lambda key: called.get(key, key)
    return plain


def plain(value: Any) -> Any:
    """A stored value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _column(column: ColumnMatch) -> dict[str, Any]:
    found: dict[str, Any] = {"source": column.source, "field": column.field, "confidence": column.confidence}
    if column.date_order:
        found["date_order"] = column.date_order
    if column.blocked:
        found["blocked"] = column.blocked
    return found | {"why": column.why}


def _issue(card: IssueCard) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": card.code,
        "column": card.column,
        "field": card.field,
        "severity": card.severity.value,
        "count": card.count,
        "rows": list(card.rows),
        "message": card.message,
    }
    if card.examples:
        found["examples"] = [{"row": each.row, "original": each.original, "proposed": each.proposed} for each in card.examples]
    return found


def _refusal(problem: Problem | Refused | None) -> dict[str, str] | None:
    if problem is None:
        return None
    return {"code": _CODES.get(problem.code, problem.code), "message": problem.message}
