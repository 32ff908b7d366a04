"""Fills a new generation from the store, in turns with other writers, and notes how far it is."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from archive.engines.port import IndexWriter
from archive.errors import LockHeld
from archive.model.document import (
    ArticleDocument,
    Document,
    EntityDocument,
    EventDocument,
    ReadyArticle,
)
from archive.store.lock import WriterLock
from archive.store.rebuilds import Rebuild, RebuildStage
from archive.store.records import Outcome
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.enriching import Enricher
from indexer.jobs.progress import Progress, ProgressEvent, Stage
from indexer.link.documents import entities_after, events_after
from indexer.link.ready import Keep, ready_documents

_PAGE = 500  # rows read at once
_TURN = 100_000  # documents written in one turn; its end waits for the bulk requests on their way
_SECONDS = 10.0  # of one turn: who waits for the lock gives up after 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the job, on a rebuild of its own or one that it took up."""

    store: Store
    writer: IndexWriter
    enricher: Enricher
    progress: Progress
    job: int


def take_up(run: Run, *, fresh: bool) -> Rebuild:
    """The rebuild that an earlier run left, if this pipeline and version of the program can go on
    with it; else a new one, and what cannot be used is dropped.

    Raise LockHeld when another process is rebuilding.
    """
    with run.store.lock() as lock:
        building.recover(run.store, run.writer, lock)
        left = _left(run)
        usable = None if fresh else _usable(run, left)
        for name in left:
            if usable is None or name != usable.generation:
                building.discard(run.store, run.writer, lock, name)
        if usable is None:
            return _begin(run, lock)
        mine = replace(usable, job=run.job)
        with run.store.writing(lock) as session:
            session.rebuilds.note(mine)
    run.progress(ProgressEvent(stage=Stage.RESUMING, done=mine.written))
    return mine


def fill(run: Run, rebuild: Rebuild) -> Rebuild:
    """Write all articles, events and entities that are missing."""
    _tell(run, rebuild)
    while rebuild.stage is not RebuildStage.WRITTEN:
        with run.store.lock() as lock:
            rebuild = _turn(run, lock, rebuild)
        _tell(run, rebuild)
        run.store.give_way()
    return rebuild


def _left(run: Run) -> dict[str, Rebuild]:
    with run.store.reading() as session:
        left = dict(session.rebuilds.unfinished())
        for rebuild in left.values():
            job = session.jobs.get(rebuild.job)
            if rebuild.job != run.job and job.outcome is Outcome.RUNNING:
                raise LockHeld(
                    f"another process has been rebuilding generation {rebuild.generation}"
                    f" since {job.started.isoformat()}; if it was killed on another host,"
                    " wait two minutes"
                )
    return left


def _usable(run: Run, left: dict[str, Rebuild]) -> Rebuild | None:
    states = {state.name for state in run.writer.generations()}
    with run.store.reading() as session:
        rows = session.generations.all()
    fitting = [
        rebuild
        for name, rebuild in left.items()
        if name in states
        and building.is_current(rows[name])
        and not rows[name].relinked
        and rows[name].pipeline == run.enricher.fingerprint
    ]
    return fitting[-1] if fitting else None


def _begin(run: Run, lock: WriterLock) -> Rebuild:
    pipeline = run.enricher.fingerprint
    row = building.create(run.store, run.writer, lock, run.job, pipeline, rebuild=True)
    return Rebuild(generation=row.name, job=run.job)


def _turn(run: Run, lock: WriterLock, rebuild: Rebuild) -> Rebuild:
    """Write for a few seconds and note it."""

    def keep(made: Sequence[ReadyArticle]) -> None:
        if made:
            with run.store.writing(lock) as session:
                session.ready.put(made)

    with run.store.reading() as session:
        fed = _Fed(_documents(session, rebuild, keep))
        report = run.writer.write(rebuild.generation, fed)
    following = _following(rebuild, fed)
    with run.store.writing(lock) as session:
        session.refusals.settle(rebuild.generation, fed.ids, report.rejected)
        session.rebuilds.note(following)
    return following


class _Fed:
    """Passes documents on until the turn is over; knows what it passed on, and how far that is."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.ids: list[str] = []
        self.articles = 0
        self.ordinal = 0
        self.entry = ""
        self.exhausted = False

    def __iter__(self) -> Iterator[Document]:
        end = time.monotonic() + _SECONDS
        for document in self._documents:
            self._note(document)
            yield document
            if len(self.ids) >= _TURN or time.monotonic() > end:
                return
        self.exhausted = True

    def _note(self, document: Document) -> None:
        self.ids.append(document.id)
        if isinstance(document, ArticleDocument | ReadyArticle):
            self.articles += 1
            self.ordinal = document.ordinal
        else:
            self.entry = document.id


def _following(rebuild: Rebuild, fed: _Fed) -> Rebuild:
    return replace(
        rebuild,
        stage=RebuildStage.WRITTEN if fed.exhausted else rebuild.stage,
        ordinal=fed.ordinal or rebuild.ordinal,
        entry=fed.entry or rebuild.entry,
        written=rebuild.written + fed.articles,
    )


def _documents(session: Session, rebuild: Rebuild, keep: Keep) -> Iterator[Document]:
    """What is missing: articles, and between them, as they are many, the registry's entries. So
    entries are made while the engine is busy with articles, which cost it far more.
    """
    articles, entries = session.articles.count(), session.events.count() + session.entities.count()
    registry = _registry(session, rebuild.entry)
    due = 0.0
    for article in _articles(session, rebuild.ordinal, keep):
        yield article
        due += entries / articles
        yield from islice(registry, int(due))
        due %= 1
    yield from registry


def _articles(session: Session, last: int, keep: Keep) -> Iterator[ArticleDocument | ReadyArticle]:
    more = True
    while more:
        more = False
        for document in ready_documents(session, last, _PAGE, keep):
            last, more = document.ordinal, True
            yield document


def _registry(session: Session, last: str) -> Iterator[EventDocument | EntityDocument]:
    """Events, then entities, in the order of their ids: those of events come first."""
    yield from events_after(session, last)
    yield from entities_after(session, last)


def _tell(run: Run, rebuild: Rebuild) -> None:
    with run.store.reading() as session:
        total = session.articles.count()
    run.progress(ProgressEvent(stage=Stage.WRITING, done=rebuild.written, total=total))
