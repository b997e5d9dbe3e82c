"""An index from which the newest enrolment of every developer is read alone: lists sort and filter by cohort and status"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_enrolments_newest", "enrolments", ["developer_id", "id", "archived_at", "status", "cohort_id"])
