"""The registry of persons, organisations and places: ids allotted once, and the keys they are
found by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select, update

from archive.model.document import EntityKind
from archive.store.entity_statements import (
    BY_KEY,
    CHOSEN,
    COUNTRIES,
    ID,
    KNOWING,
    NAMES,
    TODAY,
    TODAY_OF,
)
from archive.store.linking_tables import OCCURRENCES
from archive.store.lists import ids_of
from archive.store.records import RegistryEntity
from archive.store.tables import ENTITIES, ENTITY_FORMS, ENTITY_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Of an entry: whether its id outlasts a change of spelling, whether it leads to another since
    it has no mentions left, the block whose names it was settled on, and a place's country.
    """

    settled: bool
    joined: bool
    home: str | None
    country: str | None


class Entities:
    """Registry entries; an id is never given to a second entry."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_key(self, kind: EntityKind, keys: Collection[str]) -> Mapping[str, str]:
        """Key -> id of the entries known by these keys, merged or not."""
        rows = self._connection.execute(BY_KEY, {"kind": kind.value, "keys": list(keys)})
        return {row[0]: row[1] for row in rows}

    def current(self, ids: Collection[str]) -> Mapping[str, str]:
        """Where each of these ids leads to today."""
        rows = self._connection.execute(TODAY_OF, ids_of(ids))
        return {row[0]: row[1] for row in rows}

    def exists(self, entity_id: str) -> bool:
        """Whether the id was ever allotted."""
        return self._connection.execute(ID, {"id": entity_id}).first() is not None

    def allot(self, entity: RegistryEntity, key: str | None) -> None:
        """Give an id that does not exist yet to the entry known by this key, None for no key."""
        values: dict[str, object] = {
            "id": entity.id,
            "kind": entity.kind.value,
            "name": entity.name,
            "country": entity.country,
        }
        values |= {"articles": 0, "settled": key is None}
        self._connection.execute(insert(ENTITIES), values)
        if key is not None:
            self.know(entity.kind, key, entity.id)

    def recast(self, entity: RegistryEntity) -> None:
        """Let an id that was given out for the time being stand for this entry."""
        values = {"name": entity.name, "country": entity.country}
        own = ENTITIES.c.id == entity.id
        self._connection.execute(update(ENTITIES).where(own).values(**values))

    def know(self, kind: EntityKind, key: str, entity_id: str) -> None:
        """Let an entry be found by this key, whatever was found by it before."""
        values = {"kind": kind.value, "key": key, "entity": entity_id}
        self._connection.execute(KNOWING, values)

    def standings(self, ids: Collection[str]) -> Mapping[str, Standing]:
        """What settling has made of each of the ids so far."""
        rows = self._connection.execute(
            select(
                ENTITIES.c.id,
                ENTITIES.c.settled,
                ENTITIES.c.joined,
                ENTITIES.c.home,
                ENTITIES.c.country,
            ).where(ENTITIES.c.id.in_(ids))
        )
        return {
            row.id: Standing(
                settled=row.settled,
                joined=row.joined is not None,
                home=row.home,
                country=row.country,
            )
            for row in rows
        }

    def settle(self, homes: Mapping[str, str]) -> None:
        """Make the entries ones of their own, at home in these blocks, and their ids ones to
        keep.
        """
        if homes:
            statement = update(ENTITIES).where(ENTITIES.c.id == bindparam("entry"))
            self._connection.execute(
                statement.values(joined=None, settled=True, home=bindparam("block")),
                [{"entry": entry, "block": block} for entry, block in homes.items()],
            )

    def join(self, old: str, new: str) -> None:
        """Let an entry that has no mentions left lead to the one that they went to."""
        today = self.resolve(new) or new
        moved = (ENTITIES.c.id == old) | (ENTITIES.c.joined == old)
        self._connection.execute(
            update(ENTITIES).where(moved, ENTITIES.c.id != today).values(joined=today)
        )

    def redirect(self, old: str, new: str) -> None:
        """Merge: `old` and whatever led to it now leads to `new`."""
        moved = (ENTITIES.c.id == old) | (ENTITIES.c.redirect == old)
        self._connection.execute(update(ENTITIES).where(moved).values(redirect=new))
        followed = ENTITIES.c.joined == old
        self._connection.execute(update(ENTITIES).where(followed).values(joined=new))

    def resolve(self, entity_id: str) -> str | None:
        """Where an id leads to: itself, the entry it was merged into, or None if it was never
        allotted.
        """
        return self._connection.execute(
            select(TODAY).where(ENTITIES.c.id == entity_id)
        ).scalar_one_or_none()

    def redirect_anew(self, merges: Iterable[tuple[str, str]]) -> None:
        """Let these merges hold, in their order, and no others."""
        merged = ENTITIES.c.redirect.is_not(None)
        self._connection.execute(update(ENTITIES).where(merged).values(redirect=None))
        for old, new in merges:
            self.redirect(old, new)

    def keys(self, ids: Collection[str]) -> frozenset[str]:
        """Keys that lead to these entries."""
        rows = self._connection.execute(
            select(ENTITY_KEYS.c.key).where(ENTITY_KEYS.c.entity.in_(ids))
        )
        return frozenset(rows.scalars())

    def chosen(self, entity_id: str) -> str | None:
        """The name that an editor has given the entry."""
        return self._connection.execute(
            select(ENTITIES.c.chosen).where(ENTITIES.c.id == entity_id)
        ).scalar()

    def choose(self, entity_id: str, name: str | None) -> None:
        """Let an entry be shown by this name, whatever articles call it; None for what they do."""
        self._connection.execute(
            update(ENTITIES).where(ENTITIES.c.id == entity_id).values(chosen=name)
        )

    def names(self, ids: Collection[str]) -> Mapping[str, str]:
        """The display name of each entry: the one an editor chose, else the one most articles
        use; a person's full name goes before a bare one.
        """
        wanted = ids_of(ids)
        rows = self._connection.execute(NAMES, wanted)
        chosen = self._connection.execute(CHOSEN, wanted)
        return {row[0]: row[1] for row in (*rows, *chosen)}

    def held(self, entity_id: str) -> bool:
        """Whether names are on the entry, or an editor has merged others into it."""
        named = select(OCCURRENCES.c.article).where(OCCURRENCES.c.entity == entity_id)
        merged = select(ENTITIES.c.id).where(ENTITIES.c.redirect == entity_id)
        return any(
            self._connection.execute(found.limit(1)).first() is not None
            for found in (named, merged)
        )

    def get(self, entity_id: str) -> RegistryEntity | None:
        """The entry as it was allotted, merged or not."""
        row = self._connection.execute(
            select(ENTITIES).where(ENTITIES.c.id == entity_id)
        ).one_or_none()
        if row is None:
            return None
        return RegistryEntity(
            id=row.id, kind=EntityKind(row.kind), name=row.name, country=row.country
        )

    def countries(self, ids: Collection[str]) -> Mapping[str, str]:
        """The country of each place that lies in one."""
        rows = self._connection.execute(COUNTRIES, ids_of(ids))
        return {row[0]: row[1] for row in rows}

    def after(self, entity_id: str, limit: int) -> tuple[str, ...]:
        """The next ids of entries that articles mention, in the order of ids."""
        rows = self._connection.execute(
            select(ENTITIES.c.id)
            .where(ENTITIES.c.id > entity_id, ENTITIES.c.articles > 0)
            .order_by(ENTITIES.c.id)
            .limit(limit)
        )
        return tuple(rows.scalars())

    def largest(
        self, kind: EntityKind | None, text: str, folded: str, limit: int
    ) -> tuple[str, ...]:
        """Ids of the entries that most articles mention, of equals those mentioned most often;
        `text` stands in one of their forms, or `folded`, the same as ids spell it, in their id.
        """
        wanted = select(ENTITIES.c.id).where(ENTITIES.c.articles > 0)
        if kind is not None:
            wanted = wanted.where(ENTITIES.c.kind == kind.value)
        if text:
            named = select(ENTITY_FORMS.c.entity).where(
                ENTITY_FORMS.c.form.contains(text, autoescape=True)
            )
            inside = ENTITIES.c.id.like(f"%:%{folded}%")
            wanted = wanted.where(ENTITIES.c.id.in_(named) | inside)
        mentions = (
            select(func.sum(ENTITY_FORMS.c.mentions))
            .where(ENTITY_FORMS.c.entity == ENTITIES.c.id)
            .correlate(ENTITIES)
            .scalar_subquery()
        )
        order = ENTITIES.c.articles.desc(), mentions.desc(), ENTITIES.c.id
        return tuple(self._connection.execute(wanted.order_by(*order).limit(limit)).scalars())

    def count(self) -> int:
        """How many entries articles mention."""
        counted = select(func.count()).select_from(ENTITIES).where(ENTITIES.c.articles > 0)
        return self._connection.execute(counted).scalar_one()
