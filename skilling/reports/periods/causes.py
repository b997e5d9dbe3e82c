"""Why a figure moved since it was frozen: the changes that took a record behind it in or out; refuses to blame a change
that did not.

What an enrolment was when the figures were frozen is told from the audit: as it is now, with what later changes found
there (`before`) laid over it. It moved a figure where it belonged behind it then and not now, or now and not then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session, col

from skilling.database import dialects, plainrows
from skilling.database.tables import (
    RECORDS,
    AuditEntry,
    ChangeEntry,
    Cohort,
    Developer,
    Enrolment,
    ImportRun,
    Undoing,
    table_of,
)
from skilling.database.tallying import COMPLETE
from skilling.domain.calendar import day_in_india
from skilling.domain.money import grouped, numbered
from skilling.reports.figures import Question
from skilling.reports.measures import MEASURES
from skilling.reports.scope import Scope
from skilling.services.sentences import sentence

Row = dict[str, Any]
_NAMED: Final = 3  # changes named for one cell; the rest is counted
_COLUMNS: Final = {"state": "state_id", "district": "district_id", "cohort": "cohort_id"}  # of dimensions named otherwise
_STAGES: Final = ("enrolled_on", "started_on", "completed_on", "certified_on", "left_on")
_MILESTONES: Final = {
    "started": "started_on", "trained": "completed_on", "women_trained": "completed_on", "certified": "certified_on",
    "women_certified": "certified_on", "left": "left_on",
}  # fmt: skip
_ALSO: Final[Mapping[str, tuple[str, str | None]]] = {
    "women": ("gender", "F"), "women_trained": ("gender", "F"), "women_certified": ("gender", "F"), "pwd": ("pwd", "Y"),
    **{f"no_{name}": (name, None) for name in ("gender", "category", "state", "district", "age_band", "learner_type")},
}  # fmt: skip
_NOT_STATED: Final = {"gender": ("X",), "category": ("NS",), "pwd": ("NS",), "minority": ("NS",)}
# What a figure over other records may have moved by.
_RELATED: Final[Mapping[str, frozenset[str]]] = {
    "enrolment": frozenset({"enrolment", "developer", "cohort"}),
    "developer": frozenset({"developer", "enrolment", "founder", "grant"}),
    "cohort": frozenset({"cohort", "enrolment", "developer", "cohort_resource"}),
    "startup": frozenset({"startup", "founder", "developer", "grant"}),
    "founder": frozenset({"founder", "startup", "developer"}),
    "grant": frozenset({"grant", "startup", "developer"}),
    "resource": frozenset({"resource", "cohort_resource"}),
    "cohort_resource": frozenset({"cohort_resource", "resource", "cohort"}),
}


@dataclass
class Since:
    """Everything that was changed after a change: who was touched by what, and what enrolments were before."""

    session: Session
    after: int
    changes: dict[int, ChangeEntry] = field(default_factory=dict)
    touched: dict[tuple[str, int], set[int]] = field(default_factory=dict)  # record -> changes
    then: dict[int, Row | None] = field(default_factory=dict)  # enrolment as it counted, None where it did not
    now: dict[int, Row | None] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        return not self.changes

    def why(self, scope: Scope, question: Question) -> str:
        """The changes that moved a figure, in a sentence for each; empty where none of them did."""
        moved = {change for asked in _parts(question) for change in self._movers(scope, asked)}
        known = [self.changes[number] for number in sorted(moved) if number in self.changes]
        said = [self._said(each) for each in known[:_NAMED]]
        if len(known) > _NAMED:
            said.append(f"and {numbered(len(known) - _NAMED, 'more change')}")
        return "; ".join(said)

    def _said(self, entry: ChangeEntry) -> str:
        what = sentence(entry.action, entry.facts)
        return f"{what} ({entry.actor}, {day_in_india(entry.at):%d.%m.%Y}, change {grouped(entry.id or 0)})"

    def _movers(self, scope: Scope, question: Question) -> set[int]:
        noun = question.declared.facts.noun
        if question.declared.facts.name in ("enrolments", "ranked_enrolments"):
            # A person's first enrolment follows from all of them, and a person's second row from the first.
            for wanted in (question, Question("enrolled", question.window, question.where), Question("enrolled")):
                moved = [one for one in self.then if _part(self.then[one], scope, wanted) != _part(self.now[one], scope, wanted)]
                if moved:
                    return {change for one in moved for change in self.touched["enrolment", one]}
        given = dict(question.where)
        own = self.touched.get((noun, given[noun]), set()) if noun in given else set()
        return own or {
            change for (kind, _), changes in self.touched.items() if kind in _RELATED.get(noun, {noun}) for change in changes
        }


def since(session: Session, change_id: int) -> Since:
    """What was changed after a change, the moves of report periods left out."""
    found = Since(session, change_id)
    later = select(ChangeEntry).where(col(ChangeEntry.id) > change_id, col(ChangeEntry.action).not_like("report.%"))
    found.changes = {each.id or 0: each for each in session.scalars(later)}
    if found.nothing:
        return found
    over: dict[int, Row | None] = {}  # enrolment -> values that it had, None where it was not there
    parents: dict[tuple[str, int], Row] = {}
    _from_audit(found, over, parents)
    _from_runs(found, over)
    _of_parents(found, parents)
    _rows(found, over, parents)
    return found


def _from_audit(found: Since, over: dict[int, Row | None], parents: dict[tuple[str, int], Row]) -> None:
    entries = select(AuditEntry).where(col(AuditEntry.change_id) > found.after).order_by(col(AuditEntry.id))
    for entry in found.session.scalars(entries):
        key = (entry.kind, entry.record_id)
        found.touched.setdefault(key, set()).add(entry.change_id)
        before = entry.before
        if entry.kind == Enrolment.noun:
            known = over.setdefault(entry.record_id, {} if before is not None else None)
            if known is not None and before is not None:
                over[entry.record_id] = {**before, **known}
        elif entry.kind in (Developer.noun, Cohort.noun) and before is not None:
            parents[key] = {**before, **parents.get(key, {})}


def _from_runs(found: Since, over: dict[int, Row | None]) -> None:
    """Imports write what they make as a set, and take it away as one."""
    made = {
        run.id: run.change_id for run in found.session.scalars(select(ImportRun).where(col(ImportRun.change_id) > found.after))
    }
    undone = select(ImportRun, col(Undoing.undone_by)).join(Undoing, col(Undoing.change_id) == col(ImportRun.change_id))
    gone = {run.id: (by, run.undone_at) for run, by in found.session.execute(undone.where(col(Undoing.undone_by) > found.after))}
    for noun, model in RECORDS.items():
        table = table_of(model)
        runs = [number for number in {*made, *gone} if number is not None]
        wanted = select(table.c.id, table.c.run_id, table.c.archived_at).where(table.c.run_id.in_(runs))
        for record, run, archived_at in found.session.execute(wanted):
            changes = found.touched.setdefault((noun, record), set())
            if run in made:
                changes.add(made[run] or 0)
                if noun == Enrolment.noun:
                    over[record] = None
            elif archived_at is not None and archived_at == gone[run][1]:
                changes.add(gone[run][0])
                if noun == Enrolment.noun:
                    over[record] = {"archived_at": None} | (over.get(record) or {})


def _of_parents(found: Since, parents: Mapping[tuple[str, int], Row]) -> None:
    """Taking a developer or a cohort away, or moving a cohort to another institution, concerns its enrolments."""
    enrolment = table_of(Enrolment)
    for noun, link in ((Developer.noun, enrolment.c.developer_id), (Cohort.noun, enrolment.c.cohort_id)):
        ids = [
            one for (kind, one), before in parents.items() if kind == noun and {"archived_at", "institution_id"} & before.keys()
        ]
        if not ids:
            continue
        given = dialects.one_column(found.session.connection(), ids)
        for record, parent in found.session.execute(select(enrolment.c.id, link).join(given, given.c.value == link)):
            found.touched.setdefault((Enrolment.noun, record), set()).update(found.touched[noun, parent])


def _rows(found: Since, over: Mapping[int, Row | None], parents: Mapping[tuple[str, int], Row]) -> None:
    enrolment, developer, cohort = table_of(Enrolment), table_of(Developer), table_of(Cohort)
    ids = sorted(one for kind, one in found.touched if kind == Enrolment.noun)
    given = dialects.one_column(found.session.connection(), ids)
    wanted = (
        select(
            *enrolment.c, developer.c.archived_at.label("developer_gone"), cohort.c.archived_at.label("cohort_gone"),
            cohort.c.institution_id.label("institution"), cohort.c.programme_id.label("programme"),
        )
        .join(given, given.c.value == enrolment.c.id)
        .outerjoin(developer, developer.c.id == enrolment.c.developer_id)
        .outerjoin(cohort, cohort.c.id == enrolment.c.cohort_id)
    )  # fmt: skip
    for each in found.session.execute(wanted).mappings():
        now = plainrows.plain(dict(each))
        before = over.get(now["id"], {})
        then = None if before is None else {**now, **before}
        if then is not None:
            person = parents.get((Developer.noun, now["developer_id"]), {})
            group = parents.get((Cohort.noun, now["cohort_id"]), {})
            then["developer_gone"] = person.get("archived_at", now["developer_gone"])
            then["cohort_gone"] = group.get("archived_at", now["cohort_gone"])
            then["institution"] = group.get("institution_id", now["institution"])
        found.now[now["id"]], found.then[now["id"]] = _counted(now), _counted(then)


def _counted(row: Row | None) -> Row | None:
    gone = row is None or any(row[name] is not None for name in ("archived_at", "developer_gone", "cohort_gone"))
    return None if gone else row


# -- membership ------------------------------------------------------------------------------------------------------


def _parts(question: Question) -> Sequence[Question]:
    if not question.per:
        return (question,)
    return (Question(question.measure, question.window, question.where), Question(question.per, question.window, question.where))


def _part(row: Row | None, scope: Scope, question: Question) -> object:
    """What an enrolment is to a figure: None where it does not stand behind it, else what of it the figure tells apart."""
    if row is None or (scope.programme_id is not None and row["programme"] != scope.programme_id):
        return None
    name = question.measure
    where = [*question.where, *([_ALSO[name]] if name in _ALSO else [])]
    if any(_value(row, dimension) != value for dimension, value in where):
        return None
    if name == "out_of_order":
        return tuple(row[stage] for stage in _STAGES)
    day = row[_MILESTONES.get(name, "enrolled_on")]
    first, last = scope.days(question.window)
    if day is None or date.fromisoformat(day) > last or (first is not None and date.fromisoformat(day) < first):
        return None
    if name == "complete":
        return all(_value(row, each) is not None for each in COMPLETE)
    return tuple(_value(row, each) for each in MEASURES[name].across)


def _value(row: Row, dimension: str) -> Any:
    value = row[_COLUMNS.get(dimension, dimension)]
    return None if value in _NOT_STATED.get(dimension, ()) else value
