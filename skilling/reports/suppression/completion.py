"""Complementary suppression: what is withheld besides, until every withheld figure has a witness; refuses to leave one without.

Tables of one level (all totals; all that part people by one thing; by two) are completed together. Where that leaves a figure
without a witness, they are taken one after the other, and what gives a figure away is left untold: the figures of the table
that are nearest to it, then their rows, then the table. Nothing more can be worked out then than before the table, since any
values that were possible go on with figures of which nothing is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from skilling.reports.suppression.relations import Relation
from skilling.reports.suppression.system import System
from skilling.reports.suppression.witness import Witnesses

Witnessed = dict[int, Mapping[int, int]]
Table = tuple[Sequence[int], Sequence[Relation]]  # figures, and the relations that they bring


def completed(system: System, level: Sequence[Table], found: Witnessed) -> tuple[System, Witnessed]:
    """The system with these tables published in it, and the witnesses of what they and all before them withhold."""
    together, proofs = system.copy(), dict(found)
    own = [number for numbers, _ in level for number in numbers]
    for _, relations in level:
        together.relate_all(relations)
    completion = _Completion(together, own, proofs)
    if completion.all_have_witnesses():
        together.publish(own)
        return together, proofs
    for numbers, relations in level:
        system.relate_all(relations)
        _Completion(system, numbers, found).leave_untold_what_has_none()
        system.publish(numbers)
    return system, found


class _Completion:
    """Some figures that are about to be published, with the second solutions found so far."""

    def __init__(self, system: System, own: Sequence[int], found: Witnessed) -> None:
        self._system, self._own, self._found = system, own, found
        self._witnesses = Witnesses(system)

    def all_have_witnesses(self) -> bool:
        """Withholds what it takes that everything withheld has a witness; False: something has none even so."""
        proven = set[int]()
        for number in self._waiting():
            if number not in proven:
                witness = self._of(number)
                if witness is None:
                    return False
                proven |= witness.keys()
        return True

    def leave_untold_what_has_none(self) -> None:
        """The same, and what has none is freed by leaving others untold.

        With the whole table untold it takes nothing away from anybody: what has none even then had none before.
        """
        proven, waiting = set[int](), deque(self._waiting())
        while waiting:
            number = waiting.popleft()
            if number in proven:
                continue
            witness = self._of(number)
            groups = iter(()) if witness is not None else self._wider_and_wider(number)
            for group in groups:
                self._system.leave_untold(group)
                waiting.extend(each for each in sorted(group) if self._system.unknowns[each].value)
                witness = self._of(number)
                if witness is not None:
                    break
            proven |= witness.keys() if witness is not None else {number}

    def _of(self, number: int) -> Mapping[int, int] | None:
        """A witness of a figure; None: there is none with all that may be withheld. What it needs is withheld now."""
        found = self._found.get(number)
        if found is not None and self._system.holds(found):
            return found
        found = self._witnesses.find(number, found)
        if found is not None:
            self._system.hide(found)
            self._found.update(dict.fromkeys(found, found))
        return found

    def _wider_and_wider(self, number: int) -> Iterator[set[int]]:
        """Figures of this table whose untelling may free another, each time more of them."""
        names = {place: key for (key, _), place in self._system.numbers.items()}
        nearest = self._system.nearest(number, set(self._own))
        if nearest:
            yield nearest
            rows = {names[each].where for each in nearest}
            yield {each for each in self._own if names[each].where in rows}
        yield set(self._own)

    def _waiting(self) -> list[int]:
        """What is withheld and hangs together with these: they first, the smallest before the others.

        That nobody is counted is no secret, wherever it was left untold.
        """
        ours, unknowns = set(self._own), self._system.unknowns
        return sorted(
            (each for each in self._system.connected(self._own) if unknowns[each].hidden and unknowns[each].value),
            key=lambda number: (number not in ours, unknowns[number].value, number),
        )
