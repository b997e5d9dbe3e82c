"""What was worked out for a list and stays true while a person decides: columns as they were read, people as they were weighed.

Refuses to answer once anything that the answer rests on is another: it compares, it does not trust. With it a decision costs what
it changes, not the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from skilling.importing.matching import recognising
from skilling.importing.matching.answering import Marks
from skilling.importing.matching.people import People
from skilling.importing.matching.recognising import Decided, Recognised
from skilling.importing.reading.grid import Cell
from skilling.importing.telling import SILENT, Telling
from skilling.importing.values.findings import Cleaned, Reading


@dataclass
class Kept:
    """Lives as long as the list is in hand."""

    _columns: dict[tuple[int, str], tuple[Sequence[Cell], Reading, Cleaned]] = field(default_factory=dict)
    _weighed: tuple[int, People, Mapping[int, int], Recognised] | None = None

    def column(self, index: int, name: str, cells: Sequence[Cell], context: Reading, read: Callable[[], Cleaned]) -> Cleaned:
        """A column of the list read as a field; as it was read before, if cells and circumstances are the same."""
        before = self._columns.get((index, name))
        if before is not None and before[1] == context and before[0] == cells:
            return before[2]
        cleaned = read()
        self._columns[index, name] = cells, context, cleaned
        return cleaned

    def people(self, people: People) -> People:
        """The people as they were weighed, if they are the same: what was derived from their names is at hand there."""
        return self._weighed[1] if self._weighed is not None and self._weighed[1] == people else people

    def recognised(
        self,
        session: Session,
        register: int,
        marks: Marks,
        known: Mapping[int, int],
        decided: Mapping[int, Decided],
        telling: Telling = SILENT,
    ) -> Recognised:
        """Who is who; weighed anew only if people or register are others. `register` is the number of its newest change."""
        before, people = self._weighed, marks.people
        if before is None or before[0] != register or before[2] != known or before[1] != people:
            weighed = recognising.weigh(session, people, known, marks, telling)
            self._weighed = register, people, dict(known), weighed
        else:
            weighed = before[3]
        return recognising.settled(weighed, decided)
