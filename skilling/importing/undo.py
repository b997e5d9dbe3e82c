"""Takes a whole import back: what it made goes, what it changed is as before; refuses to lose what somebody did since.

Three buckets, known before anything is done: *reversed*, *kept* because it was edited or is referred to since, and *could not*.
Nothing is deleted: records are archived and steps retracted, all at the run's `undone_at`, by which a redo finds them again. A
report handed over before may have counted them, and is explained from the log as it stood then. A redo records the steps anew, so
that on the days between they are known not to have stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from sqlalchemy import Column, Table, func, select
from sqlmodel import Session, SQLModel, col

from skilling.database import keyruns, plainrows, sets, steps
from skilling.database.changes import Change
from skilling.database.tables import (
    RECORDS,
    EnrolmentStep,
    ImportChange,
    ImportRow,
    ImportRun,
    MatchDecision,
    Record,
    RowJudgement,
    Undoing,
    table_of,
)
from skilling.domain.problems import Refused
from skilling.importing import reviving
from skilling.importing.buckets import Going, Held, Undone, compare, labels_of, word_for
from skilling.importing.matching import blockindex
from skilling.importing.planning.plan import NEW, OUTCOMES
from skilling.importing.takers import ACTIONS
from skilling.services import history
from skilling.services.desk import Taker, Takers
from skilling.services.records import derived

_GOES_ALONG: Final = frozenset({MatchDecision.__tablename__, RowJudgement.__tablename__})  # deleted with the developer
_COMES_ALONG: Final = frozenset({"cohort", "institution"})  # stands again with whoever is in it


ACTION: Final = history.TAKEN_BACK
"""What the history calls the undo of a run, and its redo."""


def preview(session: Session, run_id: int) -> Undone:
    """The three buckets of undoing a run, without doing it. Refused where there is no such run or it was undone."""
    return _found(session, _run(session, run_id, "applied")).undone


def undo(change: Change, run_id: int) -> Undone:
    """Takes a run back and says what became of each record; the same as taking its change back in History."""
    run = _run(change.session, run_id, "applied")
    return _through_history(change, run.change_id)


def redo(change: Change, run_id: int) -> Undone:
    """Takes the undo of a run back: what went stands again, what was restored is changed again."""
    run = _run(change.session, run_id, "undone")
    mark = change.session.get(Undoing, run.change_id) if run.change_id is not None else None
    return _through_history(change, mark.undone_by if mark is not None else None)


def _through_history(change: Change, change_id: int | None) -> Undone:
    """The one road: History takes the change back, and asks here how."""
    if change_id is None:
        raise Refused("history", "This import is not in the history, so it cannot be taken back or brought again.")
    done: list[Undone] = []
    history.take_back(change, change_id, _takers(done.append))
    return done[0]


def carry_out(action: str, direction: int, change: Change, facts: Mapping[str, Any]) -> Undone:
    """What History asks for: takes an import back, or brings it again, whichever of them takes `action` back (direction 0)
    or makes it again (1)."""
    if (action == "import.undone") == bool(direction):
        return _undo(change, _run(change.session, int(facts["run"]), "applied"))
    return _redo(change, _run(change.session, int(facts["run"]), "undone"))


def _takers(tell: Callable[[Undone], None]) -> Takers:
    def taker(action: str, direction: int) -> Taker:
        return lambda change, _, facts: tell(carry_out(action, direction, change, facts))

    return {action: (taker(action, 0), taker(action, 1)) for action in ACTIONS}


def _run(session: Session, run_id: int, state: str) -> ImportRun:
    run = session.get(ImportRun, run_id)
    if run is None:
        raise Refused("run", f"There is no import number {run_id}. The list of imports shows their numbers.")
    if run.state != state:
        was = "taken back already" if state == "applied" else "not taken back, so there is nothing to bring again"
        raise Refused("run-state", f"The import of {run.file_name} was {was}.")
    return run


# -- finding ---------------------------------------------------------------------------------------


def _found(session: Session, run: ImportRun, *, hold: bool = False) -> Going:
    going = Going(Undone(run.id or 0, run.file_name))
    _sort_changed(session, going, run.id or 0)
    made = {noun: _made(session, record, run.id or 0, hold=hold) for noun, record in RECORDS.items()}
    for noun in _children_first():
        if made[noun]:
            _sort_made(session, going, noun, made[noun], run.id or 0)
    return going


def _made(session: Session, record: type[Record], run_id: int, *, hold: bool) -> dict[int, int]:
    """The records that a run made and that are still there: version by id; held against other writers if asked."""
    table = table_of(record)
    statement = select(table.c.id, table.c.row_version).where(table.c.run_id == run_id, table.c.archived_at.is_(None))
    found = session.execute(statement.with_for_update() if hold else statement)
    return {int(key): int(version) for key, version in found}


def _children_first() -> list[str]:
    """The nouns in an order in which each stands before what it refers to."""
    place = {table.name: number for number, table in enumerate(SQLModel.metadata.sorted_tables)}
    return sorted(RECORDS, key=lambda noun: -place[table_of(RECORDS[noun]).name])


def _sort_made(session: Session, going: Going, noun: str, made: Mapping[int, int], run_id: int) -> None:
    """Those of the made records that may go, and those that are kept with the reason."""
    table = table_of(RECORDS[noun])
    why: dict[int, str] = {key: "edited since" for key, version in made.items() if version != 1}
    for key, referring in _referred_to(session, going, table, run_id).items():
        if key not in why:
            why[key] = "referred to since by " + ", ".join(f"{n} {word_for(noun, n)}" for noun, n in sorted(referring.items()))
    going.gone[noun] = made.keys() - why.keys()
    if going.gone[noun]:
        going.undone.removed[noun] = len(going.gone[noun])
    labels = labels_of(session, noun, why)
    going.undone.kept += [Held(noun, key, labels.get(key, ""), reason) for key, reason in sorted(why.items())]


def _referred_to(session: Session, going: Going, table: Table, run_id: int) -> dict[int, Counter[str]]:
    """What refers to the records that a run made and neither goes itself nor is set back: counts of nouns by id."""
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
                    found.setdefault(owner, Counter())[noun] += 1
    return found


def _referring(session: Session, table: Table, child: Table, link: Column[Any], run_id: int) -> list[tuple[int, int]]:
    own = child.c.id if "id" in child.c else link
    statement = select(link, own).join(table, table.c.id == link).where(table.c.run_id == run_id)
    if child is table_of(EnrolmentStep):
        # The run's own steps go with the enrolment that they belong to.
        statement = statement.where(func.coalesce(child.c.run_id, 0) != run_id, child.c.retracted_at.is_(None))
    if "archived_at" in child.c:
        statement = statement.where(child.c.archived_at.is_(None))
    return [(int(owner), int(key)) for owner, key in session.execute(statement)]


def _sort_changed(session: Session, going: Going, run_id: int) -> None:
    """What a run changed in records that it did not make: restored where the value is still the run's."""
    for kind, changed in _changed(session, run_id).items():
        compare(session, going, kind, changed, lambda row: (row.after, row.before))


