"""Events settled over an archive: the same in any order and any batches; ids that last."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model.annotation import EventType
from archive.model.document import EntityKind
from archive.store.records import RegistryEvent
from tests.unit.indexer.link.small_archive import Piece, SmallArchive, Visit, batches, opened

_PERSONS = ("Ida Falk", "Jon Falk", "Falk", "Anna Weber", "Anna Webber", "Gerd Müller")
_COUNTRIES = ("DE", "RU", "US", "KP")
_DAYS = (date(2010, 5, 8), date(2010, 5, 9), None)

_EXAMPLES = int(os.environ.get("FUNDSTELLE_TEST_ARCHIVES", "12"))
_FEW = settings(max_examples=_EXAMPLES, deadline=None)


@st.composite
def _visits(draw: st.DrawFn, persons: Sequence[str]) -> Visit:
    return Visit(
        persons=tuple(draw(st.permutations(persons)))[: draw(st.integers(0, 2))],
        countries=tuple(draw(st.lists(st.sampled_from(_COUNTRIES), max_size=2, unique=True))),
        day=draw(st.sampled_from(_DAYS)),
        days=draw(st.sampled_from((1, 1, 3, 20))),
    )


@st.composite
def _archives(draw: st.DrawFn) -> list[Piece]:
    pieces = []
    for number in range(draw(st.integers(2, 9))):
        persons = draw(st.lists(st.sampled_from(_PERSONS), max_size=3, unique=True))
        visits = draw(st.lists(_visits(persons), max_size=4))
        year = draw(st.sampled_from((2010, 2011)))
        pieces.append(
            Piece(id=f"a{number}", persons=tuple(persons), visits=tuple(visits), year=year)
        )
    return pieces


def _state(archive: SmallArchive) -> object:
    return archive.events(), archive.entries(EntityKind.PERSON)


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_any_order_of_articles_gives_the_same_events_and_ids(
    empty: Path, pieces: list[Piece], random: Random
) -> None:
    with opened(empty) as one, opened(empty) as other:
        one.take(pieces)
        other.take(random.sample(pieces, len(pieces)))
        assert _state(one) == _state(other)


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_any_batches_end_with_the_same_events(
    empty: Path, pieces: list[Piece], random: Random
) -> None:
    with opened(empty) as whole, opened(empty) as grown:
        whole.take(pieces)
        for batch in batches(pieces, random):
            grown.take(batch)
        assert whole.happenings() == grown.happenings()


@_FEW
@given(pieces=_archives())
def test_what_is_removed_leaves_no_trace_in_events(empty: Path, pieces: list[Piece]) -> None:
    with opened(empty) as whole, opened(empty) as shrunk:
        whole.take(pieces[1:])
        shrunk.take(pieces)
        shrunk.drop(pieces[0])
        assert whole.happenings() == shrunk.happenings()


@_FEW
@given(pieces=_archives(), former=_archives())
def test_what_articles_reported_before_leaves_no_trace(
    empty: Path, pieces: list[Piece], former: list[Piece]
) -> None:
    with opened(empty) as whole, opened(empty) as changed:
        whole.take(pieces)
        changed.take(former[: len(pieces)])
        changed.take(pieces)
        assert whole.happenings() == changed.happenings()


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_settling_events_again_changes_nothing(
    empty: Path, pieces: list[Piece], random: Random
) -> None:
    with opened(empty) as archive:
        for batch in batches(pieces, random):
            archive.take(batch)
        before = archive.events()
        archive.settle_again()
        assert archive.events() == before


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_any_order_of_a_later_run_gives_the_same_ids(
    empty: Path, pieces: list[Piece], random: Random
) -> None:
    first, later = pieces[: len(pieces) // 2], pieces[len(pieces) // 2 :]
    with opened(empty) as one, opened(empty) as other:
        for archive, order in (one, later), (other, random.sample(later, len(later))):
            archive.take(first)
            archive.take(order)
        assert _state(one) == _state(other)


def _dated(piece: Piece) -> Piece:
    """Undated reports go with another of their article, so they do not count."""
    return replace(piece, visits=tuple(visit for visit in piece.visits if visit.day))


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_an_id_stays_or_leads_to_most_of_the_reports_that_it_had(
    empty: Path, pieces: list[Piece], random: Random
) -> None:
    with opened(empty) as archive:
        for batch in batches([_dated(piece) for piece in pieces], random):
            before = archive.events()
            archive.take(batch)
            after = archive.events()
            for event, reports in before.items():
                with archive.store.reading() as session:
                    today = session.events.resolve(event)
                assert today is not None
                assert len(reports & after[today]) == max(len(reports & r) for r in after.values())


def _piece(id_: str, *countries: str, year: int = 2010) -> Piece:
    return Piece(id_, visits=(Visit(countries=countries),), year=year)


_TWO_EVENTS = [_piece("a", "DE"), *(_piece(id_, "KP") for id_ in "bcd")]


def test_two_events_of_one_day_become_one_by_an_older_report_that_has_both(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take(_TWO_EVENTS)
        archive.take([_piece("e", "DE", "KP", year=2009)])
        assert archive.events() == {"event:2010-05-08-visit-kp": {(id_, 0) for id_ in "abcde"}}


def test_the_id_of_an_event_that_became_part_of_another_leads_to_it(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take(_TWO_EVENTS)
        archive.take([_piece("e", "DE", "KP", year=2009)])
        with archive.store.reading() as session:
            leads = session.events.resolve("event:2010-05-08-visit-de")
        assert leads == "event:2010-05-08-visit-kp"


def test_a_settled_id_stays_with_most_of_its_reports(empty: Path) -> None:
    bridge = _piece("a", "DE", "KP", year=2009)
    with opened(empty) as archive:
        archive.take([bridge, _piece("b", "DE"), _piece("c", "KP"), _piece("d", "KP")])
        (event,) = archive.events()
        archive.drop(bridge)
        assert archive.events()[event] == {("c", 0), ("d", 0)}
        assert len(archive.events()) == 2


def test_the_most_frequent_report_names_the_event_whichever_came_first(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take([_piece("a", "DE", "KP", year=2009), _piece("b", "KP"), _piece("c", "KP")])
        assert archive.events().keys() == {"event:2010-05-08-visit-kp"}


def test_ids_that_an_earlier_version_gave_out_stay(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take([_piece("a", "DE")])
        with archive.store.writing() as session:
            event = RegistryEvent(id="event:old", type=EventType.VISIT, first=None, last=None)
            session.events.allot(event, settled=True)
            session.events.lead({"visit|2010-05-08|2010-05-08|KP": "event:old"})
        archive.take([_piece("b", "KP"), _piece("c", "KP")])
        assert archive.events()["event:old"] == {("b", 0), ("c", 0)}


def test_an_event_that_no_other_article_can_report_is_told_by_its_article(empty: Path) -> None:
    pieces = [Piece(id_, visits=(Visit(countries=("KP",), day=None),)) for id_ in "ab"]
    with opened(empty) as archive:
        archive.take(pieces)
        assert archive.events() == {
            f"event:visit-kp-{piece.change.key.id[:8]}": {(piece.id, 0)} for piece in pieces
        }


def test_an_id_that_others_may_share_is_not_taken_along_by_a_report_that_nobody_can(
    empty: Path,
) -> None:
    with opened(empty) as archive:
        archive.take([_piece("a", "DE")])
        archive.take([_piece("a")])
        archive.take([_piece("b", "DE")])
        assert len(archive.happenings()) == 2


_VISIT = "event:2010-05-08-visit"


def test_new_reports_do_not_take_an_id_from_those_that_were_settled_on_it(empty: Path) -> None:
    """Linking takes all of them for the settled event, for one of them names a country of it."""
    later = [
        _piece("b0", "DE", year=2009),
        _piece("b1", "DE", "FR", year=2011),
        *(_piece(f"b{number}", "DE", year=2011) for number in range(2, 6)),
    ]
    with opened(empty) as archive:
        archive.take([_piece("a0", "FR", "US"), _piece("a1", "FR", "US")])
        archive.take(later)
        assert archive.events() == {
            f"{_VISIT}-fr-us": {("a0", 0), ("a1", 0)},
            f"{_VISIT}-de": {(piece.id, 0) for piece in later},
        }


def test_a_report_of_two_events_leaves_each_its_id(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take([_piece("o", "DE"), _piece("s", "FR", year=2009)])
        archive.take([_piece("r", "DE", "FR", year=2011)])
        assert archive.events() == {
            f"{_VISIT}-de": {("o", 0)},
            f"{_VISIT}-fr": {("s", 0), ("r", 0)},
        }


def test_whoever_comes_first_in_a_later_run_a_settled_id_stays(empty: Path) -> None:
    later = [
        _piece("r", "DE", "FR", year=2011),
        _piece("s", "FR", year=2009),
        _piece("t", "DE", "FR", "US", year=2011),
    ]
    for order in permutations(later):
        with opened(empty) as archive:
            archive.take([_piece("o", "DE")])
            archive.take(order)
            assert archive.events() == {
                f"{_VISIT}-de": {("o", 0)},
                f"{_VISIT}-de-fr": {("r", 0), ("s", 0), ("t", 0)},
            }


def test_an_id_stays_with_a_report_whose_participants_are_others_now(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take([_piece("a", "DE")])
        archive.take([_piece("a", "KP")])
        assert archive.events() == {f"{_VISIT}-de": {("a", 0)}}
