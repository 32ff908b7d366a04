"""The tables of editors' decisions and of what they rule; see `archive.store.tables`."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from archive.store.tables import METADATA

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("target", Text),
    Column("editor", Text, nullable=False),
    Column("made", Text, nullable=False),
    sqlite_autoincrement=True,
)

DECISION_EVIDENCE = Table(
    "decision_evidence",
    METADATA,
    Column("decision", Integer, ForeignKey("decisions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("article", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Index("decision_evidence_by_article", "article"),
)

APPLICATIONS = Table(
    "applications",
    METADATA,
    Column("decision", Integer, ForeignKey("decisions.number"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("subject", Text, ForeignKey("entities.id")),
    Column("target", Text, ForeignKey("entities.id")),
    Column("reason", Text),
    Column("ordinal", Integer, nullable=False),
    Column("settled", Text, nullable=False),
    Column("before", Text),
    Index("applications_by_state", "state"),
)

REJECTED_FORMS = Table(
    "rejected_forms",
    METADATA,
    Column("entity", Text, ForeignKey("entities.id"), primary_key=True),
    Column("form", Text, primary_key=True),
)
