"""What the index is told of registry entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from archive.model.document import EntityDocument, EntityKind
from archive.store.entities import Entities
from archive.store.entity_statements import TODAY
from archive.store.lists import among_ids, ids_of
from archive.store.tables import ENTITIES, ENTITY_FORMS, ENTITY_LINKS


def _seen(name: str, bound: Any) -> Any:
    """The bound over one entry's links; the index answers each without reading them all."""
    own = ENTITY_LINKS.c.entity == ENTITIES.c.id
    return select(bound).where(own).correlate(ENTITIES).scalar_subquery().label(name)


_MENTIONED = (
    select(
        ENTITIES,
        _seen("first_seen", func.min(ENTITY_LINKS.c.first)),
        _seen("last_seen", func.max(ENTITY_LINKS.c.last)),
    )
    .where(among_ids(ENTITIES.c.id), ENTITIES.c.articles > 0)
    .order_by(ENTITIES.c.id)
)
_JOINED = ENTITIES.c.redirect.is_(None) & among_ids(ENTITIES.c.joined) & ENTITIES.c.settled
_FORMER = (
    select(TODAY, ENTITIES.c.id)
    .where(among_ids(ENTITIES.c.redirect) | _JOINED)
    .order_by(ENTITIES.c.id)
)
_FORMS = (
    select(ENTITY_FORMS)
    .where(among_ids(ENTITY_FORMS.c.entity))
    .order_by(ENTITY_FORMS.c.mentions.desc(), ENTITY_FORMS.c.form)
)


class EntityDocuments:
    """Index documents of entries that articles mention."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, ids: Collection[str]) -> tuple[EntityDocument, ...]:
        """Index documents of those of the ids that articles mention, by id."""
        rows = self._connection.execute(_MENTIONED, ids_of(ids)).all()
        names, forms, former = (
            Entities(self._connection).names(ids),
            self._forms(ids),
            self._former(ids),
        )
        return tuple(
            _document(row, names[row.id], forms[row.id], former.get(row.id, ())) for row in rows
        )

    def _former(self, ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        rows = self._connection.execute(_FORMER, ids_of(ids))
        former: dict[str, tuple[str, ...]] = {}
        for entry, merged in rows:
            former[entry] = (*former.get(entry, ()), merged)
        return former

    def _forms(self, ids: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        rows = self._connection.execute(_FORMS, ids_of(ids))
        forms: dict[str, dict[str, int]] = {entity: {} for entity in ids}
        for row in rows:
            forms[row.entity][row.form] = row.mentions
        return forms


def _document(
    row: Row[Any], name: str, forms: Mapping[str, int], former: tuple[str, ...]
) -> EntityDocument:
    return EntityDocument(
        id=row.id,
        kind=EntityKind(row.kind),
        name=name,
        forms=forms,
        articles=row.articles,
        country=row.country,
        first_seen=date.fromisoformat(row.first_seen) if row.first_seen else None,
        last_seen=date.fromisoformat(row.last_seen) if row.last_seen else None,
        former=former,
    )
