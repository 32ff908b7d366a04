"""Alembic's entry: runs the migrations in the transaction that `archive.store.migrate` has
opened.
"""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
