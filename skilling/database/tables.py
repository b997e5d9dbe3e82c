"""Every table of a programme database; refuses to describe a field twice: columns come from the declared fields of `domain`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from sqlalchemy import BigInteger, CheckConstraint, Index, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from skilling.database.columns import CONSTRAINT_NAMES, Hundredths, Instant, Json
from skilling.database.identity import new_uid
from skilling.domain.cohorts import CohortFields
from skilling.domain.developers import DeveloperFields
from skilling.domain.enrolments import EnrolmentFields
from skilling.domain.grants import GrantFields
from skilling.domain.institutions import InstitutionFields
from skilling.domain.programmes import ProgrammeFields
from skilling.domain.resources import ResourceFields
from skilling.domain.startups import StartupFields

SQLModel.metadata.naming_convention = CONSTRAINT_NAMES


def now() -> datetime:
    """This moment in UTC, to the second: what people read and compare has no fractions."""
    return datetime.now(UTC).replace(microsecond=0)


class Stored(SQLModel):
    """Base of every table. What it would validate with is built at its first use, which a table never comes to."""

    model_config = {"defer_build": True}


class Record(Stored):
    """What every noun has: a key for speed inside, a `uid` between databases, a version against lost updates."""

    noun: ClassVar[str]
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=26, unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    updated_at: datetime = Field(default_factory=now, sa_type=Instant)
    row_version: int = Field(default=1)
    archived_at: datetime | None = Field(default=None, sa_type=Instant)
    run_id: int | None = Field(default=None, index=True)  # the ImportRun that made it, if one did

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  # a class method that SQLAlchemy makes
        # An UPDATE or DELETE of another version than the one that was read touches no row, and is found out.
        columns = cls.__table__.c  # type: ignore[attr-defined]  # SQLModel adds it without declaring it
        return {"version_id_col": columns.row_version, "version_id_generator": False}


class Programme(Record, ProgrammeFields, table=True):
    __tablename__ = "programmes"
    noun = "programme"


class Institution(Record, InstitutionFields, table=True):
    __tablename__ = "institutions"
    noun = "institution"
    name_key: str = Field(default="", index=True)
    extra: dict[str, Any] | None = Field(default=None, sa_type=Json)


class Cohort(Record, CohortFields, table=True):
    __tablename__ = "cohorts"
    noun = "cohort"
    __table_args__ = (Index("ix_cohorts_archived", "id", sqlite_where=text("archived_at IS NOT NULL")),)


class Developer(Record, DeveloperFields, table=True):
    __tablename__ = "developers"
    noun = "developer"
    __table_args__ = (
        # The order people read a list in, without those taken away: the first page and the snapshot of ids
        # are both read from this index alone. (The migration gives it the same condition on PostgreSQL; said here, it
        # would load that dialect, 0.1 s, at every start.)
        Index("ix_developers_by_name", text("lower(full_name)"), sqlite_where=text("archived_at IS NULL")),
        Index("ix_developers_archived", "id", sqlite_where=text("archived_at IS NOT NULL")),
        Index("ix_developers_merged", "merged_into", sqlite_where=text("merged_into IS NOT NULL")),
    )  # fmt: skip
    name_key: str = Field(default="", index=True)  # sorted Latin tokens: order and spelling of search and lists
    search_text: str = Field(default="", sa_type=Text)
    extra: dict[str, Any] | None = Field(default=None, sa_type=Json)  # columns of a list that have no field
    merged_into: int | None = None  # who this person turned out to be; such a record is archived, and read by `merged`


class Enrolment(Record, EnrolmentFields, table=True):
    __tablename__ = "enrolments"
    noun = "enrolment"
    __table_args__ = (
        UniqueConstraint("developer_id", "cohort_id", name="uq_enrolments_developer_cohort"),
        Index("ix_enrolments_cohort_status", "cohort_id", "status"),
        # Covers the pack's counts: milestones by frozen attributes without touching the rows.
        Index(
            "ix_enrolments_facts",
            "enrolled_on", "started_on", "completed_on", "certified_on", "state_id", "gender", "category", "developer_id",
        ),
        # Covers a developer's newest cohort and status, which lists sort and filter by: a third of the time.
        Index("ix_enrolments_newest", "developer_id", "id", "archived_at", "status", "cohort_id"),
        Index("ix_enrolments_archived", "archived_at", sqlite_where=text("archived_at IS NOT NULL")),
    )  # fmt: skip


class EnrolmentStep(Stored, table=True):
    """One dated step of an enrolment's life: when it happened and when we learnt it. Never changed, only added."""

    __tablename__ = "enrolment_steps"
    __table_args__ = (  # what was recorded, or taken back, since a day
        Index("ix_enrolment_steps_recorded", "recorded_at", "enrolment_id"),
        Index("ix_enrolment_steps_retracted", "retracted_at", "enrolment_id", sqlite_where=text("retracted_at IS NOT NULL")),
    )
    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolments.id", index=True)
    status: str
    effective_on: date
    recorded_at: datetime = Field(default_factory=now, sa_type=Instant)
    actor: str
    reason: str | None = None
    run_id: int | None = Field(default=None, index=True)
    retracted_at: datetime | None = Field(default=None, sa_type=Instant)  # taken back, and still on record


