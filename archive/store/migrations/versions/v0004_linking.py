"""What linking across the archive works on: occurrences of names, their company, open blocks."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE entities ADD COLUMN joined TEXT",
    "ALTER TABLE entities ADD COLUMN settled BOOLEAN DEFAULT 1 NOT NULL",
    "CREATE INDEX entities_by_joined ON entities (joined)",
    "ALTER TABLE applications ADD COLUMN before TEXT",
    """
    CREATE TABLE occurrences (
        article INTEGER NOT NULL,
        kind TEXT NOT NULL,
        local TEXT NOT NULL,
        block TEXT NOT NULL,
        "key" TEXT NOT NULL,
        name TEXT NOT NULL,
        mentions INTEGER NOT NULL,
        entity TEXT NOT NULL,
        firm BOOLEAN NOT NULL,
        PRIMARY KEY (article, kind, local),
        FOREIGN KEY(article) REFERENCES articles (ordinal),
        FOREIGN KEY(entity) REFERENCES entities (id)
    )
    """,
    "CREATE INDEX occurrences_by_block ON occurrences (kind, block)",
    "CREATE INDEX occurrences_by_entity ON occurrences (entity, article)",
    """
    CREATE TABLE aliases (
        article INTEGER NOT NULL,
        short TEXT NOT NULL,
        long TEXT NOT NULL,
        PRIMARY KEY (article, short, long),
        FOREIGN KEY(article) REFERENCES articles (ordinal)
    )
    """,
    "CREATE INDEX aliases_by_short ON aliases (short)",
    """
    CREATE TABLE company (
        article INTEGER NOT NULL,
        company BLOB NOT NULL,
        PRIMARY KEY (article),
        FOREIGN KEY(article) REFERENCES articles (ordinal)
    )
    """,
    """
    CREATE TABLE unsettled (
        kind TEXT NOT NULL,
        block TEXT NOT NULL,
        PRIMARY KEY (kind, block)
    )
    """,
    """
    CREATE TABLE relinks (
        article INTEGER NOT NULL,
        PRIMARY KEY (article)
    )
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
