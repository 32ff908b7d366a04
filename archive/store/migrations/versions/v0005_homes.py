"""Where an entry is at home, and by which linker an article was linked."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE entities ADD COLUMN home TEXT",
    "ALTER TABLE company ADD COLUMN linker INTEGER DEFAULT 0 NOT NULL",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
