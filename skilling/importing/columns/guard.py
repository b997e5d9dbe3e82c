"""What is never kept of a list: government numbers of persons, credentials, bank accounts. Refuses to say any such value aloud.

Decided per column by its heading or by its values, because 9 % of random 12-digit numbers and 10 % of 91 + mobile pass
the check of an Aadhaar number. Single cells elsewhere are withheld one by one. Nothing here keeps or logs a value.
Source: UIDAI's circular to offline verifiers (do not store the number); DPDP Act 2023 (only what the purpose needs).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from skilling.domain import identifiers
from skilling.domain.text import ascii_digits, heading
from skilling.importing.columns.headerwords import unnumbered
from skilling.importing.reading.grid import Cell, Row
from skilling.importing.table.layout import Table

REASONS: Final[Mapping[str, str]] = {
    "aadhaar": "Aadhaar numbers are never kept.",
    "vid": "Aadhaar virtual ids are never kept.",
    "apaar": "APAAR ids are never kept.",
    "pen": "Permanent education numbers are never kept.",
    "pan": "PAN numbers of persons are never kept.",
    "epic": "Voter card numbers are never kept.",
    "abha": "ABHA health ids are never kept.",
    "family": "Person and family ids of a State (Samagra, Jan Aadhaar, Parivar Pehchan Patra) are never kept.",
    "licence": "Passport, ration card and driving licence numbers are never kept.",
    "password": "Passwords are never kept. Have them changed: they have been sent around.",
    "secret": "API keys and tokens are never kept. Have them replaced: they have been sent around.",
    "bank": "Bank details are never kept.",
}
"""Why a column or a cell is not kept, by code: a sentence for the person."""

_HEADINGS: Final[Mapping[str, re.Pattern[str]]] = {
    "aadhaar": re.compile(
        r"\ba+d+h+a+r(?:s|no|nos|number|card|uid|id)?\b|\baadahar\b|\baadar (?:card|no|number)\b|\buidai\b"
        r"|आधार|ஆதார்|ఆధార్|ಆಧಾರ್|আধার|આધાર|ആധാർ|ਆਧਾਰ|ଆଧାର"
    ),
    "vid": re.compile(r"\bvid\b|\bvirtual id\b"),
    "apaar": re.compile(r"\bapaa?r(?:id)?\b|\babc id\b|\bacademic bank\b|अपार"),
    "pen": re.compile(
        r"^(?:(?:student|pupil|candidate|learner)s? )?pen$|\bpen (?:no|nos|number|id|code)\b|\bpermanent education n"
    ),
    "pan": re.compile(r"^pan$|\bpan (?:no|nos|number|card|details|id)\b|\bpermanent account n|\bpancard\b|पैन (?:नंबर|संख्या|कार्ड)"),
    "epic": re.compile(r"\bepic\b|\bvoter\b|\belection card\b|मतदाता|वोटर"),
    "abha": re.compile(r"\babha\b|\bhealth id\b|\bayushman\b|आभा"),
    "family": re.compile(
        r"\bsamagra\b(?! shiksha)|\bparivar\b.*\b(?:id|no|patra)\b|\bppp (?:id|no)\b|\bfamily id\b|\bbhamashah\b|समग्र आईडी|परिवार आईडी"
    ),
    "licence": re.compile(r"\bpassport (?:no|number)\b|^passport$|\bdriving licen[cs]e\b|\bration card\b|\bdl no\b|पासपोर्ट|राशन"),
    "password": re.compile(r"\bpass ?words?\b|\bpasswd\b|\bpass ?code\b|\botp\b|पासवर्ड"),
    "secret": re.compile(r"\bapi ?keys?\b|\bsecret(?: key)?\b|\baccess tokens?\b|\bapi tokens?\b|\bprivate key\b"),
    "bank": re.compile(
        r"\b(?:account|acc|acct|a c|ac) (?:no|nos|num|number)\b|\bbank (?:details|account|a c|acc)\b|\bifsc\b|\bupi\b"
        r"|\b(?:credit|debit) card\b|खाता (?:संख्या|नंबर|क्रमांक)|बैंक खाता|आईएफएससी"
    ),
}
# These can be told by their values, so a heading that is about something else ('Name as per Aadhaar') does not block.
_TOLD_BY_VALUE: Final = frozenset({"aadhaar", "vid", "apaar", "pan", "epic", "abha"})
_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:name|address|mobile|phone|dob|birth|gender|linked|seeded|verified|verification|available|submitted|yes|y n|whether|"
    r"status|uploaded|district|state)\b|नाम|पता"
)
_UID: Final = re.compile(r"\buid\b")
_PWD: Final = re.compile(r"^pwd$")  # a person with disability, or a password: the values tell
_YES_NO: Final = re.compile(
    r"y|n|yes|no|true|false|0|1|na|n/a|nil|none|-+|not stated|हाँ|हां|नहीं|.*\d\s*%|.*disab.*", re.IGNORECASE
)
_PHONE_HEADING: Final = re.compile(r"\b(?:mobile|mob|phone|ph|contact|whatsapp|cell|tel)\b|मोबाइल|फोन|दूरभाष")

_QUADS: Final = r"(?:\d{12}|\d{4} \d{4} \d{4}|\d{4}-\d{4}-\d{4}|\d{4}\.\d{4}\.\d{4})"
_TWELVE: Final = re.compile(rf"(?<![\d+]){_QUADS}(?![\d@])")
_TWELVE_NO_MOBILE: Final = re.compile(rf"(?<![\d+])(?!91[6-9]\d{{9}}){_QUADS}(?![\d@])")
_SIXTEEN: Final = re.compile(
    r"(?<!\d)(?:\d{16}|\d{4} \d{4} \d{4} \d{4}|\d{4}-\d{4}-\d{4}-\d{4}|\d{4}\.\d{4}\.\d{4}\.\d{4})(?!\d)"
)
_ABHA: Final = re.compile(r"(?<!\d)\d{2}-\d{4}-\d{4}-\d{4}(?!\d)")
_PAN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{3}[Pp][A-Za-z]\d{4}[A-Za-z](?![A-Za-z0-9])")
_EPIC: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3}\d{7}(?![A-Za-z0-9])")
_PASSWORD: Final = re.compile(r"\b(?:password|passwd|pwd)\s*(?:is|[:=])\s*\S{4,}", re.IGNORECASE)
_KEY: Final = re.compile(
    r"(?:sk|rk|pk)[-_]\S+|A[KS]IA\S+|AIza\S+|gh[pousr]_\S+|github_pat\S+|glpat\S+|(?:hf|gsk|r8|nvapi|xai)[-_]\S+"
    r"|xox[abeprs]-\S+|eyJ\S+|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
_MASKED: Final = re.compile(r"[xX*]{4}[ -]?[xX*]{4}[ -]?\d{4}")
# Quick signs over a whole column: where one is absent, no cell can hold that kind. They begin with a class of digits,
# because a search for that skips over letters quickly.
_QUAD_SIGN: Final = re.compile(r"[0-9](?<![0-9]{2})[0-9]{3}[ .\-]?[0-9]{4}[ .\-]?[0-9]{4}")
_ABHA_SIGN: Final = re.compile(r"[0-9]-[0-9]{4}-[0-9]{4}-[0-9]{4}")
_CARD_SIGN: Final = re.compile(r"[0-9](?<=[A-Za-z]{3}[0-9])[0-9]{3}")
_PAN_SIGN: Final = re.compile(r"[0-9](?<=[A-Za-z]{5}[0-9])[0-9]{3}[A-Za-z]")
_EPIC_SIGN: Final = re.compile(r"[0-9](?<=[A-Z]{3}[0-9])[0-9]{6}")
_KEY_SIGNS: Final = (
    ("-", ("sk-", "pk-", "rk-", "glpat-", "nvapi-", "xai-", "xox", "hf-", "gsk-", "r8-")),
    ("_", ("sk_", "pk_", "rk_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "hf_", "gsk_", "r8_", "xai_")),
    ("A", ("AKIA", "ASIA", "AIza", "PRIVATE KEY")),
    ("eyJ", ("eyJ",)),
)
_PASSWORD_SIGNS: Final = ("assw", "ASSW", "pwd", "PWD", "Pwd")


def _may_hold_abha(text: str) -> bool:
    return "-" in text and _ABHA_SIGN.search(text) is not None


def _may_hold_key(text: str) -> bool:
    return any(gate in text and any(sign in text for sign in signs) for gate, signs in _KEY_SIGNS)


def _may_hold_password(text: str) -> bool:
    return any(sign in text for sign in _PASSWORD_SIGNS)


_FEWEST: Final = 5  # so many values of the shape, of which more than ...
_PASSING: Final = 0.6  # ... this share passes the check, are numbers of that kind (chance would be 10 %), ...
_NOTEWORTHY: Final = 0.3  # ... and a share of the filled cells as large as this makes the column one of them
_MOSTLY: Final = 0.5
_ENOUGH: Final = 400  # values that are checked to judge a column
_WHOLE_FLOATS: Final = 2**53

Withheld = tuple[int, int, str]
"""Index of the row in the table, index of the column in the table, code of the reason."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of number or credential that values give away: its shape, and the check that a true one passes."""

    code: str
    shape: re.Pattern[str]
    holds: Callable[[str], bool]
    by_chance: bool  # other numbers have this shape too, and one in ten passes the check
    sign: Callable[[str], object]  # falsy where a quick look rules the kind out for a whole text
    second_sign: Callable[[str], object] = bool  # a closer look, where several kinds share the first


