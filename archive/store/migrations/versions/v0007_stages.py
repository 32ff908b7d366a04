"""A rebuild writes articles and the registry's entries side by side, no longer in stages.

Once the articles were through, the stages of entries left `ordinal` where the last turn of articles
had begun. That turn is written again, so `written` must not count it yet.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    UPDATE rebuilds
    SET written = (SELECT count(*) FROM articles WHERE articles.ordinal <= rebuilds.ordinal)
    WHERE stage IN ('events', 'entities')
    """,
    "UPDATE rebuilds SET stage = 'writing' WHERE stage != 'written'",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
