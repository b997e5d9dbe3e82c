"""The sets that applying a plan writes, one function for each; refuses to write rows one by one.

Values go in as the engines store them: dates and moments as ISO text, amounts in hundredths, plain data as JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, count
from typing import Any, Final

from sqlalchemy import Table
from sqlalchemy.types import TypeEngine

from skilling.database import dialects, jsontext, sets
from skilling.database.changes import Change
from skilling.database.columns import Hundredths, Json, stored_instant, two_decimals
from skilling.database.identity import new_uids
from skilling.database.tables import (
    RECORDS,
    Cohort,
    Developer,
    Enrolment,
    EnrolmentStep,
    ImportChange,
    ImportRow,
    Institution,
    table_of,
)
from skilling.domain import enrolments as rules
from skilling.domain.developers import FROZEN, age_band
from skilling.importing import reviving
from skilling.importing.columns.targets import EXTRA
from skilling.importing.planning.joining import REASON, Move, Step, milestones
from skilling.importing.planning.keyed import HOLDER
from skilling.importing.planning.plan import OUTCOMES, Plan
from skilling.importing.telling import SILENT, Telling
from skilling.services import programmes
from skilling.services.records import derived, search_texts

_BORN: Final = "born_on"
_PORTION: Final = 50_000  # rows
_STEP_COLUMNS: Final = ("enrolment_id", "status", "effective_on", "recorded_at", "actor", "reason", "run_id")
_HOUSE: Final = ("id", "uid", "created_at", "updated_at", "row_version", "run_id")


@dataclass
class Writing:
    """A plan on its way into the database: the change, the run, and the keys that were given."""

    change: Change
    plan: Plan
    run: int
    cohorts: tuple[int, ...] = ()  # ids by place in the plan
    given: Sequence[int] = ()  # for every row the id of its record, 0 for none

    fresh: range = range(0)  # the keys of records that were never there before

    at: str = ""
    telling: Telling = SILENT

    def __post_init__(self) -> None:
        self.at = stored_instant(self.change.at)

    def house(self, keys: Sequence[int]) -> tuple[Iterable[Any], ...]:
        """What new records with these keys have, column by column, as in `_HOUSE`."""
        number = len(keys)
        again = [self.at] * number
        return keys, new_uids(number), again, again, [1] * number, [self.run] * number


def cohorts(writing: Writing) -> tuple[int, ...]:
    """Makes the cohorts that do not exist yet; the ids of all, by place."""
    ids = []
    joined = set(writing.plan.joins.places)
    for place, cohort in enumerate(writing.plan.cohorts):
        if cohort.id or place not in joined:
            ids.append(cohort.id)
            continue
        asleep = reviving.cohort_asleep(writing.change.session, cohort.code)
        if asleep is not None:
            reviving.wake(writing.change, Cohort, [asleep], run_id=writing.run)
            ids.append(asleep)
            continue
        programme = programmes.chosen(writing.change.session, writing.plan.choices.programme)
        made = writing.change.add(Cohort(code=cohort.code, programme_id=programme, run_id=writing.run))
        ids.append(made.id or 0)
    return tuple(ids)


def institutions(writing: Writing) -> Mapping[int, int]:
    """Makes the institutions that the register lacks; the key each got by the key that the plan expected, where they differ."""
    planned = writing.plan.institutions
    if not planned.names:
        return {}
    table = table_of(Institution)
    name_keys = [derived("institution", {"name": name})["name_key"] for name in planned.names]
    asleep = reviving.institutions(writing.change.session, name_keys)
    fresh = len(planned.names) - len(asleep)
    first = dialects.reserve_ids(writing.change.connection, table, fresh) if fresh else 0
    keys = _keys(range(len(planned.names)), asleep, first)
    rows = zip(*writing.house(keys), planned.names, name_keys, strict=True)
    reviving.insert(writing.change, Institution, (*_HOUSE, "name", "name_key"), rows, asleep.values())
    return {planned.key(place): key for place, key in enumerate(keys) if planned.key(place) != key}


def records(writing: Writing, moved: Mapping[int, int]) -> int:
    """Inserts the list's new records; their number. `moved` says which institutions got another key than planned."""
    plan, change = writing.plan, writing.change
    makes = plan.makes()
    given = list(plan.records)
    if makes:
        record = RECORDS[plan.about.noun.name]
        table = table_of(record)
        asleep = reviving.records(change.session, plan, makes)
        fresh = len(makes) - len(asleep)
        first = dialects.reserve_ids(change.connection, table, fresh) if fresh else 0
        keys = _keys(makes, asleep, first)
        for part in _portions(len(makes)):
            both = dict(zip(_HOUSE, writing.house(keys[part]), strict=True)) | _columns(plan, table, makes[part], moved)
            rows = zip(*both.values(), strict=True)
            reviving.insert(change, record, tuple(both), rows, [asleep[place] for place in makes[part] if place in asleep])
            writing.telling.did(0.4 * len(makes[part]) / len(makes))
        for key, position in zip(keys, makes, strict=True):
            given[position] = key
        writing.fresh = range(first, first + fresh)
    for position, leader in enumerate(plan.firsts):
        if leader != position and not given[position]:
            given[position] = given[leader]
    writing.given = given
    return len(makes)


