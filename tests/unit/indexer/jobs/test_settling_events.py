"""Events settled by jobs, from the store to what readers find."""

from __future__ import annotations

from sqlalchemy import text

from archive.model.document import FacetField
from indexer.jobs import reindex, status, verify
from indexer.jobs.settling import settle_registry
from indexer.sources.record import SourceRecord
from tests.unit.indexer.jobs.builders import Desk, internal, record

_IDS = sorted("abcdef", key=internal)  # in the order of their places, for all are of one day
_VISIT = "event:2024-06-19-visit"
_AS_EARLIER_VERSIONS_DID = (
    text("DELETE FROM event_reports"),
    text("UPDATE events SET noted = 0"),
    text("UPDATE company SET linker = 4"),
)


def _of_both(id_: str) -> SourceRecord:
    return record(id_, "Er besucht Nordkorea und Ruanda.")


def _one_of_each() -> list[SourceRecord]:
    return [record(_IDS[1], "Er besucht Nordkorea."), record(_IDS[2], "Sie besucht Ruanda.")]


def _reported(desk: Desk) -> dict[str, tuple[str, ...]]:
    return {found.id: found.facet_values(FacetField.EVENT) for found in desk.searchable()}


def _events(desk: Desk) -> set[str]:
    return {event for events in _reported(desk).values() for event in events}


def _forget_reports(desk: Desk) -> None:
    with desk.store.writing() as session:
        for statement in _AS_EARLIER_VERSIONS_DID:
            session.connection.execute(statement)


def test_a_later_run_makes_two_events_one_in_index_and_registry(desk: Desk) -> None:
    desk.index(_one_of_each())
    assert _events(desk) == {f"{_VISIT}-kp", f"{_VISIT}-rw"}
    desk.index([_of_both(_IDS[0])])
    assert _events(desk) == {f"{_VISIT}-kp"}
    assert desk.event(f"{_VISIT}-kp").articles == 3
    assert verify.run(desk.store, desk.writer).clean


def test_events_that_wait_are_told_until_they_are_settled(desk: Desk) -> None:
    desk.index(_one_of_each())
    assert status.status(desk.store, desk.writer).events_wait == 0
    with desk.store.writing() as session:
        session.unsettled_events.add(["visit|2024-06-19"])
    assert status.status(desk.store, desk.writer).events_wait == 1
    settle_registry(desk.store)
    assert status.status(desk.store, desk.writer).events_wait == 0


def test_new_reports_meet_in_an_event_that_an_earlier_version_linked(desk: Desk) -> None:
    """Each shares something with it, but they share nothing with each other."""
    desk.index([_of_both(_IDS[0])])
    (event,) = _events(desk)
    _forget_reports(desk)
    desk.index(_one_of_each())
    assert _events(desk) == {event}
    assert desk.event(event).articles == 3
    assert verify.run(desk.store, desk.writer).clean


def test_an_article_that_tells_otherwise_now_takes_no_id_from_those_not_linked_anew(
    desk: Desk,
) -> None:
    desk.index([record(id_, "Er besucht Nordkorea.") for id_ in _IDS[:3]])
    _forget_reports(desk)
    desk.index([record(_IDS[0], "Er besucht Ruanda.")])
    assert desk.event(f"{_VISIT}-kp").articles == 2
    assert desk.event(f"{_VISIT}-rw").articles == 1


def test_ids_that_an_earlier_version_gave_out_stay_in_a_rebuild(desk: Desk) -> None:
    desk.index(_one_of_each())
    desk.index([record(_IDS[3], "Er besucht Nordkorea.")])
    before = _reported(desk)
    _forget_reports(desk)
    with desk.store.writing() as session:
        session.connection.execute(text("DELETE FROM event_keys"))
    reindex.run(desk.store, desk.writer, desk.pipeline)
    assert _reported(desk) == before
