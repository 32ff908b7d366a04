"""Builds a new generation from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.engines.port import IndexWriter
from archive.errors import EngineError
from archive.store.lock import WriterLock
from archive.store.payload import enrichment_key
from archive.store.records import Generation, JobKind, StoredArticle
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.enriching import Enricher, enrich_missing
from indexer.jobs.keeping import relink
from indexer.jobs.progress import Progress, ProgressEvent, Stage, quiet
from indexer.jobs.recorded import recorded
from indexer.jobs.replay import catch_up
from indexer.jobs.reports import ReindexReport
from indexer.link.documents import article_documents

_PAGE = 500  # articles written at once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    store: Store
    writer: IndexWriter
    enricher: Enricher
    progress: Progress
    job: int


def run(
    store: Store, writer: IndexWriter, enricher: Enricher, progress: Progress = quiet
) -> ReindexReport:
    """Build, verify and publish a new generation; only articles that this pipeline has not seen
    are enriched.

    Changes that other jobs make meanwhile are replayed before it is published. A failed build is
    dropped, and readers never notice.
    """
    with recorded(store, JobKind.REINDEX) as record:
        run_ = _Run(
            store=store, writer=writer, enricher=enricher, progress=progress, job=record.number
        )
        with store.lock() as lock:
            building.recover(store, writer, lock)
        enriched = _renew(run_)
        with store.lock() as lock:
            generation = _create(run_, lock)
        try:
            report = _build(run_, generation, enriched)
        except BaseException:
            with store.lock() as lock:
                building.discard(store, writer, lock, generation.name)
            raise
        record.counts.update(articles=report.articles, enriched=enriched)
        return report


def _renew(run_: _Run) -> int:
    """Enrich and link again what another pipeline, or none, has enriched; return how many were
    enriched.
    """
    enriched = done = last = 0
    with run_.store.reading() as session:
        total = session.articles.count()
    while page := _page(run_, last):
        stale = {
            key: stored
            for stored in page
            if (key := enrichment_key(stored.article, run_.enricher.fingerprint))
            != stored.enrichment
        }
        enriched += enrich_missing(
            run_.store, run_.enricher, {key: stored.article for key, stored in stale.items()}
        )
        _relink(run_, stale)
        done, last = done + len(page), page[-1].ordinal
        run_.progress(ProgressEvent(stage=Stage.ENRICHING, done=done, total=total))
    return enriched


def _relink(run_: _Run, stale: Mapping[str, StoredArticle]) -> None:
    if not stale:
        return
    with run_.store.lock() as lock, run_.store.writing(lock) as session:
        enrichments = session.enrichments.get(stale)
        for key, stored in stale.items():
            relink(session, stored, key, enrichments[key])
        session.jobs.beat(run_.job)


def _create(run_: _Run, lock: WriterLock) -> Generation:
    """A generation that will be filled from the articles; only later changes need a replay."""
    with run_.store.reading() as session:
        applied = session.revisions.last()
    pipeline = run_.enricher.fingerprint
    return building.create(run_.store, run_.writer, lock, run_.job, pipeline, applied)


def _build(run_: _Run, generation: Generation, enriched: int) -> ReindexReport:
    rejected = _write_articles(run_, generation)
    with run_.store.lock() as lock:
        run_.progress(ProgressEvent(stage=Stage.SEALING, done=0))
        rejected |= catch_up(run_.store, run_.writer, lock, generation.name, registry=False)
        rejected |= building.write_registry(run_.store, run_.writer, generation.name)
        run_.writer.seal(generation.name)
        report = _verified(run_, generation, rejected, enriched)
        run_.writer.publish(generation.name)
    return report


def _write_articles(run_: _Run, generation: Generation) -> dict[str, str]:
    rejected: dict[str, str] = {}
    last = done = 0
    with run_.store.reading() as session:
        total = session.articles.count()
    while True:
        with run_.store.lock() as lock:
            page = _page(run_, last)
            if not page:
                return rejected
            with run_.store.reading() as session:
                documents = article_documents(session, page)
                rejected |= run_.writer.write(generation.name, documents).rejected
            with run_.store.writing(lock) as session:
                session.jobs.beat(run_.job)
        done, last = done + len(page), page[-1].ordinal
        run_.progress(ProgressEvent(stage=Stage.WRITING, done=done, total=total))


def _page(run_: _Run, last: int) -> tuple[StoredArticle, ...]:
    with run_.store.reading() as session:
        return session.articles.after(last, _PAGE)


def _verified(
    run_: _Run, generation: Generation, rejected: Mapping[str, str], enriched: int
) -> ReindexReport:
    """The report, if engine and store count the same; raise EngineError otherwise."""
    state = next(s for s in run_.writer.generations() if s.name == generation.name)
    with run_.store.reading() as session:
        stored = session.articles.count() + session.events.count() + session.entities.count()
    indexed = state.articles + state.events + state.entities
    if indexed != stored - len(rejected):
        raise EngineError(
            f"the new generation holds {indexed} documents where the store has {stored};"
            " it was dropped"
        )
    return ReindexReport(
        generation=generation.name,
        articles=state.articles,
        events=state.events,
        entities=state.entities,
        enriched=enriched,
        rejected=rejected,
    )
