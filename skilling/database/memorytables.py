"""The tables of what was learnt from lists: how layouts were matched and what words meant; refuses to hold a list itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from skilling.database.columns import Instant, Json
from skilling.database.tables import Stored, now


class MappingMemory(Stored, table=True):
    """How the columns of a layout were matched last time, by sender and headings."""

    __tablename__ = "mapping_memories"
    __table_args__ = (UniqueConstraint("noun", "fingerprint", "sender", name="uq_mapping_memories_layout"),)
    id: int | None = Field(default=None, primary_key=True)
    noun: str
    fingerprint: str = Field(index=True)
    sender: str = ""
    mapping: dict[str, Any] = Field(sa_type=Json)
    uses: int = 1
    at: datetime = Field(default_factory=now, sa_type=Instant)


class ValueAlias(Stored, table=True):
    """A value of lists that someone mapped once: 'Karnatka' is Karnataka, for this sender or for all."""

    __tablename__ = "value_aliases"
    __table_args__ = (UniqueConstraint("field", "alias", "sender", name="uq_value_aliases_value"),)
    id: int | None = Field(default=None, primary_key=True)
    field: str
    alias: str
    sender: str = ""
    value: str
    actor: str
    at: datetime = Field(default_factory=now, sa_type=Instant)
