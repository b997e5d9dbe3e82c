"""Which figures of a public pack are withheld; refuses to tell more than can be protected, if need be to tell anything.

Three rules, each by the one before it:
1. a count of 1 to 9 is shown as "<10", and an amount of so few records not at all (domain: the public profile);
2. a count that differs by 1 to 9 from one published before, over days that begin or end on the same day, is withheld:
   the difference is a small count that was never shown;
3. further figures are withheld until every withheld one, of this pack and of those before it, has a witness: the finest
   first, so that totals are the last to go. Where few people are spread over many rows there may be none: of those rows,
   or of a table, nothing is told then, not even what is zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from skilling.reports.figures import Where
from skilling.reports.suppression.completion import Table, Witnessed, completed
from skilling.reports.suppression.relations import Relation, growth, relations
from skilling.reports.suppression.stated import Key, Shown, Stated, is_small
from skilling.reports.suppression.system import System

Contributors = Callable[[Key, date | None], int]  # records behind an amount, or by how many it has changed since a day


@dataclass(frozen=True)
class Protected:
    """The figures of a pack as the public sees them."""

    stated: tuple[Stated, ...]

    def shown(self) -> Mapping[Key, Shown]:
        return {each.key: each.shown for each in self.stated}


def protect(figures: Mapping[Key, int], earlier: Sequence[Sequence[Stated]], contributors: Contributors) -> Protected:
    """How each figure is shown, given every pack published before, oldest first.

    Tables are protected as if those coarser than they were published already: a total is never given up for its parts.
    """
    now = _small(figures, earlier, contributors)
    system = System()
    for pack in (*earlier, now):
        for each in pack:
            system.add(each, published=pack is not now)
    found: Witnessed = {}
    for level in _levels(system, (*earlier, now)):
        system, found = completed(system, level, found)
    return Protected(tuple(_as_shown(each, system) for each in now))


def _levels(system: System, packs: Sequence[Sequence[Stated]]) -> list[list[Table]]:
    """The figures that are not published yet by table, the tables by how many things part them: all totals first.

    With each table come the relations of which it is the last; with the totals, those of earlier packs too.
    """
    tables: dict[tuple[str, ...], tuple[list[int], list[Relation]]] = {(): ([], [])}
    for each in packs[-1]:
        number = system.numbers[each.key, each.value]
        if number not in system.published:
            tables.setdefault(tuple(sorted({name for name, _ in each.key.where})), ([], []))[0].append(number)
    ordered = [tables[names] for names in sorted(tables, key=lambda names: (len(names), len(tables[names][0]), names))]
    order = {number: place for place, (numbers, _) in enumerate(ordered) for number in numbers}
    for relation in _related(packs):
        last = max(order.get(system.numbers[each.key, each.value], 0) for each, _ in relation.terms)
        ordered[last][1].append(relation)
    found: dict[int, list[Table]] = {}
    for names in sorted(tables, key=lambda names: (len(names), len(tables[names][0]), names)):
        found.setdefault(len(names), []).append(tables[names])
    return list(found.values())


def _related(packs: Sequence[Sequence[Stated]]) -> Iterator[Relation]:
    """The relations between the figures of these packs."""
    newest = {each.key: each for pack in packs for each in pack}
    yield from relations(tuple(newest.values()))
    for pack in packs:
        if any(newest[each.key].value != each.value for each in pack):  # records were corrected since
            yield from relations(pack)
    yield from growth(packs)


def _small(figures: Mapping[Key, int], earlier: Sequence[Sequence[Stated]], contributors: Contributors) -> list[Stated]:
    """Rules 1 and 2."""
    before = _published(earlier)
    out = {(each.key, each.value): each.shown for pack in earlier for each in pack}
    found = []
    for key, value in figures.items():
        shown = out.get((key, value))
        if shown is None:
            since = before.get((key.measure, key.where), ())
            if key.is_amount:
                shown = _of_amount(key, value, since, contributors)
            elif is_small(value):
                shown = Shown.FEW
            else:
                near = any(is_small(value - each.value) for each in since if _nested(key, each.key))
                shown = Shown.WITHHELD if near and value else Shown.PLAIN
        found.append(Stated(key, value, shown))
    return found


def _published(earlier: Iterable[Iterable[Stated]]) -> dict[tuple[str, Where], list[Stated]]:
    found: dict[tuple[str, Where], list[Stated]] = {}
    for pack in earlier:
        for each in pack:
            if each.shown is Shown.PLAIN:
                found.setdefault((each.key.measure, each.key.where), []).append(each)
    return found


def _nested(one: Key, other: Key) -> bool:
    """The difference of the two counts is a count itself: of the days, or the programmes, that only one of them has."""
    ends = one.first == other.first or one.last == other.last
    return ends and (one.programme == other.programme or None in (one.programme, other.programme))


def _of_amount(key: Key, value: int, since: Iterable[Stated], contributors: Contributors) -> Shown:
    if not value:
        return Shown.PLAIN
    days = {each.key.last for each in since if each.key.first == key.first and each.key.programme == key.programme}
    few = is_small(contributors(key, None)) or any(is_small(contributors(key, day)) for day in days)
    return Shown.WITHHELD if few else Shown.PLAIN


def _as_shown(stated: Stated, system: System) -> Stated:
    unknown = system.unknowns[system.numbers[stated.key, stated.value]]
    if unknown.untold:
        return replace(stated, shown=Shown.UNTOLD)
    return replace(stated, shown=Shown.WITHHELD) if unknown.hidden and stated.shown is Shown.PLAIN else stated
