"""Possible pairs among the developers of the register; refuses to merge: it shows, a person decides."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.changes import Change
from skilling.database.tables import Developer, MatchDecision, table_of
from skilling.domain.problems import Refused
from skilling.importing.matching import matching
from skilling.importing.matching.blockindex import Register

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


def decide(change: Change, a: int, b: int, verdict: str) -> None:
    """Remembers for ever what a person found of two developers: the same, or different people."""
    if verdict not in VERDICTS:
        raise Refused("verdict", f"Say whether they are {' or '.join(VERDICTS)}.")
    first, second = change.get(Developer, min(a, b)), change.get(Developer, max(a, b))
    change.session.add(MatchDecision(a=first.id or 0, b=second.id or 0, verdict=verdict, actor=change.actor, at=change.at))
    change.session.flush()
    change.facts |= {"verdict": verdict, "a": first.id, "b": second.id}


def _decided(session: Session) -> set[tuple[int, int]]:
    table = table_of(MatchDecision)
    rows = session.execute(select(table.c.a, table.c.b).where(table.c.verdict == "different"))
    return {(int(a), int(b)) for a, b in rows}