def _changed(session: Session, run_id: int) -> dict[str, list[ImportChange]]:
    """What a run changed in records that it did not make, by noun."""
    rows = session.scalars(select(ImportChange).where(col(ImportChange.run_id) == run_id).order_by(col(ImportChange.id)))
    by_kind: dict[str, list[ImportChange]] = {}
    for row in rows:
        if row.after and row.kind in RECORDS:
            by_kind.setdefault(row.kind, []).append(row)
    return by_kind


# -- doing -----------------------------------------------------------------------------------------


def _undo(change: Change, run: ImportRun) -> Undone:
    going = _found(change.session, run, hold=True)
    for noun, restored in going.restored.items():
        _set(change, noun, restored)
        if noun == "enrolment":
            _retract(change, run, restored)
    for noun in _children_first():
        if going.gone.get(noun):
            _take_away(change, run, noun, going.gone[noun])
    run.state, run.undone_at = "undone", change.at
    _told(change, run, going.undone)
    return going.undone


def _take_away(change: Change, run: ImportRun, noun: str, ids: set[int]) -> None:
    """The records, and the run's steps on them, stand no longer; they stay on record."""
    if noun == "enrolment":
        _retract(change, run, ids)
    if noun == "developer":
        keyruns.forget(change.connection, ids)
    reviving.put_to_sleep(change, RECORDS[noun], ids)


def _set(change: Change, noun: str, wanted: Mapping[int, Mapping[str, Any]]) -> None:
    """Sets values of many records, with what is derived from them, and writes it down for each."""
    table = table_of(RECORDS[noun])
    new: list[tuple[int, dict[str, Any]]] = []
    for row in plainrows.whole_rows(change, table, wanted):
        values = plainrows.typed(table, wanted[row["id"]])
        change.note(noun, row["id"], {name: row[name] for name in values}, values)
        new.append((row["id"], values | derived(noun, row | values)))
    sets.update_each(change, RECORDS[noun], new)


