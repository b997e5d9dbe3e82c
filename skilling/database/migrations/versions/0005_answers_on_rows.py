"""What people said of rows of lists that look alike; kept for ever"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "row_judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("developer_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["developer_id"], ["developers.id"], name=op.f("fk_row_judgements_developer_id_developers"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["run_id"], ["import_runs.id"], name=op.f("fk_row_judgements_run_id_import_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_judgements")),
    )
    with op.batch_alter_table("row_judgements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_row_judgements_developer_id"), ["developer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_row_judgements_run_id"), ["run_id"], unique=False)
