"""A small archive on disk: the real store, the real embedded engine, and a pipeline of three
rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from archive.engines.embedded.writer import EmbeddedWriter
from archive.engines.factory import open_reader, open_writer
from archive.engines.port import IndexWriter, WriteReport
from archive.engines.settings import EngineSettings
from archive.model.annotation import (
    Country,
    CountryMention,
    Enrichment,
    Entity,
    EventMention,
    EventType,
    Label,
    Mention,
    Via,
)
from archive.model.article import Article, ArticleKey
from archive.model.document import ArticleDocument, Document, EntityDocument, EventDocument
from archive.model.partial_date import PartialDate
from archive.model.search import SearchQuery
from archive.store.lock import LockPolicy
from archive.store.store import Store
from indexer.jobs import index
from indexer.jobs.progress import quiet
from indexer.jobs.reports import IndexReport
from indexer.sources.record import Origin, Rejection, SourceRecord

_PERSON = re.compile(r"\b([A-Z]\w+) ([A-Z]\w+)\b")
_COUNTRIES = {"Nordkorea": "KP", "Ruanda": "RW"}
IMPATIENT = LockPolicy(timeout=60, wait=0.2, poll=0.02, pause=0.0)

Records = Sequence[SourceRecord | Rejection]


class Pipeline:
    """Two capitalised words are a person, two countries are known, `besucht` is a visit on the
    day of publication.
    """

    def __init__(self, fingerprint: str = "rules-1") -> None:
        self.fingerprint = fingerprint
        self.enriched = 0

    def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
        for article in articles:
            self.enriched += 1
            yield self._enrich(article)

    def _enrich(self, article: Article) -> Enrichment:
        text = article.text
        found = list(_PERSON.finditer(text))
        persons = {m.group().casefold(): m.group() for m in found}
        return Enrichment(
            language=article.language or "de",
            pipeline=self.fingerprint,
            mentions=tuple(_mention(match) for match in found),
            persons=tuple(Entity(id=i, name=name, forms=(name,)) for i, name in persons.items()),
            countries=_countries(text),
            events=tuple(_visits(article, tuple(persons))),
        )


def _mention(match: re.Match[str]) -> Mention:
    entity = match.group().casefold()
    return Mention(
        start=match.start(), end=match.end(), text=match.group(), label=Label.PER, entity=entity
    )


def _countries(text: str) -> tuple[Country, ...]:
    return tuple(
        Country(
            code=code,
            name=name,
            mentions=(CountryMention(start=at, end=at + len(name), text=name, via=Via.NAME),),
        )
        for name, code in _COUNTRIES.items()
        if (at := text.find(name)) >= 0
    )


def _visits(article: Article, persons: tuple[str, ...]) -> Iterator[EventMention]:
    day = article.published.first if article.published else None
    for match in re.finditer("besucht", article.text):
        yield EventMention(
            type=EventType.VISIT,
            start=match.start(),
            end=match.end(),
            text=match.group(),
            main=True,
            persons=persons,
            countries=tuple(country.code for country in _countries(article.text)),
            first=day,
            last=day,
        )


class Desk:
    """An archive in a folder, opened afresh for every use as separate commands would."""

    def __init__(
        self,
        folder: Path,
        pipeline: Pipeline | None = None,
        settings: EngineSettings | None = None,
    ) -> None:
        self.folder = folder
        self.settings = settings or EngineSettings("embedded", folder)
        self.pipeline = pipeline or Pipeline()
        self.store = Store.open(folder / "store.sqlite", IMPATIENT)
        self.writer: IndexWriter = open_writer(self.settings)
        self.rejected: list[Rejection] = []

    def index(self, records: Iterable[SourceRecord | Rejection]) -> IndexReport:
        reject = self.rejected.append
        return index.run(self.store, self.writer, self.pipeline, records, quiet, reject)

    def searchable(self) -> list[ArticleDocument]:
        """Every article that a reader finds, oldest first."""
        reader = open_reader(self.settings)
        try:
            return [view.document for view in reader.scan(SearchQuery())]
        finally:
            reader.close()

    def titles(self) -> list[str]:
        return sorted(document.display_title for document in self.searchable())

    def entity(self, entity_id: str) -> EntityDocument:
        reader = open_reader(self.settings)
        try:
            return reader.entity(entity_id)
        finally:
            reader.close()

    def event(self, event_id: str) -> EventDocument:
        reader = open_reader(self.settings)
        try:
            return reader.event(event_id)
        finally:
            reader.close()


def record(
    given_id: str, title: str = "", body: str = "Text.", published: str = "2024-06-19"
) -> SourceRecord:
    """A record of the collection `default`."""
    article = Article(id=given_id, title=title, body=body, published=PartialDate.parse(published))
    key = ArticleKey(collection="default", given_id=given_id)
    return SourceRecord(
        key=key, article=article, origin=Origin(path="articles.jsonl", record=1, line=1)
    )


def internal(given_id: str) -> str:
    return ArticleKey(collection="default", given_id=given_id).id


class FailingWriter(EmbeddedWriter):
    """An engine whose methods fail from the given call on: `{"write": (2, error)}`."""

    def __init__(self, folder: Path, failures: Mapping[str, tuple[int, BaseException]]) -> None:
        super().__init__(folder)
        self._failures = failures
        self._calls: Counter[str] = Counter()

    def write(self, generation: str, documents: Iterable[Document]) -> WriteReport:
        self._count("write")
        return super().write(generation, documents)

    def seal(self, generation: str) -> None:
        self._count("seal")
        super().seal(generation)

    def publish(self, generation: str) -> None:
        self._count("publish")
        super().publish(generation)

    def _count(self, method: str) -> None:
        self._calls[method] += 1
        call, error = self._failures.get(method, (0, None))
        if error is not None and self._calls[method] >= call:
            raise error


class RefusingWriter(EmbeddedWriter):
    """An engine that refuses documents of these ids."""

    def __init__(self, folder: Path, *ids: str) -> None:
        super().__init__(folder)
        self.refused = set(ids)

    def write(self, generation: str, documents: Iterable[Document]) -> WriteReport:
        rejected: dict[str, str] = {}

        def taken() -> Iterator[Document]:
            for document in documents:
                if document.id in self.refused:
                    rejected[document.id] = "too long"
                else:
                    yield document

        indexed = super().write(generation, taken()).indexed
        return WriteReport(indexed=indexed, rejected=rejected)
