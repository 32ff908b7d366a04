"""Which reports settling has put on their event, and which events earlier versions linked, so that
not all of their reports are noted yet.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE event_reports ADD COLUMN settled BOOLEAN DEFAULT 0 NOT NULL",
    """
    UPDATE event_reports
    SET settled = COALESCE(
        (SELECT events.settled FROM events WHERE events.id = event_reports.event), 0
    )
    """,
    "ALTER TABLE events ADD COLUMN noted BOOLEAN DEFAULT 0 NOT NULL",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
