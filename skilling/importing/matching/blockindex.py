"""The block keys of the register, under which matching finds possible namesakes; refuses to let them fall behind the records.

Keys are worked out in Python, so statements over sets and edits by hand cannot keep them. Whoever was touched since they were
last brought up to date is found in the audit, and is matched by fresh keys until an import stores them.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database import keyruns, merged, sets
from skilling.database.changes import Change
from skilling.database.tables import AuditEntry, Developer, Enrolment, ImportRun, Setting, table_of
from skilling.importing.matching.blocking import LARGEST_BLOCK, BlockKeys, Kind, asked_keys, kept_keys
from skilling.importing.matching.homes import address_in
from skilling.importing.matching.people import People

_SETTING: Final = "block_keys"
# Phones and mailboxes have an index of their own on the developers; their keys need not be kept.
_LOOKED_UP: Final = {int(Kind.MOBILE): "mobile", int(Kind.EMAIL): "email"}
# The keys of homes are many, and serve within a list only, as those of names do (`namesakes` looks them up).
_NOT_KEPT: Final = frozenset((*_LOOKED_UP, int(Kind.HOME), int(Kind.NAME)))
_PORTION: Final = 50_000  # developers at once
_RUN: Final = 1 << 20  # keys, some of which are not stored
_COLUMNS: Final = (
    "full_name", "father_name", "mobile", "email", "born_on", "gender", "institution_id", "roll_no", "pin", "district_id",
)  # fmt: skip
_CALLED: Final = {"institution_id": "institution", "district_id": "area"}  # in matching

MADE_OF: Final = frozenset(_COLUMNS) - {"gender", "pin", "district_id"}
"""The attributes of a developer that keys are worked out from."""
_KEPT_OF: Final = tuple(name for name in _COLUMNS if name in MADE_OF and name not in _LOOKED_UP.values())


class Register:
    """Developers of the register as columns for matching; `ids` stand beside them, ascending.

    Who was merged away is still known by what that record says: `survivors` are who each of them is now, most themselves.
    Addresses are long, and are read only where they are asked for.
    """

    def __init__(self, session: Session, ids: Collection[int], *, addresses: bool = False) -> None:
        names = (*_COLUMNS, "address", "extra") if addresses else _COLUMNS
        self.ids, self.survivors, known = _known(session, ids, names)
        self.people = _people(
            known,
            cohort=_cohorts(session, self.ids),
            address=[
                said or address_in(extra) for said, extra in zip(known.get("address", ()), known.get("extra", ()), strict=True)
            ],
        )


def _known(session: Session, ids: Collection[int], names: Sequence[str]) -> tuple[list[int], list[int], dict[str, Sequence[Any]]]:
    """The ids of those who are there, who each of them is now, and these attributes of theirs by name."""
    table = table_of(Developer)
    columns = [table.c.id, *(table.c[name] for name in names), table.c.archived_at]
    rows = sorted(sets.rows_where(session, columns, table.c.id, ids), key=lambda row: int(row[0]))
    away = merged.survivors(session.connection(), [int(row[0]) for row in rows if row[-1] is not None])
    living = [row for row in rows if row[-1] is None or row[0] in away]
    found = [int(row[0]) for row in living]
    columns_of = zip(*living, strict=True) if living else ([] for _ in columns)
    return found, [away.get(key, key) for key in found], dict(zip(("id", *names), columns_of, strict=False))


def _people(known: Mapping[str, Sequence[Any]], **more: Sequence[object]) -> People:
    return People.of(len(known["id"]), **more, **{_CALLED.get(name, name): known[name] for name in _COLUMNS if name in known})


def _to_be_kept(session: Session, ids: Collection[int]) -> tuple[BlockKeys, list[int]]:
    """The keys that are kept of these developers, worked out anew, and the ids to whose places they point."""
    found, _, known = _known(session, ids, _KEPT_OF)
    return kept_keys(_people(known)), found


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs (position, developer id) that share a key, each once, and the keys that too many developers share."""

    pairs: list[tuple[int, int]] = field(default_factory=list)
    crowded: frozenset[int] = frozenset()


def candidates(session: Session, people: People, kept: BlockKeys) -> Found:
    """Who of the register is found under the keys of a list, whose people and kept keys these are."""
    if not len(kept) or session.execute(select(table_of(Developer).c.id).limit(1)).first() is None:
        return Found()
    keys = asked_keys(people, kept)
    shared: dict[int, list[int]] = {}
    for kind, attribute in _LOOKED_UP.items():
        _share_values(session, people, keys, kind, attribute, shared)
    late = stale(session)
    wanted = {hashed for hashed in keys.hashes if hashed & 7 not in _NOT_KEPT}
    for hashed, developer in keyruns.find(session.connection(), wanted):
        if developer not in late:
            shared.setdefault(hashed, []).append(developer)
    for part in _parts(late):
        fresh, ids = _to_be_kept(session, part)
        for hashed, place in fresh:
            if hashed in wanted:
                shared.setdefault(hashed, []).append(ids[place])
    return _paired(keys, shared)


def _share_values(
    session: Session, people: People, keys: BlockKeys, kind: int, attribute: str, shared: dict[int, list[int]]
) -> None:
    """Enters who of the register has a phone or mailbox of the list, under its key."""
    column: Sequence[str | None] = getattr(people, attribute)
    stored = table_of(Developer).c[attribute]
    values = {value for value in column if value is not None}
    columns = (stored, table_of(Developer).c.id, table_of(Developer).c.archived_at)
    rows = sets.rows_where(session, columns, stored, values)
    away = merged.survivors(session.connection(), [int(row[1]) for row in rows if row[2] is not None])
    holders: dict[str | None, list[int]] = {}
    for value, developer, archived in rows:
        if archived is None or developer in away:
            holders.setdefault(value, []).append(developer)
    if holders:
        shared |= {
            hashed: holders[column[position]]
            for hashed, position in keys
            if hashed & 7 == kind and column[position] in holders
        }  # fmt: skip


