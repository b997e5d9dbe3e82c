"""Who somebody merged away is now, and whose records were before; so a merge can be taken back and told as known earlier"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("developers", sa.Column("merged_into", sa.Integer(), nullable=True))
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index("ix_developers_merged", "developers", ["merged_into"], sqlite_where=merged, postgresql_where=merged)
    op.create_table(
        "former_holders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("developer_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["developer_id"], ["developers.id"], name=op.f("fk_former_holders_developer_id_developers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_holders")),
    )
    op.create_index("ix_former_holders_record", "former_holders", ["kind", "record_id"])
    op.create_index(op.f("ix_former_holders_developer_id"), "former_holders", ["developer_id"])
