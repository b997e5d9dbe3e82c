"""What is known between the figures of a pack: sums, windows of time, and which can never be larger; refuses what is not true.

A reader of a public pack knows these relations. Each becomes an equation over figures; an inequality becomes one with a
slack that nobody publishes. A relation that the true values do not keep (a stage out of order, say) misleads whoever
assumes it, so it is left out; one that holds by chance is kept, which can only protect more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Final

from skilling.reports.figures import Where
from skilling.reports.measures import Kind
from skilling.reports.suppression.stated import Key, Stated

# Larger and smaller of the same row and days.
_NEVER_MORE: Final = (
    ("enrolled", "started"), ("started", "trained"), ("trained", "certified"), ("enrolled", "persons"),
    ("enrolled", "new_persons"), ("enrolled", "left"), ("enrolled", "further"), ("grants", "grant_developers"),
    ("grants", "grant_startups"), ("granted", "issued"), ("granted", "lapsed"), ("granted", "granted_to_startups"),
    ("startups", "women_led"), ("startups", "recognised"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """Sum of the terms, each a figure and its sign, is zero; or, with `slack`, at least zero."""

    terms: tuple[tuple[Stated, int], ...]
    slack: bool = False

    @property
    def value(self) -> int:
        return sum(sign * each.value for each, sign in self.terms)


def relations(stated: Sequence[Stated]) -> list[Relation]:
    """The relations that hold between the figures of a pack, or of several that a reader holds beside each other."""
    known = {each.key: each for each in stated}
    made = (*_sums(known), *_overlaps(known), *_windows(known), *_enrolments(known), *_larger(known))
    return [each for each in made if each.value == 0 or (each.slack and each.value > 0)]


def growth(packs: Iterable[Sequence[Stated]]) -> list[Relation]:
    """What grows from pack to pack: a later count since the beginning is no smaller than an earlier one."""
    series: dict[tuple[str, Where, int | None], dict[tuple[Key, int], Stated]] = {}
    for stated in packs:
        for each in stated:
            if each.key.first is None:
                place = (each.key.measure, each.key.where, each.key.programme)
                series.setdefault(place, {})[each.key, each.value] = each
    made = []
    for found in series.values():
        ordered = sorted(found.values(), key=lambda each: (each.key.last, each.value))
        made += [Relation(((later, 1), (earlier, -1)), slack=True) for earlier, later in pairwise(ordered)]
    return [each for each in made if each.value >= 0]


_Known = Mapping[Key, Stated]


def _parts(known: _Known) -> dict[tuple[Key, tuple[str, ...]], list[Stated]]:
    """For each whole and the dimensions by which it falls apart: its parts. A district's whole is its State, if that is there."""
    groups: dict[tuple[Key, tuple[str, ...]], list[Stated]] = {}
    for key, each in known.items():
        for size in range(1, len(key.where) + 1):
            wholes = [(whole, names) for names, whole in _wider(key, size) if whole in known]
            for place in wholes:
                groups.setdefault(place, []).append(each)
            if wholes:
                break
    return groups


def _wider(key: Key, size: int) -> Iterator[tuple[tuple[str, ...], Key]]:
    """The same question with so many dimensions left out."""
    for left_out in combinations(key.where, size):
        where = tuple(pair for pair in key.where if pair not in left_out)
        yield tuple(sorted(name for name, _ in left_out)), replace(key, where=where)


def _sums(known: _Known) -> Iterator[Relation]:
    """The parts of a whole come to it; or, where some are not in the pack or overlap, are no more than it."""
    for (key, _), parts in _parts(known).items():
        whole = known[key]
        if not key.adds_up:
            yield from (Relation(((whole, 1), (part, -1)), slack=True) for part in parts)
            continue
        terms = ((whole, 1), *((part, -1) for part in parts))
        yield Relation(terms, slack=sum(sign * each.value for each, sign in terms) > 0)


def _overlaps(known: _Known) -> Iterator[Relation]:
    """The rows of a table, less those counted again, are its total."""
    for key, counted in known.items():
        again = key.declared
        if again.kind is not Kind.AGAIN:
            continue
        names, whole = set(again.across), known.get(replace(key, measure=again.again_of))
        parts = [
            each for other, each in known.items()
            if other.measure == again.again_of and set(dict(other.where)) == names | set(dict(key.where))
            and set(key.where) <= set(other.where) and (other.first, other.last, other.programme)
            == (key.first, key.last, key.programme)
        ]  # fmt: skip
        if whole is not None and parts:
            yield Relation((*((part, 1) for part in parts), (counted, -1), (whole, -1)))


def _windows(known: _Known) -> Iterator[Relation]:
    """Days that follow each other: up to a day and from then on, months and their year, and what came between two days.

    Where only the end of a window is known as a count since the beginning, the window is no more than that.
    """
    places: dict[tuple[str, Where, int | None], tuple[dict[date, Stated], list[Stated]]] = {}
    for each in known.values():
        if each.key.adds_up:
            ends, spans = places.setdefault((each.key.measure, each.key.where, each.key.programme), ({}, []))
            if each.key.first is None:
                ends[each.key.last] = each
            else:
                spans.append(each)
    for ends, spans in places.values():
        spans.sort(key=lambda each: each.key.last)
        for span in spans:
            before, after = ends.get(_eve(span.key)), ends.get(span.key.last)
            if after is not None:
                parts = ((after, 1), (span, -1)) if before is None else ((after, 1), (span, -1), (before, -1))
                yield Relation(parts, slack=before is None)
            parts_of = _tiles([each for each in spans if each is not span], _eve(span.key), span.key.last)
            if parts_of:
                yield Relation(((span, 1), *((part, -1) for part in parts_of)))
        for early, late in pairwise(sorted(ends)):
            between = _tiles(spans, early, late)
            if len(between) > 1:
                yield Relation(((ends[late], 1), (ends[early], -1), *((part, -1) for part in between)))


def _eve(key: Key) -> date:
    """The day before a window begins."""
    return (key.first or date.min + timedelta(days=1)) - timedelta(days=1)


def _tiles(spans: Sequence[Stated], eve: date, last: date) -> list[Stated]:
    """The shortest windows (given by their ends) that follow each other from one day to another; none where they do not."""
    found: list[Stated] = []
    while eve < last:
        part = next((each for each in spans if _eve(each.key) == eve and each.key.last <= last), None)
        if part is None:
            return []
        found.append(part)
        eve = part.key.last
    return found


def _enrolments(known: _Known) -> Iterator[Relation]:
    """Enrolments are those of new persons and the further ones of the same persons."""
    for key, further in known.items():
        if key.measure == "further":
            enrolled = known.get(replace(key, measure="enrolled"))
            # Counted since the beginning, new persons and persons are one figure.
            persons = known.get(replace(key, measure="new_persons")) or known.get(replace(key, measure="persons"))
            if enrolled is not None and persons is not None:
                yield Relation(((enrolled, 1), (persons, -1), (further, -1)))


def _larger(known: _Known) -> Iterator[Relation]:
    for larger, smaller in _NEVER_MORE:
        for key, each in known.items():
            if key.measure == smaller:
                whole = known.get(replace(key, measure=larger))
                if whole is not None:
                    yield Relation(((whole, 1), (each, -1)), slack=True)
