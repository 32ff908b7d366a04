"""Generations under construction: which one takes writes, how one is finished, what a crash left
behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from archive.engines.port import GenerationState, IndexWriter
from archive.errors import EngineError
from archive.model.document import Document
from archive.store.generations import sequence_of
from archive.store.lock import WriterLock
from archive.store.records import Generation, JobKind
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs.replay import catch_up
from indexer.link.documents import entities_after, events_after
from mappings.fields import MAPPING_VERSION

_PAGE = 2000  # events or entities written at once; they are small
_T = TypeVar("_T")


def recover(store: Store, writer: IndexWriter, lock: WriterLock) -> None:
    """Redo what a crash left undone and drop builds that nobody will finish; every job begins
    so.
    """
    states = {state.name: state for state in writer.generations()}
    published = writer.published()
    with store.writing(lock) as session:
        session.jobs.abandon_dead()
        rows = session.generations.all()
        for name in rows.keys() - states.keys():
            session.generations.drop(name)
        if published is not None:
            session.rebuilds.finish(published)
        ruins = [
            name
            for name, row in rows.items()
            if name in states and _is_ruin(session, row, states[name], published in rows)
        ]
    for name in ruins:
        discard(store, writer, lock, name)
    if published is not None and published in rows and is_current(rows[published]):
        catch_up(store, writer, lock, published, registry=True)


def is_current(generation: Generation) -> bool:
    """Whether this version of the program can write and read it."""
    return generation.mapping_version == MAPPING_VERSION


def check_current(generation: Generation) -> None:
    """Raise EngineError if only another version of the program can use it."""
    if not is_current(generation):
        raise EngineError(
            f"generation {generation.name} has the index fields of version "
            f"{generation.mapping_version}, this program those of version {MAPPING_VERSION}; "
            "build a new one with `fundstelle reindex`, or run the version that built it"
        )


def create(
    store: Store,
    writer: IndexWriter,
    lock: WriterLock,
    job: int,
    pipeline: str,
    *,
    rebuild: bool = False,
) -> Generation:
    """A new empty generation; a replay brings every change into a first build. A rebuild is filled
    from the articles, so it needs later changes only, and its progress is noted.
    """
    newest = max((sequence_of(state.name) for state in writer.generations()), default=0)
    with store.writing(lock) as session:
        applied = session.revisions.last() if rebuild else 0
        generation = session.generations.add(
            job=job, pipeline=pipeline, applied=applied, after=newest
        )
        if rebuild:
            session.rebuilds.begin(generation.name, job)
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
            and is_current(row)
            and (states[name].sealed or session.jobs.get(row.job).kind is JobKind.INDEX)
        )


def is_sealed(writer: IndexWriter, name: str) -> bool:
    return any(state.name == name and state.sealed for state in writer.generations())


def write_registry(store: Store, writer: IndexWriter, lock: WriterLock, name: str) -> None:
    """Write every event and entity."""
    with store.reading() as session:
        documents: Iterator[Document] = chain(
            events_after(session, ""), entities_after(session, "")
        )
        for page in pages(documents, _PAGE):
            rejected = writer.write(name, page).rejected
            with store.writing(lock) as writing:
                writing.refusals.settle(name, [document.id for document in page], rejected)


def pages(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Lists of at most `size` values."""
    iterator = iter(values)
    while page := list(islice(iterator, size)):
        yield page


def _is_ruin(session: Session, row: Generation, state: GenerationState, superseded: bool) -> bool:
    """An unfinished build that nobody goes on with: a first build beside a published generation,
    or one of a rebuild that left no note of its progress.
    """
    if state.sealed or state.published:
        return False
    if session.jobs.get(row.job).kind is JobKind.INDEX:
        return superseded
    return row.name not in session.rebuilds.unfinished()
