"""What merging two developers would do: which value of each field is kept, what moves, what collides; writes nothing.

The survivor's values are kept, the other's where the survivor's are blank or not stated, or as a person chose. Refused where
the two are one record, or where one of them is gone or was merged already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database.tables import (
    Cohort,
    Developer,
    District,
    Enrolment,
    Founder,
    Grant,
    ImportRow,
    ImportRun,
    MatchDecision,
    table_of,
)
from skilling.database.tallying import UNSTATED
from skilling.domain import enrolments as rules
from skilling.domain.calendar import day_in_india
from skilling.domain.developers import DEVELOPER
from skilling.domain.fields import Field, label_of
from skilling.domain.lists import ENROLMENT_STATUSES
from skilling.domain.money import numbered
from skilling.domain.problems import Problem, Refused
from skilling.services import wording

Side = Literal["survivor", "other"]
SIDES: Final[tuple[Side, ...]] = ("survivor", "other")
_CALLED: Final = {
    "enrolment": ("enrolment", "enrolments"), "grant": ("grant", "grants"), "founder": ("startup", "startups"),
    "import_row": ("row of a list", "rows of lists"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of the two, in words (blank for none), and whose value is kept."""

    attribute: str
    label: str
    survivor: str
    other: str
    kept: Side

    @property
    def differs(self) -> bool:
        """Both say something, and not the same."""
        return bool(self.survivor and self.other) and self.survivor != self.other


@dataclass(frozen=True, slots=True)
class Collision:
    """A cohort that both are in. Whose enrolment got further stays; the other one is kept on record, out of every figure."""

    cohort: str
    survivor: str  # status in words
    other: str
    stays: Side


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What would happen. `moves` counts the records of the other that become the survivor's, by noun."""

    survivor: int
    other: int
    survivor_name: str
    other_name: str
    fields: tuple[FieldLine, ...]
    collisions: tuple[Collision, ...]
    moves: Mapping[str, int]
    warnings: tuple[str, ...]

    def as_plain(self) -> dict[str, Any]:
        """For the command line's document, with the field lines that say anything."""
        found = asdict(self)
        return found | {"fields": [asdict(line) for line in self.fields if line.survivor or line.other]}

    def sentences(self) -> list[str]:
        """The plan for a person."""
        taken = [line for line in self.fields if line.kept == "other" and line.other]
        lines = [f"{self.other_name} ({self.other}) becomes one record with {self.survivor_name} ({self.survivor})."]
        lines += [f"{line.label}: {line.other}" + (f", instead of {line.survivor}" if line.survivor else "") for line in taken]
        lines += [
            f"{line.label}: {line.survivor} stays, not {line.other}" for line in self.fields if line.differs and line not in taken
        ]
        return [*lines, *self.moving(), *self.warnings]

    def moving(self) -> list[str]:
        """What becomes of the records beside the two."""
        lines = [
            f"Both are in {each.cohort}: {getattr(each, each.stays)} stays, {getattr(each, _opposite(each.stays))} is kept on record."
            for each in self.collisions
        ]
        moving = ", ".join(numbered(count, *_CALLED[noun]) for noun, count in self.moves.items() if count)
        return [*lines, *([f"Moves over: {moving}."] if moving else [])]


def plan(session: Session, survivor_id: int, other_id: int, choices: Mapping[str, str] | None = None) -> MergePlan:
    """What merging `other_id` into `survivor_id` would do. `choices` say by field whose value is kept: survivor or other."""
    survivor, other = both(session, survivor_id, other_id)
    lines = _lines(session, survivor, other, choices or {})
    collisions = _collisions(session, survivor_id, other_id)
    return MergePlan(
        survivor_id, other_id, survivor.full_name, other.full_name, lines, collisions,
        _moves(session, other_id, len(collisions)), _warnings(session, survivor_id, other_id),
    )  # fmt: skip


def both(session: Session, survivor_id: int, other_id: int) -> tuple[Developer, Developer]:
    """The two developers; Refused where they cannot be merged."""
    if survivor_id == other_id:
        raise Refused("merge-itself", "These are one and the same record. Name two developers.")
    found = []
    for key in (survivor_id, other_id):
        record = session.get(Developer, key)
        if record is not None and record.merged_into is not None:
            raise Refused(
                "merged-already",
                f"{record.full_name} ({key}) was merged into {record.merged_into} already. "
                f"Go on with {record.merged_into}, or take that merge back first.",
            )
        if record is None or record.archived_at is not None:
            raise Refused("gone", f"There is no developer {key}. Search for the name to find the number.")
        found.append(record)
    return found[0], found[1]


def kept_values(survivor: Developer, other: Developer, lines: Sequence[FieldLine]) -> dict[str, Any]:
    """The values that the merged record has, by attribute, as they are stored."""
    return {line.attribute: getattr(survivor if line.kept == "survivor" else other, line.attribute) for line in lines}


