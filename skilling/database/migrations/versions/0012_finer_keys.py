"""A day of birth and a word are kept with how another word begins; all block keys are worked out anew at the next import"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("DELETE FROM key_portions")
    op.execute("DELETE FROM settings WHERE name = 'block_keys'")
