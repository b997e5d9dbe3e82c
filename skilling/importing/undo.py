"""Takes a whole import back: what it made goes, what it changed is as before; refuses to lose what somebody did since.

Three buckets, known before anything is done: *reversed*, *kept* because it was edited or is referred to since, and *could not*.
What goes is kept with the run, so that the undo can itself be taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Column, Table, delete, func, select, update
from sqlmodel import Session, SQLModel, col

from skilling.database import dialects, jsontext, plainrows, sets
from skilling.database.changes import Change
from skilling.database.tables import (
    RECORDS,
    BlockKey,
    EnrolmentStep,
    ImportChange,
    ImportRun,
    MatchDecision,
    Record,
    Undoing,
    table_of,
)
from skilling.domain.nouns import noun_named
from skilling.domain.problems import Refused
from skilling.services.records import derived

_GOES_ALONG: Final = frozenset({BlockKey.__tablename__, MatchDecision.__tablename__})  # deleted with the developer
_STEP: Final = "enrolment_step"


_Taker = Callable[[Change, int, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Held:
    """A record that an undo or redo leaves as it is, and why."""

    kind: str
    id: int
    label: str
    why: str


@dataclass
class Undone:
    """What an undo (or redo) does or would do. `removed` and `restored` count records by noun."""

    run: int
    title: str
    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    kept: list[Held] = field(default_factory=list)
    could_not: list[Held] = field(default_factory=list)

    @property
    def reversed(self) -> int:
        """How many records are as they were before the import."""
        return sum(self.removed.values()) + sum(self.restored.values())


@dataclass
class _Going:
    """What an undo has found: ids of records to go and values to restore, by noun."""

    undone: Undone
    gone: dict[str, set[int]] = field(default_factory=dict)
    restored: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)


def preview(session: Session, run_id: int) -> Undone:
    """The three buckets of undoing a run, without doing it. Refused where there is no such run or it was undone."""
    return _found(session, _run(session, run_id, "applied")).undone


def undo(change: Change, run_id: int) -> Undone:
    """Takes a run back and says what became of each record."""
    run = _run(change.session, run_id, "applied")
    if run.change_id is not None:
        change.undoes.append(run.change_id)
    return _undo(change, run)


def redo(change: Change, run_id: int) -> Undone:
    """Takes the undo of a run back: what went comes again under its old keys, what was restored is changed again."""
    run = _run(change.session, run_id, "undone")
    again = change.session.get(Undoing, run.change_id) if run.change_id is not None else None
    if again is not None:
        change.undoes.append(again.undone_by)
        change.session.delete(again)
    return _redo(change, run)


def _taken_back(change: Change, change_id: int, facts: Mapping[str, Any]) -> None:
    _undo(change, _run(change.session, int(facts["run"]), "applied"))


def _undo_taken_back(change: Change, change_id: int, facts: Mapping[str, Any]) -> None:
    run = _run(change.session, int(facts["run"]), "undone")
    again = change.session.get(Undoing, run.change_id) if run.change_id is not None else None
    if again is not None:
        change.session.delete(again)
    _redo(change, run)


TAKERS: Final[Mapping[str, tuple[_Taker, _Taker]]] = {
    "import.applied": (_taken_back, _undo_taken_back),
    "import.redone": (_taken_back, _undo_taken_back),
    "import.undone": (_undo_taken_back, _taken_back),
}
"""By action, how history takes back what an import did, and how it does it again."""


def _run(session: Session, run_id: int, state: str) -> ImportRun:
    run = session.get(ImportRun, run_id)
    if run is None:
        raise Refused("run", f"There is no import number {run_id}. The list of imports shows their numbers.")
    if run.state != state:
        was = "taken back already" if state == "applied" else "not taken back, so there is nothing to bring again"
        raise Refused("run-state", f"The import of {run.file_name} was {was}.")
    return run


# -- finding ---------------------------------------------------------------------------------------


def _found(session: Session, run: ImportRun, *, hold: bool = False) -> _Going:
    going = _Going(Undone(run.id or 0, run.file_name))
    _sort_changed(session, going, run.id or 0)
    made = {noun: _made(session, record, run.id or 0, hold=hold) for noun, record in RECORDS.items()}
    for noun in _children_first():
        if made[noun]:
            _sort_made(session, going, noun, made[noun], run.id or 0)
    return going


def _made(session: Session, record: type[Record], run_id: int, *, hold: bool) -> dict[int, int]:
    """The records that a run made and that are still there: version by id; held against other writers if asked."""
    table = table_of(record)
    statement = select(table.c.id, table.c.row_version).where(table.c.run_id == run_id)
    found = session.execute(statement.with_for_update() if hold else statement)
    return {int(key): int(version) for key, version in found}


def _children_first() -> list[str]:
    """The nouns in an order in which each stands before what it refers to."""
    place = {table.name: number for number, table in enumerate(SQLModel.metadata.sorted_tables)}
    return sorted(RECORDS, key=lambda noun: -place[table_of(RECORDS[noun]).name])


def _sort_made(session: Session, going: _Going, noun: str, made: Mapping[int, int], run_id: int) -> None:
    """Those of the made records that may go, and those that are kept with the reason."""
    table = table_of(RECORDS[noun])
    why: dict[int, str] = {key: "edited since" for key, version in made.items() if version != 1}
    for key, referring in _referred_to(session, going, table, run_id).items():
        if key not in why:
            why[key] = "referred to since by " + ", ".join(f"{n} {word}" for word, n in sorted(referring.items()))
    going.gone[noun] = made.keys() - why.keys()
    if going.gone[noun]:
        going.undone.removed[noun] = len(going.gone[noun])
    labels = _labels(session, noun, why)
    going.undone.kept += [Held(noun, key, labels.get(key, ""), reason) for key, reason in sorted(why.items())]


def _referred_to(session: Session, going: _Going, table: Table, run_id: int) -> dict[int, Counter[str]]:
    """What refers to the records that a run made and neither goes itself nor is set back: counts of words by id."""
    found: dict[int, Counter[str]] = {}
    nouns = {table_of(record).name: noun for noun, record in RECORDS.items()}
    for child in SQLModel.metadata.sorted_tables:
        if child.name in _GOES_ALONG:
            continue
        noun = nouns.get(child.name, "")
        for key in child.foreign_keys:
            if key.column is not table.c.id:
                continue
            for owner, referring in _referring(session, table, child, key.parent, run_id):
                restored = going.restored.get(noun, {}).get(referring, {})
                if referring not in going.gone.get(noun, ()) and key.parent.name not in restored:
                    found.setdefault(owner, Counter())[_word(noun)] += 1
    return found


def _referring(session: Session, table: Table, child: Table, link: Column[Any], run_id: int) -> list[tuple[int, int]]:
    own = child.c.id if "id" in child.c else link
    statement = select(link, own).join(table, table.c.id == link).where(table.c.run_id == run_id)
    if child is table_of(EnrolmentStep):
        # The run's own steps go with the enrolment that they belong to.
        statement = statement.where(func.coalesce(child.c.run_id, 0) != run_id)
    return [(int(owner), int(key)) for owner, key in session.execute(statement)]


def _word(noun: str) -> str:
    try:
        return noun_named(noun).label.lower()
    except KeyError:
        return noun.replace("_", " ") or "later step"


def _labels(session: Session, noun: str, ids: Mapping[int, object]) -> dict[int, str]:
    table = table_of(RECORDS[noun])
    try:
        title = table.c[noun_named(noun).title]
    except KeyError:
        return {}
    return {int(key): str(words) for key, words in sets.rows_where(session, (table.c.id, title), table.c.id, list(ids))}


def _sort_changed(session: Session, going: _Going, run_id: int) -> None:
    """What a run changed in records that it did not make: restored where the value is still the run's."""
    rows = session.scalars(select(ImportChange).where(col(ImportChange.run_id) == run_id).order_by(col(ImportChange.id)))
    by_kind: dict[str, list[ImportChange]] = {}
    for row in rows:
        if row.after and row.kind in RECORDS:
            by_kind.setdefault(row.kind, []).append(row)
    for kind, changed in by_kind.items():
        _compare(session, going, kind, changed, lambda row: (row.after, row.before))


