"""Brings a generation up to date with the store: the one way in which changes reach an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from archive.engines.port import IndexWriter, Removal
from archive.model.document import ArticleDocument, Document, ReadyArticle
from archive.store.lock import WriterLock
from archive.store.records import Generation, Identity, Revision
from archive.store.session import Session
from archive.store.store import Store
from indexer.link.documents import article_documents, entity_documents, event_documents
from indexer.link.ready import made_ready

CHUNK = 500  # changes written at once: some 10 MB of documents


def catch_up(
    store: Store, writer: IndexWriter, lock: WriterLock, generation: str, *, registry: bool
) -> Mapping[str, str]:
    """Write every change that the generation lacks; return the documents that the engine refused.

    Idempotent: a crash between writing and marking only means that the same is written again.
    `registry` writes the entities and events that the changes concern, too; a first build gets all
    of them at its end instead.
    """
    rejected: dict[str, str] = {}
    while (step := _step(store, writer, lock, generation, registry)) is not None:
        rejected |= step
    return rejected


def catch_up_in_turns(store: Store, writer: IndexWriter, generation: str) -> None:
    """The same, the registry's entries too, with the lock held for one chunk at a time, until few
    changes are left.
    """
    while pending(store, generation) > CHUNK:
        with store.lock() as lock:
            _step(store, writer, lock, generation, registry=True)
        store.give_way()


def pending(store: Store, generation: str) -> int:
    """How many changes the generation lacks."""
    with store.reading() as session:
        return session.revisions.last() - session.generations.all()[generation].applied


def _step(
    store: Store, writer: IndexWriter, lock: WriterLock, generation: str, registry: bool
) -> Mapping[str, str] | None:
    """Write one chunk; None if there was nothing to write."""
    with store.reading() as session:
        state = session.generations.all()[generation]
        chunk = session.revisions.after(state.applied, CHUNK)
        if not chunk:
            return None
        written, rejected = _write(session, writer, state, chunk, registry)
    with store.writing(lock) as session:
        session.ready.put(written.ready)
        session.refusals.settle(generation, written.ids, rejected)
        session.generations.mark_applied(generation, chunk[-1].number)
    return rejected


def _write(
    session: Session,
    writer: IndexWriter,
    generation: Generation,
    chunk: tuple[Revision, ...],
    registry: bool,
) -> tuple[_Noted, Mapping[str, str]]:
    changed = dict.fromkeys(revision.article for revision in chunk)
    kept = session.articles.get(changed)
    touched: set[str] = set()
    if registry:
        touched = set(session.revisions.losses(chunk[0].number - 1, chunk[-1].number))
        touched.update(*(_ids(stored.identity) for stored in kept.values()))
    documents = _Noted(
        chain(
            event_documents(session, {i for i in touched if _is_event(i)}),
            entity_documents(session, {i for i in touched if not _is_event(i)}),
            map(made_ready, article_documents(session, [kept[i] for i in changed if i in kept])),
        )
    )
    report = writer.write(generation.name, documents)
    # Articles that were linked anew may have left entries that this generation still shows.
    orphans = set() if generation.relinked else touched - documents.ids
    _remove(writer, generation.name, [i for i in changed if i not in kept], orphans)
    documents.ids |= changed.keys() | touched
    return documents, report.rejected


class _Noted:
    """Passes documents on and notes the ids of events and entities, and ready articles."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.ids: set[str] = set()
        self.ready: list[ReadyArticle] = []

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            if isinstance(document, ReadyArticle):
                self.ready.append(document)
            elif not isinstance(document, ArticleDocument):
                self.ids.add(document.id)
            yield document


def _remove(writer: IndexWriter, generation: str, articles: list[str], orphans: set[str]) -> None:
    if not articles and not orphans:
        return
    events = sorted(orphan for orphan in orphans if _is_event(orphan))
    entities = sorted(orphan for orphan in orphans if not _is_event(orphan))
    writer.remove(
        generation,
        Removal(articles=tuple(articles), events=tuple(events), entities=tuple(entities)),
    )


def _is_event(registry_id: str) -> bool:
    return registry_id.startswith("event:")


def _ids(identity: Identity) -> Iterator[str]:
    for entries in (identity.persons, identity.organisations, identity.places):
        yield from entries.values()
    yield from identity.events
