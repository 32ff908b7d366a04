"""Bring a store's tables to the form that this version of the code knows."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from archive.errors import StoreError
from archive.store.database import Database, store_errors


def migrate(database: Database) -> None:
    """Make or update the tables; raise StoreError when a newer version of Fundstelle has written
    the store.
    """
    config = Config()
    config.set_main_option("script_location", "archive.store:migrations")
    head = ScriptDirectory.from_config(config).get_current_head()
    with database.reading() as connection:
        current = _version(connection)
    if current != head:
        _upgrade(database, config)


def _upgrade(database: Database, config: Config) -> None:
    with store_errors(), database.writing() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                "this store was written by a newer version of Fundstelle"
                f" (schema {_version(connection)})"
            ) from error


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
