"""Taking a merge of two developers back by number, and who somebody merged away is now; refuses a number that was never merged."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import merged
from skilling.database.changes import Change
from skilling.database.tables import Developer, table_of
from skilling.domain.problems import Refused
from skilling.services import history, parting
from skilling.services.parting import Parted


@dataclass(frozen=True, slots=True)
class MergedAway:
    """A developer who is one with another: the number and name of both."""

    id: int
    name: str
    survivor: int
    survivor_name: str


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