class Startup(Record, StartupFields, table=True):
    __tablename__ = "startups"
    noun = "startup"
    name_key: str = Field(default="", index=True)
    extra: dict[str, Any] | None = Field(default=None, sa_type=Json)


class Founder(Record, table=True):
    """A developer who founded or helps to run a startup."""

    __tablename__ = "founders"
    noun = "founder"
    __table_args__ = (UniqueConstraint("startup_id", "developer_id", name="uq_founders_startup_developer"),)
    startup_id: int = Field(foreign_key="startups.id", index=True)
    developer_id: int = Field(foreign_key="developers.id", index=True)
    role: str | None = None


class Resource(Record, ResourceFields, table=True):
    __tablename__ = "resources"
    noun = "resource"
    hours: Decimal | None = Field(default=None, sa_type=Hundredths)
    extra: dict[str, Any] | None = Field(default=None, sa_type=Json)


class CohortResource(Record, table=True):
    """A resource that a cohort learns from."""

    __tablename__ = "cohort_resources"
    noun = "cohort_resource"
    __table_args__ = (UniqueConstraint("cohort_id", "resource_id", name="uq_cohort_resources_cohort_resource"),)
    cohort_id: int = Field(foreign_key="cohorts.id", index=True)
    resource_id: int = Field(foreign_key="resources.id", index=True)


class Grant(Record, GrantFields, table=True):
    __tablename__ = "grants"
    noun = "grant"
    __table_args__ = (
        CheckConstraint("(developer_id IS NULL) <> (startup_id IS NULL)", name="one_holder"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )
    amount: Decimal = Field(sa_type=Hundredths)
    extra: dict[str, Any] | None = Field(default=None, sa_type=Json)


class State(Stored, table=True):
    """A state or union territory; the key is its code in the Local Government Directory (LGD)."""

    __tablename__ = "states"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    name_hi: str
    iso: str = Field(max_length=2)
    gst: str = Field(max_length=2)  # GST's own numbering: 37 is Andhra Pradesh there, Ladakh in LGD
    kind: str  # State or UT


class District(Stored, table=True):
    """A district; the key is its LGD code. Districts are dated: they are split, renamed and merged."""

    __tablename__ = "districts"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    state_id: int = Field(foreign_key="states.id", index=True)
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


class PlaceAlias(Stored, table=True):
    """Another name of a state or district: older, shorter, in another script, or misspelt."""

    __tablename__ = "place_aliases"
    id: int | None = Field(default=None, primary_key=True)
    alias: str = Field(index=True)
    state_id: int = Field(foreign_key="states.id")
    district_id: int | None = Field(default=None, foreign_key="districts.id")
    valid_from: date | None = None
    valid_to: date | None = None


class ImportRun(Stored, table=True):
    """One list taken in; undoable as a whole."""

    __tablename__ = "import_runs"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=26, unique=True)
    noun: str
    file_name: str
    sha256: str = Field(index=True, max_length=64)
    sheet: str | None = None
    sender: str | None = None
    fingerprint: str = Field(default="", index=True)  # of the headings: the same layout again
    mode: str = "fill"
    options: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    counts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)
    change_id: int | None = Field(default=None, foreign_key="changes.id")
    state: str = "applied"  # applied | undone
    undone_at: datetime | None = Field(default=None, sa_type=Instant)