def _paired(keys: BlockKeys, shared: Mapping[int, list[int]]) -> Found:
    crowded = frozenset(hashed for hashed, developers in shared.items() if len(developers) > LARGEST_BLOCK)
    by_hash: dict[int, list[int]] = {}
    for hashed, position in keys:
        if hashed in shared:
            by_hash.setdefault(hashed, []).append(position)
    pairs = {
        (position, developer)
        for hashed, developers in shared.items()
        if hashed not in crowded
        for position in by_hash[hashed]
        for developer in developers
    }
    return Found(sorted(pairs), crowded)


def sharing(session: Session, keys: BlockKeys, ids: Collection[int]) -> set[int]:
    """Those of the developers who share a key with anybody of a list, worked out anew. `keys` are those that are kept of it."""
    wanted = set(keys.hashes)
    found: set[int] = set()
    for part in _parts(ids):
        register = Register(session, part)
        found.update(register.ids[place] for hashed, place in asked_keys(register.people) if hashed in wanted)
    return found


def size(session: Session) -> int:
    """How many developers there are to be found among."""
    table = table_of(Developer)
    living = select(func.count()).select_from(table).where(table.c.archived_at.is_(None))
    return int(session.execute(living).scalar_one())


def by_institution(session: Session, people: People) -> dict[int | str, int]:
    """How many developers each institution of a list has sent."""
    institution = table_of(Developer).c.institution_id
    return dict(sets.counts_where(session, institution, {key for key in people.institution if isinstance(key, int)}).items())


def stale(session: Session) -> set[int]:
    """The developers whose stored keys cannot be trusted: touched one by one since, or never given any."""
    mark = session.get(Setting, _SETTING)
    since: dict[str, Any] = mark.value if mark is not None else {}
    entry, developer, run = (table_of(t) for t in (AuditEntry, Developer, ImportRun))
    touched = select(entry.c.record_id).where(
        entry.c.kind == Developer.noun,
        entry.c.id > int(since.get("audit_entry", 0)),
        # An import brings the keys of those it changes up to date itself.
        ~select(run.c.id).where(run.c.change_id == entry.c.change_id).exists(),
    )
    # Keys of developers are given once, in ascending order: whoever is above the mark came as a set without block keys.
    # Without a mark nobody was given any, but for those whom an undone import brought again.
    above = max(int(since["developer"]), keyruns.newest(session.connection())) if since else 0
    without = select(developer.c.id).where(developer.c.archived_at.is_(None), developer.c.id > above)
    return {int(key) for statement in (touched, without) for key in session.execute(statement).scalars()}


def store(change: Change, keys: BlockKeys, ids: Sequence[int]) -> None:
    """Stores the keys of developers just inserted; `ids` are by position, 0 for positions that are not to be stored."""
    for hashes, owners in runs(keys, ids):
        keyruns.add(change.connection, hashes, owners)


def runs(keys: BlockKeys, ids: Sequence[int]) -> list[tuple[array[int], array[int]]]:
    """The keys that are stored and their owners, in runs that are ascending each. `ids` as for `store`.

    It asks nothing of the database. A million rows would be sorted as one run in half a gigabyte.
    """
    return [_run(keys.hashes[start : start + _RUN], keys.positions[start : start + _RUN], ids)
            for start in range(0, len(keys), _RUN)]  # fmt: skip


def _run(hashes: array[int], positions: array[int], ids: Sequence[int]) -> tuple[array[int], array[int]]:
    owners = array("I", map(ids.__getitem__, positions))
    kept = [
        place for place, (hashed, owner) in enumerate(zip(hashes, owners, strict=True)) if owner and hashed & 7 not in _NOT_KEPT
    ]
    kept.sort(key=hashes.__getitem__)
    return array("q", map(hashes.__getitem__, kept)), array("I", map(owners.__getitem__, kept))


def rebuild(change: Change, ids: Collection[int]) -> None:
    """Works out the keys of developers anew, after any of what they are made of changed."""
    for part in _parts(ids):
        keyruns.forget(change.connection, part)
        register = Register(change.session, part)
        store(change, kept_keys(register.people), register.ids)


def _parts(ids: Collection[int]) -> Iterator[list[int]]:
    """The ids in portions, so that the people of a whole register need not be in memory at once."""
    ordered = sorted(ids)
    return (ordered[start : start + _PORTION] for start in range(0, len(ordered), _PORTION))


def catch_up(change: Change) -> None:
    """Stores the keys of everybody touched since the last time, and marks how far the audit was read."""
    rebuild(change, stale(change.session))
    newest = change.session.execute(select(func.max(table_of(AuditEntry).c.id))).scalar()
    mark = change.session.get(Setting, _SETTING) or Setting(name=_SETTING, value={})
    highest = change.session.execute(select(func.max(table_of(Developer).c.id))).scalar()
    mark.value = {"audit_entry": int(newest or 0), "developer": int(highest or 0)}
    change.session.add(mark)
    change.session.flush()


def _cohorts(session: Session, ids: Sequence[int]) -> list[int | None]:
    """The newest cohort of each developer."""
    table = table_of(Enrolment)
    found = sets.rows_where(session, (table.c.developer_id, table.c.id, table.c.cohort_id), table.c.developer_id, ids)
    newest: dict[int, tuple[int, int]] = {}
    for developer, enrolment, cohort in found:
        if (enrolment, cohort) > newest.get(developer, (0, 0)):
            newest[developer] = enrolment, cohort
    return [newest[key][1] if key in newest else None for key in ids]
