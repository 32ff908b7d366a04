"""An archive of any size, made of the demo archive's paragraphs by a seeded generator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from archive.model.annotation import Enrichment, Entity, Place
from archive.model.article import Article, ArticleKey
from archive.model.document import ArticleDocument, EntityDocument, EntityKind
from archive.model.partial_date import PartialDate
from indexer.enrich.pipeline import Enricher
from indexer.sources.read import read
from indexer.sources.record import SourceOptions, SourceRecord

DEMO = Path(__file__).parent.parent / "demo" / "articles.jsonl.gz"
_FIRST_DAY = date(2004, 1, 1)
_DAYS = 7_000


@dataclass(frozen=True, slots=True)
class Sample:
    """A demo article with what was found in it."""

    article: Article
    enrichment: Enrichment


def demo_articles(count: int) -> list[Article]:
    """The first articles of the demo archive."""
    records = (r for r in read([DEMO], SourceOptions()) if isinstance(r, SourceRecord))
    return [record.article for record in islice(records, count)]


def samples(enricher: Enricher, articles: Sequence[Article]) -> list[Sample]:
    """The articles enriched, with ids that carry their kind as the registry's do."""
    return [
        Sample(article, _registered(enrichment))
        for article, enrichment in zip(articles, enricher.enrich(articles), strict=True)
    ]


def _registered(found: Enrichment) -> Enrichment:
    return replace(
        found,
        persons=tuple(_kind(person, EntityKind.PERSON) for person in found.persons),
        organisations=tuple(_kind(o, EntityKind.ORGANISATION) for o in found.organisations),
        places=tuple(replace(place, id=f"place:{place.id}") for place in found.places),
        events=tuple(replace(e, event=f"event:{e.type}-{e.value}") for e in found.events),
    )


def _kind(entity: Entity, kind: EntityKind) -> Entity:
    return replace(entity, id=f"{kind}:{entity.id}")


def documents(sources: Sequence[Sample], count: int, seed: int = 1) -> Iterator[ArticleDocument]:
    """`count` documents: the annotations of one article, paragraphs of three."""
    random = Random(seed)
    for number in range(count):
        yield _document(number, random.choices(sources, k=3), random)


def _document(number: int, chosen: Sequence[Sample], random: Random) -> ArticleDocument:
    main = chosen[0]
    paragraphs = [p for sample in chosen for p in sample.article.body.split("\n\n")]
    random.shuffle(paragraphs)
    day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS))
    article = replace(
        main.article,
        id=f"bench-{number}",
        body="\n\n".join(paragraphs)[:2_900],
        published=PartialDate(year=day.year, month=day.month, day=day.day),
    )
    return ArticleDocument(
        id=ArticleKey(collection="bench", given_id=article.id).id,
        ordinal=number + 1,
        revision=number + 1,
        collection="bench",
        display_title=article.title,
        article=article,
        enrichment=main.enrichment,
    )


def entities(sources: Sequence[Sample]) -> Iterator[EntityDocument]:
    """One document for every person, organisation and place of the sample."""
    seen: set[str] = set()
    for sample in sources:
        found = sample.enrichment
        named: list[Entity | Place] = [*found.persons, *found.organisations, *found.places]
        for entity in named:
            if entity.id not in seen:
                seen.add(entity.id)
                kind = EntityKind(entity.id.partition(":")[0])
                forms = dict.fromkeys(entity.forms, 1)
                yield EntityDocument(
                    id=entity.id, kind=kind, name=entity.name, forms=forms, articles=1
                )
