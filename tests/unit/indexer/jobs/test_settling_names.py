"""Names settled by jobs, from the store to what readers find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.jobs import reindex, remove, status, verify
from indexer.jobs.settling import settle_names
from tests.unit.indexer.jobs.builders import Desk, Pipeline, record

_TOGETHER = [
    record("a", "Siegmar Quandt und Anna Weber in Ruanda"),
    record("b", "Sigmar Quandt und Anna Weber in Ruanda"),
]
_APART = [record("a", "Siegmar Quandt"), record("b", "Sigmar Quandt")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


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


def test_what_is_too_large_waits_and_is_told(desk: Desk) -> None:
    assert desk.index(_APART).deferred == 0
    with desk.store.writing() as session:
        session.unsettled.add((found.kind, found.block) for found in session.occurrences.of(1))
    assert settle_names(desk.store, limit=1).deferred == 1
    assert status.status(desk.store, desk.writer).names_wait == 1
    assert settle_names(desk.store, limit=None).deferred == 0
    assert status.status(desk.store, desk.writer).names_wait == 0