def _portions(count: int) -> Iterator[slice]:
    """So many rows by portions: what is made for the rows of one is gone before those of the next."""
    return (slice(start, start + _PORTION) for start in range(0, count, _PORTION))


def _keys(places: Sequence[Any], asleep: Mapping[Any, int], first: int) -> Sequence[int]:
    """A key for each place: that of the record that sleeps there, else the next of those that follow `first`."""
    if not asleep:
        return range(first, first + len(places))
    following = count(first)
    return [asleep[place] if place in asleep else next(following) for place in places]


def _columns(plan: Plan, table: Table, makes: Sequence[int], moved: Mapping[int, int]) -> dict[str, Iterable[Any]]:
    """The columns of the new records that hold anything, by attribute, in the order of `makes`."""
    noun = plan.about.noun
    chosen: dict[str, list[Any]] = {}
    for name, attribute in plan.about.attributes.items():
        if name in plan.values:
            values = plan.values[name]
            chosen[attribute] = [values[position] for position in makes]
    if moved and "institution_id" in chosen:
        chosen["institution_id"] = [moved.get(key, key) for key in chosen["institution_id"]]
    if plan.about.has_holder:
        chosen |= _holders([plan.values[HOLDER][position] for position in makes])
    for field in noun.fields:
        default = noun.fieldset.model_fields[field.attribute].default
        if field.attribute not in chosen and isinstance(default, str):
            chosen[field.attribute] = [default] * len(makes)
    columns: dict[str, Iterable[Any]] = dict(_derived_columns(plan, chosen, makes))
    extra = extras(plan, makes)
    if extra is not None:
        columns["extra"] = extra
    return columns | {name: stored(table.c[name].type, values) for name, values in chosen.items()}


def _derived_columns(plan: Plan, chosen: Mapping[str, list[Any]], makes: Sequence[int]) -> dict[str, list[Any]]:
    """What the house keeps beside the values: name keys and the text that search reads."""
    if plan.about.scored:
        keys = [plan.name_keys[position] for position in makes]
        return {"name_key": keys, "search_text": search_texts(chosen, keys)}
    found: dict[str, list[Any]] = {}
    title = plan.about.noun.title
    for value in chosen.get(title, ()):
        for name, kept in derived(plan.about.noun.name, {title: value}).items():
            found.setdefault(name, []).append(kept)
    return found


def _holders(holders: Sequence[tuple[str, int]]) -> dict[str, list[Any]]:
    return {f"{noun}_id": [key if kind == noun else None for kind, key in holders] for noun in ("developer", "startup")}


def stored(kind: TypeEngine[Any], values: Sequence[Any]) -> Sequence[Any]:
    """A column of values as the engines store them."""
    if isinstance(kind, Hundredths):
        return [None if value is None else int(two_decimals(value) * 100) for value in values]
    if isinstance(kind, Json):
        return [None if value is None else jsontext.dumps(value) for value in values]
    if not {date, Decimal}.isdisjoint(map(type, values)):
        known = {value: _text(value) for value in set(values)}
        return [known[value] for value in values]
    return values


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value


