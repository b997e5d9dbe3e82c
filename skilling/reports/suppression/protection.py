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
from typing import Final

from skilling.reports.figures import Where
from skilling.reports.suppression.relations import Relation, growth, relations
from skilling.reports.suppression.stated import Key, Shown, Stated, is_small
from skilling.reports.suppression.system import System
from skilling.reports.suppression.witness import Witnesses

_PATIENCE: Final = 2  # times that part of a table is given up before all of it is, and one more for so many figures of it
_A_PLACE_IN: Final = 100
Contributors = Callable[[Key, date | None], int]  # records behind an amount, or by how many it has changed since a day


@dataclass(frozen=True)
class Protected:
    """The figures of a pack as the public sees them."""

    stated: tuple[Stated, ...]

    def shown(self) -> Mapping[Key, Shown]:
        return {each.key: each.shown for each in self.stated}


def protect(figures: Mapping[Key, int], earlier: Sequence[Sequence[Stated]], contributors: Contributors) -> Protected:
    """How each figure is shown, given every pack published before, oldest first.

    A table is protected as if those coarser than it were published already: a total is never given up for its parts.
    """
    now = _small(figures, earlier, contributors)
    system = System()
    for pack in (*earlier, now):
        for each in pack:
            system.add(each, published=pack is not now)
    tables = _tables(system, now)
    waiting = _by_table(system, tables, (*earlier, now))
    proofs = _Proofs(system)
    for own, related in zip(tables, waiting, strict=True):
        for relation in related:
            system.relate(relation)
        _complete(system, own, proofs)
        system.publish(own)
    return Protected(tuple(_as_shown(each, system) for each in now))


def _tables(system: System, now: Iterable[Stated]) -> list[list[int]]:
    """The figures that are not published yet, by the things that part them: the coarsest first, at its head all totals."""
    tables: dict[tuple[str, ...], list[int]] = {(): []}
    for each in now:
        number = system.numbers[each.key, each.value]
        if number not in system.published:
            tables.setdefault(tuple(sorted({name for name, _ in each.key.where})), []).append(number)
    return [tables[names] for names in sorted(tables, key=lambda names: (len(names), len(tables[names]), names))]


def _by_table(system: System, tables: Sequence[Sequence[int]], packs: Sequence[Sequence[Stated]]) -> list[list[Relation]]:
    """The relations by the finest table among their figures; those of earlier packs first."""
    level = {number: place for place, table in enumerate(tables) for number in table}
    found: list[list[Relation]] = [[] for _ in tables]
    for relation in _related(packs):
        finest = max(level.get(system.numbers[each.key, each.value], 0) for each, _ in relation.terms)
        found[finest].append(relation)
    return found


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


class _Proofs:
    """The second solutions that were found: most still hold when a table is added, and the others are where a search sets out."""

    def __init__(self, system: System) -> None:
        self._system, self._witnesses = system, Witnesses(system)
        self._found: dict[int, Mapping[int, int]] = {}
        self._given_up: set[int] = set()

    def give_up(self, number: int) -> None:
        """None was found with the whole table untold: none will be with another table beside it."""
        self._given_up.add(number)

    def of(self, number: int) -> Mapping[int, int] | None:
        """A witness of a figure; None: there is none yet, with all that may be withheld. What it needs is withheld now."""
        found = self._found.get(number)
        if found is not None and self._system.holds(found):
            return found
        if number in self._given_up:
            return None
        found = self._witnesses.find(number, found)
        if found is not None:
            self._system.hide(found)
            self._found |= dict.fromkeys(found, found)
        return found


def _complete(system: System, own: Sequence[int], proofs: _Proofs) -> None:
    """Rule 3: figures of this table are withheld until everything withheld has a witness.

    Where one has none, the figures that give it away are left untold: those with which it adds up, then their rows, then
    the table; the table at once, where that happens too often in it. Nothing more can be worked out then than before the
    table, since any values that were possible go on with figures of which nothing is said.
    """
    ours, proven = set(own), set[int]()
    patience = _PATIENCE + len(own) // _A_PLACE_IN
    for number in _waiting(system, own):
        if number in proven:
            continue
        found = proofs.of(number)
        if found is None:
            patience -= 1
            for group in _wider_and_wider(system, number, ours) if patience >= 0 else [ours]:
                system.leave_untold(group)
                found = proofs.of(number)
                if found is not None:
                    break
            else:
                proofs.give_up(number)
        proven |= set(found or ())


def _wider_and_wider(system: System, number: int, ours: set[int]) -> Iterator[set[int]]:
    """Figures of this table whose untelling may free another: those that add up with it, all of their rows, the table."""
    sums = [terms for terms, room in zip(system.terms, system.rooms, strict=True) if room is None and number in terms]
    beside = {other for terms in sums for other in terms} & ours
    if beside:
        yield beside
        names = {place: key for (key, _), place in system.numbers.items()}
        places = {names[other].where for other in beside}
        yield {other for other in ours if names[other].where in places}
    yield ours


def _waiting(system: System, own: Sequence[int]) -> list[int]:
    """What is withheld and hangs together with this table: its own figures first, the smallest before the others.

    That nobody is counted is no secret, wherever it was left untold.
    """
    ours, reached = set(own), system.connected(own)
    return sorted(
        (each for each in set(system.numbers.values()) & reached if system.unknowns[each].hidden and system.unknowns[each].value),
        key=lambda number: (number not in ours, system.unknowns[number].value, number),
    )


def _as_shown(stated: Stated, system: System) -> Stated:
    unknown = system.unknowns[system.numbers[stated.key, stated.value]]
    if unknown.untold:
        return replace(stated, shown=Shown.UNTOLD)
    return replace(stated, shown=Shown.WITHHELD) if unknown.hidden and stated.shown is Shown.PLAIN else stated
