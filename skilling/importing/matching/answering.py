"""What people said of rows that look like each other or like a developer, remembered for ever; refuses to weigh anybody.

A row is no record before its list is taken in, and its developer goes when the import is taken back. So an answer hangs on what the
row says of its person (its mark, 64 bits of a hash), and on the developers too once there are two. "Not the same" stands for ever;
"the same" as long as the import does in which it was said, for whoever takes that back may have erred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final, NamedTuple, Protocol

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import sets
from skilling.database.changes import Change
from skilling.database.tables import Developer, ImportRun, MatchDecision, RowJudgement, table_of
from skilling.domain.names import as_text
from skilling.domain.text import key
from skilling.importing.matching.blocking import LARGEST_BLOCK
from skilling.importing.matching.matching import Answers
from skilling.importing.matching.people import People

SAME, DIFFERENT = "same", "different"
_MANY: Final = LARGEST_BLOCK**2  # pairs that one answer may settle in a list


class Judged(NamedTuple):
    """A person's answer on a row: it is, or is not, the developer `record` or (where that is 0) the row at position `other`."""

    row: int
    verdict: str
    record: int
    other: int
    mark: int
    other_mark: int  # 0 beside a developer


@dataclass
class Marks:
    """The marks of the rows of a list; `called` are the names of its institutions by id, `raw` the cells of each row as text."""

    people: People
    called: Mapping[Any, str] = field(default_factory=dict)
    raw: Sequence[str] = ()

    def of(self, row: int) -> int:
        """What a row says of its person. Where that is little more than a name, the whole row counts."""
        people = self.people
        telling = (people.mobile[row], people.email[row], people.born_on[row], people.rolls[row])
        place = people.institution[row]
        said: list[object] = [people.name_keys[row], as_text(people.fathers[row]), *telling]
        said.append(key(str(self.called.get(place, place or ""))))
        if telling == (None, None, None, None):
            said.append(self._raw(row))
        return _hashed(said)

    def of_pair(self, row: int, other: int) -> tuple[int, int]:
        """The marks of two rows; where both say the same, the second stands for the two rows as a whole."""
        mark, other_mark = self.of(row), self.of(other)
        return mark, self.twins(row, other) if mark == other_mark else other_mark

    def twins(self, row: int, other: int) -> int:
        """A mark for two rows that say the same of their person, whichever of them comes first."""
        return _hashed(["twins", *sorted((self._raw(row), self._raw(other)))])

    def _raw(self, row: int) -> str:
        return self.raw[row] if self.raw else ""


def _hashed(said: Sequence[object]) -> int:
    return int.from_bytes(blake2b("\x1f".join(map(str, said)).encode(), digest_size=8).digest(), "big", signed=True)


def recalled(session: Session, marks: Marks) -> Answers:
    """The answers of former imports that hold for the rows of this list, by position."""
    judgements = _stored(session)
    if not judgements:
        return Answers()
    by_mark: dict[int, list[int]] = {}
    for row in range(len(marks.people)):
        if marks.people.full_name[row] is not None:
            by_mark.setdefault(marks.of(row), []).append(row)
    found: dict[str, tuple[set[tuple[int, int]], set[tuple[int, int]]]] = {SAME: (set(), set()), DIFFERENT: (set(), set())}
    for (mark, other, developer), verdict in judgements.items():
        rows = by_mark.get(mark, [])
        if developer:
            found[verdict][1].update((row, developer) for row in rows)
        elif rows:
            found[verdict][0].update(_pairs(marks, rows, by_mark.get(other), other))
    (same, same_as), (apart, apart_from) = found[SAME], found[DIFFERENT]
    return Answers(frozenset(same_as), frozenset(apart_from), rows_same=frozenset(same), rows_apart=frozenset(apart))


def _pairs(marks: Marks, rows: list[int], others: list[int] | None, other: int) -> Iterable[tuple[int, int]]:
    """The pairs of positions, the later row first, that an answer on two marks is about."""
    if others is None:
        few = rows[:LARGEST_BLOCK]
        pairs = [(row, earlier) for place, row in enumerate(few) for earlier in few[:place]]
        return [pair for pair in pairs if marks.twins(*pair) == other]
    if len(rows) * len(others) > _MANY:
        return ()
    return [(max(row, each), min(row, each)) for row in rows for each in others]


def _stored(session: Session) -> dict[tuple[int, int, int], str]:
    """The last verdict on each two: mark, other mark, developer."""
    table, run = table_of(RowJudgement), table_of(ImportRun)
    rows = session.execute(
        select(table.c.mark, table.c.other, table.c.developer_id, table.c.verdict, run.c.state)
        .join(run, run.c.id == table.c.run_id)
        .order_by(table.c.id)
    )
    return {
        (int(mark), int(other), int(developer or 0)): verdict
        for mark, other, developer, verdict, state in rows
        if verdict == DIFFERENT or state == "applied"
    }


class Likely(Protocol):
    """A record of the register, or (where `record` is 0) the earlier row at position `row`, that a row may be the same as."""

    @property
    def record(self) -> int: ...
    @property
    def row(self) -> int: ...


def said_of(marks: Marks, row: int, what: str, which: int, candidates: Sequence[Likely]) -> list[Judged]:
    """What a decision on a row says of those it was compared with.

    `new` says that it is none of them; `record` and `row` that it is the one at `which`, and nothing of the others, who may stand in
    the register twice; `skip` says nothing.
    """
    if what == "new":
        asked = [(DIFFERENT, each.record, each.row) for each in candidates]
    elif what == "record":
        asked = [(SAME, which, -1)]
    else:
        asked = [(SAME, 0, which)] if what == "row" and which >= 0 else []
    found = []
    for verdict, record, other in asked:
        mark, other_mark = (marks.of(row), 0) if record else marks.of_pair(row, other)
        found.append(Judged(row, verdict, record, other, mark, other_mark))
    return found


def remember(change: Change, run: int, judged: Sequence[Judged]) -> None:
    """Keeps what a person said of the rows of a list."""
    records = {each.record for each in judged} - {0}
    there = {
        int(row[0]) for row in sets.rows_where(change.session, (table_of(Developer).c.id,), table_of(Developer).c.id, records)
    }
    change.session.add_all(
        RowJudgement(
            mark=each.mark, other=each.other_mark, developer_id=each.record or None, verdict=each.verdict, run_id=run
        )
        for each in judged
        if not each.record or each.record in there
    )  # fmt: skip
    change.session.flush()


def keep_apart(change: Change, pairs: Iterable[tuple[int, int]]) -> None:
    """Keeps that these developers are two people each time, whatever was thought of them before; 0 is nobody yet."""
    wanted = {(min(pair), max(pair)) for pair in pairs if all(pair) and pair[0] != pair[1]}
    table = table_of(MatchDecision)
    known = {
        (int(a), int(b)): int(number)
        for number, a, b in sets.rows_where(change.session, (table.c.id, table.c.a, table.c.b), table.c.a, {a for a, _ in wanted})
    }
    for pair in sorted(wanted):
        before = change.session.get(MatchDecision, known[pair]) if pair in known else None
        if before is None:
            change.session.add(MatchDecision(a=pair[0], b=pair[1], verdict=DIFFERENT, actor=change.actor, at=change.at))
        elif before.verdict != DIFFERENT:
            before.verdict, before.actor, before.at = DIFFERENT, change.actor, change.at
            change.session.add(before)
    change.session.flush()
