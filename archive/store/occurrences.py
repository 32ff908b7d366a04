"""Names as they occur in articles, their company, and what of them is to be settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as upsert

from archive.model.document import EntityKind
from archive.store.linking_tables import ALIASES, COMPANY, OCCURRENCES, RELINKS, UNSETTLED
from archive.store.tables import ARTICLES

Block = tuple[EntityKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A local entity of one article; `entity` is the entry that it was settled on, whatever that
    one was merged into since. A firm one is where an editor's decision put it.
    """

    article: int
    kind: EntityKind
    local: str
    block: str
    key: str
    name: str
    mentions: int
    entity: str
    firm: bool = False


class Occurrences:
    """Occurrences by article and by block."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, article: int) -> tuple[Occurrence, ...]:
        rows = self._connection.execute(select(OCCURRENCES).where(OCCURRENCES.c.article == article))
        return tuple(_occurrence(row) for row in rows)

    def replace(
        self, article: int, found: Iterable[Occurrence], aliases: Collection[tuple[str, str]]
    ) -> None:
        """Make these the article's occurrences and pairs of short and long names."""
        self.forget(article)
        rows = [_values(occurrence) for occurrence in found]
        if rows:
            self._connection.execute(insert(OCCURRENCES), rows)
        pairs = [{"article": article, "short": short, "long": long} for short, long in aliases]
        if pairs:
            self._connection.execute(insert(ALIASES), pairs)

    def forget(self, article: int) -> None:
        for table in (OCCURRENCES, ALIASES):
            self._connection.execute(delete(table).where(table.c.article == article))

    def sizes(self, blocks: Collection[Block]) -> Mapping[Block, int]:
        """How many occurrences each of the blocks has, if any."""
        rows = self._connection.execute(
            select(OCCURRENCES.c.kind, OCCURRENCES.c.block, func.count())
            .where(_BLOCK.in_(_pairs(blocks)))
            .group_by(OCCURRENCES.c.kind, OCCURRENCES.c.block)
        )
        return {(EntityKind(row[0]), row[1]): row[2] for row in rows}

    def blocks(self, blocks: Collection[Block]) -> Mapping[Block, tuple[Occurrence, ...]]:
        """Their occurrences, but for those that decisions have put where they are."""
        rows = self._connection.execute(
            select(OCCURRENCES).where(_BLOCK.in_(_pairs(blocks)), ~OCCURRENCES.c.firm)
        )
        found: dict[Block, list[Occurrence]] = {}
        for occurrence in map(_occurrence, rows):
            found.setdefault((occurrence.kind, occurrence.block), []).append(occurrence)
        return {block: tuple(own) for block, own in found.items()}

    def having(self, entity: str, after: int, limit: int) -> tuple[int, ...]:
        """The next articles with a name that was settled on the entry, even if it is rejected."""
        rows = self._connection.execute(
            select(OCCURRENCES.c.article)
            .where(OCCURRENCES.c.entity == entity, OCCURRENCES.c.article > after)
            .distinct()
            .order_by(OCCURRENCES.c.article)
            .limit(limit)
        )
        return tuple(rows.scalars())

    def living(self, kind: EntityKind, homes: Mapping[str, str]) -> frozenset[str]:
        """Those of the entries that have names in their home blocks (entry -> block)."""
        if not homes:
            return frozenset()
        rows = self._connection.execute(
            select(OCCURRENCES.c.entity)
            .where(OCCURRENCES.c.kind == kind.value, ~OCCURRENCES.c.firm)
            .where(tuple_(OCCURRENCES.c.entity, OCCURRENCES.c.block).in_(list(homes.items())))
            .distinct()
        )
        return frozenset(rows.scalars())

    def settle(self, moved: Iterable[Occurrence]) -> None:
        """Record the entries that these belong to from now on."""
        for occurrence in moved:
            self._connection.execute(
                update(OCCURRENCES)
                .where(
                    OCCURRENCES.c.article == occurrence.article,
                    OCCURRENCES.c.kind == occurrence.kind.value,
                    OCCURRENCES.c.local == occurrence.local,
                )
                .values(entity=occurrence.entity)
            )

    def long_forms(self, shorts: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Short name -> long name -> number of articles that introduce the one with the other."""
        rows = self._connection.execute(
            select(ALIASES.c.short, ALIASES.c.long, func.count())
            .where(ALIASES.c.short.in_(shorts))
            .group_by(ALIASES.c.short, ALIASES.c.long)
        )
        found: dict[str, dict[str, int]] = {}
        for short, long, articles in rows:
            found.setdefault(short, {})[long] = articles
        return found

    def aliases(self, article: int) -> frozenset[tuple[str, str]]:
        """Pairs of short and long names that the article introduces."""
        rows = self._connection.execute(
            select(ALIASES.c.short, ALIASES.c.long).where(ALIASES.c.article == article)
        )
        return frozenset((row.short, row.long) for row in rows)


class Companies:
    """What else an article names, packed by who links."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, articles: Sequence[int]) -> Mapping[int, tuple[str, bytes]]:
        """Article -> its internal id, which no order of arrival changes, and its company."""
        rows = self._connection.execute(
            select(COMPANY.c.article, ARTICLES.c.id, COMPANY.c.company)
            .join(ARTICLES, ARTICLES.c.ordinal == COMPANY.c.article)
            .where(COMPANY.c.article.in_(articles))
        )
        return {row.article: (row.id, row.company) for row in rows}

    def put(self, article: int, company: bytes, linker: int) -> bool:
        """Keep it; whether it is another than before, or another version of the linker made it."""
        values = {"article": article, "company": company, "linker": linker}
        own = COMPANY.c.article == article
        before = self._connection.execute(select(COMPANY).where(own)).one_or_none()
        if before is not None and before._mapping == values:
            return False
        statement = upsert(COMPANY).values(**values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["article"], set_=values)
        )
        return True

    def forget(self, article: int) -> None:
        self._connection.execute(delete(COMPANY).where(COMPANY.c.article == article))


