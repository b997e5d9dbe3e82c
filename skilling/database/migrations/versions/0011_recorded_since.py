"""Indexes of what was recorded, taken back and taken away since a day: figures as known earlier are those of now, less these"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_index("ix_enrolment_steps_recorded", "enrolment_steps", ["recorded_at", "enrolment_id"])
    for name, table, columns in (
        ("ix_enrolment_steps_retracted", "enrolment_steps", ["retracted_at", "enrolment_id"]),
        ("ix_enrolments_archived", "enrolments", ["archived_at"]),
    ):
        some = sa.text(f"{columns[0]} IS NOT NULL")
        op.create_index(name, table, columns, sqlite_where=some, postgresql_where=some)
