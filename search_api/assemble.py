"""Our values to the schemas of the answers; pure."""

from __future__ import annotations

from typing import Any

from archive.model.codec import enrichment_to_json
from archive.model.document import EntityDocument
from archive.model.search import (
    ArticleView,
    FacetResult,
    Histogram,
    Hit,
    Reference,
    SearchResult,
    Suggestion,
)
from search_api import schemas
from search_api.links import plain, web_address
from search_api.service import Found, FoundValues


def search_answer(found: Found) -> schemas.SearchAnswer:
    result = found.result
    axes = {"published": result.published, "about": result.about}
    return schemas.SearchAnswer(
        total=schemas.Total(value=result.total.value, relation=result.total.relation),
        took_ms=found.took_ms,
        next=result.next,
        query=found.understood,
        hits=[_hit(hit) for hit in result.hits],
        facets={facet.value: _facet(values) for facet, values in result.facets.items()},
        histograms={name: _histogram(axis) for name, axis in axes.items() if axis},
        generation=result.generation,
    )


def facet_answer(found: FoundValues) -> schemas.FacetAnswer:
    return schemas.FacetAnswer(
        facet=found.request.field.value,
        offset=found.request.offset,
        took_ms=found.took_ms,
        **dict(_facet(found.result)),
    )


def map_answer(found: FoundValues) -> schemas.MapAnswer:
    result = found.result
    return schemas.MapAnswer(
        countries=[
            schemas.CountryCount(code=bucket.value, name=bucket.label, articles=bucket.count)
            for bucket in result.buckets
        ],
        missing=result.missing,
        relation=result.relation,
        took_ms=found.took_ms,
    )


def similar_answer(hits: tuple[Hit, ...]) -> schemas.SimilarAnswer:
    return schemas.SimilarAnswer(hits=[_hit(hit) for hit in hits])


def suggest_answer(suggestions: tuple[Suggestion, ...]) -> schemas.SuggestAnswer:
    return schemas.SuggestAnswer(
        suggestions=[
            schemas.Suggestion(field=s.field.value, id=s.id, label=s.label, articles=s.articles)
            for s in suggestions
        ]
    )


def article_answer(view: ArticleView) -> schemas.ArticleAnswer:
    document, article = view.document, view.document.article
    annotations = enrichment_to_json(document.enrichment)
    published = article.published
    return schemas.ArticleAnswer(
        id=document.id,
        given_id=article.id,
        title=document.display_title,
        text=article.text,
        body_start=article.body_start,
        language=annotations.pop("language"),
        published=schemas.Published(value=published.value, granularity=published.granularity.value)
        if published
        else None,
        url=web_address(article.url),
        source=article.source,
        section=article.section,
        authors=list(article.authors),
        collection=document.collection,
        revision=document.revision,
        extra=dict(article.extra),
        pipeline=annotations.pop("pipeline"),
        annotations=annotations,
        labels=dict(view.labels),
    )


def entity_answer(entity: EntityDocument, result: SearchResult) -> schemas.EntityAnswer:
    return schemas.EntityAnswer(
        id=entity.id,
        kind=entity.kind.value,
        name=entity.name,
        forms=dict(entity.forms),
        country=entity.country,
        first_seen=entity.first_seen.isoformat() if entity.first_seen else None,
        last_seen=entity.last_seen.isoformat() if entity.last_seen else None,
        former=list(entity.former),
        **_subject(result),
    )


def country_answer(code: str, name: str, result: SearchResult) -> schemas.CountryAnswer:
    return schemas.CountryAnswer(code=code, name=name, **_subject(result))


def _subject(result: SearchResult) -> dict[str, Any]:
    company = {facet.value: _facet(values).buckets for facet, values in result.facets.items()}
    return {
        "total": schemas.Total(value=result.total.value, relation=result.total.relation),
        "over_time": _histogram(result.published) if result.published else None,
        "company": {
            name: [bucket for bucket in buckets if bucket.count and not bucket.selected]
            for name, buckets in company.items()
        },
        "articles": [_hit(hit) for hit in result.hits],
        "generation": result.generation,
    }


def _hit(hit: Hit) -> schemas.Hit:
    return schemas.Hit(
        id=hit.id,
        given_id=hit.given_id,
        title=plain(hit.title),
        title_marked=hit.title,
        published=hit.published.value if hit.published else None,
        source=hit.source,
        url=web_address(hit.url),
        language=hit.language,
        score=hit.score,
        snippets=list(hit.snippets),
        persons=[_reference(person) for person in hit.persons],
        countries=[_reference(country) for country in hit.countries],
        events=[
            schemas.EventReference(
                id=event.id, name=event.name, type=event.type.value if event.type else None
            )
            for event in hit.events
        ],
    )


def _reference(reference: Reference) -> schemas.Reference:
    return schemas.Reference(id=reference.id, name=reference.name)


def _facet(facet: FacetResult) -> schemas.Facet:
    return schemas.Facet(
        buckets=[
            schemas.Bucket(
                value=bucket.value,
                label=bucket.label,
                count=bucket.count,
                selected=bucket.selected,
                excluded=bucket.excluded,
            )
            for bucket in facet.buckets
        ],
        more=facet.more,
        missing=facet.missing,
        relation=facet.relation,
    )


def _histogram(axis: Histogram) -> schemas.Histogram:
    return schemas.Histogram(
        unit=axis.unit.value,
        buckets=[schemas.HistogramBucket(value=b.value, count=b.count) for b in axis.buckets],
        undated=axis.undated,
    )