_KINDS: Final = (
    _Kind("vid", _SIXTEEN, lambda text: identifiers.is_vid(_digits(text)), True, _QUAD_SIGN.search),
    _Kind("aadhaar", _TWELVE, lambda text: identifiers.is_aadhaar(_digits(text)), True, _QUAD_SIGN.search),
    _Kind("abha", _ABHA, lambda text: True, False, _may_hold_abha),
    _Kind("pan", _PAN, lambda text: identifiers.is_personal_pan(text.upper()), False, _CARD_SIGN.search, _PAN_SIGN.search),
    _Kind("epic", _EPIC, identifiers.is_epic, True, _CARD_SIGN.search, _EPIC_SIGN.search),
    _Kind("secret", _KEY, identifiers.holds_secret, False, _may_hold_key),
    _Kind("password", _PASSWORD, lambda text: True, False, _may_hold_password),
)
_SIGNS: Final = tuple(dict.fromkeys(kind.sign for kind in _KINDS))


def inspect(table: Table, columns: Sequence[Sequence[Cell]] | None = None) -> tuple[dict[int, str], list[Withheld]]:
    """The columns that are never kept, with the code of the reason, and the single cells elsewhere that are not.

    Codes are the keys of `REASONS`. One pass over the cells; closer looks only where a column looks suspicious. `columns` are
    the table's cells by column, where they are at hand.
    """
    blocked: dict[int, str] = {}
    withheld: list[Withheld] = []
    columns = (list(zip(*table.rows, strict=True)) if columns is None else columns) or [()] * len(table.headers)
    for column, (header, cells) in enumerate(zip(table.headers, columns, strict=True)):
        found = _by_heading(header, cells) or _by_values(header, cells)
        if isinstance(found, str):
            blocked[column] = found
        else:
            withheld += [(row, column, code) for row, code in found]
    return blocked, sorted(withheld)


