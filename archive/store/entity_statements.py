"""What linking asks of the registry for each article, made once."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.model.document import EntityKind
from archive.store.lists import among_ids
from archive.store.tables import ENTITIES, ENTITY_KEYS, ENTITY_NAMES

_PERSON = f"{EntityKind.PERSON.value}:"
TODAY = func.coalesce(ENTITIES.c.redirect, ENTITIES.c.joined, ENTITIES.c.id)

# What linking asks for each article: to build these each time takes longer than to carry them out.
ID = select(ENTITIES.c.id).where(ENTITIES.c.id == bindparam("id"))
TODAY_OF = select(ENTITIES.c.id, TODAY).where(among_ids(ENTITIES.c.id))
BY_KEY = select(ENTITY_KEYS.c.key, ENTITY_KEYS.c.entity).where(
    ENTITY_KEYS.c.kind == bindparam("kind"),
    ENTITY_KEYS.c.key.in_(bindparam("keys", expanding=True)),
)
KNOWING = upsert(ENTITY_KEYS)
KNOWING = KNOWING.on_conflict_do_update(
    index_elements=["kind", "key"], set_={"entity": KNOWING.excluded.entity}
)
_FULL = ENTITY_NAMES.c.entity.startswith(_PERSON) & ENTITY_NAMES.c.name.contains(" ")
NAMES = (
    select(ENTITY_NAMES.c.entity, ENTITY_NAMES.c.name)
    .where(among_ids(ENTITY_NAMES.c.entity))
    .order_by(_FULL, ENTITY_NAMES.c.articles, ENTITY_NAMES.c.name.desc())
)
CHOSEN = select(ENTITIES.c.id, ENTITIES.c.chosen).where(
    among_ids(ENTITIES.c.id), ENTITIES.c.chosen.is_not(None)
)
COUNTRIES = select(ENTITIES.c.id, ENTITIES.c.country).where(
    among_ids(ENTITIES.c.id), ENTITIES.c.country.is_not(None)
)