def extras(plan: Plan, positions: Sequence[int]) -> list[str | None] | None:
    """What is kept beside each record, as one canonical JSON text; None where the list keeps nothing beside."""
    kept = sorted((name.removeprefix(EXTRA), values) for name, values in plan.values.items() if name.startswith(EXTRA))
    if not kept:
        return None
    pieces = (map(_Pieces(name).__getitem__, map(values.__getitem__, positions)) for name, values in kept)
    return ["{" + said + "}" if (said := ",".join(filter(None, row))) else None for row in zip(*pieces, strict=True)]


class _Pieces(dict[Any, str | None]):
    """The member of a JSON object under one name, by value; each value is written once. None has no member."""

    _encode: Final = json.JSONEncoder(ensure_ascii=False).encode

    def __init__(self, name: str) -> None:
        super().__init__({None: None})
        self._head = self._encode(name) + ":"

    def __missing__(self, value: Any) -> str | None:
        piece = self[value] = self._head + self._encode(value)
        return piece


def keep(writing: Writing, kind: str, kept: Iterable[tuple[int, int, Mapping[str, Any], Mapping[str, Any]]]) -> None:
    """Notes with the run, and in the audit, what records were before they were changed."""
    rows = []
    for position, record, before, after in kept:
        writing.change.note(kind, record, dict(before), dict(after))
        number = writing.plan.numbers[position]
        rows.append((writing.run, number, kind, record, jsontext.dumps(before), jsontext.dumps(after)))
    columns = ("run_id", "row", "kind", "record_id", "before", "after")
    dialects.bulk_insert(writing.change.connection, table_of(ImportChange), columns, rows)


# -- enrolments ------------------------------------------------------------------------------------


def enrolments(writing: Writing) -> tuple[int, int]:
    """Inserts the enrolments that the list makes, with what reports group by frozen on them, and all steps; both counts."""
    joins, change = writing.plan.joins, writing.change
    made = len(joins.rows)
    keys: Sequence[int] = ()
    if made:
        asleep = _asleep(writing)
        fresh = made - len(asleep)
        first = dialects.reserve_ids(change.connection, table_of(Enrolment), fresh) if fresh else 0
        keys = _keys(range(made), asleep, first)
        for part in _portions(made):
            columns, rows = _enrolment_rows(writing, keys[part], part)
            woken = [asleep[place] for place in range(made)[part] if place in asleep]
            reviving.insert(change, Enrolment, columns, rows, woken)
            writing.telling.did(0.2 * len(keys[part]) / made)
    moves = list(joins.moves.values())
    ids = chain((move.standing.id for move in moves), keys)
    lives: list[Sequence[Step]] = [*(move.steps for move in moves), *joins.steps]
    count = sum(map(len, lives))
    steps = writing.telling.over(_step_rows(writing, ids, lives), 0.1, count)
    dialects.bulk_insert(change.connection, table_of(EnrolmentStep), _STEP_COLUMNS, steps)
    _move(writing, moves)
    return made, count


def _asleep(writing: Writing) -> dict[int, int]:
    """The enrolments that sleep where one would be made, by its place among those that the list makes."""
    joins = writing.plan.joins

    def places() -> Iterator[tuple[int, int]]:
        return zip(map(writing.given.__getitem__, joins.rows), map(writing.cohorts.__getitem__, joins.places), strict=True)

    asleep = reviving.enrolments(writing.change.session, {place for place in places() if place[0] not in writing.fresh})
    return {number: asleep[place] for number, place in enumerate(places()) if place in asleep} if asleep else {}


def _step_rows(writing: Writing, ids: Iterable[int], lives: Sequence[Sequence[Step]]) -> Iterator[tuple[Any, ...]]:
    days = {step.on: step.on.isoformat() for life in set(map(tuple, lives)) for step in life}
    reasons = dict.fromkeys(rules.NEEDS_REASON, REASON)
    at, actor, run = writing.at, writing.change.actor, writing.run
    return (
        (enrolment, status, days[on], at, actor, reasons.get(status), run)
        for enrolment, life in zip(ids, lives, strict=True)
        for status, on in life
    )


