"""Which figures of a public pack are withheld; refuses to tell more than can be protected, if need be to tell anything.

Three rules, each by the one before it:
1. a count of 1 to 9 is shown as "<10", and an amount of so few records not at all (domain: the public profile);
2. a count that differs by 1 to 9 from one published before, over days that begin or end on the same day, is withheld:
   the difference is a small count that was never shown;
3. further figures are withheld until every withheld one, of this pack and of those before it, has a witness. In programmes
   of very few people there may be none: of a table, or of the whole pack, nothing is told then, not even what is zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from skilling.reports.figures import Where
from skilling.reports.suppression import witness
from skilling.reports.suppression.relations import growth, relations
from skilling.reports.suppression.stated import Key, Shown, Stated, is_small
from skilling.reports.suppression.witness import System

_Name = tuple[Key, int]
Contributors = Callable[[Key, date | None], int]  # records behind an amount, or by how many it has changed since a day


@dataclass(frozen=True)
class Protected:
    """The figures of a pack as the public sees them."""

    stated: tuple[Stated, ...]

    def shown(self) -> Mapping[Key, Shown]:
        return {each.key: each.shown for each in self.stated}


def protect(figures: Mapping[Key, int], earlier: Sequence[Sequence[Stated]], contributors: Contributors) -> Protected:
    """How each figure is shown, given every pack published before, oldest first."""
    now = _small(figures, earlier, contributors)
    system = _system((*earlier, now), now)
    own = [system.numbers[each.key, each.value] for each in now]
    _complete(system, own, earlier)
    return Protected(tuple(_as_shown(each, system) for each in now))


def _system(packs: Sequence[Sequence[Stated]], now: Sequence[Stated]) -> System:
    """The figures and relations of these packs, of which `now` is not published yet."""
    system = System()
    for pack in packs:
        for each in pack:
            system.add(each, published=pack is not now)
    newest = {each.key: each for pack in packs for each in pack}
    for relation in relations(tuple(newest.values())):
        system.relate(relation)
    for pack in packs:
        if any(newest[each.key].value != each.value for each in pack):  # records were corrected since
            for relation in relations(pack):
                system.relate(relation)
    for relation in growth(packs):
        system.relate(relation, usual=True)  # a correction may lower a count: no reader can be sure
    return system


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


def _complete(system: System, own: Sequence[int], earlier: Sequence[Sequence[Stated]]) -> None:
    """Rule 3: figures of this pack are withheld until everything withheld has a witness.

    Where one has none, its table is left untold, and if that is not enough the whole pack: nothing more can be worked out
    then than before it, since any values that were possible go on with figures of which nothing is said.
    """
    ours, proven = set(own), set[int]()
    for number in _waiting(system, own):
        if number in proven:
            continue
        found = witness.find(system, number) or _with_all_withheld(system, number, ours, earlier)
        for group in (_of_its_table(system, number, own), own):
            if found is None:
                system.leave_untold(group)
                found = witness.find(system, number)
        if found is None:
            return
        for touched in found:
            system.unknowns[touched].hidden = True
            proven.add(touched)


def _of_its_table(system: System, number: int, own: Iterable[int]) -> list[int]:
    """The figures of this pack that part the same by the same things."""
    dimensions = {place: [name for name, _ in key.where] for (key, _), place in system.numbers.items()}
    return [each for each in own if dimensions[each] == dimensions[number]]


def _waiting(system: System, own: Sequence[int]) -> list[int]:
    """What is withheld and hangs together with this pack: its own figures first, the smallest before the others.

    That nobody is counted is no secret, wherever it was left untold.
    """
    ours, reached = set(own), system.connected(own)
    return sorted(
        (each for each in set(system.numbers.values()) & reached if system.unknowns[each].hidden and system.unknowns[each].value),
        key=lambda number: (number not in ours, system.unknowns[number].value, number),
    )


def _with_all_withheld(system: System, number: int, ours: set[int], earlier: Sequence[Sequence[Stated]]) -> dict[int, int] | None:
    """The last resort: everything of this pack that hangs together with a figure is withheld, so that the search is free.

    It sets out from a witness among the earlier packs, which there was when they were published.
    """
    for other in system.connected([number]) & ours:
        system.unknowns[other].hidden = True
    names = {place: each for each, place in system.numbers.items()}
    found = _of_earlier(earlier, names[number])
    return witness.find(system, number, {system.numbers[each]: change for each, change in found.items()})


def _of_earlier(earlier: Sequence[Sequence[Stated]], figure: _Name) -> dict[_Name, int]:
    """A witness among earlier packs, each time from the one before it: as it was found when they were published."""
    system = _system(earlier, ())
    if figure not in system.numbers:
        return {}
    start = {system.numbers[each]: change for each, change in _of_earlier(earlier[:-1], figure).items()}
    names = {place: each for each, place in system.numbers.items()}
    found = witness.find(system, system.numbers[figure], start)
    return {names[place]: change for place, change in (found or {}).items()}


def _as_shown(stated: Stated, system: System) -> Stated:
    unknown = system.unknowns[system.numbers[stated.key, stated.value]]
    if unknown.untold:
        return replace(stated, shown=Shown.UNTOLD)
    return replace(stated, shown=Shown.WITHHELD) if unknown.hidden and stated.shown is Shown.PLAIN else stated
