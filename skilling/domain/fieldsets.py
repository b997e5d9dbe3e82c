"""How a noun declares its fields on a validating SQLModel class; refuses a field without a label in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import PydanticUndefined
from sqlmodel import Field as column
from sqlmodel import SQLModel

from skilling.domain import values
from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Problem, Refused

_ABOUT: Final = "about"


class Fieldset(SQLModel):
    """Base of every noun's declared fields: `table=False`, so it validates; the table class inherits it."""

    # A validator is built when something is validated: a start needs none of them.
    model_config = {"defer_build": True}


def declared(
    label: str,
    hindi: str,
    kind: Kind = Kind.TEXT,
    *,
    default: Any = None,
    required: bool = False,
    foreign_key: str | None = None,
    unique: bool = False,
    index: bool = False,
    max_length: int | None = None,
    **about: Any,
) -> Any:
    """A field of a fieldset: storage options for the table, the rest for `Field` (see there)."""
    facts = {"label": label, "hindi": hindi, "kind": kind, "required": required, **about}
    storage: dict[str, Any] = {"unique": unique, "index": index}
    if foreign_key:
        storage["foreign_key"] = foreign_key
    if max_length:
        storage["max_length"] = max_length
    return column(
        default=PydanticUndefined if required and default is None else default,
        schema_extra={"json_schema_extra": {_ABOUT: facts}},
        **storage,
    )


def declared_state(**about: Any) -> Any:
    """The state or union territory of a record, by its LGD code; `about` as for any field."""
    return declared("State/UT", "राज्य/केंद्र शासित प्रदेश", Kind.STATE, foreign_key="states.id", **about)


def declared_district(**about: Any) -> Any:
    """The district of a record, by its LGD code; `about` as for any field."""
    return declared("District", "ज़िला", Kind.DISTRICT, foreign_key="districts.id", **about)


@cache
def fields_of(fieldset: type[SQLModel]) -> tuple[Field, ...]:
    """The declared fields in the order they were written."""
    found = []
    for attribute, info in fieldset.model_fields.items():
        extra = info.json_schema_extra
        if not isinstance(extra, dict) or _ABOUT not in extra:
            continue
        facts: dict[str, Any] = dict(extra[_ABOUT])  # type: ignore[arg-type]  # typed as JSON; we put a dict there
        facts.setdefault("name", attribute.removesuffix("_id"))
        found.append(Field(attribute=attribute, **facts))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of record: its words, its fields and which of them names a record to a person."""

    name: str  # "developer": prefix of public field names, kind in the audit
    plural: str  # "developers": of exports and the command line
    label: str
    hindi: str
    label_plural: str
    hindi_plural: str
    fieldset: type[Fieldset]
    title: str  # attribute that names a record
    searched: bool = False  # found from anywhere by a few letters: by the palette and by `search`

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields_of(self.fieldset)

    def field(self, name: str) -> Field:
        """The field of that public name or attribute; KeyError where there is none."""
        for found in self.fields:
            if name in (found.name, found.attribute):
                return found
        raise KeyError(f"{self.name} has no field {name}")


def draft(noun: Noun, given: Mapping[str, object]) -> dict[str, Any]:
    """Validated values by attribute, from a form's or a program's; Refused names every field that is wrong.

    Only the attributes given are checked and returned, so an edit of one field is a draft of one field.
    Dates come as `date` or ISO/day-first text, numbers as number or text, links as integer ids.
    """
    clean: dict[str, Any] = {}
    problems: list[Problem] = []
    for attribute, raw in given.items():
        field = noun.field(attribute)
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if field.required:
                problems.append(_missing(field))
            clean[field.attribute] = None
            continue
        value = _value(field, raw)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            clean[field.attribute] = value
    if problems:
        raise Refused.of(problems)
    return clean


def complete_draft(noun: Noun, given: Mapping[str, object]) -> dict[str, Any]:
    """As `draft`, for a new record: required fields must be there and the fieldset's own types must hold."""
    problems = [_missing(f) for f in noun.fields if f.required and given.get(f.attribute) in (None, "")]
    try:
        clean = draft(noun, {name: value for name, value in given.items() if value not in (None, "")})
    except Refused as refused:
        raise Refused.of([*problems, *refused.problems]) from refused
    if problems:
        raise Refused.of(problems)
    try:
        checked = noun.fieldset.model_validate(clean)
    except ValidationError as wrong:
        raise Refused.of(
            Problem("value", f"{noun.field(str(e['loc'][0])).label}: {e['msg']}.", str(e["loc"][0])) for e in wrong.errors()
        ) from wrong
    return {field.attribute: getattr(checked, field.attribute) for field in noun.fields}


def _missing(field: Field) -> Problem:
    example = f" Example: {field.example}." if field.example else ""
    return Problem("missing", f"{field.label} is needed.{example}", field.attribute)


def _value(field: Field, raw: object) -> object:
    if field.kind in (Kind.STATE, Kind.DISTRICT, Kind.LINK):
        # Places and links are chosen, not typed: forms and services hand the id over.
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        return Problem("choose", f"{field.label}: choose one from the list.", field.attribute)
    if isinstance(raw, date | int | float | Decimal) and not isinstance(raw, bool):
        text: object = raw
    else:
        text = str(raw)
    value = values.read(field.kind, text, field.choices)
    if isinstance(value, Problem):
        return Problem(value.code, f"{field.label}: {value.message}", field.attribute, None, value.severity)
    return value