class ImportRow(Stored, table=True):
    """One row of a list as it came (blocked columns never among it) and what became of it."""

    __tablename__ = "import_rows"
    run_id: int = Field(foreign_key="import_runs.id", primary_key=True)
    row: int = Field(primary_key=True)  # number that a person sees in the sheet
    outcome: str
    record_id: int | None = Field(default=None, index=True)
    raw: str = Field(sa_type=Text)  # JSON list of the cells, in the order of the run's columns


class ImportChange(Stored, table=True):
    """One record that a run changed, with what it was: what undo replays backwards.

    Records that a run *made* carry its `run_id` and need no row here.
    """

    __tablename__ = "import_changes"
    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="import_runs.id", index=True)
    row: int | None = None
    kind: str
    record_id: int
    before: dict[str, Any] = Field(sa_type=Json)
    after: dict[str, Any] = Field(sa_type=Json)


class MatchDecision(Stored, table=True):
    """Two developers that a person judged: the same, or not the same; never asked again."""

    __tablename__ = "match_decisions"
    __table_args__ = (UniqueConstraint("a", "b", name="uq_match_decisions_pair"),)
    id: int | None = Field(default=None, primary_key=True)
    a: int = Field(foreign_key="developers.id", ondelete="CASCADE")
    b: int = Field(foreign_key="developers.id", index=True, ondelete="CASCADE")
    verdict: str  # same | different
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)


class RowJudgement(Stored, table=True):
    """What a person said of a row of a list and another, or a developer: the same or not. Marks are hashes of what rows say."""

    __tablename__ = "row_judgements"
    id: int | None = Field(default=None, primary_key=True)
    mark: int = Field(sa_type=BigInteger)
    other: int = Field(default=0, sa_type=BigInteger)  # the mark of the other row; 0 beside a developer
    developer_id: int | None = Field(default=None, foreign_key="developers.id", index=True, ondelete="CASCADE")
    verdict: str  # same | different
    run_id: int = Field(foreign_key="import_runs.id", index=True)  # who said it, and when


class ChangeEntry(Stored, table=True):
    """One change as a whole: who, when, what; each carries the hash of the one before."""

    __tablename__ = "changes"
    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(max_length=64, unique=True)  # a command sent twice is carried out once
    at: datetime = Field(sa_type=Instant)
    actor: str
    action: str  # dotted: cohort.closed
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)  # counts and names for the sentence in History
    digest: str = Field(max_length=64)  # of the entries below
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditEntry(Stored, table=True):
    """One record within a change: its values before and after."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_record", "kind", "record_id"),)
    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="changes.id", index=True)
    kind: str
    record_id: int
    before: dict[str, Any] | None = Field(default=None, sa_type=Json)
    after: dict[str, Any] | None = Field(default=None, sa_type=Json)


class Undoing(Stored, table=True):
    """Which change stands taken back, and by which; a redo takes the mark away. The audit says all that ever happened."""

    __tablename__ = "undoings"
    change_id: int = Field(foreign_key="changes.id", primary_key=True)
    undone_by: int = Field(foreign_key="changes.id")


class AuditHead(Stored, table=True):
    """The end of the audit chain; locked by whoever writes, so that two writers cannot fork it."""

    __tablename__ = "audit_head"
    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    change_id: int = 0
    hash: str = ""


class Setting(Stored, table=True):
    """A setting that belongs to the programme database rather than to one person's window."""

    __tablename__ = "settings"
    name: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_type=Json)


RECORDS: Final[dict[str, type[Record]]] = {
    table.noun: table
    for table in (Programme, Institution, Cohort, Developer, Enrolment, Startup, Founder, Resource, CohortResource, Grant)
}


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a table class."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel adds it without declaring it
    return table


for _record in RECORDS.values():
    # A key given once is never given again: the audit names records by it, also those that are gone.
    table_of(_record).dialect_options["sqlite"]["autoincrement"] = True
