"""Takes a merge of two developers, or what was held of them, back at any time later; refuses to lose what happened since, which
stays where it belongs.

The other stands again with what was the other's. What the survivor was given after the merge stays with the survivor, and is
said. A report as known on a day between tells of one person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session, col

from skilling.database import many, plainrows, steps
from skilling.database.changes import Change
from skilling.database.tables import (
    AuditEntry,
    ChangeEntry,
    Cohort,
    Developer,
    Enrolment,
    Founder,
    Grant,
    MatchDecision,
    RowJudgement,
    Startup,
    table_of,
)
from skilling.domain.problems import Refused
from skilling.services import merging, records, wording

JUDGED: Final = "duplicate.decided"


@dataclass(frozen=True, slots=True)
class Parted:
    """What taking a merge back came to: what went back by noun, and sentences on what stays with the survivor."""

    survivor: int
    other: int
    survivor_name: str
    other_name: str
    back: Mapping[str, int]
    stays: tuple[str, ...]

    def as_plain(self) -> dict[str, Any]:
        """For the facts of the change and the command line's document."""
        return asdict(self)


def taken_back(change: Change, action: str, facts: Mapping[str, Any], *, again: bool) -> bool:
    """Takes a merge, or a judgement on two developers, back, or makes it again; says whether the action was one."""
    if action == JUDGED:
        merging.judge(change, int(facts["a"]), int(facts["b"]), facts["verdict"] if again else facts.get("before"))
        return True
    if action != merging.MERGED:
        return False
    if again:
        merging.merge(change, int(facts["survivor"]), int(facts["other"]), facts["choices"])
    else:
        parted = part(change, int(facts["other"]))
        change.facts |= {"parted": parted.as_plain(), "kept": len(parted.stays)}
    return True


def merge_of(session: Session, other_id: int) -> ChangeEntry:
    """The change by which a developer was merged away; Refused where that is not so."""
    entries = select(AuditEntry).where(col(AuditEntry.kind) == Developer.noun, col(AuditEntry.record_id) == other_id)
    for entry in session.scalars(entries.order_by(col(AuditEntry.id).desc())):
        if (entry.after or {}).get("merged_into") is not None:
            return session.get_one(ChangeEntry, entry.change_id)
    raise Refused("not-merged", f"Developer {other_id} was not merged into another one, so there is no merge to take back.")


def part(change: Change, other_id: int) -> Parted:
    """Two developers again. Refused where the survivor was merged on, or taken away, since."""
    entry = merge_of(change.session, other_id)
    survivor_id, kept = int(entry.facts["survivor"]), entry.facts["merge"]
    people = many.held(change, Developer, (survivor_id, other_id), gone=True)
    _check(people[survivor_id], people[other_id])
    fields = _people(change, entry.id or 0, people[survivor_id], people[other_id])
    back = {
        record.noun: _handed_back(change, record, kept["moved"][record.noun], survivor_id, other_id) for record in merging.HELD
    }
    went_on = _enrolments(change, entry.id or 0, kept)
    _founders(change, kept)
    _what_was_said(change, kept, survivor_id, other_id)
    since = _since(change.session, kept, survivor_id)
    name, other = (people[key]["full_name"] for key in (survivor_id, other_id))
    stays = [*fields, *(f"{said}, stays with {name}." for said in since), *went_on]
    return Parted(survivor_id, other_id, name, other, back, tuple(stays))


def _check(survivor: many.Row, other: many.Row) -> None:
    if other["merged_into"] != survivor["id"]:
        raise Refused("undone", f"The merge of developer {other['id']} was taken back already.")
    if survivor["merged_into"] is not None:
        raise Refused(
            "merged-on",
            f"{survivor['full_name']} ({survivor['id']}) was itself merged into {survivor['merged_into']} since. "
            "Take that merge back first.",
        )
    if survivor["archived_at"] is not None:
        raise Refused(
            "gone", f"{survivor['full_name']} ({survivor['id']}) was taken away since. Bring that record back in History first."
        )


def _people(change: Change, change_id: int, survivor: many.Row, other: many.Row) -> list[str]:
    """Both records as they were; a field that somebody edited since stays, and is said."""
    developer = table_of(Developer)
    before, after = _audited(change.session, change_id, Developer.noun, survivor["id"])
    now = plainrows.plain({name: survivor[name] for name in after})
    still = {name: before[name] for name in after if now[name] == after[name]}
    values = plainrows.typed(developer, still)
    values |= records.derived(Developer.noun, {**survivor, **values})
    many.edit_each(change, Developer, [(survivor, values), (other, {"archived_at": None, "merged_into": None})])
    changed = [wording.field_label(Developer.noun, name) for name in after if name not in still]
    return [f"{label} was changed after the merge and stays as it is." for label in changed]


