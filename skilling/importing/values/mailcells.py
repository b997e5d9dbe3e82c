"""Reads cells that should hold an e-mail address; refuses to complete or correct one without being asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from skilling.domain import values
from skilling.domain.fields import Field, Kind
from skilling.domain.problems import Severity
from skilling.importing.columns.evidence import is_missing
from skilling.importing.reading.grid import Cell
from skilling.importing.values.findings import NOTHING, Parsed, Parser, Remark
from skilling.importing.values.remarks import wrong

_SEPARATE_MAILS: Final = re.compile(r"[\s,;/|]+(?:(?:or|and|या)\s+)?", re.IGNORECASE)
_MAIL: Final = re.compile(r"[^\s<>()\[\]\"',;:|]+@[^\s<>()\[\]\"',;:|]+")
_AT_IN_WORDS: Final = re.compile(r"\s*[\[({]\s*at\s*[\])}]\s*|\s+at\s+", re.IGNORECASE)
_DOT_IN_WORDS: Final = re.compile(r"\s*[\[({]\s*dot\s*[\])}]\s*|\s+dot\s+", re.IGNORECASE)
_NOBODYS: Final = frozenset(
    {"na", "nil", "no", "none", "test", "testing", "abc", "abcd", "xyz", "xxx", "noemail", "nomail", "noid", "dummy", "sample", "demo",
     "mail", "email", "notavailable", "example"}
)  # fmt: skip
_MAIL_SLIPS: Final[Mapping[str, str]] = {
    "gmail.con": "gmail.com", "gmial.com": "gmail.com", "gamil.com": "gmail.com", "gmai.com": "gmail.com",
    "gmail.co": "gmail.com", "gmaill.com": "gmail.com", "gmail.cm": "gmail.com", "gmail.om": "gmail.com",
    "gnail.com": "gmail.com", "yahoo.con": "yahoo.com", "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com",
    "hotmail.con": "hotmail.com", "hotmial.com": "hotmail.com", "outlook.con": "outlook.com",
    "rediffmail.con": "rediffmail.com", "redifmail.com": "rediffmail.com",
}  # fmt: skip


def email_parser(field: Field) -> Parser:

    def parse(cell: Cell) -> Parsed:
        if cell.__class__ is str and values.is_email(cell) and cell[0] != "'":
            return _placeholder(cell) or (cell, _slip(cell))  # most cells end here
        if is_missing(cell):
            return NOTHING
        value = values.read(Kind.EMAIL, cell)
        if isinstance(value, str):
            return _placeholder(value) or (value, _slip(value))
        said = str(cell)
        return _several_mails(said) or _within(said) or wrong(field, value, _mended_mail(said))  # type: ignore[arg-type]  # a Problem here

    return parse


def _placeholder(mail: str) -> Parsed | None:
    """na@na.com and test@gmail.com stand where nobody knew an address; they would make one person of many."""
    local, _, domain = mail.partition("@")
    name = domain.partition(".")[0]
    if local not in _NOBODYS or not (name in _NOBODYS or name in ("gmail", "yahoo")):
        return None
    return None, Remark("email-placeholder", Severity.WARNING, "This is a filler and nobody's address. It was left out.")


def _within(text: str) -> Parsed | None:
    """The one address among other words: 'Asha Rao <asha@example.in>', 'asha@example.in (personal)'."""
    found = _MAIL.findall(text)
    value = values.read(Kind.EMAIL, found[0]) if len(found) == 1 and text.count("@") == 1 else None
    if not isinstance(value, str):
        return None
    words = "This holds other words beside the e-mail address. The address was taken; the whole cell is kept with the row."
    return value, Remark("email-within", Severity.NOTE, words)


def _slip(mail: str) -> Remark | None:
    local, _, domain = mail.partition("@")
    right = _MAIL_SLIPS.get(domain)
    if right is None:
        return None
    words = f"This ends in {domain}, which looks like a slip for {right}. It was taken as written. Check it."
    return Remark("email-slip", Severity.WARNING, words, f"{local}@{right}")


def _several_mails(text: str) -> Parsed | None:
    pieces = [piece for piece in _SEPARATE_MAILS.split(text.strip()) if piece]
    mails = [value for piece in pieces if isinstance(value := values.read(Kind.EMAIL, piece), str)]
    if len(mails) < 2 or len(mails) != len(pieces):
        return None
    words = "This holds two or more e-mail addresses. The first was taken; the whole cell is kept with the row."
    return mails[0], Remark("email-two", Severity.NOTE, words, ", ".join(mails[1:]))


def _mended_mail(text: str) -> str | None:
    signs = _DOT_IN_WORDS.sub(".", _AT_IN_WORDS.sub("@", text))
    mended = values.read(Kind.EMAIL, re.sub(r"\s+", "", signs).replace(",", ".").replace("..", "."))
    return mended if isinstance(mended, str) else None
