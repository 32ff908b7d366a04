"""The first tables: articles, enrichment cache, registry, decisions, revisions, generations,
writer, jobs.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE articles (
        ordinal INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL,
        collection TEXT NOT NULL,
        given_id TEXT,
        path TEXT NOT NULL,
        record INTEGER NOT NULL,
        content_hash TEXT NOT NULL,
        article BLOB NOT NULL,
        enrichment TEXT NOT NULL,
        identity BLOB NOT NULL,
        origin_path TEXT NOT NULL,
        origin_record INTEGER NOT NULL,
        origin_line INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        UNIQUE (id)
    )
    """,
    """
    CREATE TABLE decisions (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        target TEXT,
        editor TEXT NOT NULL,
        made TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE enrichments (
        "key" TEXT NOT NULL,
        pipeline TEXT NOT NULL,
        payload BLOB NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE entities (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        country TEXT,
        articles INTEGER NOT NULL,
        redirect TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(redirect) REFERENCES entities (id)
    )
    """,
    """
    CREATE TABLE events (
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        first TEXT,
        last TEXT,
        articles INTEGER NOT NULL,
        redirect TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(redirect) REFERENCES events (id)
    )
    """,
    """
    CREATE TABLE jobs (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        host TEXT NOT NULL,
        pid INTEGER NOT NULL,
        started TEXT NOT NULL,
        heartbeat FLOAT NOT NULL,
        finished TEXT,
        outcome TEXT NOT NULL,
        counts TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE revisions (
        revision INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        article TEXT NOT NULL,
        made TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE tombstones (
        id TEXT NOT NULL,
        collection TEXT NOT NULL,
        given_id TEXT,
        ordinal INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        made TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE writer (
        slot INTEGER NOT NULL,
        token TEXT NOT NULL,
        host TEXT NOT NULL,
        pid INTEGER NOT NULL,
        since TEXT NOT NULL,
        heartbeat FLOAT NOT NULL,
        PRIMARY KEY (slot)
    )
    """,
    """
    CREATE TABLE decision_evidence (
        decision INTEGER NOT NULL,
        position INTEGER NOT NULL,
        article TEXT NOT NULL,
        form TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (decision, position),
        FOREIGN KEY(decision) REFERENCES decisions (number)
    )
    """,
    """
    CREATE TABLE entity_forms (
        entity TEXT NOT NULL,
        form TEXT NOT NULL,
        mentions INTEGER NOT NULL,
        PRIMARY KEY (entity, form),
        FOREIGN KEY(entity) REFERENCES entities (id)
    )
    """,
    """
    CREATE TABLE entity_keys (
        kind TEXT NOT NULL,
        "key" TEXT NOT NULL,
        entity TEXT NOT NULL,
        PRIMARY KEY (kind, "key"),
        FOREIGN KEY(entity) REFERENCES entities (id)
    )
    """,
    """
    CREATE TABLE entity_links (
        article INTEGER NOT NULL,
        entity TEXT NOT NULL,
        name TEXT NOT NULL,
        forms TEXT NOT NULL,
        first TEXT,
        last TEXT,
        PRIMARY KEY (article, entity),
        FOREIGN KEY(article) REFERENCES articles (ordinal),
        FOREIGN KEY(entity) REFERENCES entities (id)
    )
    """,
    """
    CREATE TABLE entity_names (
        entity TEXT NOT NULL,
        name TEXT NOT NULL,
        articles INTEGER NOT NULL,
        PRIMARY KEY (entity, name),
        FOREIGN KEY(entity) REFERENCES entities (id)
    )
    """,
    """
    CREATE TABLE event_keys (
        "key" TEXT NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY ("key"),
        FOREIGN KEY(event) REFERENCES events (id)
    )
    """,
    """
    CREATE TABLE event_links (
        article INTEGER NOT NULL,
        event TEXT NOT NULL,
        main BOOLEAN NOT NULL,
        confidence FLOAT NOT NULL,
        sentence TEXT NOT NULL,
        PRIMARY KEY (article, event),
        FOREIGN KEY(article) REFERENCES articles (ordinal),
        FOREIGN KEY(event) REFERENCES events (id)
    )
    """,
    """
    CREATE TABLE event_participants (
        event TEXT NOT NULL,
        role TEXT NOT NULL,
        value TEXT NOT NULL,
        article INTEGER NOT NULL,
        PRIMARY KEY (event, role, value, article),
        FOREIGN KEY(event) REFERENCES events (id),
        FOREIGN KEY(article) REFERENCES articles (ordinal)
    )
    """,
    """
    CREATE TABLE generations (
        sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        created TEXT NOT NULL,
        applied INTEGER NOT NULL,
        pipeline TEXT NOT NULL,
        job INTEGER NOT NULL,
        UNIQUE (name),
        FOREIGN KEY(job) REFERENCES jobs (number)
    )
    """,
    """
    CREATE TABLE losses (
        revision INTEGER NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (revision, id),
        FOREIGN KEY(revision) REFERENCES revisions (revision)
    )
    """,
)

_INDEXES = (
    "CREATE INDEX articles_by_enrichment ON articles (enrichment)",
    "CREATE INDEX articles_by_given_id ON articles (given_id)",
    "CREATE INDEX tombstones_by_given_id ON tombstones (given_id)",
    "CREATE INDEX entity_keys_by_entity ON entity_keys (entity)",
    "CREATE INDEX entity_links_by_first ON entity_links (entity, first)",
    "CREATE INDEX entity_links_by_last ON entity_links (entity, last)",
    "CREATE INDEX event_keys_by_event ON event_keys (event)",
    "CREATE INDEX event_links_by_event ON event_links (event)",
    "CREATE INDEX event_participants_by_article ON event_participants (article)",
)


def upgrade() -> None:
    """Make the tables in an empty store."""
    for statement in (*_TABLES, *_INDEXES):
        op.execute(statement)
