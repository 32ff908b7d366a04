"""Names settled over an archive: the same in any order and any batches; ids that last."""

from __future__ import annotations

import os
from operator import itemgetter
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model.document import EntityKind
from tests.unit.indexer.link.small_archive import Piece, batches, opened

_PERSONS = (
    "Wladimir Putin", "Vladimir Putin", "Putin", "Putins", "Thomas Müller", "Müller",
    "Gerd Müller", "Thomas Mueller", "George W. Bush", "George Bush", "George H. W. Bush", "Bush",
    "Kim Jong Un", "Kim Jong-un", "Kim", "Siegmar Gabriel", "Sigmar Gabriel", "Gabriel",
    "Angela Merkel", "Merkel", "Ida Falk", "Falk",
)  # fmt: skip
_BODIES = (("UN",), ("Vereinte Nationen", "UN"), ("FC Bayern",), ("CDU",),
           ("Nordbund Hansa", "NB"), ("Neue Bank", "NB"), ("NB",), ("Neue Bank",))  # fmt: skip
_NORTH = (("Nordbund",),)
_PLACES = (("Toronto", "CA"), ("Toronto", "US"), ("Neustadt", "DE"), ("Neustadt", "AT"))


@st.composite
def _archives(draw: st.DrawFn) -> list[Piece]:
    count = draw(st.integers(2, 9))
    return [
        Piece(
            id=f"a{number}",
            persons=tuple(draw(st.lists(st.sampled_from(_PERSONS), max_size=4, unique=True))),
            organisations=tuple(
                draw(st.lists(st.sampled_from(_BODIES), max_size=2, unique_by=itemgetter(0)))
            ),
            countries=tuple(draw(st.lists(st.sampled_from(("DE", "RU", "US")), unique=True))),
            places=tuple(draw(st.lists(st.sampled_from(_PLACES), max_size=2, unique=True))),
            year=draw(st.sampled_from((1980, 2009, 2010, 2011))),
        )
        for number in range(count)
    ]


_EXAMPLES = int(os.environ.get("FUNDSTELLE_TEST_ARCHIVES", "8"))
_FEW = settings(max_examples=_EXAMPLES, deadline=None)


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_any_order_of_articles_gives_the_same_registry(
    empty: Path, pieces: list[Piece], random: Random
) -> None:
    with opened(empty) as one, opened(empty) as other:
        one.take(pieces)
        other.take(random.sample(pieces, len(pieces)))
        for kind in EntityKind:
            assert one.entries(kind) == other.entries(kind)
        assert one.names() == other.names()


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_any_batches_end_where_one_run_does(
    empty: Path, pieces: list[Piece], random: Random
) -> None:
    with opened(empty) as whole, opened(empty) as grown:
        whole.take(pieces)
        for batch in batches(pieces, random):
            grown.take(batch)
        for kind in EntityKind:
            assert whole.groups(kind) == grown.groups(kind)
        assert whole.names() == grown.names()


@_FEW
@given(pieces=_archives())
def test_what_is_removed_leaves_no_trace(empty: Path, pieces: list[Piece]) -> None:
    with opened(empty) as whole, opened(empty) as shrunk:
        whole.take(pieces[1:])
        shrunk.take(pieces)
        shrunk.drop(pieces[0])
        for kind in EntityKind:
            assert whole.groups(kind) == shrunk.groups(kind)


@_FEW
@given(pieces=_archives(), former=_archives())
def test_what_articles_said_before_leaves_no_trace(
    empty: Path, pieces: list[Piece], former: list[Piece]
) -> None:
    with opened(empty) as whole, opened(empty) as changed:
        whole.take(pieces)
        changed.take(former[: len(pieces)])
        changed.take(pieces)
        for kind in EntityKind:
            assert whole.groups(kind) == changed.groups(kind)
        assert whole.names() == changed.names()


@_FEW
@given(pieces=_archives(), random=st.randoms(use_true_random=False))
def test_settling_again_changes_nothing(empty: Path, pieces: list[Piece], random: Random) -> None:
    with opened(empty) as archive:
        for batch in batches(pieces, random):
            archive.take(batch)
        before = archive.registry()
        archive.settle_again()
        assert archive.registry() == before


def test_the_place_in_most_articles_has_the_plain_id_whichever_came_first(empty: Path) -> None:
    rare = Piece("a", places=(("Toronto", "US"),))
    more = [Piece(id, places=(("Toronto", "CA"),)) for id in "bc"]
    with opened(empty) as archive:
        archive.take([rare, *more])
        assert archive.entries(EntityKind.PLACE).keys() == {"place:toronto", "place:toronto-2"}
        assert len(archive.entries(EntityKind.PLACE)["place:toronto"]) == 2
        with archive.store.reading() as session:
            countries = session.entities.countries(["place:toronto", "place:toronto-2"])
        assert countries == {"place:toronto": "CA", "place:toronto-2": "US"}


