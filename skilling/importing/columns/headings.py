"""Decides which field each column of a table becomes, from its heading and its values; refuses to guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from skilling.domain.calendar import day_in_india
from skilling.domain.fields import Field, Kind
from skilling.domain.lists import YES_NO
from skilling.domain.places import Gazetteer
from skilling.domain.text import heading
from skilling.importing.columns import guard, proof
from skilling.importing.columns.assignment import assign
from skilling.importing.columns.certainty import PLAINLY, doubted, says_nothing
from skilling.importing.columns.columnmatch import ASK_BELOW, LEAST, REMEMBERED, ColumnMatch
from skilling.importing.columns.evidence import Evidence, is_missing
from skilling.importing.columns.headerwords import (
    asked_about,
    asks_for_somebody,
    is_of_another,
    is_serial,
    known_header,
    likeness,
    spoken,
    telling,
)
from skilling.importing.columns.nameparts import FIRST, part_of
from skilling.importing.columns.targets import EXTRA, Target, target, targets, title_of
from skilling.importing.reading.grid import Cell, column_letters
from skilling.importing.table.layout import Table
from skilling.importing.table.looks import plain_text
from skilling.services.places import gazetteer as own_gazetteer

__all__ = ["ASK_BELOW", "LEAST", "ColumnMatch", "known_header", "match", "values_of"]

_HEARD: Final = 0.11  # a heading that sounds less like a field cannot reach LEAST by its values alone
_TELLING: Final = 0.04  # what a more telling heading counts more
_IN_BRACKETS: Final = 0.9  # how much a name in brackets counts: 'College (full name)' names no person
_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 60
_LONGEST_HEADER: Final = 80
_SURE_NAMES: Final = 0.85
_MANY_NAMES: Final = 0.7
_HALF: Final = 0.5

_LINE: Final = re.compile(r"(.*[^\W\d_])[\s._-]*([1-4])")
_HARDLY_KNOWN: Final = 0.5
_NAMELESS: Final = re.compile(r"(?:(?:column|unnamed|field|col)(?: ?\d{1,3}| [a-z]{1,3})?|[fc] ?\d{1,3})?")
_YES_OR_NO: Final = Field("yes_or_no", "yes_or_no", "Yes or no", "हाँ या नहीं", Kind.CHOICE, choices=YES_NO)
_COHORT: Final = "cohort.code"
_SCHOOL: Final = frozenset({"college", "institute", "institutional", "university"})
_EMAIL, _PHONE, _SECOND_PHONE = "developer.email", "developer.mobile", "developer.phone2"
# Where a second phone rings: it says so beside another column of phones only.
_PLACES_OF_PHONES: Final = frozenset(
    {"office", "home", "res", "resi", "residence", "off", "work", "house", "o", "r"}
    | {"office phone", "office phone no", "office no", "work phone", "business phone"}
)
_SURE_FIT: Final = 0.6
_SINCE: Final = "enrolment.effective_on"
_SAYS_SINCE_WHEN: Final = frozenset({"status", "effective", "wef", "since", "प्रभावी", "स्थिति", "लागू"})


def match(
    table: Table,
    noun: str,
    remembered: Mapping[str, str | None] | None = None,
    *,
    blocked: Mapping[int, str] | None = None,
    gazetteer: Gazetteer | None = None,
    today: date | None = None,
) -> list[ColumnMatch]:
    """What becomes of each column of a list about `noun`, in the order of the columns.

    `remembered` gives fields (None: passed over) by heading, compared without case and marks; it beats what is computed.
    `blocked` is what `guard.inspect` found; it is asked here where it is not given.
    """
    columns = _Columns(table, noun, blocked, gazetteer or own_gazetteer(), today or day_in_india(datetime.now(UTC)))
    columns.take_remembered(remembered or {})
    columns.pass_over()
    columns.join_names()
    columns.join_lines()
    columns.assign_fields()
    columns.find_second_phone()
    columns.find_by_values()
    columns.find_names()
    columns.doubt_dates()
    columns.doubt_meanings()
    return columns.finished()


def values_of(table: Table, column: ColumnMatch) -> Sequence[Cell]:
    """The cells of a column; where several make one field, their texts joined: by a space, the lines of an address by commas."""
    if len(column.parts) < 2:
        return [row[column.index] for row in table.rows]
    between = ", " if column.field and target(column.field).field.kind is Kind.LONG_TEXT else " "
    return [_joined([row[part] for part in column.parts], between) for row in table.rows]


def _joined(cells: Sequence[Cell], between: str) -> Cell:
    texts = [plain_text(cell).strip(",") for cell in cells if not is_missing(cell)]
    return between.join(texts) if texts else None


class _Columns:
    """The columns of one table on their way to a match; each step settles some of those still open."""

    def __init__(self, table: Table, noun: str, blocked: Mapping[int, str] | None, gazetteer: Gazetteer, today: date) -> None:
        self._table = table
        self._noun = noun
        self._targets = targets(noun)
        self._blocked = dict(guard.inspect(table)[0] if blocked is None else blocked)
        self._cells: list[Sequence[Cell]] = list(zip(*table.rows, strict=True)) or [()] * len(table.headers)
        self._evidence = [Evidence(cells, gazetteer, today) for cells in self._cells]
        self._settled: dict[int, ColumnMatch] = {}
        self._taken: set[str] = set()
        for index, code in self._blocked.items():
            self._settle(index, None, 1.0, guard.REASONS[code], blocked=code)

    def _settle(self, index: int, field: str | None, confidence: float, why: str, **more: object) -> None:
        column = ColumnMatch(index, self._table.headers[index], field, round(confidence, 2), why=why)
        self._settled[index] = replace(column, **more)  # type: ignore[arg-type]  # blocked and parts, as declared
        if field and not field.startswith(EXTRA):
            self._taken.add(field)

    def _open(self) -> list[int]:
        return [index for index in range(len(self._table.headers)) if index not in self._settled]

    def _free(self) -> list[Target]:
        return [each for each in self._targets if each.name not in self._taken]

    def take_remembered(self, remembered: Mapping[str, str | None]) -> None:
        known = {heading(header): field for header, field in remembered.items()}
        allowed = {each.name for each in self._targets}
        wanted: dict[str, list[int]] = {}
        for index in self._open():
            header = heading(self._table.headers[index])
            if header not in known:
                continue
            field = known[header]
            if field is None:
                self._settle(index, None, 1.0, REMEMBERED)
            elif field in allowed:
                wanted.setdefault(field, []).append(index)
            elif field.startswith(EXTRA):
                self._settle(index, self._extra(index), 1.0, REMEMBERED)
        for field, indices in wanted.items():
            self._settle_remembered(field, indices)

    def _settle_remembered(self, field: str, indices: list[int]) -> None:
        """One field from one column; a name or an address also from several, which are joined in the order of its parts."""
        parts: tuple[int, ...] = ()
        if len(indices) > 1 and target(field).field.kind in (Kind.NAME, Kind.LONG_TEXT):
            parts = tuple(sorted(indices, key=lambda index: (part_of(self._table.headers[index]) or 0, index)))
        for index in parts or indices[:1]:
            self._settle(index, field, 1.0, REMEMBERED, parts=parts)

    def pass_over(self) -> None:
        for index in self._open():
            if is_serial(self._table.headers[index]) and self._evidence[index].counts_rows():
                self._settle(index, None, 1.0, "Only counts the rows.")
            elif self._evidence[index].empty:
                self._settle(index, None, 1.0, "Holds no values.")

    def join_names(self) -> None:
        """First, middle and last names become one full name, unless another column holds it whole."""
        title = "developer.full_name"
        if title not in {each.name for each in self._free()}:
            return
        parts: dict[int, int] = {}
        for index in self._open():
            part = part_of(self._table.headers[index])
            if part is not None:
                parts.setdefault(part, index)
        whole = self._name_column(title, exclude=set(parts.values()))
        if whole is not None and parts and FIRST not in parts:
            # 'Name' beside 'Surname' holds given names only, if they are one word each.
            if self._words_per_cell(whole) < 1.3:
                parts[FIRST] = whole
        elif whole is not None:
            return
        if FIRST in parts and len(parts) > 1:
            order = tuple(parts[number] for number in sorted(parts))
            for index in order:
                self._settle(index, title, 0.95, "Parts of the name, joined into one.", parts=order)

    def join_lines(self) -> None:
        """'Address Line 1' and 'Address Line 2' become one address."""
        for each in self._free():
            if each.field.kind is not Kind.LONG_TEXT:
                continue
            lines = {
                int(shown[2]): index
                for index in reversed(self._open())
                if (shown := _LINE.fullmatch(self._table.headers[index].strip())) and likeness(shown[1], each.field) >= PLAINLY
            }
            if len(lines) > 1 and min(lines) == 1:
                order = tuple(lines[number] for number in sorted(lines))
                for index in order:
                    self._settle(index, each.name, 0.95, "Lines of one field, joined.", parts=order)

    def _name_column(self, title: str, exclude: set[int]) -> int | None:
        field = target(title).field
        heard = [(likeness(self._table.headers[i], field), i) for i in self._open() if i not in exclude]
        best = max(heard, default=(0.0, -1))
        return best[1] if best[0] > _IN_BRACKETS else None

    def _words_per_cell(self, index: int) -> float:
        texts = self._evidence[index].texts
        return sum(len(text.split()) for text in texts) / max(1, len(texts))

    def assign_fields(self) -> None:
        """One-to-one, by half the heading and half the values."""
        columns, free = self._open(), self._free()
        scores = [[self._score(index, each) for each in free] for index in columns]
        for row, place in assign(self._told(columns, free, scores), LEAST).items():
            index, each = columns[row], free[place]
            heard = likeness(self._table.headers[index], each.field)
            said = "Its heading says so" if heard >= 0.9 else "Its heading sounds like it"
            fits = self._fit(index, each)
            seen = "its values fit." if fits >= 0.8 else f"{fits:.0%} of its values fit."
            if not heard:
                said, seen = "It has no heading", "its values look like it."
            self._settle(index, each.name, scores[row][place], f"{said}, {seen}")

    def _told(self, columns: list[int], free: list[Target], scores: list[list[float]]) -> list[list[float]]:
        """The scores, a little higher for the more telling of headings that fit alike; of titles, for those that differ."""
        nouns = [each.name.partition(".")[0] for each in free]
        return [
            [
                score
                if score < LEAST
                else score + _TELLING * (telling(self._table.headers[index], each.field, noun) + self._differ(index, each))
                for score, each, noun in zip(row, free, nouns, strict=True)
            ]
            for index, row in zip(columns, scores, strict=True)
        ]

    def _differ(self, index: int, each: Target) -> float:
        return self._evidence[index].distinct if each.name == title_of(self._noun) else 0.0

    def _score(self, index: int, each: Target) -> float:
        if self._nameless(index):
            return proof.TOLD * proof.proven(self._evidence[index], each.field) if each.name in proof.TELLTALE else 0.0
        header = self._table.headers[index]
        heard = likeness(header, each.field)
        if each.name == _SINCE and not set(heading(header).split()) & _SAYS_SINCE_WHEN:
            heard *= 0.9
        if heard >= _HEARD:
            score = 0.5 * heard + 0.5 * self._fit(index, each)
            plainly = heard >= PLAINLY and each.name == "developer.full_name" and not says_nothing(heading(header))
            return max(score, LEAST + 0.01) if plainly else score  # whatever stands beneath, it says whose name it is
        return 0.0

    def _fit(self, index: int, each: Target) -> float:
        """How well the values fit; under a heading that asks about one status, yes and no are answers."""
        if each.name == _COHORT and "cohort" not in heading(self._table.headers[index]) and self._evidence[index].years():
            return 0.0  # the years of a degree course: a college calls that a batch, too
        if (
            each.name == _EMAIL
            and _SCHOOL & set(heading(self._table.headers[index]).split())
            and self._evidence[index].distinct < _HALF
        ):
            return 0.0  # one mailbox for many is the college's
        asked = each.name == "enrolment.status" and asked_about(self._table.headers[index], each.field)
        return self._evidence[index].of(_YES_OR_NO if asked else each.field)

    def _nameless(self, index: int) -> bool:
        said = heading(self._table.headers[index])
        letters = column_letters(self._table.columns[index] + 1).lower() if self._table.columns else ""
        return _NAMELESS.fullmatch(said) is not None or said == letters

    def find_names(self) -> None:
        """People without a heading that says 'name': the column that looks like names, to be looked at by a person."""
        title = title_of(self._noun)
        if title in self._taken or target(title).field.kind is not Kind.NAME:
            return
        both = next((i for i, column in self._settled.items() if column.field == "developer.father_name"), None)
        first = self._table.headers[both].partition("/") if both is not None else ("", "", "")
        if both is not None and first[1] and likeness(first[0], target(title).field) >= PLAINLY:
            self._taken.discard("developer.father_name")
            self._settle(both, title, self._settled[both].confidence, "Its heading asks for both names; the father's follows.")
            return
        likely = []
        for index in self._open():
            column = self._evidence[index]
            share = column.share(column.is_name)
            names = share >= _SURE_NAMES and column.distinct >= _MANY_NAMES and column.filled >= _HALF
            header = self._table.headers[index]
            unknown = not known_header(header) or asks_for_somebody(header)
            if names and unknown and not column.holds_places():
                likely.append((self._words_per_cell(index) >= 1.3, share, -index))
        beside = self._taken & {"developer.mobile", "developer.email", "developer.born_on", "developer.roll_no"}
        place = -max(likely)[2] if likely else -1
        if likely and (beside or (self._taken and self._nameless(place))):
            self._settle(place, title, LEAST + 0.01, "Its values look like names. Check this one.")

    def find_second_phone(self) -> None:
        """Beside the mobiles 'Office' or 'Home' heads further phones, if phones stand beneath."""
        if _PHONE not in self._taken or _SECOND_PHONE not in {each.name for each in self._free()}:
            return
        for index in self._open():
            said = spoken(self._table.headers[index])
            fits = self._evidence[index].of(target(_SECOND_PHONE).field)
            if said & _PLACES_OF_PHONES and fits >= _SURE_FIT:
                self._settle(index, _SECOND_PHONE, 0.5 + 0.5 * fits, "Phones under a place where they ring, beside the mobiles.")
                return

    def find_by_values(self) -> None:
        """Under headings that nobody knows: what one column alone shows beyond doubt, to be looked at by a person."""
        unheard = [
            index
            for index in self._open()
            if known_header(header := self._table.headers[index]) < _HARDLY_KNOWN and not is_of_another(header)
        ]
        for each in self._free():
            left = [index for index in unheard if index not in self._settled]
            likely = [index for index in left if self._shows(index, each)]
            if len(likely) == 1:
                self._settle(
                    likely[0], each.name, LEAST + 0.01, "Its heading is not known; its values look like it. Check this one."
                )

    def _shows(self, index: int, each: Target) -> bool:
        return proof.may_be_shown(each, nameless=self._nameless(index)) and proof.shows(self._evidence[index], each)

    def doubt_dates(self) -> None:
        """Several dates of a course could each be the day of the status; only a heading that says so is believed."""
        field = target(_SINCE).field if self._noun == "developer" else None
        if field is None or _SINCE not in self._taken:
            return
        chosen = next(i for i, column in self._settled.items() if column.field == _SINCE)
        heard = [i for i in (*self._open(), chosen) if likeness(self._table.headers[i], field) >= 0.85]
        said = set(heading(self._table.headers[chosen]).split())
        if len(heard) > 1 and not said & _SAYS_SINCE_WHEN:
            del self._settled[chosen]
            self._taken.discard(_SINCE)

    def doubt_meanings(self) -> None:
        """What a column may be as well as what it became, is one to look at."""
        surely = {each.field for each in self._settled.values() if each.field and each.confidence >= ASK_BELOW}
        for index, column in self._settled.items():
            self._settled[index] = doubted(column, self._noun, self._evidence[index], surely)

    def _extra(self, index: int) -> str:
        return f"{EXTRA}{self._table.headers[index].strip()[:_LONGEST_HEADER]}"

    def finished(self) -> list[ColumnMatch]:
        for index in self._open():
            nearest = max((self._score(index, each) for each in self._free()), default=0.0)
            self._settle(index, self._extra(index), 1 - nearest, "Kept beside the record under its own heading.")
        return [self._complete(self._settled[index]) for index in sorted(self._settled)]

    def _complete(self, column: ColumnMatch) -> ColumnMatch:
        if column.blocked:
            return column
        evidence = self._evidence[column.index]
        return replace(column, samples=evidence.samples(_SAMPLES, _LONGEST_SAMPLE), date_order=evidence.date_order())
