"""The tables that linking across the archive works on; see `archive.store.tables`."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from archive.store.tables import METADATA

OCCURRENCES = Table(
    "occurrences",
    METADATA,
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("local", Text, primary_key=True),
    Column("block", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("entity", Text, ForeignKey("entities.id"), nullable=False),
    Column("firm", Boolean, nullable=False),
    Index("occurrences_by_block", "kind", "block"),
    Index("occurrences_by_entity", "entity", "article"),
)

ALIASES = Table(
    "aliases",
    METADATA,
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Column("short", Text, primary_key=True),
    Column("long", Text, primary_key=True),
    Index("aliases_by_short", "short"),
)

COMPANY = Table(
    "company",
    METADATA,
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Column("company", LargeBinary, nullable=False),
    Column("linker", Integer, nullable=False, server_default="0"),
)

UNSETTLED = Table(
    "unsettled",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("block", Text, primary_key=True),
)

RELINKS = Table(
    "relinks",
    METADATA,
    Column("article", Integer, primary_key=True),
)

EVENT_REPORTS = Table(
    "event_reports",
    METADATA,
    Column("article", Integer, ForeignKey("articles.ordinal"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("block", Text, nullable=False),
    Column("stem", Text, nullable=False),
    Column("parts", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("event", Text, ForeignKey("events.id"), nullable=False),
    Column("settled", Boolean, nullable=False, server_default="0"),
    Index("event_reports_by_block", "block"),
)

UNSETTLED_EVENTS = Table(
    "unsettled_events",
    METADATA,
    Column("block", Text, primary_key=True),
)
