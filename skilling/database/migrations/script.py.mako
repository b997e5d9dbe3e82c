"""${message}"""

# ruff: noqa: E501, PLR0915  # as Alembic wrote it
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


# A table of records is rebuilt with batch_alter_table(..., table_kwargs={"sqlite_autoincrement": True}): keys stay unused.


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
