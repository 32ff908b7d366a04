"""Rebuilds that can be resumed, documents that an engine refused, and what verification counts."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

from archive.store.payload import unpack_article

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE generations ADD COLUMN mapping_version INTEGER DEFAULT '1' NOT NULL",
    "ALTER TABLE generations ADD COLUMN relinked BOOLEAN DEFAULT '0' NOT NULL",
    """
    CREATE TABLE rebuilds (
        generation TEXT NOT NULL,
        job INTEGER NOT NULL,
        stage TEXT NOT NULL,
        ordinal INTEGER NOT NULL,
        written INTEGER NOT NULL,
        entry TEXT NOT NULL,
        PRIMARY KEY (generation),
        FOREIGN KEY(job) REFERENCES jobs (number)
    )
    """,
    """
    CREATE TABLE refusals (
        generation TEXT NOT NULL,
        id TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (generation, id)
    )
    """,
    "ALTER TABLE articles ADD COLUMN source TEXT",
)
_PAGE = 500


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    _fill_sources()
    op.execute("CREATE INDEX articles_by_source ON articles (source)")


def _fill_sources() -> None:
    connection = op.get_bind()
    page = text(
        "SELECT ordinal, article FROM articles WHERE ordinal > :last ORDER BY 1 LIMIT :page"
    )
    put = text("UPDATE articles SET source = :source WHERE ordinal = :ordinal")
    last = 0
    while rows := connection.execute(page, {"last": last, "page": _PAGE}).all():
        sources = [{"ordinal": row[0], "source": unpack_article(row[1]).source} for row in rows]
        connection.execute(put, sources)
        last = rows[-1][0]
