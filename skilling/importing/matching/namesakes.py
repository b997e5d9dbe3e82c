"""Namesakes in the register where a row, or a developer, has nothing but a name to be found by; refuses to say that they are one.

Nobody else looks for them: every other key needs a phone, a mailbox, a birthday, a roll number, a father or an institution. A name
that many bear says nothing and is not looked for, except within the cohort that the list goes to. Where nearly everybody of a list
has a namesake in one cohort, it is that list come again: what is unlikely of one row by chance cannot happen to all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final, NamedTuple

from sqlalchemy import and_, func, select
from sqlmodel import Session

from skilling.database import dialects, sets
from skilling.database.tables import Cohort, Developer, Enrolment, table_of
from skilling.importing.matching.blocking import MOST_NAMESAKES
from skilling.importing.matching.frequency import Rarity
from skilling.importing.matching.matching import ComeAgain
from skilling.importing.matching.people import People

_FEWEST: Final = 10  # people in common before two lists are taken for one
_NEARLY_ALL: Final = 0.8
_SURELY_STAYS: Final = 0.95  # at most: of a list that comes again, now and then somebody is replaced
_BY_CHANCE: Final = 0.3  # at most, of what two lists have in common


@dataclass(frozen=True)
class Namesakes:
    """Pairs (position, developer id) that only a name brings together."""

    pairs: frozenset[tuple[int, int]] = frozenset()
    again: ComeAgain | None = None


def namesakes(session: Session, people: People) -> Namesakes:
    """The namesakes of the rows of a list that may be worth a question."""
    bare = people.bare
    again = _come_again(session, people, bare, people.name_keys) if len(bare) >= _FEWEST else None
    settled = again.pairs if again else {}
    pairs = _in_their_cohorts(session, people, set(bare))
    pairs |= _rare(session, [row for row in bare if row not in settled], people.name_keys)
    return Namesakes(frozenset(pair for pair in pairs if pair[0] not in settled), again)


def _in_their_cohorts(session: Session, people: People, bare: Collection[int]) -> set[tuple[int, int]]:
    """Namesakes in the cohort that a row joins, where the row or the developer has only a name."""
    joined = {cohort for cohort in set(people.cohort) if isinstance(cohort, int)}
    members = _members(session, joined, only_bare=not bare)
    found: set[tuple[int, int]] = set()
    if not members:
        return found
    rows_of: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row, (cohort, name) in enumerate(zip(people.cohort, people.name_keys, strict=True)):
        if isinstance(cohort, int) and name:
            rows_of[cohort, name].append(row)
    for member in members:
        rows = rows_of.get((member.cohort, member.name), ())
        found.update((row, member.developer) for row in rows if member.is_bare or row in bare)
    return found


class _Member(NamedTuple):
    """Somebody of a cohort: the key of the name, and whether there is nothing else to be found by."""

    cohort: int
    developer: int
    name: str
    is_bare: bool


def _members(session: Session, cohorts: Collection[int], *, only_bare: bool = False) -> list[_Member]:
    """Everybody of these cohorts, in the order of the ids."""
    if not cohorts:
        return []
    developer, enrolment = table_of(Developer).c, table_of(Enrolment).c
    given = dialects.one_column(session.connection(), sorted(cohorts))
    telling = (developer.mobile, developer.email, developer.born_on, developer.roll_no)
    rows = session.execute(
        select(enrolment.cohort_id, developer.id, developer.name_key, and_(*(column.is_(None) for column in telling)))
        .join(table_of(Developer), developer.id == enrolment.developer_id)
        .where(enrolment.cohort_id.in_(select(given.c.value)), enrolment.archived_at.is_(None), developer.archived_at.is_(None))
        .where(*(column.is_(None) for column in telling if only_bare))
        .order_by(developer.id)
    )
    return [_Member(int(cohort), int(key), name, bool(is_bare)) for cohort, key, name, is_bare in rows]


def _rare(session: Session, rows: Sequence[int], names: Sequence[str]) -> set[tuple[int, int]]:
    """Namesakes anywhere of rows that are only a name, where few bear it."""
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        rows_of[names[row]].append(row)
    developer = table_of(Developer).c
    given = dialects.one_column(session.connection(), list(rows_of)) if rows_of else None
    if given is None:
        return set()
    few = session.scalars(
        select(developer.name_key)
        .join(given, given.c.value == developer.name_key)
        .where(developer.archived_at.is_(None))
        .group_by(developer.name_key)
        .having(func.count() <= MOST_NAMESAKES)
    ).all()
    columns = (developer.name_key, developer.id, developer.archived_at)
    found = sets.rows_where(session, columns, developer.name_key, few)
    return {(row, int(key)) for name, key, archived in found if archived is None for row in rows_of[name]}


def _come_again(session: Session, people: People, bare: Sequence[int], names: Sequence[str]) -> ComeAgain | None:
    """The cohort in which nearly all of a list, or a list with nearly all of which, is found under the same names."""
    cohort = _likeliest(session, {names[row] for row in bare})
    if cohort is None:
        return None
    listed = {row: name for row, name in enumerate(names) if name}
    members = _members(session, {cohort})
    there, here = Counter(member.name for member in members), Counter(listed.values())
    common = sum((there & here).values())
    if common < _FEWEST or common < _NEARLY_ALL * min(len(listed), len(members)):
        return None
    if _expected(people, listed, len(members)) > _BY_CHANCE * common:
        return None
    developers: dict[str, list[int]] = defaultdict(list)
    for member in reversed(members):
        developers[member.name].append(member.developer)
    pairs = {row: developers[names[row]].pop() for row in bare if here[names[row]] == there[names[row]]}
    stays = min(common / len(members), _SURELY_STAYS)
    return ComeAgain(session.get_one(Cohort, cohort).code, pairs, log2(stays / (1 - stays)) - log2(max(1, len(listed) - common)))


def _likeliest(session: Session, names: Collection[str]) -> int | None:
    """The cohort with the most of these names."""
    developer, enrolment = table_of(Developer).c, table_of(Enrolment).c
    given = dialects.one_column(session.connection(), sorted(names))
    different = func.count(developer.name_key.distinct())
    return session.scalar(
        select(enrolment.cohort_id)
        .join(table_of(Developer), developer.id == enrolment.developer_id)
        .join(given, given.c.value == developer.name_key)
        .where(developer.archived_at.is_(None), enrolment.archived_at.is_(None))
        .group_by(enrolment.cohort_id)
        .order_by(different.desc(), enrolment.cohort_id.desc())
        .limit(1)
    )


def _expected(people: People, listed: Collection[int], members: int) -> float:
    """How many rows would have a namesake among so many strangers."""
    rarity = Rarity(people.names)
    return sum(min(1.0, members * 2 ** -rarity.bits(people.names[row].skeletons)) for row in listed)
