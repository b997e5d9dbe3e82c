"""Indexes of who and what was taken away: whether an enrolment counts is told without reading all people"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    gone = sa.text("archived_at IS NOT NULL")
    for table in ("cohorts", "developers"):
        op.create_index(f"ix_{table}_archived", table, ["id"], sqlite_where=gone, postgresql_where=gone)
