"""Reads articles into the archive: the store first, then the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from archive.engines.port import IndexWriter
from archive.store.lock import WriterLock
from archive.store.payload import enrichment_key
from archive.store.records import ArticleChange, JobKind, Origin
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.enriching import Enricher, enrich_missing
from indexer.jobs.keeping import keep
from indexer.jobs.progress import Progress, ProgressEvent, Stage, quiet
from indexer.jobs.recorded import Record, recorded
from indexer.jobs.replay import catch_up
from indexer.jobs.reports import IndexReport
from indexer.jobs.screening import Reject, Screened, batches, screen
from indexer.jobs.seen import Seen
from indexer.jobs.settling import settle_registry
from indexer.sources.record import Rejection, SourceRecord


def run(
    store: Store,
    writer: IndexWriter,
    enricher: Enricher,
    records: Iterable[SourceRecord | Rejection],
    progress: Progress = quiet,
    reject: Reject = lambda _rejection: None,
) -> IndexReport:
    """Index the records into the published generation; the first run makes and publishes one.

    Each batch is kept before it is searchable, so whatever ends the run, the next one goes on
    where this one stopped and no article is lost or twice. Rejections go to `reject` as they come.
    """
    with recorded(store, JobKind.INDEX) as record, Seen() as seen:
        with store.lock() as lock:
            building.recover(store, writer, lock)
        run_ = _Run(store=store, writer=writer, enricher=enricher, record=record, reject=reject)
        report = IndexReport()
        for batch in batches(records):
            report = report.plus(_index(run_, screen(store, seen, batch, reject)))
            progress(ProgressEvent(stage=Stage.READING, done=report.read, rejected=report.rejected))
        progress(ProgressEvent(stage=Stage.SETTLING, done=report.read, rejected=report.rejected))
        settled = settle_registry(store)
        progress(ProgressEvent(stage=Stage.SEALING, done=report.read, rejected=report.rejected))
        report = replace(report, generation=_finish(run_), deferred=settled.deferred)
        record.counts.update(
            {name: n for name, n in asdict(report).items() if name != "generation"}
        )
        return report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    store: Store
    writer: IndexWriter
    enricher: Enricher
    record: Record
    reject: Reject


def _index(run_: _Run, screened: Screened) -> IndexReport:
    if not screened.changed:
        return screened.report
    changes = {change.key.id: change for change in _changes(run_.enricher.fingerprint, screened)}
    enriched = enrich_missing(
        run_.store,
        run_.enricher,
        {change.enrichment: change.article for change in changes.values()},
    )
    with run_.store.lock() as lock:
        with run_.store.writing(lock) as session:
            removed = session.tombstones.among(changes)
            kept = [change for key, change in changes.items() if key not in removed]
            keep(session, kept)
        refused = _apply(run_, lock)
    rejected = [record for record, _ in screened.changed if record.key.id in refused]
    for record in rejected:
        reason = f"the search engine refused it: {refused[record.key.id]}"
        run_.reject(Rejection(origin=record.origin, code="refused", reason=reason))
    return screened.report.plus(
        IndexReport(
            enriched=enriched,
            indexed=len(kept) - len(rejected),
            withheld=len(removed),
            rejected=len(rejected),
        )
    )


def _changes(pipeline: str, screened: Screened) -> Iterable[ArticleChange]:
    for record, digest in screened.changed:
        origin = record.origin
        yield ArticleChange(
            key=record.key,
            article=record.article,
            content_hash=digest,
            enrichment=enrichment_key(record.article, pipeline),
            origin=Origin(path=origin.path, record=origin.record, line=origin.line),
        )


def _apply(run_: _Run, lock: WriterLock) -> Mapping[str, str]:
    """Bring the pending changes into the generation that takes them; return what the engine
    refused.
    """
    name = building.current(run_.store, run_.writer)
    if name is None:
        pipeline = run_.enricher.fingerprint
        name = building.create(run_.store, run_.writer, lock, run_.record.number, pipeline).name
    sealed = building.is_sealed(run_.writer, name)
    return catch_up(run_.store, run_.writer, lock, name, registry=sealed)


def _finish(run_: _Run) -> str | None:
    """Seal and publish a first build; a run that found nothing to index builds nothing."""
    with run_.store.lock() as lock:
        with run_.store.reading() as session:
            empty = session.articles.count() == 0
        if empty and building.current(run_.store, run_.writer) is None:
            return None
        _apply(run_, lock)
        name = building.current(run_.store, run_.writer)
        if name is not None and name != run_.writer.published():
            if not building.is_sealed(run_.writer, name):
                building.write_registry(run_.store, run_.writer, lock, name)
                run_.writer.seal(name)
            run_.writer.publish(name)
        return name