class Unsettled:
    """Blocks whose names changed since they were settled, and articles to link anew."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, blocks: Iterable[Block]) -> None:
        rows = [{"kind": kind.value, "block": block} for kind, block in sorted(set(blocks))]
        if rows:
            self._connection.execute(insert(UNSETTLED).prefix_with("OR IGNORE"), rows)

    def after(self, block: Block | None, limit: int) -> tuple[Block, ...]:
        """The next open blocks, in order."""
        wanted = select(UNSETTLED).order_by(UNSETTLED.c.kind, UNSETTLED.c.block).limit(limit)
        if block is not None:
            kind, key = block
            wanted = wanted.where(
                (UNSETTLED.c.kind > kind.value)
                | ((UNSETTLED.c.kind == kind.value) & (UNSETTLED.c.block > key))
            )
        rows = self._connection.execute(wanted)
        return tuple((EntityKind(row.kind), row.block) for row in rows)

    def done(self, blocks: Collection[Block]) -> None:
        own = tuple_(UNSETTLED.c.kind, UNSETTLED.c.block).in_(_pairs(blocks))
        self._connection.execute(delete(UNSETTLED).where(own))

    def count(self) -> int:
        return self._connection.execute(select(func.count()).select_from(UNSETTLED)).scalar_one()

    def relink(self, articles: Iterable[int]) -> None:
        """Note articles that are to be linked anew."""
        rows = [{"article": article} for article in sorted(set(articles))]
        if rows:
            self._connection.execute(insert(RELINKS).prefix_with("OR IGNORE"), rows)

    def to_relink(self, limit: int) -> tuple[int, ...]:
        rows = self._connection.execute(
            select(RELINKS.c.article).order_by(RELINKS.c.article).limit(limit)
        )
        return tuple(rows.scalars())

    def relinked(self, articles: Collection[int]) -> None:
        self._connection.execute(delete(RELINKS).where(RELINKS.c.article.in_(articles)))

    def waits(self) -> bool:
        """Whether there is anything to settle or to link anew."""
        found = select(exists(select(UNSETTLED.c.kind)) | exists(select(RELINKS.c.article)))
        return bool(self._connection.execute(found).scalar())


_BLOCK = tuple_(OCCURRENCES.c.kind, OCCURRENCES.c.block)


def _pairs(blocks: Collection[Block]) -> list[tuple[str, str]]:
    return [(kind.value, key) for kind, key in blocks]


def _values(occurrence: Occurrence) -> dict[str, Any]:
    fields = {name: getattr(occurrence, name) for name in Occurrence.__slots__}
    return fields | {"kind": occurrence.kind.value}


def _occurrence(row: Row[Any]) -> Occurrence:
    return Occurrence(
        article=row.article,
        kind=EntityKind(row.kind),
        local=row.local,
        block=row.block,
        key=row.key,
        name=row.name,
        mentions=row.mentions,
        entity=row.entity,
        firm=row.firm,
    )
