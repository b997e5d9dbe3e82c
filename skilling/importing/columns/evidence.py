"""How much the values of a column look like a field's; refuses to look at its heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from skilling.domain import dates, money, values
from skilling.domain.fields import Field, Kind
from skilling.domain.names import names_in_lines, split_number
from skilling.domain.places import Gazetteer
from skilling.domain.problems import Problem
from skilling.domain.text import ascii_digits
from skilling.importing.columns.dittowords import DITTOS
from skilling.importing.reading.grid import Cell, CellError
from skilling.importing.table.looks import plain_text

SAMPLE: Final = 240  # cells looked at per column

_MISSING_WORDS: Final = """
    nan; n/a; n.a; n a; na; nil; null; none; nat; not available; not applicable; not known; unknown; undisclosed; not given;
    not provided; tbd; to be updated; blank; xx; xxx; xxxx; #n/a; <na>; (blank); (none); (null); \\n; लागू नहीं; अनुपलब्ध; उपलब्ध नहीं
"""
_MISSING: Final = frozenset(word.strip() for word in _MISSING_WORDS.split(";"))
_LONGEST_MISSING: Final = 20
_AROUND: Final = " .\t-:;,*\u00a0"
_UNSEEN: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff \u00a0"
_QUOTES: Final = ("'", "`", "’")  # typed before digits so that they stay text
_NO_LETTERS: Final = re.compile(r"[\W_]*")

_DIGITS: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,2}")
_NUMBER_LIKE: Final = re.compile(r"[\d,.\s₹$%+-]+")
_DATE_LIKE: Final = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\b|\d{4}-\d{2}-\d{2}\b")
_URL_LIKE: Final = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:in|com|org|net|ai|io|co|edu|gov)(?:/\S*)?", re.IGNORECASE)
_RELATION: Final = re.compile(r"(?:[sdwc]\s?/\s?o\b|[sdwc]\.\s?o\.|(?:son|daughter|wife|care) of\b)[\s.:-]*", re.IGNORECASE)
_TAIL: Final = re.compile(r"\s+[sdwc]\s?/\s?o\b.*", re.IGNORECASE)
_NUMBER_OF_A_ROW: Final = re.compile(r"\W*(?:\d{1,7}(?:\.0)?|[ivxlc]{1,6}|[^\W\d_])\W*", re.IGNORECASE)
_MOSTLY: Final = 0.5
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?")
_WORD: Final = re.compile(r"[^\W\d_][^\d\s]*")
STUDY_WORDS: Final = re.compile(
    r"\b(?:college|institute|institution|university|vidyalaya|polytechnic|school|academy|iti|iit|nit|iiit|engg|engineering|"
    r"technology|campus|faculty of|centre|center|mahavidyalaya|vidyapeeth|education)\b|महाविद्यालय|विद्यालय|संस्थान|विश्वविद्यालय|कॉलेज|"
    r"கல்லூரி|కళాశాల|ಕಾಲೇಜು|কলেজ",
    re.IGNORECASE,
)
COMPANY_WORDS: Final = re.compile(
    r"\b(?:pvt|private|ltd|limited|llp|inc|technologies|labs|solutions|ventures|systems|foods|enterprises|innovations|"
    r"tech|ai|foundation|trust|society|association|samiti|sangh|enterprise|industries|traders|corporation)\b\.?",
    re.IGNORECASE,
)
_YOUNGEST: Final = 10
_OLDEST: Final = 80
_PRIOR: Final = 0.5  # what is thought of a column before its cells are seen, worth ...
_PRIOR_CELLS: Final = 2  # ... this many cells, so that one odd cell does not decide


def is_missing(cell: Cell) -> bool:
    """True for what lists write where they know nothing: blank, nan, N/A, NIL, a dash."""
    if cell.__class__ is not str:
        return cell is None or (isinstance(cell, float) and cell != cell)  # noqa: PLR0124  # only NaN differs from itself
    if len(cell) > _LONGEST_MISSING:
        return False
    word = str(cell).strip(_AROUND).casefold()
    return word in _MISSING or not word or (not word[0].isalnum() and _NO_LETTERS.fullmatch(word) is not None)


def sample(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Cells that say something of their own, spread over the column."""
    step = max(1, len(cells) // (2 * SAMPLE))
    found = [cell for cell in cells[::step] if _says_something(cell)]
    if len(found) < SAMPLE and step > 1:
        found = [cell for cell in cells if _says_something(cell)]
    return found[:: max(1, len(found) // SAMPLE)][:SAMPLE]


def _says_something(cell: Cell) -> bool:
    return not is_missing(cell) and not isinstance(cell, CellError) and cell not in DITTOS


class Evidence:
    """The values of one column against any field; each kind of field has its own recogniser."""

    def __init__(self, cells: Sequence[Cell], gazetteer: Gazetteer, today: date) -> None:
        self.cells: Final[Sequence[Cell]] = sample(cells)
        self.texts: Final = [_text(cell) for cell in self.cells]
        self.broken: Final = any(isinstance(cell, CellError) for cell in cells)
        self._all = cells
        self._gazetteer = gazetteer
        self._today = today
        self._recognisers: Final[Mapping[Kind, Callable[[int], bool]]] = {
            Kind.MOBILE: self._is_mobile,
            Kind.PHONE: self._is_mobile,
            Kind.EMAIL: lambda i: "@" in self.texts[i] and "." in self.texts[i].rpartition("@")[2],
            Kind.DATE: self._is_date,
            Kind.PIN: self._is_pin,
            Kind.STATE: lambda i: self._gazetteer.state(self.texts[i]) is not None,
            Kind.DISTRICT: lambda i: self._gazetteer.could_be_district(self.texts[i]),
            Kind.NAME: self.is_name,
            Kind.CODE: self._is_code,
            Kind.WHOLE: self._is_number,
            Kind.DECIMAL: self._is_number,
            Kind.URL: lambda i: _URL_LIKE.fullmatch(self.texts[i]) is not None,
            Kind.LINK: self._is_label,
            Kind.TEXT: self._is_label,
            Kind.LONG_TEXT: self._is_label,
        }
        self._shares: dict[tuple[Kind, int], float] = {}

    @property
    def empty(self) -> bool:
        """True where nothing stands in the column; a formula without a result is something."""
        return not self.cells and not self.broken

    @property
    def filled(self) -> float:
        """The share of all its cells that say something."""
        return sum(not is_missing(cell) for cell in self._all) / max(1, len(self._all))

    def of(self, field: Field) -> float:
        """The share of cells, 0..1, that could be values of the field; half where the column is empty."""
        asked = (field.kind, hash(field.choices))
        if asked not in self._shares:
            hits = sum(self.fits(field, i) for i in range(len(self.cells)))
            self._shares[asked] = (hits + _PRIOR * _PRIOR_CELLS) / (len(self.cells) + _PRIOR_CELLS)
        share = self._shares[asked]
        if field.name == "born_on":
            share *= self._share_of_lifetimes()
        return share

    def fits(self, field: Field, index: int) -> bool:
        """True where a cell could be a value of the field."""
        recognise = self._recognisers.get(field.kind)
        if recognise:
            return recognise(index)
        return not isinstance(values.read(field.kind, self.cells[index], field.choices), Problem)

    def samples(self, number: int, longest: int) -> tuple[str, ...]:
        """The first texts that differ from each other, cut where they are longer."""
        shown = dict.fromkeys(text[:longest] for text in map(plain_text, self.cells) if text)
        return tuple(islice(shown, number))

    @property
    def distinct(self) -> float:
        """The share of cells that differ from each other; 1 for an empty column."""
        return len(set(self.texts)) / len(self.texts) if self.texts else 1.0

    def share(self, fits: Callable[[int], bool]) -> float:
        """The plain share of cells that fit; 0 for an empty column."""
        return sum(map(fits, range(len(self.cells)))) / len(self.cells) if self.cells else 0.0

    def is_name(self, index: int) -> bool:
        """True where a cell could be the name of a person: one to six words, at most one number beside, no college or company."""
        text = self.texts[index]
        if "\n" in text and names_in_lines(text):
            text = text.splitlines()[0]  # an address, or somebody else, follows
        text = _TAIL.sub("", _RELATION.sub("", text))
        if _DIGITS.search(text) and (numbered := split_number(text)) and " " in numbered[0]:
            text = numbered[0]
        if not 2 <= len(text) <= 60 or _DIGITS.search(text) or "@" in text or "/" in text[:-4]:
            return False
        words = _WORD.findall(text)
        return 1 <= len(words) <= 6 and not STUDY_WORDS.search(text) and not COMPANY_WORDS.search(text)

    def holds_places(self) -> bool:
        """True where most cells are states or districts, which are written like names of people."""
        known = self._gazetteer
        return self.share(lambda i: bool(known.state(self.texts[i])) or known.could_be_district(self.texts[i])) > _MOSTLY

    def counts_rows(self) -> bool:
        """True where the cells number the rows: 1, '2.', '(iii)', 'a)', or nothing does yet. '26E100A11' is somebody's number."""
        return not self.cells or self.share(lambda i: _NUMBER_OF_A_ROW.fullmatch(self.texts[i]) is not None) >= _MOSTLY

    def years(self) -> bool:
        """True where nearly all cells are a year or the years from the first to the last: 2024, 2022-26."""
        return self.share(lambda i: _YEARS.fullmatch(self.texts[i]) is not None) >= 0.9

    def is_number(self) -> bool:
        """True where nearly all cells are numbers."""
        return self.share(self._is_number) >= 0.9

    def date_order(self) -> str | None:
        """The order of the column's written dates; None where it holds no written dates."""
        parts = [found for text in self._written_dates() if isinstance(found := dates.parts_of(text), dates.Parts)]
        if not parts or len(parts) < 0.6 * len(self.cells):
            return None
        if sum(part.certain is not None for part in parts) > 0.9 * len(parts):
            return "YMD" if all(text[:4].isdigit() for text in self._written_dates()[:5]) else None
        return dates.order_of(parts).order

    def _written_dates(self) -> list[str]:
        return [cell for cell in self.cells if isinstance(cell, str)]

    def _is_mobile(self, index: int) -> bool:
        text = self.texts[index]
        digits = len(_DIGITS.findall(text))
        if _SCIENTIFIC.fullmatch(text):
            return text[-2:] in ("09", "10", "11")
        # Wide on purpose: a column of phones with digits missing is a column of phones.
        return 7 <= digits <= 28 and len(_LETTERS.findall(text)) <= 6 and not isinstance(self.cells[index], date)

    def _is_date(self, index: int) -> bool:
        return self._day(index) is not None

    def _day(self, index: int) -> date | None:
        cell = self.cells[index]
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            found = dates.from_serial(cell)
        elif isinstance(cell, str):
            found = dates.read(cell)
            if isinstance(found, Problem):
                found = dates.read(cell, "MDY")
        else:
            return None
        return None if isinstance(found, Problem) else found

    def _share_of_lifetimes(self) -> float:
        days = [day for i in range(len(self.cells)) if (day := self._day(i))]
        if not days:
            return 1.0
        fitting = sum(_YOUNGEST <= self._today.year - day.year <= _OLDEST for day in days)
        return (fitting + 1) / (len(days) + 1)

    def _is_pin(self, index: int) -> bool:
        text = self.texts[index].replace(" ", "").removesuffix(".0")
        return len(text) == 6 and text.isdecimal() and text[0] != "0"

    def _is_code(self, index: int) -> bool:
        text = self.texts[index]
        if len(text) > 40 or "@" in text or isinstance(self.cells[index], date | bool) or _DATE_LIKE.match(text):
            return False
        return bool(_DIGITS.search(text)) or (" " not in text and text.isupper())

    def _is_number(self, index: int) -> bool:
        cell = self.cells[index]
        if isinstance(cell, bool):
            return False
        return isinstance(cell, int | float) or not isinstance(money.number(cell), Problem)

    def _is_label(self, index: int) -> bool:
        text = self.texts[index]
        if not _LETTERS.search(text) or _NUMBER_LIKE.fullmatch(text) or isinstance(self.cells[index], date | bool):
            return False
        return "@" not in text


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = ascii_digits(str(cell)).strip().strip(_UNSEEN)
    return text[1:] if text[:1] in _QUOTES else text
