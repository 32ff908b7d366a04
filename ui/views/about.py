"""The page that says what this archive holds and how to ask it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.model.document import FacetField
from archive.model.search import Hit, SearchQuery, SearchResult, Sort
from search_api.service import SearchService
from ui.views.context import Context
from ui.views.layout import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Link):
    """A value with its number of articles."""

    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A query to try, and what it finds."""

    text: str
    meaning: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPage:
    """What the archive holds: articles, from when to when, in which languages, from where."""

    articles: str
    oldest: str
    newest: str
    languages: tuple[Count, ...]
    sources: tuple[Count, ...]
    generation: str
    examples: tuple[Example, ...]


def about_page(context: Context, service: SearchService) -> AboutPage:
    query = replace(
        context.query,
        sort=Sort.NEWEST,
        size=1,
        facets=(FacetField.LANGUAGE, FacetField.SOURCE),
        histograms=False,
    )
    newest = service.search(query).result
    oldest = service.search(replace(query, sort=Sort.OLDEST, facets=())).result
    return AboutPage(
        articles=context.language.number(newest.total.value),
        oldest=_date(context, oldest.hits),
        newest=_date(context, newest.hits),
        languages=_values(context, FacetField.LANGUAGE, newest),
        sources=_values(context, FacetField.SOURCE, newest),
        generation=newest.generation,
        examples=_examples(context),
    )


def _date(context: Context, hits: tuple[Hit, ...]) -> str:
    published = hits[0].published if hits else None
    return context.language.date(published) if published else ""


def _values(context: Context, facet: FacetField, result: SearchResult) -> tuple[Count, ...]:
    language = context.language
    return tuple(
        Count(
            label=bucket.label,
            url=context.urls.only(facet, bucket.value, context.query.language),
            count=language.number(bucket.count),
        )
        for bucket in result.facets[facet].buckets
    )


def _examples(context: Context) -> tuple[Example, ...]:
    gettext = context.language.gettext
    texts = (
        ("Gipfel", gettext("the word, its forms and compounds: also “Gipfeltreffen”")),
        ('"Vereinte Nationen"', gettext("these words in a row")),
        ('"Wahl Bundestag"~5', gettext("these words close together")),
        ("Wahl OR Abstimmung", gettext("one word or the other")),
        ("Wahl -Bundestag", gettext("the first word without the second")),
        ("title:Wahl", gettext("the word in the title")),
        ("person:Merkel country:Frankreich", gettext("a person and a country")),
        ("rüst*", gettext("words that begin so")),
        ("Pjöngjang~", gettext("words spelt like this")),
        ("published:[2020 TO 2024-06]", gettext("published in this period")),
        ("about:1989", gettext("names a date in that year")),
    )
    return tuple(
        Example(
            text=text,
            meaning=meaning,
            url=context.url(SearchQuery(text=text, language=context.query.language)),
        )
        for text, meaning in texts
    )
