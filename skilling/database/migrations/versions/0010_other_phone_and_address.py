"""A second phone and a postal address of a developer: officers ask for both, and lists bring them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("developers", sa.Column("phone2", sa.String(), nullable=True))
    op.add_column("developers", sa.Column("address", sa.String(), nullable=True))