def lives(rows: Sequence[Mapping[str, Any]], survivor_id: int) -> tuple[dict[int, Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Of the enrolments of two: the survivor's by cohort, also those taken away; and those of the other that stand."""
    own = {row["cohort_id"]: row for row in rows if row["developer_id"] == survivor_id}
    return own, [row for row in rows if row["developer_id"] != survivor_id and row["archived_at"] is None]


def stays(own: Mapping[str, Any], other: Mapping[str, Any]) -> Side:
    """Whose enrolment in the same cohort goes on: the one that stands, then the one that got further."""
    if own["archived_at"] is not None:
        return "other"
    return "survivor" if rules.reach(own) >= rules.reach(other) else "other"


# -- fields ------------------------------------------------------------------------------------------------------


def _lines(session: Session, survivor: Developer, other: Developer, choices: Mapping[str, str]) -> tuple[FieldLine, ...]:
    chosen = _checked(choices)
    lines = {}
    for field in DEVELOPER.fields:
        ours, theirs = (
            wording.value_words(session, "developer", field.attribute, getattr(one, field.attribute)) for one in (survivor, other)
        )
        kept = chosen.get(field.attribute) or _default(field, survivor, other)
        lines[field.attribute] = FieldLine(field.attribute, field.label, ours, theirs, kept)
    _settle_place(session, lines, survivor, other, chosen)
    return tuple(lines.values())


def _checked(choices: Mapping[str, str]) -> dict[str, Side]:
    found: dict[str, Side] = {}
    for name, side in choices.items():
        try:
            attribute = DEVELOPER.field(name).attribute
        except KeyError:
            raise Refused("merge-field", f"A developer has no field '{name}'.") from None
        if side not in SIDES:
            raise Refused("merge-field", f"{name}: say whose value is kept, {' or '.join(SIDES)}.")
        found[attribute] = side
    return found


def _default(field: Field, survivor: Developer, other: Developer) -> Side:
    ours, theirs = (_stated(field, getattr(one, field.attribute)) for one in (survivor, other))
    return "other" if theirs and not ours else "survivor"


def _stated(field: Field, value: object) -> bool:
    return value not in (None, "") and not (field.choices and value in UNSTATED)


def _settle_place(
    session: Session, lines: dict[str, FieldLine], survivor: Developer, other: Developer, chosen: Mapping[str, Side]
) -> None:
    """A district goes with its state; Refused where a person chose two that do not."""
    values = kept_values(survivor, other, list(lines.values()))
    district = session.get(District, values["district_id"]) if values["district_id"] is not None else None
    if district is None or values["state_id"] in (None, district.state_id):
        return
    if "district_id" in chosen:
        message = f"{district.name} lies in another state than the one that is kept. Keep state and district of the same record."
        raise Refused.of([Problem("district", message, "district_id")])
    lines["district_id"] = replace(lines["district_id"], kept=lines["state_id"].kept)


# -- records beside the person -----------------------------------------------------------------------------------


def _collisions(session: Session, survivor_id: int, other_id: int) -> tuple[Collision, ...]:
    enrolment, cohort = table_of(Enrolment), table_of(Cohort)
    wanted = select(enrolment).where(enrolment.c.developer_id.in_([survivor_id, other_id])).order_by(enrolment.c.id)
    own, theirs = lives([dict(row) for row in session.execute(wanted).mappings()], survivor_id)
    meeting = [(own[row["cohort_id"]], row) for row in theirs if row["cohort_id"] in own]
    codes = {int(key): str(code) for key, code in session.execute(select(cohort.c.id, cohort.c.code))} if meeting else {}
    return tuple(
        Collision(codes[row["cohort_id"]], _status(mine), _status(row), stays(mine, row))
        for mine, row in meeting
        if mine["archived_at"] is None
    )


def _status(row: Mapping[str, Any]) -> str:
    return label_of(ENROLMENT_STATUSES, row["status"])


def _moves(session: Session, other_id: int, colliding: int) -> dict[str, int]:
    found = {}
    for record in (Enrolment, Grant, Founder):
        table = table_of(record)
        held = select(func.count()).select_from(table).where(table.c.developer_id == other_id, table.c.archived_at.is_(None))
        found[record.noun] = int(session.execute(held).scalar_one())
    row, run = table_of(ImportRow), table_of(ImportRun)
    rows = select(func.count()).select_from(row).join(run, run.c.id == row.c.run_id)
    came = rows.where(row.c.record_id == other_id, run.c.noun == Developer.noun)
    rows_of_lists = int(session.execute(came).scalar_one())
    return found | {"enrolment": found["enrolment"] - colliding, "import_row": rows_of_lists}


def _warnings(session: Session, survivor_id: int, other_id: int) -> tuple[str, ...]:
    table = table_of(MatchDecision)
    pair = sorted((survivor_id, other_id))
    said = session.execute(select(table).where(table.c.a == pair[0], table.c.b == pair[1])).first()
    if said is None or said.verdict == "same":
        return ()
    return (f"{said.actor} said on {day_in_india(said.at):%d %b %Y} that these are two people.",)


def _opposite(side: Side) -> Side:
    return "other" if side == "survivor" else "survivor"
