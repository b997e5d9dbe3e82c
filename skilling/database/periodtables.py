"""The tables of report periods: their states, their frozen figures, what was handed over, and waivers of rules; no records."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from skilling.database.columns import Instant
from skilling.database.identity import new_uid
from skilling.database.tables import Stored, now


class ReportPeriod(Stored, table=True):
    """A period in one profile that somebody worked on; without a row a period is open."""

    __tablename__ = "report_periods"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=26, unique=True)
    key: str = Field(unique=True)  # programme (or 'all'), name and profile, joined by /
    programme_id: int | None = Field(default=None, foreign_key="programmes.id")
    name: str
    kind: str  # year | quarter | month
    starts_on: date
    ends_on: date
    profile: str
    state: str
    frozen_id: int | None = Field(default=None, foreign_key="frozen_packs.id")
    at: datetime = Field(default_factory=now, sa_type=Instant)  # of the last move
    actor: str
    reason: str | None = None


class FrozenPack(Stored, table=True):
    """The figures of a period as they were when it was locked, and the workbook that holds them. Never changed."""

    __tablename__ = "frozen_packs"
    id: int | None = Field(default=None, primary_key=True)
    report: str = Field(max_length=26)  # uid of the report
    title: str
    data_hash: str = Field(max_length=64)
    sha256: str = Field(max_length=64)  # of the workbook
    language: str
    as_on: date
    known_at: datetime = Field(sa_type=Instant)
    change_id: int  # the last change that the figures know of
    actor: str
    draft: bool = False
    figures: bytes = Field(sa_type=LargeBinary)  # compressed: each cell with its keys and value, and the definitions
    workbook: bytes = Field(sa_type=LargeBinary)


class HandedOver(Stored, table=True):
    """A workbook that left the house for a period: the submission, or a restatement. Never changed."""

    __tablename__ = "handed_over"
    id: int | None = Field(default=None, primary_key=True)
    period_id: int = Field(foreign_key="report_periods.id", index=True)
    kind: str  # submission | restatement
    sha256: str = Field(index=True, max_length=64)
    file_name: str
    reference: str | None = None  # of the covering letter
    signature_name: str | None = None
    signature_sha256: str | None = Field(default=None, max_length=64)  # of a detached signature file, which is not judged
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)


class RuleWaiver(Stored, table=True):
    """A rule of quality that somebody bears, with a reason and a last day."""

    __tablename__ = "rule_waivers"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True)
    reason: str
    until: date
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)  # taken back
