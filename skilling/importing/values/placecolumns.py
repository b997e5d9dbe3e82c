"""Reads columns of states, districts and PIN codes; refuses a district that several states have, unless the state is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from skilling.domain import values
from skilling.domain.fields import Kind
from skilling.domain.places import Gazetteer, pin_fits
from skilling.domain.problems import Problem, Severity
from skilling.domain.text import clean
from skilling.domain.values import Stored
from skilling.importing.columns.evidence import is_missing
from skilling.importing.reading.grid import Cell, CellError
from skilling.importing.table.looks import plain_text
from skilling.importing.values.findings import NOTHING, Cleaned, Issue, Parsed, Reading, Remark, error_cell, through
from skilling.importing.values.remarks import unquoted

_PIN_AS_FLOAT: Final = re.compile(r"\s*([1-9]\d{5})\.0+\s*")
_FLOAT_PIN: Final = Remark(
    "pin-float", Severity.NOTE, "This was written as a decimal number (560001.0); it was read without the tail."
)
_PIN: Final = re.compile(r"[1-9][0-9]{5}")

_Place = tuple[Cell, int | None]


def read_states(cells: Sequence[Cell], context: Reading) -> Cleaned:
    """LGD codes of states and union territories, under any of their names."""
    gazetteer = context.gazetteer

    def parse(cell: Cell) -> Parsed:
        if is_missing(cell):
            return NOTHING
        found = gazetteer.state(clean(plain_text(cell)))
        if found is None:
            return None, _unknown_state(clean(plain_text(cell)), gazetteer)
        if found.how == "fuzzy":
            name = gazetteer.states[found.code].name
            return found.code, Remark("state-spelling", Severity.NOTE, f"This was read as {name}.", name)
        return found.code, None

    return through(cells, parse)


def _unknown_state(text: str, gazetteer: Gazetteer) -> Remark:
    inside = gazetteer.district(text)
    if inside is not None:
        name = gazetteer.states[gazetteer.state_of(inside.code)].name
        words = f"This is a place in {name} and not a state. Take {name}, or correct it."
        return Remark("state-place", Severity.WARNING, words, name)
    words = "This is not a state or union territory that is known here, or names two. Choose the state once for all."
    return Remark("state-unknown", Severity.WARNING, words)


def read_districts(cells: Sequence[Cell], context: Reading) -> Cleaned:
    """LGD codes of districts, each within the state of its own row where that is known."""
    states = context.states if context.states is not None else [None] * len(cells)
    known: dict[_Place, Stored | None] = {}
    remarks: dict[_Place, Remark] = {}
    for place in set(zip(cells, states, strict=True)):
        value, remark = _district(place[0], place[1], context.gazetteer)
        known[place] = value
        if remark:
            remarks[place] = remark
    places = list(zip(cells, states, strict=True))
    issues = [
        Issue(index, remark.code, remark.severity, plain_text(place[0]), remark.proposed, remark.message)
        for index, place in enumerate(places)
        if remarks and (remark := remarks.get(place))
    ]
    return Cleaned([known[place] for place in places], issues)


def _district(cell: Cell, state: int | None, gazetteer: Gazetteer) -> Parsed:
    if isinstance(cell, CellError):
        return error_cell(cell)
    if is_missing(cell):
        return NOTHING
    text = clean(plain_text(cell))
    found = gazetteer.district(text, state)
    if found is not None:
        if found.how == "fuzzy":
            name = gazetteer.districts[found.code].name
            return found.code, Remark("district-spelling", Severity.NOTE, f"This was read as {name}.", name)
        return found.code, None
    return None, _unknown_district(text, state, gazetteer)


def _unknown_district(text: str, state: int | None, gazetteer: Gazetteer) -> Remark:
    elsewhere = gazetteer.district_elsewhere(text, state) if state is not None else None
    if elsewhere is not None and state is not None:
        there = gazetteer.states[gazetteer.state_of(elsewhere.code)].name
        here = gazetteer.states[state].name
        words = f"This district lies in {there}, but its row says {here}. It was left out. Correct one of the two."
        return Remark("district-state", Severity.WARNING, words)
    if state is None and gazetteer.could_be_district(text):
        words = "This district's name exists in several states and its row names none. Add the state."
        return Remark("district-ambiguous", Severity.WARNING, words)
    words = "This is not a district that is known here. Choose the district once for all."
    return Remark("district-unknown", Severity.WARNING, words)


def read_pins(cells: Sequence[Cell], context: Reading) -> Cleaned:
    """PIN codes as text. Where the row's state is known and its postal zone differs, that is said and nothing changed."""

    fits = _PIN.fullmatch

    def parse(cell: Cell) -> Parsed:
        if cell.__class__ is str and fits(cell):
            return cell, None
        if is_missing(cell):
            return NOTHING
        tail = _PIN_AS_FLOAT.fullmatch(cell) if isinstance(cell, str) else None
        value = values.read(Kind.PIN, tail[1] if tail else unquoted(cell))
        if isinstance(value, Problem):
            return None, Remark(value.code, Severity.WARNING, value.message)
        return value, _FLOAT_PIN if tail else None

    found = through(cells, parse)
    if context.states is not None:
        found.issues.extend(_outside_zone(found.values, context.states, context.gazetteer))
    return found


def _outside_zone(pins: Sequence[Stored | None], states: Sequence[int | None], gazetteer: Gazetteer) -> Iterator[Issue]:
    zones = {(digit, code): pin_fits(digit, code) for digit in "123456789" for code in gazetteer.states}
    for index, (pin, state) in enumerate(zip(pins, states, strict=True)):
        if pin is not None and state is not None and not zones[str(pin)[0], state]:
            words = (
                f"This PIN code does not belong to {gazetteer.states[state].name}, which its row names. Both were kept. "
                "Check them."
            )
            yield Issue(index, "pin-state", Severity.NOTE, str(pin), None, words)
