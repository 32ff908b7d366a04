"""Names settled by jobs, from the store to what readers find."""

from __future__ import annotations

from archive.store.records import Identity
from indexer.jobs import reindex, remove, status, verify
from indexer.jobs.settling import settle_registry
from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import Desk, Pipeline, record

_TOGETHER = [
    record("a", "Siegmar Quandt und Anna Weber in Ruanda"),
    record("b", "Sigmar Quandt und Anna Weber in Ruanda"),
]
_APART = [record("a", "Siegmar Quandt"), record("b", "Sigmar Quandt")]


def _persons(desk: Desk) -> set[str]:
    found = (document.enrichment.persons for document in desk.searchable())
    return {person.id for persons in found for person in persons if "quandt" in person.id}


def test_two_spellings_are_one_when_the_first_run_ends(desk: Desk) -> None:
    desk.index(_TOGETHER)
    assert _persons(desk) == {"person:siegmar-quandt"}
    assert verify.run(desk.store, desk.writer).clean


def test_a_later_run_joins_what_an_earlier_one_kept(desk: Desk) -> None:
    desk.index(_TOGETHER[:1])
    desk.index(_TOGETHER[1:])
    assert _persons(desk) == {"person:siegmar-quandt"}
    assert verify.run(desk.store, desk.writer).clean


def test_an_id_that_was_joined_leads_on(desk: Desk) -> None:
    desk.index(_APART)
    assert _persons(desk) == {"person:siegmar-quandt", "person:sigmar-quandt"}
    desk.index(_TOGETHER)
    assert _persons(desk) == {"person:siegmar-quandt"}
    assert desk.entity("person:sigmar-quandt").id == "person:siegmar-quandt"


def test_names_part_again_when_their_company_goes(desk: Desk) -> None:
    desk.index(_TOGETHER)
    desk.index(_APART)
    assert len(_persons(desk)) == 2
    assert verify.run(desk.store, desk.writer).clean


def test_a_removal_settles_what_it_leaves(desk: Desk) -> None:
    desk.index(_TOGETHER)
    remove.run(desk.store, desk.writer, ["a"])
    assert status.status(desk.store, desk.writer).names_wait == 0
    assert verify.run(desk.store, desk.writer).clean


def test_another_pipeline_ends_with_the_same_ids(desk: Desk) -> None:
    desk.index(_TOGETHER)
    reindex.run(desk.store, desk.writer, Pipeline("rules-2"))
    assert _persons(desk) == {"person:siegmar-quandt"}
    assert verify.run(desk.store, desk.writer).clean


_KIN = ("Siegmar", "Sigmar", "Gerd", "Ruth", "Anna")


def _namesakes() -> list[SourceRecord]:
    """Articles in which it takes company to tell who is who."""
    places = ("Ruanda", "Nordkorea", "Rom")
    return [
        record(f"a{n}", f"{_KIN[n % 5]} Quandt und {_KIN[n % 4]} Weber besucht {places[n % 3]}")
        for n in range(30)
    ]


def _link_as_earlier_versions_did(desk: Desk, *ordinals: int) -> None:
    with desk.store.writing() as session:
        for ordinal in ordinals:
            session.occurrences.forget(ordinal)
            session.companies.forget(ordinal)


def _registry(desk: Desk) -> dict[str, Identity]:
    with desk.store.reading() as session:
        return {stored.id: stored.identity for stored in session.articles.after(0)}


def test_one_rebuild_settles_what_an_earlier_version_linked(desk: Desk) -> None:
    desk.index(_namesakes())
    settled = _registry(desk)
    _link_as_earlier_versions_did(desk, *range(2, 31))
    reindex.run(desk.store, desk.writer, desk.pipeline)
    with desk.store.reading() as session:
        assert all(session.occurrences.of(ordinal) for ordinal in range(1, 31))
        assert not session.unsettled.waits()
    assert _registry(desk) == settled


def test_rebuilding_again_changes_nothing(desk: Desk) -> None:
    desk.index(_namesakes()[:20])
    desk.index(_namesakes()[20:])
    _link_as_earlier_versions_did(desk, *range(1, 20))
    reports, registries = [], []
    for _ in range(3):
        reports.append(reindex.run(desk.store, desk.writer, desk.pipeline))
        registries.append(_registry(desk))
    assert registries[0] == registries[1] == registries[2]
    assert len({(report.entities, report.events) for report in reports}) == 1


def test_what_is_linked_anew_for_the_first_time_is_settled_in_the_same_run(desk: Desk) -> None:
    desk.index(_namesakes())
    _link_as_earlier_versions_did(desk, *range(2, 31))
    with desk.store.writing() as session:
        session.unsettled.relink(range(2, 31))
    settle_registry(desk.store)
    assert status.status(desk.store, desk.writer).names_wait == 0


def test_what_is_too_large_waits_and_is_told(desk: Desk) -> None:
    assert desk.index(_APART).deferred == 0
    with desk.store.writing() as session:
        session.unsettled.add((found.kind, found.block) for found in session.occurrences.of(1))
    assert settle_registry(desk.store, limit=1).deferred == 1
    assert status.status(desk.store, desk.writer).names_wait == 1
    assert settle_registry(desk.store, limit=None).deferred == 0
    assert status.status(desk.store, desk.writer).names_wait == 0