def _enrolment_rows(writing: Writing, keys: Sequence[int], part: slice) -> tuple[tuple[str, ...], Iterable[tuple[Any, ...]]]:
    joins = writing.plan.joins
    rows, steps = joins.rows[part], joins.steps[part]
    columns: dict[str, Iterable[Any]] = dict(zip(_HOUSE, writing.house(keys), strict=True))
    columns["developer_id"] = [writing.given[row] for row in rows]
    columns["cohort_id"] = [writing.cohorts[place] for place in joins.places[part]]
    columns["status"] = [life[-1].status for life in steps]
    reached = {life: milestones(life) for life in set(steps)}
    facts = {name: [reached[life].get(name) for life in steps] for name in sorted(set(rules.MILESTONES.values()))}
    for name, values in (facts | _facts(writing, rows, steps)).items():
        if values.count(None) < len(values):
            columns[name] = stored(table_of(Enrolment).c[name].type, values)
    return tuple(columns), zip(*columns.values(), strict=True)


def _facts(writing: Writing, rows: Sequence[int], steps: Sequence[tuple[Step, ...]]) -> dict[str, list[Any]]:
    """What reports group by, for each new enrolment: as the list says of new people, as the register says of known ones."""
    plan = writing.plan
    nothing: list[Any] = [None] * len(plan)
    leaders = [plan.firsts[row] for row in rows]
    names = {attribute: name for name, attribute in plan.about.attributes.items()}
    facts: dict[str, list[Any]] = {}
    for attribute in (*FROZEN, _BORN):
        column = plan.values.get(names.get(attribute, ""), nothing)
        facts[attribute] = [column[leader] for leader in leaders]
    known = _known_facts(writing, {plan.records[row] for row in rows} - {0})
    if known:
        for place, row in enumerate(rows):
            for attribute, value in known.get(plan.records[row], {}).items():
                facts[attribute][place] = value
    ages = list(zip(facts.pop(_BORN), (life[0].on for life in steps), strict=True))
    bands = {age: age_band(*age) for age in set(ages)}
    facts["age_band"] = [bands[age] for age in ages]
    return facts


def _known_facts(writing: Writing, ids: set[int]) -> dict[int, dict[str, Any]]:
    table = table_of(Developer)
    names = (*FROZEN, _BORN)
    rows = sets.rows_where(writing.change.session, [table.c.id, *(table.c[name] for name in names)], table.c.id, ids)
    return {int(row[0]): dict(zip(names, row[1:], strict=True)) for row in rows}


def _move(writing: Writing, moves: Sequence[Move]) -> None:
    """The status and milestones of enrolments that had further steps."""
    kept: list[tuple[int, int, dict[str, Any], dict[str, Any]]] = []
    for move in moves:
        standing = move.standing
        reached = milestones(move.steps, standing.milestones)
        before: dict[str, Any] = {"status": standing.status}
        after: dict[str, Any] = {"status": move.steps[-1].status}
        for name, day in reached.items():
            if day != standing.milestones.get(name):
                before[name], after[name] = standing.milestones.get(name), day
        kept.append((move.row, standing.id, before, after))
    sets.update_each(writing.change, Enrolment, [(record, after) for _, record, _, after in kept])
    keep(writing, "enrolment", kept)


# -- the run's own rows ----------------------------------------------------------------------------


def rows(writing: Writing) -> None:
    """Keeps every row of the list as it came, with what became of it."""
    plan = writing.plan
    names = [OUTCOMES[code] for code in plan.outcomes]
    keys: Callable[[int], int | None] = lambda key: key or None  # noqa: E731  # one word for one use
    of_rows = zip([writing.run] * len(plan), plan.numbers, names, map(keys, writing.given), plan.raw, strict=True)
    columns = ("run_id", "row", "outcome", "record_id", "raw")
    told = writing.telling.over(of_rows, 0.1, len(plan))
    dialects.bulk_insert(writing.change.connection, table_of(ImportRow), columns, told)
