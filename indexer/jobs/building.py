"""Generations under construction: which one takes writes, how one is finished, what a crash left
behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import TypeVar

from archive.engines.port import GenerationState, IndexWriter
from archive.model.document import Document
from archive.store.generations import sequence_of
from archive.store.lock import WriterLock
from archive.store.records import Generation, JobKind, Outcome
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs.replay import catch_up
from indexer.link.documents import all_entities, all_events

_PAGE = 2000  # events or entities written at once; they are small
_T = TypeVar("_T")


def recover(store: Store, writer: IndexWriter, lock: WriterLock) -> None:
    """Redo what a crash left undone and drop builds that nobody will finish; every job begins
    so.
    """
    states = {state.name: state for state in writer.generations()}
    with store.writing(lock) as session:
        session.jobs.abandon_dead()
        rows = session.generations.all()
        for name in rows.keys() - states.keys():
            session.generations.drop(name)
        ruins = [
            name
            for name, row in rows.items()
            if name in states and _is_ruin(session, row, states[name])
        ]
    for name in ruins:
        discard(store, writer, lock, name)
    published = writer.published()
    if published is not None and published in rows:
        catch_up(store, writer, lock, published, registry=True)


def create(
    store: Store, writer: IndexWriter, lock: WriterLock, job: int, pipeline: str, applied: int = 0
) -> Generation:
    """A new empty generation; the changes after `applied` are what a replay will bring into it."""
    newest = max((sequence_of(state.name) for state in writer.generations()), default=0)
    with store.writing(lock) as session:
        generation = session.generations.add(
            job=job, pipeline=pipeline, applied=applied, after=newest
        )
    writer.create(generation.name)
    return generation


def discard(store: Store, writer: IndexWriter, lock: WriterLock, name: str) -> None:
    """Drop a generation from engine and store."""
    writer.drop(name)
    with store.writing(lock) as session:
        session.generations.drop(name)


def current(store: Store, writer: IndexWriter) -> str | None:
    """The generation that takes changes: the published one, else the first that is being built."""
    states = {state.name: state for state in writer.generations()}
    with store.reading() as session:
        rows = session.generations.all()
        published = writer.published()
        if published in rows:
            return published
        building = (
            name
            for name, row in rows.items()
            if name in states and session.jobs.get(row.job).kind is JobKind.INDEX
        )
        return next(building, None)


def kept(store: Store, writer: IndexWriter) -> tuple[str, ...]:
    """Generations that a removal must reach at once: all but those that a running rebuild will
    replay.
    """
    states = {state.name: state for state in writer.generations()}
    with store.reading() as session:
        return tuple(
            name
            for name, row in session.generations.all().items()
            if name in states
            and (states[name].sealed or session.jobs.get(row.job).kind is JobKind.INDEX)
        )


def is_sealed(writer: IndexWriter, name: str) -> bool:
    return any(state.name == name and state.sealed for state in writer.generations())


def write_registry(store: Store, writer: IndexWriter, name: str) -> Mapping[str, str]:
    """Write every event and entity; return those that the engine refused."""
    rejected: dict[str, str] = {}
    with store.reading() as session:
        documents: Iterator[Document] = chain(all_events(session), all_entities(session))
        for page in pages(documents, _PAGE):
            rejected |= writer.write(name, page).rejected
    return rejected


def pages(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Lists of at most `size` values."""
    iterator = iter(values)
    while page := list(islice(iterator, size)):
        yield page


def _is_ruin(session: Session, row: Generation, state: GenerationState) -> bool:
    """A rebuild whose job ended without publishing; a first build goes on with the next index
    run.
    """
    job = session.jobs.get(row.job)
    unfinished = not state.sealed and not state.published
    return unfinished and job.kind is JobKind.REINDEX and job.outcome is not Outcome.RUNNING
