"""Index documents of articles, ready-made."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_STATEMENT = """
CREATE TABLE ready_documents (
    article INTEGER NOT NULL PRIMARY KEY REFERENCES articles(ordinal),
    stamp BLOB NOT NULL,
    payload BLOB NOT NULL
)
"""


def upgrade() -> None:
    op.execute(_STATEMENT)