def cleaned(table: Table) -> Table:
    """The table without what is never kept: such columns and cells are blank. The given table stays as it was."""
    return without(table, *inspect(table))


def without(table: Table, blocked: Iterable[int], withheld: Iterable[Withheld]) -> Table:
    """The table with those columns and cells blank, and any protected number in a heading taken out of it."""
    columns = sorted(blocked)
    by_row: dict[int, list[int]] = {}
    for row, column, _ in withheld:
        by_row.setdefault(row, []).append(column)
    rows = [_blanked(row, (*columns, *by_row.get(index, ()))) for index, row in enumerate(table.rows)]
    headers = [_TWELVE.sub("", text) if _TWELVE.search(text) else text for text in table.headers]
    return replace(table, headers=headers, rows=rows)


def _blanked(row: Row, columns: Sequence[int]) -> Row:
    if not columns:
        return row
    row = list(row)
    for column in columns:
        row[column] = None
    return row


def _by_heading(header: str, cells: Sequence[Cell]) -> str | None:
    said = heading(unnumbered(header))
    for code, pattern in _HEADINGS.items():
        if not pattern.search(said) or (code in _TOLD_BY_VALUE and _SOMETHING_ELSE.search(said)):
            continue
        if code != "pan" or not _mostly_firms(cells):
            return code
    if _UID.search(said) and _mostly(cells, _like_aadhaar):
        return "aadhaar"
    if _PWD.match(said) and not _mostly(cells, lambda text: _YES_NO.fullmatch(text) is not None):
        return "password"
    return None


