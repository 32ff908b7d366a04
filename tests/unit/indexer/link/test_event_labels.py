"""Labels of archive events in German and English."""

from __future__ import annotations

from datetime import date

import pytest

from archive.model.annotation import EventType
from indexer.link.dates import interval_label
from indexer.link.labels import Scene, event_labels

DAY = date(2024, 6, 19)


def _scene(type_: EventType, **fields: object) -> Scene:
    return Scene(type=type_, first=DAY, last=DAY, **fields)  # type: ignore[arg-type]


def test_a_visit_names_visitor_country_and_day() -> None:
    scene = _scene(EventType.VISIT, persons=["Wladimir Putin"], countries=["KP"])
    assert event_labels(scene) == {
        "de": "Wladimir Putin besucht Nordkorea, 19. Juni 2024",
        "en": "Wladimir Putin visits North Korea, June 19, 2024",
    }


def test_two_visitors_take_the_verb_in_the_plural() -> None:
    labels = event_labels(
        _scene(EventType.VISIT, persons=["Ida Falk", "Jon Ruud"], countries=["KP"])
    )
    assert labels["de"] == "Ida Falk und Jon Ruud besuchen Nordkorea, 19. Juni 2024"
    assert labels["en"] == "Ida Falk and Jon Ruud visit North Korea, June 19, 2024"


def test_a_country_does_not_meet_itself() -> None:
    labels = event_labels(_scene(EventType.MEETING, countries=["DE"]))
    assert labels["de"] == "Treffen in Deutschland, 19. Juni 2024"


def test_of_two_countries_the_place_tells_which_is_visited() -> None:
    scene = _scene(
        EventType.VISIT, persons=["Wladimir Putin"], countries=["RU", "KP"], place_country="KP"
    )
    assert event_labels(scene)["de"] == "Wladimir Putin besucht Nordkorea, 19. Juni 2024"


def test_a_label_does_not_guess_which_country_is_visited() -> None:
    scene = _scene(EventType.VISIT, persons=["Wladimir Putin"], countries=["RU", "KP"])
    assert event_labels(scene)["de"] == "Besuch: Wladimir Putin, 19. Juni 2024"


def test_countries_with_an_article_are_inflected() -> None:
    labels = event_labels(_scene(EventType.ELECTION, countries=["NL"]))
    assert labels["de"] == "Wahl in den Niederlanden, 19. Juni 2024"
    assert labels["en"] == "Election in the Netherlands, June 19, 2024"


def test_a_visited_country_with_an_article_is_inflected() -> None:
    scene = _scene(EventType.VISIT, persons=["Anna Weber"], countries=["CH"])
    assert event_labels(scene)["de"] == "Anna Weber besucht die Schweiz, 19. Juni 2024"


def test_several_participants_are_listed() -> None:
    scene = _scene(EventType.MEETING, persons=["Anna Weber", "Karl Lang"], places=["Bern"])
    assert event_labels(scene)["de"] == "Treffen: Anna Weber und Karl Lang in Bern, 19. Juni 2024"


def test_of_several_persons_a_label_does_not_say_who_was_arrested() -> None:
    scene = _scene(EventType.ARREST, persons=["Anna Weber", "Karl Lang"], countries=["CH"])
    assert event_labels(scene)["de"] == "Festnahme in der Schweiz, 19. Juni 2024"
    alone = _scene(EventType.ARREST, persons=["Anna Weber"], countries=["CH"])
    assert event_labels(alone)["de"] == "Festnahme von Anna Weber, 19. Juni 2024"


def test_no_institution_dies() -> None:
    scene = _scene(EventType.DEATH, organisations=["Bundestag"])
    assert event_labels(scene)["en"] == "Death, June 19, 2024"


@pytest.mark.parametrize("type_", list(EventType))
def test_every_type_has_a_label_without_participants(type_: EventType) -> None:
    for label in event_labels(Scene(type=type_, first=None, last=None)).values():
        assert label
        assert not label.endswith((",", ":"))


INTERVALS = [
    (DAY, DAY, "19. Juni 2024"),
    (date(2024, 2, 1), date(2024, 2, 29), "Februar 2024"),
    (date(2024, 1, 1), date(2024, 12, 31), "2024"),
    (date(1990, 1, 1), date(1994, 12, 31), "1990–1994"),
    (date(2024, 5, 3), date(2024, 5, 5), "3.–5. Mai 2024"),
    (None, DAY, ""),
]


@pytest.mark.parametrize(("first", "last", "label"), INTERVALS)
def test_an_interval_reads_naturally(first: date | None, last: date | None, label: str) -> None:
    assert interval_label(first, last, "de") == label
