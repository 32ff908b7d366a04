"""Decisions by the API's desk, and carried from store to store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import DocumentNotFound, SourceError
from archive.store.decision_json import decision_from_json, decision_to_json
from archive.store.records import DecisionKind
from fundstelle.editing import StoreDesk
from indexer.jobs import apply, carrying
from search_api.editing import Order
from tests.unit.indexer.jobs.builders import Desk, record

_RECORDS = [record("a", "Karl Meier besucht Ruanda"), record("b", "Karl Maier besucht Ruanda")]
MEIER, MAIER = "person:karl-meier", "person:karl-maier"


def _order(kind: DecisionKind, subject: str, target: str | None) -> Order:
    return Order(kind=kind, subject=subject, target=target, articles=(), editor="ib")


_MERGE = _order(DecisionKind.MERGE, MAIER, MEIER)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Desk]:
    archive = Desk(tmp_path)
    archive.index(_RECORDS)
    yield archive
    archive.store.close()


def test_a_decision_waits_until_it_is_applied(archive: Desk) -> None:
    desk = StoreDesk(archive.store)
    assert desk.decide(_MERGE).state == "waiting"
    apply.run(archive.store, archive.writer)
    assert [kept.state for kept in desk.decisions(0, 10)] == ["applied"]
    assert desk.entity(MAIER).id == MEIER


def test_what_is_undone_says_so(archive: Desk) -> None:
    desk = StoreDesk(archive.store)
    desk.decide(_MERGE)
    desk.decide(_order(DecisionKind.UNDO, "", "1"))
    apply.run(archive.store, archive.writer)
    assert [kept.state for kept in desk.decisions(0, 10)] == ["undone", "applied"]


def test_an_unknown_entry_or_decision_is_not_found(archive: Desk) -> None:
    desk = StoreDesk(archive.store)
    with pytest.raises(DocumentNotFound):
        desk.decide(_order(DecisionKind.RENAME, "person:niemand", "N"))
    with pytest.raises(DocumentNotFound):
        desk.decide(_order(DecisionKind.UNDO, "", "7"))


def test_exported_decisions_hold_in_another_store(archive: Desk, tmp_path: Path) -> None:
    StoreDesk(archive.store).decide(_MERGE)
    lines = [decision_to_json(decision) for decision in carrying.decisions(archive.store)]
    other = Desk(tmp_path / "other")
    other.index(_RECORDS)
    taken = carrying.take_in(other.store, map(decision_from_json, lines))
    apply.run(other.store, other.writer)
    assert (taken.added, other.entity(MEIER).articles) == (1, 2)
    other.store.close()


def test_decisions_are_taken_in_once(archive: Desk) -> None:
    desk = StoreDesk(archive.store)
    desk.decide(_MERGE)
    desk.decide(_order(DecisionKind.UNDO, "", "1"))
    taken = carrying.take_in(archive.store, carrying.decisions(archive.store))
    assert (taken.added, taken.known) == (0, 2)


def test_an_undoing_without_its_decision_is_refused(archive: Desk) -> None:
    desk = StoreDesk(archive.store)
    desk.decide(_MERGE)
    desk.decide(_order(DecisionKind.UNDO, "", "1"))
    with pytest.raises(SourceError, match="not among those"):
        carrying.take_in(archive.store, carrying.decisions(archive.store)[1:])


def test_a_line_that_is_no_decision_is_refused() -> None:
    with pytest.raises(SourceError, match="no decision"):
        decision_from_json({"number": 1})
