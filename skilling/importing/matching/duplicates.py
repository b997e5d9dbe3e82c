"""Possible pairs among the developers of the register; refuses to merge: it shows, a person decides."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from skilling.database.tables import Developer, table_of
from skilling.importing.matching import matching
from skilling.importing.matching.blockindex import Register
from skilling.services import duplicates
from skilling.services.duplicates import Pairing


def pairs(session: Session, limit: int = 1000) -> list[Pairing]:
    """The likeliest pairs first, without those that a person found to be two people. Weighs the whole register."""
    developer = table_of(Developer)
    ids = list(session.execute(select(developer.c.id).where(developer.c.archived_at.is_(None))).scalars())
    register = Register(session, ids)
    place = {key: position for position, key in enumerate(register.ids)}
    apart = {(place[b], place[a]) for a, b in duplicates.apart(session) if a in place and b in place}
    found = matching.in_file(register.people, matching.Answers(rows_apart=frozenset(apart)))
    names = register.people.full_name
    pairings = [
        Pairing(
            register.ids[pair.earlier], register.ids[pair.row], names[pair.earlier] or "", names[pair.row] or "",
            round(pair.score, 1), verdict, pair.why,
        )
        for verdict, which in (("same", found.repeats.values()), ("review", found.review))
        for pair in which
    ]  # fmt: skip
    return sorted(pairings, key=lambda pairing: (-pairing.score, pairing.a, pairing.b))[:limit]
