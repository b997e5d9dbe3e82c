"""Possible pairs among the developers of the register; refuses to merge: it shows, a person decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from types import SimpleNamespace
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import merged, sets
from skilling.database.changes import Change
from skilling.database.tables import Developer, MatchDecision, table_of
from skilling.domain.problems import Refused
from skilling.importing.matching import matching
from skilling.importing.matching.blockindex import Register
from skilling.services import merging
from skilling.services.desk import Desk, open_desk

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


def pairs(session: Session, limit: int = 1000) -> list[Pairing]:
    """The likeliest pairs first, without those that a person found to be two people. Weighs the whole register."""
    developer = table_of(Developer)
    ids = list(session.execute(select(developer.c.id).where(developer.c.archived_at.is_(None))).scalars())
    register = Register(session, ids)
    found = matching.in_file(register.people)
    decided = _decided(session)
    names = register.people.full_name
    pairings = [
        Pairing(
            register.ids[pair.earlier], register.ids[pair.row], names[pair.earlier] or "", names[pair.row] or "",
            round(pair.score, 1), verdict, pair.why,
        )
        for verdict, which in (("same", found.repeats.values()), ("review", found.review))
        for pair in which
        if (register.ids[pair.earlier], register.ids[pair.row]) not in decided
    ]  # fmt: skip
    return sorted(pairings, key=lambda pairing: (-pairing.score, pairing.a, pairing.b))[:limit]


def search(state: SimpleNamespace, progress: Callable[[str, int, int], None]) -> tuple[Pairing, ...]:
    """`pairs`, in a child process: to weigh a whole register takes its time."""
    progress("Comparing all developers", 0, 0)
    if not hasattr(state, "desk"):
        state.desk = open_desk(state.address)
    desk: Desk = state.desk
    return tuple(desk.read(pairs))


def still_open(session: Session, found: Sequence[Pairing]) -> list[Pairing]:
    """Those of pairs found earlier that nobody has answered since; who was merged meanwhile is asked of as who that is now."""
    now = merged.survivors(session.connection(), {key for pair in found for key in (pair.a, pair.b)})
    asked = {(now.get(pair.a, pair.a), now.get(pair.b, pair.b)): pair for pair in reversed(found)}
    developer = table_of(Developer)
    columns = (developer.c.id, developer.c.full_name, developer.c.archived_at)
    keys = {key for pair in asked for key in pair}
    living = {row[0]: row[1] for row in sets.rows_where(session, columns, developer.c.id, keys) if row[2] is None}
    decided = _decided(session)
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


def _decided(session: Session) -> set[tuple[int, int]]:
    table = table_of(MatchDecision)
    rows = session.execute(select(table.c.a, table.c.b).where(table.c.verdict == "different"))
    return {(int(a), int(b)) for a, b in rows}
