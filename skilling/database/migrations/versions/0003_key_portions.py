"""Block keys as sorted portions, not as rows; they are worked out anew before the next import"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "key_portions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lowest", sa.BigInteger(), nullable=False),
        sa.Column("highest", sa.BigInteger(), nullable=False),
        sa.Column("first_owner", sa.Integer(), nullable=False),
        sa.Column("last_owner", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.Column("owners", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_portions")),
    )
    op.drop_table("block_keys")
    op.execute("DELETE FROM settings WHERE name = 'block_keys'")
