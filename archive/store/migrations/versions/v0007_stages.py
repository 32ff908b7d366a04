"""A rebuild writes articles and the registry's entries side by side, no longer in stages."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE rebuilds SET stage = 'writing' WHERE stage != 'written'")
