"""Possible duplicates and their answers: which pairs are open, what was held of them, a merge taken back by number; refuses a number
that was never merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import merged, sets
from skilling.database.changes import Change
from skilling.database.tables import Developer, MatchDecision, table_of
from skilling.domain.problems import Refused
from skilling.services import history, merging, parting
from skilling.services.parting import Parted

VERDICTS: Final = ("same", "different")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two developers who may be one person: `a` is the older record."""

    a: int
    b: int
    a_name: str
    b_name: str
    score: float
    verdict: str  # same: as sure as an import would be; review: a person has to look
    why: tuple[str, ...]

    def as_plain(self) -> dict[str, Any]:
        """For the command line's document."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class MergedAway:
    """A developer who is one with another: the number and name of both."""

    id: int
    name: str
    survivor: int
    survivor_name: str


def still_open(session: Session, found: Sequence[Pairing]) -> list[Pairing]:
    """Those of pairs found earlier that nobody has answered since; who was merged meanwhile is asked of as who that is now."""
    now = merged.survivors(session.connection(), {key for pair in found for key in (pair.a, pair.b)})
    asked = {(now.get(pair.a, pair.a), now.get(pair.b, pair.b)): pair for pair in reversed(found)}
    developer = table_of(Developer)
    columns = (developer.c.id, developer.c.full_name, developer.c.archived_at)
    keys = {key for pair in asked for key in pair}
    living = {row[0]: row[1] for row in sets.rows_where(session, columns, developer.c.id, keys) if row[2] is None}
    decided = apart(session)
    open_ones: dict[tuple[int, int], Pairing] = {}
    for (one, two), pair in reversed(asked.items()):
        a, b = min(one, two), max(one, two)
        if a != b and a in living and b in living and (a, b) not in decided:
            open_ones.setdefault((a, b), replace(pair, a=a, b=b, a_name=living[a], b_name=living[b]))
    return list(open_ones.values())


def decide(change: Change, a: int, b: int, verdict: str) -> None:
    """Remembers for ever what a person found of two developers: the same, or different people."""
    if verdict not in VERDICTS:
        raise Refused("verdict", f"Say whether they are {' or '.join(VERDICTS)}.")
    first, second = change.get(Developer, min(a, b)), change.get(Developer, max(a, b))
    before = merging.judge(change, a, b, verdict)
    change.facts |= {
        "verdict": verdict, "a": first.id, "b": second.id, "before": before, "names": f"{first.full_name}, {second.full_name}",
    }  # fmt: skip


def apart(session: Session) -> set[tuple[int, int]]:
    """Pairs that a person found to be two people, the smaller number first."""
    table = table_of(MatchDecision)
    rows = session.execute(select(table.c.a, table.c.b).where(table.c.verdict == "different"))
    return {(int(a), int(b)) for a, b in rows}


def unmerge(change: Change, developer_id: int) -> Parted:
    """Takes a merge back, by the number of whoever was merged away, or of a survivor of just one merge.

    The same as taking its change back in History.
    """
    entry = parting.merge_of(change.session, _other(change.session, developer_id))
    history.take_back(change, entry.id or 0)
    return Parted(**change.facts["parted"])


def merged_into(session: Session, survivor_id: int) -> list[MergedAway]:
    """Who was merged into a developer, and into those who were, the latest number first."""
    developer = table_of(Developer)
    found: list[MergedAway] = []
    into = [survivor_id]
    while into:
        wanted = select(developer.c.id, developer.c.full_name, developer.c.merged_into).where(developer.c.merged_into.in_(into))
        rows = session.execute(wanted.order_by(developer.c.id.desc())).all()
        named = {key: session.get_one(Developer, key).full_name for key in into}
        found += [MergedAway(row.id, row.full_name, row.merged_into, named[row.merged_into]) for row in rows]
        into = [row.id for row in rows]
    return found


def now(session: Session, developer_id: int) -> int:
    """Whoever this developer is today: the survivor of a merge, else the same."""
    return merged.survivors(session.connection(), [developer_id]).get(developer_id, developer_id)


def _other(session: Session, developer_id: int) -> int:
    record = session.get(Developer, developer_id)
    if record is None:
        raise Refused("gone", f"There is no developer {developer_id}.")
    if record.merged_into is not None:
        return developer_id
    direct = [each for each in merged_into(session, developer_id) if each.survivor == developer_id]
    if len(direct) > 1:
        named = ", ".join(f"{each.id} ({each.name})" for each in direct)
        raise Refused("merged-several", f"Several were merged into {record.full_name}: {named}. Say which one to take back.")
    return direct[0].id if direct else developer_id
