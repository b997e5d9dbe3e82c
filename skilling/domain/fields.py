"""The vocabulary in which every field is declared once; refuses to know any particular noun (and stays light: no ORM here)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is; each kind has one rule (`values`), one cell parser, one editor and one cell format."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NAME = "name"  # a person's name: kept as written, keys derived
    CODE = "code"  # an identifier of ours or a partner's: text, leading zeros kept
    MOBILE = "mobile"
    PHONE = "phone"  # any number that somebody answers: a landline too
    EMAIL = "email"
    DATE = "date"
    PIN = "pin"
    STATE = "state"
    DISTRICT = "district"
    CHOICE = "choice"
    WHOLE = "whole"
    DECIMAL = "decimal"
    URL = "url"
    LANGUAGE = "language"
    LINK = "link"  # another record of ours
    CIN = "cin"
    LLPIN = "llpin"
    DPIIT = "dpiit"
    GSTIN = "gstin"
    UDYAM = "udyam"
    AISHE = "aishe"


NUMERIC = frozenset({Kind.WHOLE, Kind.DECIMAL})
PHONES = frozenset({Kind.MOBILE, Kind.PHONE})


class Tone(StrEnum):
    """How a choice looks as a pill; never the only sign of its meaning."""

    PLAIN = "plain"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed list: the code is stored, the label shown, the synonyms understood in lists."""

    code: str
    label: str
    hindi: str
    synonyms: tuple[str, ...] = ()
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Field:
    """Everything the house knows of one field; table, form, grid, import, export and history are derived from it."""

    attribute: str  # as stored: state_id
    name: str  # as spoken in mappings and exports: state
    label: str
    hindi: str
    kind: Kind
    help: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    synonyms: tuple[str, ...] = ()  # headings in lists, any script; compared without case, spaces and marks
    required: bool = False
    personal: bool = False  # tells who someone is: masked in logs and public tables
    group: str = ""  # section of a form
    link: str = ""  # the noun that a LINK points to
    overflow: str = ""  # name of the field that takes a second value written into the same cell
    width: int = 140  # of a grid column, px at 100 %
    listed: bool = True  # shown in the grid unless the user says otherwise
    editable: bool = True
    importable: bool = True


def headings(text: str) -> tuple[str, ...]:
    """The headings in a text that separates them by semicolons, as declarations of fields write them."""
    return tuple(word for part in text.split(";") if (word := " ".join(part.split())))


def label_of(choices: tuple[Choice, ...], code: str | None) -> str:
    """The words for a stored code; an unknown code is shown as it stands, so that nothing disappears."""
    return next((choice.label for choice in choices if choice.code == code), code or "")