def _compare(
    session: Session,
    going: _Going,
    kind: str,
    changed: list[ImportChange],
    ways: Callable[[ImportChange], tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    """Of each record, the values that still are as expected are set to what they should become."""
    table = table_of(RECORDS[kind])
    names = sorted({name for row in changed for name in row.after})
    columns = (table.c.id, *(table.c[name] for name in names))
    now = {
        int(found[0]): plainrows.plain(dict(zip(names, found[1:], strict=True)))
        for found in sets.rows_where(session, columns, table.c.id, [row.record_id for row in changed])
    }
    labels = _labels(session, kind, now)
    for row in changed:
        label = labels.get(row.record_id, "")
        if row.record_id not in now:
            going.undone.could_not.append(Held(kind, row.record_id, label, "it is gone"))
            continue
        expected, wanted = ways(row)
        still = {name for name, value in expected.items() if now[row.record_id][name] == value}
        if still:
            going.restored.setdefault(kind, {})[row.record_id] = {name: wanted[name] for name in still}
        for name in sorted(expected.keys() - still):
            reason = f"{_label_of(kind, name)} was edited since"
            going.undone.kept.append(Held(kind, row.record_id, label, reason))
    if going.restored.get(kind):
        going.undone.restored[kind] = going.undone.restored.get(kind, 0) + len(going.restored[kind])


def _label_of(kind: str, attribute: str) -> str:
    try:
        return noun_named(kind).field(attribute).label
    except KeyError:
        return attribute.replace("_", " ")


# -- doing -----------------------------------------------------------------------------------------


def _undo(change: Change, run: ImportRun) -> Undone:
    going = _found(change.session, run, hold=True)
    for noun, restored in going.restored.items():
        _set(change, noun, restored)
        if noun == "enrolment":
            _retract(change, run, list(restored), change.at)
    for noun in _children_first():
        if going.gone.get(noun):
            _take_away(change, run, noun, going.gone[noun])
    run.state, run.undone_at = "undone", change.at
    _told(change, run, going.undone)
    return going.undone


def _take_away(change: Change, run: ImportRun, noun: str, ids: set[int]) -> None:
    """Keeps the records with the run, then deletes them with all that belongs to them."""
    if noun == "enrolment":
        steps = table_of(EnrolmentStep)
        owned = [int(row.id) for row in sets.rows_where(change.session, (steps.c.id,), steps.c.enrolment_id, ids)]
        _keep(change, run, _STEP, steps, owned)
        sets.delete_where(change, steps.c.enrolment_id, ids)
    _keep(change, run, noun, table_of(RECORDS[noun]), ids)
    sets.delete_records(change, RECORDS[noun], ids)


def _keep(change: Change, run: ImportRun, kind: str, table: Table, ids: Any) -> None:
    rows = ((run.id, kind, row["id"], jsontext.dumps(row), "{}") for row in plainrows.whole_rows(change, table, ids))
    columns = ("run_id", "kind", "record_id", "before", "after")
    dialects.bulk_insert(change.connection, table_of(ImportChange), columns, rows)


def _set(change: Change, noun: str, wanted: Mapping[int, Mapping[str, Any]]) -> None:
    """Sets values of many records, with what is derived from them, and writes it down for each."""
    table = table_of(RECORDS[noun])
    new: list[tuple[int, dict[str, Any]]] = []
    for row in plainrows.whole_rows(change, table, wanted):
        values = plainrows.typed(table, wanted[row["id"]])
        change.note(noun, row["id"], {name: row[name] for name in values}, values)
        new.append((row["id"], values | derived(noun, row | values)))
    sets.update_each(change, RECORDS[noun], new)


def _retract(change: Change, run: ImportRun, enrolments: list[int], at: Any) -> None:
    """The run's steps on these enrolments stand no longer (or, with None, stand again); they stay on record."""
    steps = table_of(EnrolmentStep)
    given = dialects.one_column(change.connection, enrolments)
    change.connection.execute(
        update(steps).where(steps.c.run_id == run.id, steps.c.enrolment_id.in_(select(given.c.value))).values(retracted_at=at)
    )


def _redo(change: Change, run: ImportRun) -> Undone:
    session = change.session
    going = _Going(Undone(run.id or 0, run.file_name))
    rows = session.scalars(select(ImportChange).where(col(ImportChange.run_id) == run.id).order_by(col(ImportChange.id)))
    kept: dict[str, list[dict[str, Any]]] = {}
    changed: dict[str, list[ImportChange]] = {}
    for row in rows:
        if row.after:
            changed.setdefault(row.kind, []).append(row)
        else:
            kept.setdefault(row.kind, []).append(row.before)
    _check_free(session, kept)
    for noun in reversed(_children_first()):
        plainrows.put_back(change, table_of(RECORDS[noun]), kept.get(noun, []))
        if kept.get(noun):
            change.mark(noun, [row["id"] for row in kept[noun]])
            going.undone.restored[noun] = len(kept[noun])
    plainrows.put_back(change, table_of(EnrolmentStep), kept.get(_STEP, []))
    for kind, each in changed.items():
        _compare(session, going, kind, each, lambda row: (row.before, row.after))
        _set(change, kind, going.restored.get(kind, {}))
        if kind == "enrolment":
            _retract(change, run, list(going.restored.get(kind, {})), None)
    changes = table_of(ImportChange)
    session.execute(delete(changes).where(changes.c.run_id == run.id, changes.c.after == {}))
    run.state, run.undone_at = "applied", None
    _told(change, run, going.undone)
    return going.undone


def _check_free(session: Session, kept: Mapping[str, list[dict[str, Any]]]) -> None:
    """Refused where what would come again has a value that may occur once and that another record got since."""
    for noun, rows in kept.items():
        table = table_of(RECORDS[noun]) if noun in RECORDS else None
        for column in table.c if table is not None else ():
            given = [row[column.name] for row in rows if row.get(column.name) is not None] if column.unique else []
            taken = sets.rows_where(session, (column,), column, given)
            if taken:
                raise Refused(
                    "redo-taken",
                    f"{_label_of(noun, column.name)} {taken[0][0]} was given to another {noun} since, so this import cannot "
                    "be brought again. Import the file once more instead.",
                )


def _told(change: Change, run: ImportRun, undone: Undone) -> None:
    change.session.add(run)
    change.session.flush()
    change.facts |= {
        "run": run.id,
        "title": run.file_name,
        "removed": undone.removed,
        "restored": undone.restored,
        "kept": len(undone.kept),
        "could_not": len(undone.could_not),
    }
