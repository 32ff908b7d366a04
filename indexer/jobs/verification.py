"""Is a generation what the store says it must be? Asked before it is published."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping

from archive.engines.port import GenerationState, IndexWriter, SearchReader
from archive.engines.ready import opened
from archive.engines.records import entity_to_json, event_to_json
from archive.errors import EngineError
from archive.model.document import (
    ArticleDocument,
    Document,
    EntityDocument,
    EventDocument,
    FacetField,
)
from archive.model.search import FacetRequest, FacetSort, SearchQuery
from archive.store.generations import sequence_of
from archive.store.records import StoredArticle
from archive.store.session import Session
from indexer.jobs.golden import GoldenQuery, unmet
from indexer.link.documents import article_documents, entity_documents, event_documents
from mappings.fields import IndexName

SAMPLE = 200  # articles compared field by field; each fault in 2 % of the articles is found so
_VALUES = 500  # sources read at once
NAMED = 5  # faults in the message of an error
_TOLERATED = 10  # refused documents that are never the build's fault
_SHARE = 0.01  # of all documents; more refusals mean that the build is wrong, not the articles


class VerificationFailed(EngineError):
    """A generation is not what it must be; `faults` says in what."""

    def __init__(self, generation: str, faults: Iterable[str], outcome: str) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(self.faults[:NAMED])
        more = f"; and {len(self.faults) - NAMED} more" if len(self.faults) > NAMED else ""
        super().__init__(f"generation {generation} was not published: {shown}{more}. {outcome}")


def content(document: Document) -> Mapping[str, object]:
    """The document as JSON, however an engine holds it."""
    if isinstance(document, ArticleDocument):
        return document.record
    if isinstance(document, EntityDocument):
        return entity_to_json(document)
    if isinstance(document, EventDocument):
        return event_to_json(document)
    return opened(document).record


def unmet_golden(reader: SearchReader, queries: Iterable[GoldenQuery]) -> tuple[str, ...]:
    """What golden queries miss."""
    return tuple(fault for query in queries for fault in unmet(reader, query))


def differences(session: Session, writer: IndexWriter, reader: SearchReader) -> tuple[str, ...]:
    """What of the reader's generation, brought up to date, differs from the store: counts of each
    index and source, and a sample of documents that is the same for the same generation.
    """
    name = reader.published()
    state = next(state for state in writer.generations() if state.name == name)
    refused = session.refusals.count(name)
    faults = [*_counts(session, state, refused), *_sources(session, reader, refused)]
    chosen = random.Random(sequence_of(name))
    faults += _sampled(session, writer, name, chosen)
    return tuple(faults)


def _counts(session: Session, state: GenerationState, refused: int) -> Iterator[str]:
    pairs = {
        "articles": (state.articles, session.articles.count()),
        "events": (state.events, session.events.count()),
        "entities": (state.entities, session.entities.count()),
    }
    for index, (indexed, stored) in pairs.items():
        if not stored - refused <= indexed <= stored:
            yield f"it holds {indexed:,} {index} where the store has {stored:,}"
    total = sum(stored for _, stored in pairs.values())
    if refused > max(_TOLERATED, total * _SHARE):
        reason = next(iter(session.refusals.first(state.name, 1).values()), "")
        yield f"the engine refused {refused:,} of {total:,} documents, such as: {reason}"


def _sources(session: Session, reader: SearchReader, refused: int) -> Iterator[str]:
    stored = session.articles.sources()
    indexed = _indexed_sources(reader)
    if indexed is None:
        return
    for source in sorted({*stored, *indexed}, key=str):
        want, have = stored.get(source, 0), indexed.get(source, 0)
        if not want - refused <= have <= want:
            named = f"source {source!r}" if source else "articles without a source"
            yield f"{named}: {have:,} indexed where the store has {want:,}"


def _indexed_sources(reader: SearchReader) -> dict[str | None, int] | None:
    """Articles by source; None if the engine cannot count exactly."""
    query = SearchQuery(facets=(), histograms=False, size=1)
    counts: dict[str | None, int] = {}
    offset = 0
    while True:
        request = FacetRequest(
            field=FacetField.SOURCE, sort=FacetSort.NAME, offset=offset, size=_VALUES
        )
        found = reader.facet_values(query, request)
        if found.relation != "eq":
            return None
        counts.update({bucket.value: bucket.count for bucket in found.buckets})
        offset += len(found.buckets)
        if not found.more or not found.buckets:
            return counts | ({None: found.missing} if found.missing else {})


def _sampled(
    session: Session, writer: IndexWriter, name: str, chosen: random.Random
) -> Iterator[str]:
    articles = _sample(session, chosen)
    persons = {id_ for stored in articles for id_ in stored.identity.persons.values()}
    events = {id_ for stored in articles for id_ in stored.identity.events}
    samples: Mapping[IndexName, Iterator[Document]] = {
        IndexName.ARTICLES: article_documents(session, articles),
        IndexName.ENTITIES: entity_documents(session, sorted(persons)[:SAMPLE]),
        IndexName.EVENTS: event_documents(session, sorted(events)[:SAMPLE]),
    }
    for index, sample in samples.items():
        expected = list(sample)
        ids = [document.id for document in expected]
        refused, found = session.refusals.among(name, ids), writer.documents(name, index, ids)
        for document in expected:
            if document.id not in refused:
                yield from _compared(found, document)


def _sample(session: Session, chosen: random.Random) -> list[StoredArticle]:
    last = session.articles.last_ordinal()
    ordinals = {chosen.randint(1, last) for _ in range(SAMPLE)} if last else set()
    articles = {
        stored.id: stored
        for ordinal in sorted(ordinals)
        for stored in session.articles.after(ordinal - 1, 1)
    }
    return list(articles.values())


def _compared(found: Mapping[str, Document | None], expected: Document) -> Iterator[str]:
    if expected.id not in found:
        yield f"{expected.id} is missing"
        return
    have, want = found[expected.id], content(expected)
    if have is None:
        yield f"{expected.id} was not written by this program"
        return
    held = content(have)
    different = sorted(key for key in want if held.get(key) != want[key])
    if different:
        yield f"{expected.id} differs in {', '.join(different)}"
