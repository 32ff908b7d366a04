"""What is stored, indexed and published."""

from __future__ import annotations

from dataclasses import replace

from archive.engines.port import GenerationState, IndexWriter
from archive.store.records import Generation
from archive.store.store import Store
from indexer.jobs.building import is_current
from indexer.jobs.reports import GenerationReport, RefusedDecision, StatusReport

_JOBS = 5


def generations(store: Store, writer: IndexWriter) -> tuple[GenerationReport, ...]:
    """Every generation that the engine has, oldest first."""
    with store.reading() as session:
        rows, last = session.generations.all(), session.revisions.last()
        unfinished = session.rebuilds.unfinished()
        return tuple(
            replace(
                _report(state, rows.get(state.name), last),
                unfinished=not state.sealed or state.name in unfinished,
                refused=session.refusals.count(state.name),
            )
            for state in writer.generations()
        )


def status(store: Store, writer: IndexWriter) -> StatusReport:
    """The whole picture; changes nothing."""
    kept = generations(store, writer)
    with store.reading() as session:
        return StatusReport(
            articles=session.articles.count(),
            removed=session.tombstones.count(),
            events=session.events.count(),
            entities=session.entities.count(),
            revision=session.revisions.last(),
            published=writer.published(),
            generations=kept,
            pipelines=session.enrichments.pipelines(),
            writer=session.holder,
            jobs=session.jobs.latest(_JOBS),
            decisions_wait=session.applications.next() is not None,
            names_wait=session.unsettled.count(),
            events_wait=session.unsettled_events.count(),
            refused=tuple(
                RefusedDecision(decision=number, reason=reason)
                for number, reason in session.applications.refused().items()
            ),
        )


def _report(state: GenerationState, row: Generation | None, last: int) -> GenerationReport:
    return GenerationReport(
        name=state.name,
        published=state.published,
        sealed=state.sealed,
        articles=state.articles,
        events=state.events,
        entities=state.entities,
        bytes=state.bytes,
        created=row.created if row else None,
        pipeline=row.pipeline if row else None,
        pending=last - row.applied if row else None,
        usable=row is None or is_current(row),
    )
