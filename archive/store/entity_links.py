"""Which articles mention which registry entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, Insert, Row, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.store.entities import Entities
from archive.store.records import EntityLink
from archive.store.tables import (
    ENTITIES,
    ENTITY_FORMS,
    ENTITY_LINKS,
    ENTITY_NAMES,
    EVENT_PARTICIPANTS,
)


class EntityLinks:
    """Which articles mention which entries; the entries' totals follow every change."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, ordinal: int) -> tuple[EntityLink, ...]:
        """What an article mentions, by id."""
        rows = self._connection.execute(
            select(ENTITY_LINKS)
            .where(ENTITY_LINKS.c.article == ordinal)
            .order_by(ENTITY_LINKS.c.entity)
        )
        return tuple(_link(row) for row in rows)

    def shared(self, entity_id: str, ordinal: int) -> bool:
        """Whether another article mentions the entry too."""
        others = select(ENTITY_LINKS.c.article).where(
            ENTITY_LINKS.c.entity == entity_id, ENTITY_LINKS.c.article != ordinal
        )
        return self._connection.execute(others.limit(1)).first() is not None

    def replace(self, ordinal: int, links: Iterable[EntityLink]) -> frozenset[str]:
        """Make these the article's links; return what changes besides: the entries that it no
        longer mentions, and the events whose label names an entry that is called otherwise now.
        """
        before, after = self.of(ordinal), tuple(links)
        gone = tuple(link for link in before if link not in after)
        come = tuple(link for link in after if link not in before)
        names = self._names({link.entity for link in (*gone, *come)})
        self._exchange(ordinal, gone, come)
        new_names = self._names(names.keys())
        renamed = [id_ for id_, name in names.items() if new_names.get(id_, name) != name]
        lost = frozenset(link.entity for link in gone) - {link.entity for link in come}
        return lost | self.events_with(renamed)

    def _exchange(
        self, ordinal: int, gone: tuple[EntityLink, ...], come: tuple[EntityLink, ...]
    ) -> None:
        if gone:
            own = (ENTITY_LINKS.c.article == ordinal) & ENTITY_LINKS.c.entity.in_(
                [link.entity for link in gone]
            )
            self._connection.execute(delete(ENTITY_LINKS).where(own))
            self._count(gone, -1)
        if come:
            self._connection.execute(insert(ENTITY_LINKS), [_row(ordinal, link) for link in come])
            self._count(come, 1)

    def mentioning(self, entity_id: str, after: int, limit: int) -> tuple[int, ...]:
        """Ordinals of the next articles that mention the entry."""
        rows = self._connection.execute(
            select(ENTITY_LINKS.c.article)
            .where(ENTITY_LINKS.c.entity == entity_id, ENTITY_LINKS.c.article > after)
            .order_by(ENTITY_LINKS.c.article)
            .limit(limit)
        )
        return tuple(rows.scalars())

    def _names(self, ids: Collection[str]) -> dict[str, str]:
        return dict(Entities(self._connection).names(ids)) if ids else {}

    def events_with(self, entities: Collection[str]) -> frozenset[str]:
        """Events that the entries take part in."""
        found: set[str] = set()
        for entity in entities:
            mentioning = select(ENTITY_LINKS.c.article).where(ENTITY_LINKS.c.entity == entity)
            rows = self._connection.execute(
                select(EVENT_PARTICIPANTS.c.event)
                .where(
                    EVENT_PARTICIPANTS.c.article.in_(mentioning),
                    EVENT_PARTICIPANTS.c.value == entity,
                )
                .distinct()
            )
            found.update(rows.scalars())
        return frozenset(found)

    def _count(self, links: tuple[EntityLink, ...], sign: int) -> None:
        entities = [link.entity for link in links]
        self._connection.execute(
            update(ENTITIES)
            .where(ENTITIES.c.id.in_(entities))
            .values(articles=ENTITIES.c.articles + sign)
        )
        names = [{"entity": link.entity, "name": link.name, "articles": sign} for link in links]
        forms = [
            {"entity": link.entity, "form": form, "mentions": sign * count}
            for link in links
            for form, count in link.forms.items()
        ]
        self._add(ENTITY_NAMES, names)
        self._add(ENTITY_FORMS, forms)
        if sign < 0:
            self._drop_empty(entities)

    def _add(self, table: Table, rows: list[dict[str, object]]) -> None:
        if rows:
            self._connection.execute(_ADDING[table], rows)

    def _drop_empty(self, entities: list[str]) -> None:
        gone = [{"gone": entity} for entity in entities]
        for statement in _DROPPING:
            self._connection.execute(statement, gone)


def _adding(table: Table, total: str) -> Insert:
    statement = upsert(table)
    added = {total: table.c[total] + statement.excluded[total]}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=added)


_TOTALS = {ENTITY_NAMES: "articles", ENTITY_FORMS: "mentions"}
# To build these again for each article would take longer than to carry them out.
_ADDING = {table: _adding(table, total) for table, total in _TOTALS.items()}
_DROPPING = [
    delete(table).where(table.c.entity == bindparam("gone"), table.c[total] <= 0)
    for table, total in _TOTALS.items()
]


def _row(ordinal: int, link: EntityLink) -> dict[str, object]:
    return {
        "article": ordinal,
        "entity": link.entity,
        "name": link.name,
        "forms": orjson.dumps(dict(link.forms)).decode(),
        "first": link.first.isoformat() if link.first else None,
        "last": link.last.isoformat() if link.last else None,
    }


def _link(row: Row[Any]) -> EntityLink:
    return EntityLink(
        entity=row.entity,
        name=row.name,
        forms=orjson.loads(row.forms),
        first=date.fromisoformat(row.first) if row.first else None,
        last=date.fromisoformat(row.last) if row.last else None,
    )
