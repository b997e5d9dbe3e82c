"""Complementary suppression: what is withheld besides, until every withheld figure has a witness; refuses to leave one without.

Where a figure has none, what gives it away is left untold: the figures of this level that are nearest to it, then their rows,
then their tables, then one further table after the other. Nothing more can be worked out then than before, since any values
that were possible go on with figures of which nothing is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from skilling.reports.suppression.stated import Key
from skilling.reports.suppression.system import System
from skilling.reports.suppression.witness import Witnesses


class Proofs:
    """The second solutions that were found: most still hold when figures are added, and the others are where a search sets out."""

    def __init__(self, system: System) -> None:
        self._system, self._witnesses = system, Witnesses(system)
        self._found: dict[int, Mapping[int, int]] = {}
        self._given_up: set[int] = set()

    def complete(self, own: Sequence[int]) -> None:
        """Withholds, or leaves untold, figures of these until everything that hangs together with them and is withheld has a witness."""
        proven = set[int]()
        waiting = deque(_waiting(self._system, own))
        while waiting:
            number = waiting.popleft()
            if number in proven or number in self._given_up:
                continue
            found = self._of(number)
            if found is None:
                for group in _wider_and_wider(self._system, number, own):
                    self._system.leave_untold(group)
                    waiting.extend(each for each in sorted(group) if self._system.unknowns[each].value)
                    found = self._of(number)
                    if found is not None:
                        break
                else:  # with all of these untold: none will be found with further figures either
                    self._given_up.add(number)
            proven |= set(found or ())

    def _of(self, number: int) -> Mapping[int, int] | None:
        """A witness of a figure; None: there is none with all that may be withheld. What it needs is withheld now."""
        found = self._found.get(number)
        if found is not None and self._system.holds(found):
            return found
        found = self._witnesses.find(number, found)
        if found is not None:
            self._system.hide(found)
            self._found |= dict.fromkeys(found, found)
        return found


def _wider_and_wider(system: System, number: int, own: Sequence[int]) -> Iterator[set[int]]:
    """Figures whose untelling may free another, each time more of them."""
    names = {place: key for (key, _), place in system.numbers.items()}
    rows: dict[object, set[int]] = {}
    tables: dict[tuple[str, ...], set[int]] = {}
    for each in own:
        rows.setdefault(names[each].where, set()).add(each)
        tables.setdefault(parted_by(names[each]), set()).add(each)
    nearest = system.nearest(number, set(own))
    yield nearest
    yield {each for place in {names[other].where for other in nearest} for each in rows[place]}
    near = {parted_by(names[other]) for other in nearest}
    yield {each for table in near for each in tables[table]}
    for table in sorted(tables.keys() - near, key=lambda table: (len(tables[table]), table)):
        yield tables[table]


def parted_by(key: Key) -> tuple[str, ...]:
    """What the rows and columns of a figure's table part people by."""
    return tuple(sorted({name for name, _ in key.where}))


def _waiting(system: System, own: Sequence[int]) -> list[int]:
    """What is withheld and hangs together with these: they first, the smallest before the others.

    That nobody is counted is no secret, wherever it was left untold.
    """
    ours, reached = set(own), system.connected(own)
    return sorted(
        (each for each in reached if system.unknowns[each].hidden and system.unknowns[each].value),
        key=lambda number: (number not in ours, system.unknowns[number].value, number),
    )
