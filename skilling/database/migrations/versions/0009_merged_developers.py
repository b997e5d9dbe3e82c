"""Who somebody merged away is now"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("developers", sa.Column("merged_into", sa.Integer(), nullable=True))
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index("ix_developers_merged", "developers", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
