"""Compares index and store, document by document, and mends the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from archive.engines.port import IndexWriter, Removal
from archive.errors import GenerationNotFound, IndexNotReady
from archive.model.document import ArticleDocument, Document
from archive.store.lock import WriterLock
from archive.store.records import Generation, JobKind
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs import building
from indexer.jobs.golden import GoldenQuery
from indexer.jobs.progress import Progress, ProgressEvent, Stage, quiet
from indexer.jobs.recorded import recorded
from indexer.jobs.replay import catch_up, catch_up_in_turns
from indexer.jobs.reports import Fault, VerifyReport
from indexer.jobs.sweep import Sweep, fingerprint
from indexer.jobs.verification import differences, unmet_golden
from indexer.link.documents import article_documents, entity_documents, event_documents
from mappings.fields import IndexName

_NAMED = 100  # faults in the report


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What to verify: a generation, the published one unless named, and what to do with faults."""

    generation: str | None = None
    repair: bool = False
    golden: Sequence[GoldenQuery] = ()


_PLAIN = Check()


@dataclass(slots=True, kw_only=True)
class _Tally:
    """What one sweep found."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    repaired: int = 0

    def add(self, faults: Sequence[Fault]) -> None:
        self.counts.update(fault.fault for fault in faults)
        self.faults.extend(faults[: _NAMED - len(self.faults)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    store: Store
    writer: IndexWriter
    generation: Generation
    progress: Progress


def run(
    store: Store, writer: IndexWriter, check: Check = _PLAIN, progress: Progress = quiet
) -> VerifyReport:
    """Sweep a generation: what is missing, stale, or nowhere in the store.

    Changes that wait are brought in first, so neither they nor what others change meanwhile are
    faults. With `repair` faults are mended and everything is compared again.
    """
    with recorded(store, JobKind.VERIFY) as record:
        with store.lock() as lock:
            building.recover(store, writer, lock)
        run_ = _Run(
            store=store,
            writer=writer,
            generation=_chosen(store, writer, check.generation),
            progress=progress,
        )
        tally, repaired = _sweep(run_, repair=check.repair), 0
        if tally.repaired:
            repaired = tally.repaired
            tally = _sweep(run_, repair=False)
        record.counts.update(faulty=sum(tally.counts.values()), repaired=repaired)
        return _report(run_, tally, repaired, _unmet(run_, check))


def _chosen(store: Store, writer: IndexWriter, name: str | None) -> Generation:
    wanted = name or writer.published()
    if wanted is None:
        raise IndexNotReady("nothing is published yet")
    with store.reading() as session:
        row = session.generations.all().get(wanted)
        if row is None:
            raise GenerationNotFound(f"this store has not made any generation {wanted!r}")
        if wanted in session.rebuilds.unfinished() or not building.is_sealed(writer, wanted):
            raise GenerationNotFound(f"generation {wanted!r} is unfinished, so much is missing")
    building.check_current(row)
    return row


def _sweep(run_: _Run, *, repair: bool) -> _Tally:
    tally, name = _Tally(), run_.generation.name
    catch_up_in_turns(run_.store, run_.writer, name)
    with Sweep() as sweep:
        sweep.articles(run_.store, run_.writer, name)
        if not run_.generation.relinked:
            sweep.registry(run_.store, run_.writer, name)
        for index, page in sweep.suspects():
            with run_.store.lock() as lock:
                tally.add(faults := _faults(run_, lock, index, page))
                if repair:
                    tally.repaired += _repair(run_, lock, index, faults)
            run_.progress(ProgressEvent(stage=Stage.VERIFYING, done=sum(tally.counts.values())))
            run_.store.give_way()
    return tally


def _faults(run_: _Run, lock: WriterLock, index: IndexName, page: list[str]) -> list[Fault]:
    """Those of the suspects that still differ with nobody writing and every change brought in."""
    name = run_.generation.name
    catch_up(run_.store, run_.writer, lock, name, registry=True)
    faults = []
    with run_.store.reading() as session:
        expected = {document.id: document for document in _expected(session, index, page)}
        refused = session.refusals.among(name, page)
    found = run_.writer.documents(name, index, page)
    for id_ in page:
        fault = _fault(found, id_, expected.get(id_))
        if fault is not None and id_ not in refused:
            faults.append(Fault(id=id_, fault=fault))
    return faults


def _expected(session: Session, index: IndexName, ids: Sequence[str]) -> Iterator[Document]:
    if index is IndexName.EVENTS:
        return event_documents(session, ids)
    if index is IndexName.ENTITIES:
        return entity_documents(session, ids)
    return article_documents(session, list(session.articles.get(ids).values()))


def _fault(
    indexed: Mapping[str, Document | None], id_: str, expected: Document | None
) -> str | None:
    if id_ not in indexed:
        return "missing" if expected else None
    found = indexed[id_]
    if found is None:
        return "stale" if expected else "orphaned"
    if expected is None:
        return "orphaned"
    if isinstance(found, ArticleDocument) and isinstance(expected, ArticleDocument):
        return None if found.revision == expected.revision else "stale"
    return None if fingerprint(found) == fingerprint(expected) else "stale"


def _repair(run_: _Run, lock: WriterLock, index: IndexName, faults: list[Fault]) -> int:
    """Take out what is orphaned, write what is missing or stale; return how many."""
    name = run_.generation.name
    lacking = [fault.id for fault in faults if fault.fault != "orphaned"]
    orphans = tuple(fault.id for fault in faults if fault.fault == "orphaned")
    if orphans:
        run_.writer.remove(name, _removal(index, orphans))
    if lacking:
        with run_.store.reading() as session:
            report = run_.writer.write(name, _expected(session, index, lacking))
        with run_.store.writing(lock) as session:
            session.refusals.settle(name, lacking, report.rejected)
    return len(faults)


def _removal(index: IndexName, ids: tuple[str, ...]) -> Removal:
    if index is IndexName.EVENTS:
        return Removal(events=ids)
    return Removal(entities=ids) if index is IndexName.ENTITIES else Removal(articles=ids)


def _unmet(run_: _Run, check: Check) -> tuple[str, ...]:
    """Golden queries, counts and the sample; a generation of other links has its own content."""
    name = run_.generation.name
    with closing(run_.writer.preview(name)) as reader:
        missed = unmet_golden(reader, check.golden)
        if run_.generation.relinked:
            return missed
        with run_.store.lock() as lock:
            catch_up(run_.store, run_.writer, lock, name, registry=True)
            with run_.store.reading() as session:
                return missed + differences(session, run_.writer, reader)


def _report(run_: _Run, tally: _Tally, repaired: int, unmet: tuple[str, ...]) -> VerifyReport:
    name = run_.generation.name
    state = next(state for state in run_.writer.generations() if state.name == name)
    with run_.store.reading() as session:
        refused = session.refusals.count(name)
    return VerifyReport(
        generation=name,
        articles=state.articles,
        events=state.events,
        entities=state.entities,
        missing=tally.counts["missing"],
        stale=tally.counts["stale"],
        orphaned=tally.counts["orphaned"],
        repaired=repaired,
        refused=refused,
        complete=not run_.generation.relinked,
        faults=tuple(tally.faults),
        unmet=unmet,
    )
