"""Reports of events as linking reads them, and which of their blocks are open."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE events ADD COLUMN settled BOOLEAN DEFAULT 1 NOT NULL",
    """
    CREATE TABLE event_reports (
        article INTEGER NOT NULL,
        number INTEGER NOT NULL,
        block TEXT NOT NULL,
        stem TEXT NOT NULL,
        parts TEXT NOT NULL,
        place TEXT NOT NULL,
        wanted TEXT NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY (article, number),
        FOREIGN KEY(article) REFERENCES articles (ordinal),
        FOREIGN KEY(event) REFERENCES events (id)
    )
    """,
    "CREATE INDEX event_reports_by_block ON event_reports (block)",
    "CREATE TABLE unsettled_events (block TEXT NOT NULL, PRIMARY KEY (block))",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
