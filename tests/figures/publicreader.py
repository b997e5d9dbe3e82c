"""What a reader of public packs knows: every cell of every sheet, and the relations that hold between such cells anywhere.

Written from the definitions that each pack prints, not from the code that protects it. A cell is named by what it counts
and over which days, so that whatever says the same, on another sheet or in an earlier pack, is one unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from skilling.reports.grids import Figure, Grid, Text
from skilling.reports.scope import Scope

NO_LIMIT = Fraction(10**9)
SMALL = "<10"
STAR = "*"
NOT_PUBLISHED = "**"
Where = tuple[tuple[str, Any], ...]
PARTS = ("state", "gender", "category", "age_band", "pwd", "minority", "learner_type", "district", "product")
"""What rows and columns part people, or grants, by, without a rest."""
COUNTED = frozenset({"enrolled", "started", "trained", "certified", "grants", "granted", "issued", "lapsed", "waiting"})
"""What adds up over parts."""
OVER_TIME = COUNTED - {"waiting", "issued", "lapsed"} | {"new_persons", "further"}
"""What adds up over days that follow each other."""
SAME = {
    "women": ("enrolled", ("gender", "F")), "women_trained": ("trained", ("gender", "F")),
    "women_certified": ("certified", ("gender", "F")), "pwd": ("enrolled", ("pwd", "Y")),
}  # fmt: skip
NO_MORE = (
    ("started", "enrolled"), ("trained", "started"), ("certified", "trained"), ("persons", "enrolled"),
    ("new_persons", "enrolled"), ("further", "enrolled"), ("grant_developers", "grants"), ("grant_startups", "grants"),
    ("issued", "granted"), ("lapsed", "granted"), ("granted_to_startups", "granted"), ("women_led", "startups"),
    ("recognised", "startups"),
)  # fmt: skip
AMOUNTS = frozenset({"granted", "issued", "lapsed", "granted_to_startups"})


@dataclass(frozen=True, slots=True)
class Unknown:
    """What a cell counts."""

    measure: str
    where: Where
    first: date | None
    last: date
    told: int = 0  # which telling of the records: another one where they were corrected between two packs


@dataclass
class Knowledge:
    """What a reader of the packs so far knows."""

    values: dict[Unknown, Fraction] = field(default_factory=dict)
    marks: dict[Unknown, str] = field(default_factory=dict)
    truth: dict[Unknown, Fraction] = field(default_factory=dict)  # for checking the reader, never for solving
    leaks: list[str] = field(default_factory=list)

    def bounds(self, name: Unknown) -> tuple[Fraction, Fraction]:
        if name in self.values:
            return self.values[name], self.values[name]
        low, high = {SMALL: (1, 9), STAR: (0 if name.measure in AMOUNTS else 10, NO_LIMIT)}.get(self.marks[name], (0, NO_LIMIT))
        return Fraction(low), Fraction(high)

    @property
    def withheld(self) -> list[Unknown]:
        return [name for name in self.marks if name not in self.values]

    # -- reading -------------------------------------------------------------------------------------

    def read(self, public: Iterable[Grid], truth: Iterable[Grid], scope: Scope, told: int = 0) -> None:
        """Takes a pack in. The full one lends its layout: which cell counts what is printed in both."""
        whole = {grid.name: grid for grid in truth}
        for grid in public:
            if grid.name in whole:
                for place, row in enumerate(grid.rows):
                    for column, cell in enumerate(row.cells):
                        self._see(grid.name, whole[grid.name].cell(place + 1, column + 1), cell, scope, told)

    def _see(self, sheet: str, true: Any, cell: Any, scope: Scope, told: int) -> None:
        if not isinstance(true, Figure) or true.question.declared.facts.noun not in ("enrolment", "grant", "startup", "founder"):
            return
        if {"cohort", "institution"} & {true.question.declared.of, true.question.declared.noun}:
            return
        if true.question.per:
            self._share(sheet, true, cell, scope, told)
            return
        name = named(true, scope, told)
        value = Fraction(true.value or 0)
        self.truth[name] = value
        if isinstance(cell, Figure):
            assert Fraction(cell.value or 0) == value
            self.values[name] = value
            if name.measure not in AMOUNTS and 1 <= value <= 9:
                self.leaks.append(f"{sheet} shows {value} for {name}")
        else:
            assert isinstance(cell, Text) and cell.value in (SMALL, STAR, NOT_PUBLISHED), f"{sheet}: {cell!r}"
            if self.marks.get(name) in (None, NOT_PUBLISHED):
                self.marks[name] = str(cell.value)

    def _share(self, sheet: str, true: Figure, cell: Any, scope: Scope, told: int) -> None:
        """A percentage may only stand where both its parts do: the whole and the share would give the part."""
        if isinstance(cell, Figure) and cell.value is not None:
            self.shares = [*getattr(self, "shares", []), (sheet, true, scope, told)]

    # -- relations -----------------------------------------------------------------------------------

    def equations(self) -> list[dict[Unknown, int]]:
        """Sums of signed cells that are zero."""
        made = [*self._partings(), *self._windows(), *self._enrolments(), *self._overlaps()]
        for equation in made:
            off = sum(sign * self.truth[name] for name, sign in equation.items())
            assert off == 0, f"the reader believes what is not so, by {off}: {equation}"
        return made

    def inequalities(self) -> list[tuple[Unknown, Unknown]]:
        """Pairs of which the first is never more than the second."""
        pairs = [*self._chains(), *self._wholes(), *self._growth()]
        return [(less, more) for less, more in pairs if self.truth[less] <= self.truth[more]]

    def _partings(self) -> Iterator[dict[Unknown, int]]:
        groups: dict[tuple[Unknown, tuple[str, ...]], list[Unknown]] = defaultdict(list)
        for name in self.truth:
            if name.measure in COUNTED or name.measure in ("persons",):
                for dimension, _ in name.where:
                    rest = tuple(pair for pair in name.where if pair[0] != dimension)
                    if dimension in PARTS and name.measure in COUNTED and not (dimension == "state" and _has(name, "district")):
                        whole = Unknown(name.measure, rest, name.first, name.last, name.told)
                        if whole in self.truth:
                            groups[whole, (dimension,)].append(name)
        for (whole, (dimension,)), parts in groups.items():
            if self._complete(dimension, whole, parts):
                yield {whole: 1} | dict.fromkeys(parts, -1)

    def _complete(self, dimension: str, whole: Unknown, parts: list[Unknown]) -> bool:
        """Whether all rows are there: lists are fixed, or have a row for whoever there is; an `of which` alone is no parting."""
        return len(parts) > 1 or dimension in ("district", "product")

    def _windows(self) -> Iterator[dict[Unknown, int]]:
        places: dict[tuple[str, Where, int], list[Unknown]] = defaultdict(list)
        for name in self.truth:
            if name.measure in OVER_TIME:
                places[name.measure, name.where, name.told].append(name)
        for names in places.values():
            ends = {name.last: name for name in names if name.first is None}
            spans = {(name.first, name.last): name for name in names if name.first is not None}
            for (first, last), span in spans.items():
                eve = first - timedelta(days=1)
                if eve in ends and last in ends:
                    yield {ends[eve]: 1, span: 1, ends[last]: -1}
                parts, day = [], first
                while day <= last:
                    following = [end for f, end in spans if f == day and end <= last and (f, end) != (first, last)]
                    if not following:
                        break
                    parts.append(spans[day, min(following)])
                    day = min(following) + timedelta(days=1)
                if day > last and parts:
                    yield {span: 1} | dict.fromkeys(parts, -1)
            # Months between two days up to which something is known.
            for early, late in pairwise(sorted(ends)):
                parts, day = [], early + timedelta(days=1)
                while day <= late:
                    following = [end for f, end in spans if f == day and end <= late]
                    if not following:
                        break
                    parts.append(spans[day, min(following)])
                    day = min(following) + timedelta(days=1)
                if day > late and parts:
                    yield {ends[late]: 1, ends[early]: -1} | dict.fromkeys(parts, -1)

    def _enrolments(self) -> Iterator[dict[Unknown, int]]:
        for name in self.truth:
            if name.measure == "further":
                parts = [_as(name, "enrolled"), _as(name, "new_persons"), _as(name, "persons")]
                for persons in parts[1:]:
                    if parts[0] in self.truth and persons in self.truth and (persons.measure != "persons" or name.first is None):
                        yield {parts[0]: 1, persons: -1, name: -1}
            if name.measure == "new_persons" and name.first is None and _as(name, "persons") in self.truth:
                yield {name: 1, _as(name, "persons"): -1}

    def _overlaps(self) -> Iterator[dict[Unknown, int]]:
        for again, across in (("persons_again", ("state",)), ("persons_again_by_district", ("district", "state"))):
            for name in [name for name in self.truth if name.measure == again]:
                rows = [
                    each for each in self.truth
                    if each.measure == "persons" and (each.first, each.last, each.told) == (name.first, name.last, name.told)
                    and tuple(sorted(pair[0] for pair in each.where)) == across
                ]  # fmt: skip
                whole = _as(name, "persons")
                if rows and whole in self.truth:
                    yield dict.fromkeys(rows, 1) | {name: -1, whole: -1}

    def _chains(self) -> Iterator[tuple[Unknown, Unknown]]:
        for name in self.truth:
            for smaller, larger in NO_MORE:
                if name.measure == smaller and _as(name, larger) in self.truth:
                    yield name, _as(name, larger)

    def _wholes(self) -> Iterator[tuple[Unknown, Unknown]]:
        for name in self.truth:
            for pair in name.where:
                rest = tuple(each for each in name.where if each != pair)
                whole = Unknown(name.measure, rest, name.first, name.last, name.told)
                if whole in self.truth:
                    yield name, whole

    def _growth(self) -> Iterator[tuple[Unknown, Unknown]]:
        series: dict[tuple[str, Where, int], list[Unknown]] = defaultdict(list)
        for name in self.truth:
            if name.first is None:
                series[name.measure, name.where, name.told].append(name)
        for names in series.values():
            yield from pairwise(sorted(names, key=lambda name: name.last))
        for name in self.truth:  # what happened within some days had happened by their end
            ever = Unknown(name.measure, name.where, None, name.last, name.told)
            if name.first is not None and ever in self.truth:
                yield name, ever

    def shares_given_away(self) -> list[str]:
        """Percentages that stand beside a part or a whole that is withheld."""
        found = []
        for sheet, true, scope, told in getattr(self, "shares", []):
            for measure in (true.question.measure, true.question.per):
                name = named(true, scope, told, measure)
                if name in self.truth and name not in self.values:
                    found.append(f"{sheet}: {true.value} % beside {name}")
        return found


def named(cell: Figure, scope: Scope, told: int, measure: str = "") -> Unknown:
    """What a cell counts, whichever words it uses for it."""
    question = cell.question
    first, last = scope.days(question.window)
    name, where = measure or question.measure, dict(question.where)
    if name in SAME:
        name, (dimension, value) = SAME[name]
        where[dimension] = value
    return Unknown(name, tuple(sorted(where.items(), key=str)), first, last, told)


def _as(name: Unknown, measure: str) -> Unknown:
    return Unknown(measure, name.where, name.first, name.last, name.told)


def _has(name: Unknown, dimension: str) -> bool:
    return any(each == dimension for each, _ in name.where)


def written_apart(parts: Mapping[str, bytes]) -> list[str]:
    """What a workbook could hold beside its cells: hidden rows and sheets, names, caches of charts, comments."""
    found = []
    for part, content in parts.items():
        if part.startswith(("xl/charts/", "xl/drawings/", "xl/comments", "xl/pivot", "xl/externalLinks", "xl/media")):
            found.append(f"{part} is there")
        if part.startswith("xl/worksheets/") and (b'hidden="1"' in content or b"<f>" in content):
            found.append(f"{part} has hidden cells or formulas")
    book = parts["xl/workbook.xml"]
    if b'state="hidden"' in book or b'state="veryHidden"' in book:
        found.append("a sheet is hidden")
    names = book.count(b"<definedName ")
    paper = book.count(b"_xlnm.Print_Titles") + book.count(b"_xlnm.Print_Area")
    return [*found, *(["a name is defined"] if names != paper else [])]