def _mostly(cells: Sequence[Cell], fits: Callable[[str], bool]) -> bool:
    """True where more than half of the filled cells fit, and where there are none."""
    texts = [_plain(cell) for cell in cells if cell is not None and cell != ""]
    return not texts or sum(map(fits, texts)) > _MOSTLY * len(texts)


def _mostly_firms(cells: Sequence[Cell]) -> bool:
    """True for a column of PAN numbers of companies, which are public; persons' among them are withheld one by one."""
    texts = [_plain(cell).upper() for cell in cells if cell is not None and cell != ""]
    return sum(identifiers.is_pan(text) and not identifiers.is_personal_pan(text) for text in texts) > _MOSTLY * len(texts)


def _like_aadhaar(text: str) -> bool:
    return _TWELVE.fullmatch(text) is not None or _MASKED.search(text) is not None


def _plain(cell: Cell) -> str:
    if cell.__class__ is str:
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _WHOLE_FLOATS:
        return str(int(cell))
    return str(cell).strip()


def _by_values(header: str, cells: Sequence[Cell]) -> str | list[tuple[int, str]]:
    """The code that blocks the whole column, or the rows whose cell is withheld, with their codes."""
    distinct = _distinct(cells)
    whole = ascii_digits("\n".join(_texts(distinct)))
    signs = [sign for sign in _SIGNS if sign(whole)]
    kinds = [kind for kind in _KINDS if kind.sign in signs and kind.second_sign(whole)]
    is_phone = bool(kinds) and _PHONE_HEADING.search(heading(header)) is not None
    gone: dict[Cell, str] = {}
    for kind in kinds:
        shape = _TWELVE_NO_MOBILE if is_phone and kind.shape is _TWELVE else kind.shape
        # One search over the whole column at once: a search per cell costs twenty times as much.
        hits = shape.findall(whole)
        if not hits:
            continue
        passing = _share_passing(kind, hits)
        if len(hits) >= _FEWEST and passing > _PASSING and len(hits) > _NOTEWORTHY * len(distinct):
            return kind.code
        if not (kind.by_chance and _another_number(kind, hits, passing, len(distinct))):
            gone.update((cell, kind.code) for cell in distinct if _holds(kind, shape, cell))
    return [(row, gone[cell]) for row, cell in enumerate(cells) if cell in gone] if gone else []


def _distinct(cells: Sequence[Cell]) -> list[Cell]:
    """The distinct texts and long numbers of a column."""
    types = set(map(type, cells))
    found: list[Cell] = []
    if str in types:
        # A dictionary keeps the order in which the texts lie in memory; a set would be read in leaps.
        texts = cells if types <= {str, type(None)} else [cell for cell in cells if cell.__class__ is str]
        found = [cell for cell in dict.fromkeys(texts) if cell is not None]
    if float in types or int in types:
        numbers = {cell for cell in cells if cell.__class__ is float or cell.__class__ is int}
        found += [number for number in numbers if 10**11 <= number < 10**16]
    return found


def _texts(distinct: list[Cell]) -> list[str]:
    if set(map(type, distinct)) <= {str}:
        return distinct  # type: ignore[return-value]  # nothing but text in it
    return list(map(_plain, distinct))


def _holds(kind: _Kind, shape: re.Pattern[str], cell: Cell) -> bool:
    return any(map(kind.holds, shape.findall(ascii_digits(_plain(cell)))))


def _share_passing(kind: _Kind, hits: Sequence[str]) -> float:
    some = hits[:: max(1, len(hits) // _ENOUGH)]
    return sum(map(kind.holds, some)) / len(some)


def _another_number(kind: _Kind, hits: Sequence[str], passing: float, distinct: int) -> bool:
    """True where a column holds other numbers of that shape, of which one in ten passes the check by chance."""
    if kind.code == "epic":
        # Roll numbers such as CSE2021001 have this shape; single voter numbers do not fill a column.
        return len(hits) > _MOSTLY * distinct
    return len(hits) >= _FEWEST and passing <= _PASSING


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