def _audited(session: Session, change_id: int, kind: str, record_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a change did to one record as a whole: its values before and after."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    entries = select(AuditEntry).where(
        col(AuditEntry.change_id) == change_id, col(AuditEntry.kind) == kind, col(AuditEntry.record_id) == record_id
    )
    for entry in session.scalars(entries.order_by(col(AuditEntry.id))):
        before = {**(entry.before or {}), **before}
        after = {**after, **(entry.after or {})}
    return before, after


def _handed_back(change: Change, record: Any, ids: Sequence[int], survivor_id: int, other_id: int) -> int:
    """Records that the merge moved are the other's again, with all that happened to them since."""
    rows = [row for row in many.held(change, record, ids, gone=True).values() if row["developer_id"] == survivor_id]
    return len(merging.hand_over(change, record, rows, other_id))


def _enrolments(change: Change, change_id: int, kept: Mapping[str, Any]) -> list[str]:
    """Enrolments in cohorts that both were in stand again as they were, where nothing followed since."""
    rested = many.held(change, Enrolment, kept["rested"]["enrolment"], gone=True).values()
    steps.stand_again(change, steps.those(change, kept["rested"]["steps"]))
    many.edit_each(change, Enrolment, [(row, {"archived_at": None}) for row in rested])
    said = []
    for each in kept["exchanged"]:
        row = many.held(change, Enrolment, [each["id"]], gone=True)[each["id"]]
        own = steps.lives(change, [each["id"]]).get(each["id"], [])
        if [step.id for step in own if step.retracted_at is None] != each["recorded"]:
            said.append(f"What followed in {_code(change.session, row)} after the merge stays there with the steps before it.")
            continue
        steps.retract(change, steps.those(change, each["recorded"]))
        steps.stand_again(change, steps.those(change, each["retracted"]))
        before, _ = _audited(change.session, change_id, Enrolment.noun, each["id"])
        many.edit_each(change, Enrolment, [(row, plainrows.typed(table_of(Enrolment), before))])
    return said


def _founders(change: Change, kept: Mapping[str, Any]) -> None:
    for name, moment in (("founders_rested", None), ("founders_woken", change.at)):
        rows = many.held(change, Founder, kept[name], gone=True).values()
        many.edit_each(change, Founder, [(row, {"archived_at": moment}) for row in rows])


def _what_was_said(change: Change, kept: Mapping[str, Any], survivor_id: int, other_id: int) -> None:
    session, came = change.session, {tuple(each) for each in kept["import_rows"]}
    for row in merging.rows_of_lists(session, survivor_id):
        if (row.run_id, row.row) in came:
            row.record_id = other_id
    for judgement in session.scalars(select(RowJudgement).where(col(RowJudgement.id).in_(kept["judgements"]))):
        judgement.developer_id = other_id
    for decision in session.scalars(select(MatchDecision).where(col(MatchDecision.id).in_(kept["decisions"]))):
        session.delete(decision)
    merging.judge(change, survivor_id, other_id, kept["verdict"])


def _since(session: Session, kept: Mapping[str, Any], survivor_id: int) -> list[str]:
    """What the survivor was given after the merge, in words."""
    enrolment, grant, founder = table_of(Enrolment), table_of(Grant), table_of(Founder)
    cohort, startup = table_of(Cohort), table_of(Startup)
    questions = (
        (enrolment, "The enrolment in {}", select(cohort.c.code).join(enrolment, enrolment.c.cohort_id == cohort.c.id)),
        (grant, "The grant of {}", select(grant.c.product)),
        (founder, "The place among the founders of {}",
         select(startup.c.legal_name).join(founder, founder.c.startup_id == startup.c.id)),
    )  # fmt: skip
    said = []
    for (table, words, wanted), record in zip(questions, merging.HELD, strict=True):
        new = wanted.where(
            table.c.developer_id == survivor_id, table.c.archived_at.is_(None), table.c.id.not_in(kept["had"][record.noun])
        )
        exchanged = [each["id"] for each in kept["exchanged"]] if record is Enrolment else []
        found = session.execute(new.where(table.c.id.not_in(exchanged)).order_by(table.c.id)).scalars()
        said += [words.format(name) + ", made after the merge" for name in found]
    return said


def _code(session: Session, enrolment: Mapping[str, Any]) -> str:
    return session.get_one(Cohort, enrolment["cohort_id"]).code
