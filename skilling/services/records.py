"""What is the same for every noun: making, editing, taking away, reading one, finding one by a few letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session, col

from skilling.database import dialects, many
from skilling.database import search as index
from skilling.database.changes import Change
from skilling.database.tables import RECORDS, Developer, District, PlaceAlias, Record, State, table_of
from skilling.domain import fieldsets
from skilling.domain.fields import Field, Kind
from skilling.domain.names import name_key
from skilling.domain.nouns import NOUNS, noun_named
from skilling.domain.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record for reading: stored values by attribute, and the words for places and links."""

    id: int
    noun: str
    title: str
    version: int
    values: dict[str, Any]
    words: dict[str, str]


def create(change: Change, noun: str, given: Mapping[str, object]) -> int:
    """A new record from a form's or a program's values; Refused names every field that is wrong."""
    values = fieldsets.complete_draft(noun_named(noun), given)
    _check_unique(change.session, noun, values, None)
    record = change.add(RECORDS[noun](**values, **derived(noun, values)))
    change.facts |= {"noun": noun, "title": title_of(record)}
    return _key(record)


def edit(change: Change, noun: str, record_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for some fields of a record; Refused where another person changed it since `version`."""
    values = fieldsets.draft(noun_named(noun), given)
    _check_unique(change.session, noun, values, record_id)
    record = change.get(RECORDS[noun], record_id)
    whole = {field.attribute: getattr(record, field.attribute) for field in noun_named(noun).fields} | values
    change.edit(record, values | derived(noun, whole), version)
    change.facts |= {"noun": noun, "title": title_of(record)}


def archive(change: Change, noun: str, ids: Sequence[int]) -> int:
    """Takes records away from every list and figure; they stay on record and can be brought back by undo."""
    held = many.held_all(change, RECORDS[noun], ids)
    many.edit_each(change, RECORDS[noun], [(row, {"archived_at": change.at}) for row in held])
    change.facts |= {"noun": noun, "count": len(held)}
    return len(held)


def read(session: Session, noun: str, record_id: int) -> RecordRow:
    """One record with the words for what it points to; Refused where it is gone."""
    declared = noun_named(noun)
    record = session.get(RECORDS[noun], record_id)
    if isinstance(record, Developer) and record.merged_into is not None:
        survivor = title_of(session.get_one(Developer, record.merged_into))
        raise Refused(
            "merged", f"{record.full_name} was merged into {survivor} ({record.merged_into}). Open that record instead."
        )
    if record is None or record.archived_at is not None:
        raise Refused("gone", f"This {declared.label.lower()} no longer exists. Refresh the page.")
    values = {field.attribute: getattr(record, field.attribute) for field in declared.fields}
    words = {
        field.attribute: words_of(session, field, values[field.attribute])
        for field in declared.fields
        if field.kind in (Kind.LINK, Kind.STATE, Kind.DISTRICT) and values[field.attribute] is not None
    }
    return RecordRow(record_id, noun, title_of(record), record.row_version, values, words)


def words_of(session: Session, field: Field, key: int) -> str:
    """The name of the place or record that a field points to."""
    if field.kind is Kind.LINK:
        linked = session.get(RECORDS[field.link], key)
        return title_of(linked) if linked is not None else ""
    place = session.get(State, key) if field.kind is Kind.STATE else session.get(District, key)
    return place.name if place is not None else ""


def find(session: Session, noun: str, typed: str, limit: int = 20) -> list[tuple[int, str]]:
    """Records whose title holds the typed words, as (id, title): for choosing a link."""
    declared = noun_named(noun)
    table = table_of(RECORDS[noun])
    title = table.c[declared.title]
    statement = select(table.c.id, title).where(table.c.archived_at.is_(None))
    if noun == "developer":
        condition = index.condition(session.connection(), typed)
        if condition is not None:
            statement = statement.where(condition)
    else:
        for word in typed.casefold().split():
            statement = statement.where(func.lower(title).contains(word, autoescape=True))
    return [(int(key), str(words)) for key, words in session.execute(statement.order_by(table.c.id.desc()).limit(limit))]


def states(session: Session) -> list[tuple[int, str]]:
    """All states and union territories as (LGD code, name), by name."""
    return [(row.id, row.name) for row in session.scalars(select(State).order_by(col(State.name)))]


def districts(session: Session, state_id: int | None, on: date | None = None) -> list[tuple[int, str]]:
    """The districts of a state (of all states without one) that exist on a day, as (LGD code, name)."""
    statement = select(District).order_by(col(District.name))
    if state_id is not None:
        statement = statement.where(col(District.state_id) == state_id)
    return [
        (row.id, row.name)
        for row in session.scalars(statement)
        if on is None or ((row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to >= on))
    ]


def aliases(session: Session) -> list[PlaceAlias]:
    """Every other name of a place."""
    return list(session.scalars(select(PlaceAlias)))


def title_of(record: Record) -> str:
    """The words that name a record to a person."""
    try:
        return str(getattr(record, noun_named(record.noun).title))
    except KeyError:
        return f"{record.noun} {record.id}"


def derived(noun: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the house keeps beside the declared values: keys for matching and the text that search reads."""
    if noun == "developer":
        key = name_key(values.get("full_name"))
        return {"name_key": key, "search_text": search_text(values, key)}
    if noun in ("startup", "institution"):
        return {"name_key": name_key(values.get(noun_named(noun).title))}
    return {}


LOOKED_UP_BY: Final = ("full_name", "name_hi", "mobile", "phone2", "email", "roll_no")
"""The attributes that `search_text` is made of."""


def search_text(values: Mapping[str, Any], key: str) -> str:
    """Everything a developer is looked up by: name as written and in Latin, Hindi name, phone digits, e-mail, roll
    number."""
    return search_texts({name: [values.get(name)] for name in LOOKED_UP_BY}, [key])[0]


def search_texts(columns: Mapping[str, Sequence[str | None]], keys: Sequence[str]) -> list[str]:
    """The same for many, whose attributes come as columns: those of `LOOKED_UP_BY` that are known."""
    nothing = [None] * len(keys)
    name, name_hi, mobile, phone2, email, roll_no = (columns.get(each, nothing) for each in LOOKED_UP_BY)
    parts = zip(name, keys, name_hi, _digits(mobile), _digits(phone2), email, roll_no, strict=True)
    return [" ".join(filter(None, each)).casefold() for each in parts]


def _digits(phones: Sequence[str | None]) -> list[str | None]:
    """Phones without the country's number."""
    return [phone and phone.removeprefix("+91") for phone in phones]


def _check_unique(session: Session, noun: str, values: Mapping[str, Any], own_id: int | None) -> None:
    """Refused where a value that may occur once belongs to another record already."""
    table = table_of(RECORDS[noun])
    problems = []
    for field in noun_named(noun).fields:
        column, value = table.c[field.attribute], values.get(field.attribute)
        if not column.unique and not any(i.unique and list(i.columns) == [column] for i in table.indexes):
            continue
        if value is None:
            continue
        other = session.execute(select(table.c.id, table.c.archived_at).where(column == value)).first()
        if other is not None and other.id != own_id:
            tail = "already. Choose another one."
            if other.archived_at is not None:
                tail = "that was taken away. Bring that one back in History, or choose another one."
            problems.append(
                Problem(
                    "taken",
                    f"{field.label} {value} belongs to another {noun} {tail}",
                    field.attribute,
                )
            )
    if problems:
        raise Refused.of(problems)


def _key(record: Record) -> int:
    if record.id is None:
        raise RuntimeError("the record was given no key")
    return record.id


def developer_count(session: Session) -> int:
    """How many developers the register holds."""
    return int(
        session.execute(
            select(func.count()).select_from(table_of(Developer)).where(table_of(Developer).c.archived_at.is_(None))
        ).scalar_one()
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found."""

    noun: str
    id: int
    label: str


def search(session: Session, typed: str, limit: int = 20) -> list[Hit]:
    """Records of the nouns that are searched in which every typed word occurs, at most `limit` of each."""
    from skilling.services.views import listing

    hits = []
    for noun in (each.name for each in NOUNS if each.searched):
        keys = listing(noun).newest(session, typed, limit)
        labels = dict(titles(session, noun, keys))
        hits += [Hit(noun, key, labels[key]) for key in keys if key in labels]
    return hits


def titles(session: Session, noun: str, keys: Sequence[int]) -> list[tuple[int, str]]:
    """What these records are called, as (id, title); an enrolment is called by its developer."""
    given = dialects.one_column(session.connection(), keys)
    if noun == "enrolment":
        enrolment, developer = table_of(RECORDS[noun]), table_of(Developer)
        joined = select(enrolment.c.id, developer.c.full_name).join(developer, developer.c.id == enrolment.c.developer_id)
        named = joined.join(given, given.c.value == enrolment.c.id)
        return [(int(key), str(name)) for key, name in session.execute(named)]
    table = table_of(RECORDS[noun])
    title = table.c[noun_named(noun).title]
    named = select(table.c.id, title).join(given, given.c.value == table.c.id)
    return [(int(key), str(words)) for key, words in session.execute(named)]
