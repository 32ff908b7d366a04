"""What became of editors' decisions, and what they rule over names and forms."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE entities ADD COLUMN chosen TEXT",
    "CREATE INDEX entities_by_redirect ON entities (redirect)",
    "CREATE INDEX decision_evidence_by_article ON decision_evidence (article)",
    """
    CREATE TABLE applications (
        decision INTEGER NOT NULL,
        state TEXT NOT NULL,
        subject TEXT,
        target TEXT,
        reason TEXT,
        ordinal INTEGER NOT NULL,
        settled TEXT NOT NULL,
        PRIMARY KEY (decision),
        FOREIGN KEY(decision) REFERENCES decisions (number),
        FOREIGN KEY(subject) REFERENCES entities (id),
        FOREIGN KEY(target) REFERENCES entities (id)
    )
    """,
    "CREATE INDEX applications_by_state ON applications (state)",
    """
    CREATE TABLE rejected_forms (
        entity TEXT NOT NULL,
        form TEXT NOT NULL,
        PRIMARY KEY (entity, form),
        FOREIGN KEY(entity) REFERENCES entities (id)
    )
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
