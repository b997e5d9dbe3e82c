"""The tables that reports keep for themselves: workbooks made, what was published, the ministry's templates,
saved tables; no records.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import LargeBinary
from sqlmodel import Field

from skilling.database.columns import Instant, Json
from skilling.database.identity import new_uid
from skilling.database.tables import Stored, now


class ReportFile(Stored, table=True):
    """A workbook made here, with the figures in it: what `behind` looks up."""

    __tablename__ = "report_files"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=26, unique=True)
    kind: str
    title: str
    period: str
    parameters: dict[str, Any] = Field(sa_type=Json)
    data_hash: str = Field(max_length=64)
    path: str
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)
    figures: bytes = Field(sa_type=LargeBinary)  # compressed: sheet -> cell -> (figure, value)


class PublishedPack(Stored, table=True):
    """A public pack that was handed over: nothing published later may reveal what it withheld."""

    __tablename__ = "published_packs"
    id: int | None = Field(default=None, primary_key=True)
    report: str = Field(max_length=26, unique=True)  # uid of the report
    as_on: date
    at: datetime = Field(default_factory=now, sa_type=Instant)
    actor: str
    figures: bytes = Field(sa_type=LargeBinary)  # compressed: each figure's key, its value, and how it was shown


class ReportTemplate(Stored, table=True):
    """A workbook of the ministry's own, and which figure belongs in which of its cells."""

    __tablename__ = "report_templates"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=26, unique=True)
    name: str
    path: str  # where it was last seen
    hash: str = Field(max_length=64, unique=True)  # of the file: a changed template is another one
    bindings: dict[str, Any] = Field(sa_type=Json)  # sheet -> cell -> what belongs there
    words: bytes = Field(sa_type=LargeBinary)  # compressed: sheet -> cell -> the words in it
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)


class SavedTable(Stored, table=True):
    """A table on demand under the name it was saved by."""

    __tablename__ = "saved_tables"
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, max_length=26, unique=True)
    name: str = Field(unique=True)
    definition: dict[str, Any] = Field(sa_type=Json)
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)
