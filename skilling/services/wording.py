"""How stored values read to a person: fields by their labels, codes, days, places and links by their words; refuses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from skilling.database.tables import RECORDS
from skilling.domain.calendar import IST
from skilling.domain.fields import Field, Kind, label_of
from skilling.domain.nouns import NOUNS, noun_named
from skilling.services.records import titles, words_of

_DECLARED: Final = frozenset(noun.name for noun in NOUNS)
_POINTERS: Final = {"merged_into": "developer"}  # links that are not named for what they point to
_POINTS: Final = frozenset({Kind.LINK, Kind.STATE, Kind.DISTRICT})


def field_label(kind: str, attribute: str) -> str:
    """What a field is called, also one that no form shows."""
    field = _field(kind, attribute)
    if field is not None:
        return field.label
    return "Taken away" if attribute == "archived_at" else attribute.removesuffix("_id").replace("_", " ").capitalize()


def value_words(session: Session, kind: str, attribute: str, value: object) -> str:
    """A value, typed or as the audit keeps it, in words; blank for none."""
    if value is None or value == "":
        return ""
    field = _field(kind, attribute)
    if attribute == "archived_at":
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return f"{moment.astimezone(IST):%d %b %Y, %H:%M}"
    if field is None:
        return _record_words(session, _POINTERS.get(attribute, attribute.removesuffix("_id")), value)
    if field.kind in _POINTS and isinstance(value, int):
        return words_of(session, field, value) or str(value)
    if field.kind is Kind.DATE:
        return f"{value if isinstance(value, date) else date.fromisoformat(str(value)):%d %b %Y}"
    return label_of(field.choices, str(value)) if field.choices else str(value)


def record_names(session: Session, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """What records are called, also those that were taken away; one that nobody knows any more by its number."""
    wanted = list(ids)
    known = dict(titles(session, kind, wanted)) if kind in _DECLARED else {}
    one = noun_named(kind).label if kind in _DECLARED else kind.replace("_", " ").capitalize()
    return {key: known.get(key) or f"{one} {key}" for key in wanted}


def _field(kind: str, attribute: str) -> Field | None:
    if kind not in _DECLARED:
        return None
    try:
        return noun_named(kind).field(attribute)
    except KeyError:
        return None


def _record_words(session: Session, noun: str, value: object) -> str:
    """A link between two records has no declared fields; its columns are named for what they point to."""
    return record_names(session, noun, [value])[value] if noun in RECORDS and isinstance(value, int) else str(value)