def test_an_id_stays_with_the_names_that_are_at_home_there(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take([Piece("a", organisations=(("Nordbund", "NB"),))])
        archive.take([Piece("a", organisations=(("Neubank",),)), Piece("b", organisations=_NORTH)])
        assert archive.entries(EntityKind.ORGANISATION) == {
            "organisation:nordbund": {("b", "Nordbund")},
            "organisation:neubank": {("a", "Neubank")},
        }


def test_a_short_name_is_an_entry_of_its_own_when_nobody_introduces_it_any_more(
    empty: Path,
) -> None:
    introduces = Piece("a", organisations=(("Nordbund Hansa", "NB"),))
    with opened(empty) as archive:
        archive.take([introduces, Piece("b", organisations=(("NB",),))])
        archive.take([Piece("c", organisations=(("Nordbund Hansa",),))])
        assert len(archive.groups(EntityKind.ORGANISATION)) == 1
        archive.drop(introduces)
        assert archive.entries(EntityKind.ORGANISATION) == {
            "organisation:nordbund-hansa": {("c", "Nordbund Hansa")},
            "organisation:nb": {("b", "NB")},
        }


def test_an_id_outlasts_another_reading_of_its_names(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take([Piece(id, places=(("Toronto", "US"),)) for id in "abc"])
        archive.take([Piece(id, places=(("Toronto", "CA"),)) for id in "abc"])
        assert archive.entries(EntityKind.PLACE) == {
            "place:toronto": {(id, "Toronto CA") for id in "abc"}
        }
        with archive.store.reading() as session:
            assert session.entities.countries(["place:toronto"]) == {"place:toronto": "CA"}


def test_an_id_stays_where_some_names_are_still_read_as_before(empty: Path) -> None:
    with opened(empty) as archive:
        archive.take([Piece(id, places=(("Toronto", "CA"),)) for id in "abc"])
        archive.take([Piece("a", places=(("Toronto", "US"),))])
        assert archive.entries(EntityKind.PLACE) == {
            "place:toronto": {("b", "Toronto CA"), ("c", "Toronto CA")},
            "place:toronto-2": {("a", "Toronto US")},
        }
        with archive.store.reading() as session:
            countries = session.entities.countries(["place:toronto", "place:toronto-2"])
        assert countries == {"place:toronto": "CA", "place:toronto-2": "US"}


def test_an_id_that_its_last_article_gives_up_leads_to_the_name_read_instead(empty: Path) -> None:
    before, after = ("Neubank",), ("Neue Bank", "Neubank")
    with opened(empty) as archive:
        archive.take([Piece("a", organisations=(after,))])
        archive.take([Piece(id, organisations=(before,)) for id in "bc"])
        archive.take([Piece(id, organisations=(after,)) for id in "bc"])
        assert archive.entries(EntityKind.ORGANISATION).keys() == {"organisation:neue-bank"}
        with archive.store.reading() as session:
            assert session.entities.resolve("organisation:neubank") == "organisation:neue-bank"


def test_an_id_that_others_were_merged_into_leads_nowhere_else(empty: Path) -> None:
    with opened(empty) as archive:
        known = Piece("a", organisations=(("Neue Bank", "Neubankhaus"),))
        archive.take([known, Piece("b", organisations=(("Neubankhaus",),))])
        archive.take([Piece("c", organisations=(("Altbank",),))])
        with archive.store.writing() as session:
            session.entities.redirect("organisation:altbank", "organisation:neubankhaus")
        archive.take([Piece("b", organisations=(("Neue Bank", "Neubankhaus"),))])
        with archive.store.reading() as session:
            leads = session.entities.current(["organisation:altbank", "organisation:neubankhaus"])
        assert set(leads.values()) == {"organisation:neubankhaus"}


def test_a_shared_short_form_alone_leads_an_id_to_nobody(empty: Path) -> None:
    land = ("Land Bayern", "Bayern")
    with opened(empty) as archive:
        archive.take([Piece("a", organisations=(("FC Bayern", "Bayern"),))])
        archive.take([Piece("b", organisations=(land,))])
        archive.take([Piece("a", organisations=(land,))])
        with archive.store.reading() as session:
            assert session.entities.resolve("organisation:fc-bayern") == "organisation:fc-bayern"