def _retract(change: Change, run: ImportRun, enrolments: Collection[int]) -> None:
    """The run's steps on these enrolments stand no longer; they stay on record, as do those that stood no longer before."""
    steps.retract(change, table_of(EnrolmentStep).c.run_id == run.id, steps.of(change, enrolments))


def _stand_again(change: Change, run: ImportRun, enrolments: Collection[int]) -> None:
    """The run's steps that its undo retracted stand again."""
    step = table_of(EnrolmentStep).c
    steps.stand_again(change, step.run_id == run.id, step.retracted_at == run.undone_at, steps.of(change, enrolments))


def _redo(change: Change, run: ImportRun) -> Undone:
    going = Going(Undone(run.id or 0, run.file_name))
    _check_free(change.session, run)
    asleep = _asleep(change.session, run)
    _settle_parents(change.session, going, asleep)
    for noun in reversed(_children_first()):
        if asleep[noun]:
            reviving.wake(change, RECORDS[noun], asleep[noun], run_id=run.id)
            going.undone.restored[noun] = len(asleep[noun])
    _stand_again(change, run, asleep["enrolment"])
    blockindex.rebuild(change, asleep["developer"])
    for kind, each in _changed(change.session, run.id or 0).items():
        compare(change.session, going, kind, each, lambda row: (row.before, row.after))
        _set(change, kind, going.restored.get(kind, {}))
        if kind == "enrolment":
            _stand_again(change, run, going.restored.get(kind, {}))
    run.state, run.undone_at = "applied", None
    _told(change, run, going.undone)
    return going.undone


def _asleep(session: Session, run: ImportRun) -> dict[str, set[int]]:
    """The records that the run's undo took away, by noun. Who was edited or taken away by hand since is not among them."""
    found: dict[str, set[int]] = {}
    for noun, record in RECORDS.items():
        table = table_of(record)
        statement = select(table.c.id).where(
            table.c.run_id == run.id, table.c.archived_at == run.undone_at, table.c.row_version == 1
        )
        found[noun] = set(session.execute(statement).scalars())
    return found


def _settle_parents(session: Session, going: Going, asleep: dict[str, set[int]]) -> None:
    """What records refer to stands again with them; whose person or company was taken away since stays away, and is said."""
    nouns = {table_of(record).name: noun for noun, record in RECORDS.items()}
    for noun in _children_first():
        table = table_of(RECORDS[noun])
        for key in table.foreign_keys:
            parent = nouns.get(key.column.table.name, "")
            if not parent or not asleep[noun]:
                continue
            up = key.column.table
            links = dict(sets.rows_where(session, (table.c.id, key.parent), table.c.id, asleep[noun]))
            owners = {int(owner) for owner in links.values() if owner is not None} - asleep[parent]
            away = {
                int(owner)
                for owner, archived in sets.rows_where(session, (up.c.id, up.c.archived_at), up.c.id, owners)
                if archived
            }
            missing = {int(child): int(owner) for child, owner in links.items() if owner in away}
            if parent in _COMES_ALONG:
                asleep[parent] |= set(missing.values())
                continue
            asleep[noun] -= missing.keys()
            labels = labels_of(session, parent, dict.fromkeys(missing.values()))
            going.undone.could_not += [
                Held(noun, child, labels.get(owner, ""), f"the {word_for(parent)} was taken away since")
                for child, owner in sorted(missing.items())
            ]


def _check_free(session: Session, run: ImportRun) -> None:
    """Refused where the people of the list came in again with another import since, or were deleted."""
    changes = table_of(ImportChange)
    deleted = select(changes.c.id).where(changes.c.run_id == run.id, changes.c.after == {}).limit(1)
    if session.execute(deleted).first() is not None:
        raise Refused(
            "redo-deleted",
            f"The import of {run.file_name} was taken back by an earlier version of this program, which deleted what it had "
            "made. Import the file once more instead.",
        )
    table, row, other = table_of(RECORDS[run.noun]), table_of(ImportRow), table_of(ImportRun)
    since = session.execute(
        select(other.c.id, other.c.file_name)
        .join(table, table.c.run_id == other.c.id)
        .join(row, row.c.record_id == table.c.id)
        .where(row.c.run_id == run.id, row.c.outcome == OUTCOMES[NEW], other.c.id > run.id)
        .order_by(other.c.id.desc())
        .limit(1)
    ).first()
    if since is not None:
        raise Refused(
            "redo-taken",
            f"What {run.file_name} brought came in again since with import {since.id} ({since.file_name}), so this import cannot "
            "be brought again. Take back or bring again that one instead.",
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
