"""Sums of enrolments that changes keep up to date; worked out after every upgrade"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    keys = ("tally", "milestone", "a", "b", "at")
    op.create_table(
        "tallies",
        *(sa.Column(name, sa.String(), nullable=False) for name in keys),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("n", "women", "pwd", "complete", "persons")),
        sa.PrimaryKeyConstraint(*keys, name=op.f("pk_tallies")),
        sqlite_with_rowid=False,
    )
