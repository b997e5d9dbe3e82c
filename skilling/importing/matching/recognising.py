"""Which rows of a list are one record, and which records the register has already; refuses to decide what is then written.

Developers are weighed (`matching`), other nouns are known by what identifies them (`keyed`). Both end in one answer, so that
the plan need not know which way was gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from sqlmodel import Session

from skilling.database import sets
from skilling.database.tables import MatchDecision, table_of
from skilling.importing.matching import answering, blockindex, matching
from skilling.importing.matching.answering import Marks
from skilling.importing.matching.blocking import BlockKeys, block_keys, kept_keys
from skilling.importing.matching.namesakes import namesakes
from skilling.importing.matching.people import People
from skilling.importing.telling import SILENT, Telling

CERTAIN: Final = 99.0  # score of what needs no weighing: the same identifier, or a row that came in before


class Candidate(NamedTuple):
    """A record of the register, or an earlier row of the list, that may be the same; with a score in bits and why, in words."""

    record: int  # 0 where it is a row
    row: int  # position in the list, -1 where it is a record
    score: float
    why: tuple[str, ...]


class Decided(NamedTuple):
    """What a person said of a row: it is a new record, it is left out, it is a record of the register, or another row's."""

    what: Literal["new", "skip", "record", "row"]
    which: int = 0  # id of the record, or number of the other row in the sheet


@dataclass
class Recognised:
    """For each row: the record it belongs to (0 for none yet), the first row of the same record, and what is doubtful."""

    record: list[int]
    first: list[int]
    doubtful: set[int] = field(default_factory=set)
    candidates: dict[int, tuple[Candidate, ...]] = field(default_factory=dict)
    keys: BlockKeys | None = None  # under which developers are kept, to be stored with them
    again: matching.ComeAgain | None = None  # the cohort whose people nearly all rows are
    answers: matching.Answers = matching.NO_ANSWERS  # what people said of these rows when they came before

    @classmethod
    def nothing(cls, size: int) -> Recognised:
        """No row is like any other."""
        return cls([0] * size, list(range(size)))


def settled(weighed: Recognised, decided: Mapping[int, Decided]) -> Recognised:
    """What was weighed, after what people said (`decided`, by position); the weighed stays as it is."""
    found = replace(
        weighed, record=list(weighed.record), first=list(weighed.first), doubtful=set(weighed.doubtful),
        candidates=dict(weighed.candidates),
    )  # fmt: skip
    heed(found, decided)
    gather(found, decided)
    return found


def weigh(
    session: Session, people: People, known: Mapping[int, int], marks: Marks | None = None, telling: Telling = SILENT
) -> Recognised:
    """Weighs the rows of a list against each other and against the register.

    `known` are rows that came in before exactly as they stand, with their developer, by position. Rows without a name match
    nobody. `marks` are those under which answers on the rows are remembered.
    """
    found = Recognised.nothing(len(people))
    keys = block_keys(people)
    telling.at(0.4)
    found.answers = answering.recalled(session, marks or Marks(people))
    duplicates = matching.in_file(people, found.answers, keys)
    keys = found.keys = kept_keys(people, keys)
    telling.at(0.6)
    found.first = duplicates.first
    for row, pair in duplicates.repeats.items():
        found.candidates[row] = (Candidate(0, pair.earlier, pair.score, pair.why),)
    for pair in duplicates.review:
        found.doubtful.add(pair.row)
        found.candidates[pair.row] = (Candidate(0, pair.earlier, pair.score, pair.why),)
    for row, record in known.items():
        found.record[row] = record
        found.doubtful.discard(row)
        found.candidates[row] = (Candidate(record, -1, CERTAIN, ("the same row came in before",)),)
    _against_register(session, people, keys, found, known)
    telling.at(1.0)
    return found


def _against_register(session: Session, people: People, keys: BlockKeys, found: Recognised, known: Mapping[int, int]) -> None:
    shared = blockindex.candidates(session, people, keys)
    alike = namesakes(session, people)
    found.again = alike.again
    again = alike.again.pairs.items() if alike.again else ()
    pairs = [pair for pair in {*shared.pairs, *alike.pairs, *again, *found.answers.same} if pair[0] not in known]
    if not pairs:
        return
    register = blockindex.Register(session, {developer for _, developer in pairs}, addresses=any(people.address))
    living = set(register.ids)
    verdicts = matching.against(
        people,
        register.people,
        register.ids,
        [pair for pair in pairs if pair[1] in living],
        blockindex.size(session),
        replace(
            found.answers,
            apart=_known_apart(session, set(register.survivors)),
            merged=dict(zip(register.ids, register.survivors, strict=True)),
        ),
        matching.Counted(institutions=blockindex.by_institution(session, people), crowded=shared.crowded, again=found.again),
    )
    for row, verdict in enumerate(verdicts):
        if verdict.outcome is matching.Outcome.NEW:
            continue
        shown = tuple(Candidate(each.developer, -1, each.score, each.why) for each in verdict.candidates)
        found.candidates[row] = shown + found.candidates.get(row, ())
        if verdict.outcome is matching.Outcome.LINK:
            found.record[row] = verdict.developer or 0
            found.doubtful.discard(row)
        elif found.first[row] == row:
            found.doubtful.add(row)


def _known_apart(session: Session, ids: set[int]) -> frozenset[tuple[int, int]]:
    """Pairs of these developers that a person judged to be two people, the smaller id first."""
    table = table_of(MatchDecision)
    rows = sets.rows_where(session, (table.c.a, table.c.b, table.c.verdict), table.c.a, ids)
    return frozenset((min(a, b), max(a, b)) for a, b, verdict in rows if verdict == "different" and b in ids)


def heed(found: Recognised, decided: Mapping[int, Decided]) -> None:
    """What people said comes before what was weighed."""
    for row, said in decided.items():
        if said.what == "new":
            found.record[row], found.first[row] = 0, row
        elif said.what == "record":
            found.record[row], found.first[row] = said.which, row
        elif said.what == "row":
            found.record[row], found.first[row] = 0, found.first[said.which]
        found.doubtful.discard(row)


def gather(found: Recognised, decided: Mapping[int, Decided]) -> None:
    """Rows of one record share what any of them was recognised as; where they disagree, a person has to look."""
    groups: dict[int, list[int]] = {}
    for row, first in enumerate(found.first):
        if first != row:
            groups.setdefault(first, [first]).append(row)
    for first, rows in groups.items():
        records = {found.record[row] for row in rows} - {0}
        settled = decided.get(first)
        if len(records) > 1 or (records and settled is not None and settled.what == "new"):
            # Each keeps its own: they are two people of the register who look alike in this list.
            for row in rows:
                found.first[row] = first if settled is not None and not found.record[row] else row
                if not found.record[row] and settled is None:
                    found.doubtful.add(row)
        elif records:
            record = records.pop()
            for row in rows:
                found.record[row] = record
            found.doubtful.difference_update(rows)
        elif first in found.doubtful:
            found.doubtful.update(rows)
