"""The store's tables as SQLAlchemy sees them; the migrations make them, a test holds the two
together.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()

ARTICLES = Table(
    "articles",
    METADATA,
    Column("ordinal", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("collection", Text, nullable=False),
    Column("given_id", Text),
    Column("path", Text, nullable=False),
    Column("record", Integer, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("article", LargeBinary, nullable=False),
    Column("enrichment", Text, nullable=False),
    Column("identity", LargeBinary, nullable=False),
    Column("origin_path", Text, nullable=False),
    Column("origin_record", Integer, nullable=False),
    Column("origin_line", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("source", Text),
    Index("articles_by_given_id", "given_id"),
    Index("articles_by_enrichment", "enrichment"),
    Index("articles_by_source", "source"),
    sqlite_autoincrement=True,
)

ENRICHMENTS = Table(
    "enrichments",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("pipeline", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

READY_DOCUMENTS = Table(
    "ready_documents",
    METADATA,
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Column("stamp", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

ENTITIES = Table(
    "entities",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("articles", Integer, nullable=False),
    Column("redirect", Text, ForeignKey("entities.id")),
    Column("chosen", Text),
    Column("joined", Text),
    Column("settled", Boolean, nullable=False, server_default="1"),
    Column("home", Text),
    Index("entities_by_redirect", "redirect"),
    Index("entities_by_joined", "joined"),
)

ENTITY_KEYS = Table(
    "entity_keys",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("entity", Text, ForeignKey("entities.id"), nullable=False),
    Index("entity_keys_by_entity", "entity"),
)

ENTITY_LINKS = Table(
    "entity_links",
    METADATA,
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Column("entity", Text, ForeignKey("entities.id"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("forms", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Index("entity_links_by_first", "entity", "first"),
    Index("entity_links_by_last", "entity", "last"),
)

ENTITY_FORMS = Table(
    "entity_forms",
    METADATA,
    Column("entity", Text, ForeignKey("entities.id"), primary_key=True),
    Column("form", Text, primary_key=True),
    Column("mentions", Integer, nullable=False),
)

ENTITY_NAMES = Table(
    "entity_names",
    METADATA,
    Column("entity", Text, ForeignKey("entities.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Column("articles", Integer, nullable=False),
    Column("redirect", Text, ForeignKey("events.id")),
    Column("settled", Boolean, nullable=False, server_default="1"),
    Column("noted", Boolean, nullable=False, server_default="0"),
)

EVENT_KEYS = Table(
    "event_keys",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("event", Text, ForeignKey("events.id"), nullable=False),
    Index("event_keys_by_event", "event"),
)

EVENT_LINKS = Table(
    "event_links",
    METADATA,
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Column("event", Text, ForeignKey("events.id"), primary_key=True),
    Column("main", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sentence", Text, nullable=False),
    Index("event_links_by_event", "event"),
)

EVENT_PARTICIPANTS = Table(
    "event_participants",
    METADATA,
    Column("event", Text, ForeignKey("events.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Index("event_participants_by_article", "article"),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("revision", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("made", Text, nullable=False),
    sqlite_autoincrement=True,
)

LOSSES = Table(
    "losses",
    METADATA,
    Column("revision", Integer, ForeignKey("revisions.revision"), primary_key=True),
    Column("id", Text, primary_key=True),
)

TOMBSTONES = Table(
    "tombstones",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("collection", Text, nullable=False),
    Column("given_id", Text),
    Column("ordinal", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("made", Text, nullable=False),
    Index("tombstones_by_given_id", "given_id"),
)

GENERATIONS = Table(
    "generations",
    METADATA,
    Column("sequence", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("created", Text, nullable=False),
    Column("applied", Integer, nullable=False),
    Column("pipeline", Text, nullable=False),
    Column("job", Integer, ForeignKey("jobs.number"), nullable=False),
    Column("mapping_version", Integer, nullable=False, server_default="1"),
    Column("relinked", Boolean, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

REBUILDS = Table(
    "rebuilds",
    METADATA,
    Column("generation", Text, primary_key=True),
    Column("job", Integer, ForeignKey("jobs.number"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("written", Integer, nullable=False),
    Column("entry", Text, nullable=False),
)

REFUSALS = Table(
    "refusals",
    METADATA,
    Column("generation", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
)

WRITER = Table(
    "writer",
    METADATA,
    Column("slot", Integer, primary_key=True),
    Column("token", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("since", Text, nullable=False),
    Column("heartbeat", Float, nullable=False),
)

JOBS = Table(
    "jobs",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", Text, nullable=False),
    Column("heartbeat", Float, nullable=False),
    Column("finished", Text),
    Column("outcome", Text, nullable=False),
    Column("counts", Text, nullable=False),
    sqlite_autoincrement=True,
)
