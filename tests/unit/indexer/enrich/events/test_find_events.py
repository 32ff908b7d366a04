"""Events in invented reports, published on Wednesday, 19 June 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from time import perf_counter

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from archive.model.annotation import (
    Country,
    CountryMention,
    EventMention,
    EventType,
    Label,
    Mention,
    Via,
)
from archive.model.partial_date import PartialDate
from indexer.enrich import sentences, state
from indexer.enrich.dates.component import FACTORY as DATES
from indexer.enrich.events.component import FACTORY as EVENTS

PERSONS = {"Alma Berg": "alma-berg", "Ole Thorn": "ole-thorn", "Ida Kern": "ida-kern"}
COUNTRIES = {"Norwegen": "NO", "Chile": "CL", "Kenia": "KE", "chilenische": "CL", "Oslo": "NO"}


@lru_cache
def pipeline() -> Language:
    nlp = spacy.blank("de")
    for factory in (sentences.FACTORY, DATES, EVENTS):
        nlp.add_pipe(factory)
    return nlp


def occurrences(text: str, forms: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for form, name in forms.items():
        for match in re.finditer(rf"\b{form}\b", text):
            yield match.start(), match.end(), name


def events(title: str, body: str, language: str = "de") -> list[EventMention]:
    text = f"{title}\n\n{body}" if title else body
    doc = pipeline().make_doc(text)
    state.give_context(
        doc,
        language=language,
        published=PartialDate.parse("2024-06-19"),
        body_start=len(text) - len(body),
    )
    doc._.mentions = tuple(
        Mention(start=start, end=end, text=text[start:end], label=Label.PER, entity=name)
        for start, end, name in sorted(occurrences(text, PERSONS))
    )
    doc._.countries = tuple(
        Country(
            code=code,
            name=code,
            mentions=(CountryMention(start=start, end=end, text=text[start:end], via=Via.NAME),),
        )
        for start, end, code in sorted(occurrences(text, COUNTRIES))
    )
    return list(pipeline()(doc)._.events)


def types(title: str, body: str = "Weiteres war zunächst unklar.") -> set[str]:
    return {event.type.value for event in events(title, body)}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Präsidentin Alma Berg besucht Norwegen", "visit"),
        ("Staatsbesuch von König Ole Thorn in Chile", "visit"),
        ("Klimagipfel in Oslo beginnt", "meeting"),
        ("Beitrittsverhandlungen mit Chile", "negotiation"),
        ("Fischereiabkommen mit Norwegen", "agreement"),
        ("Norwegen verhängt Strafzölle auf Lachs", "sanction"),
        ("Parlamentswahlen in Chile", "election"),
        ("Stadtrat beschließt Bau der Brücke", "vote"),
        ("Parlament stimmt dem Haushalt zu", "vote"),
        ("Alma Berg zur Ministerin ernannt", "appointment"),
        ("Ole Thorn wird neuer Trainer", "appointment"),
        ("Ministerin Alma Berg tritt zurück", "resignation"),
        ("Rücktritt von Alma Berg", "resignation"),
        ("Luftangriffe auf Hafenstadt", "attack"),
        ("Armee greift Hafenstadt an", "attack"),
        ("Tote bei Bombenanschlag in Kenia", "terror_attack"),
        ("Waffenruhe in Kenia hält", "ceasefire"),
        ("Flottenmanöver vor Norwegen", "military_exercise"),
        ("Norwegen entsendet Blauhelme", "deployment"),
        ("Chile liefert Panzer an Kenia", "arms_transfer"),
        ("Putschversuch in Chile gescheitert", "coup"),
        ("Tausende demonstrieren in Oslo", "protest"),
        ("Warnstreik an den Häfen", "strike"),
        ("Juwelier ausgeraubt", "crime"),
        ("Gemälde aus Museum gestohlen", "crime"),
        ("Mutmaßlicher Räuber festgenommen", "arrest"),
        ("Ole Thorn zu zwei Jahren Haft verurteilt", "trial"),
        ("Hubschrauber in Chile abgestürzt", "accident"),
        ("Fabrikbrand in Oslo", "accident"),
        ("Erdbeben erschüttert Chile", "disaster"),
        ("Vogelgrippe in Norwegen", "disease"),
        ("Schriftstellerin Ida Kern gestorben", "death"),
        ("Hilfslieferungen für Kenia", "aid"),
        ("Abschiebung nach Kenia", "migration"),
        ("Reederei vor der Übernahme", "acquisition"),
        ("Werft meldet Insolvenz an", "insolvency"),
        ("Werft streicht 300 Stellen", "layoffs"),
        ("Raumsonde erreicht Umlaufbahn", "science"),
        ("Norwegen gewinnt Halbfinale", "sport"),
        ("Literaturpreis für Ida Kern", "award"),
    ],
)
def test_a_title_names_its_event(title: str, expected: str) -> None:
    assert expected in types(title)


@pytest.mark.parametrize(
    "title",
    [
        "Kein Streik an den Häfen",
        "Alma Berg dementiert Rücktritt",
        "Gewerkschaft warnt vor Streik",
        "Opposition fordert Neuwahlen",
        "Große Auswahl auf dem Markt",
        "Ölpreis steigt weiter",
        "Der Zweite Weltkrieg im Museum",
        "Touristen besuchen den Strand",
        "Neues Hörspiel erschienen",
    ],
)
def test_what_did_not_happen_is_no_event(title: str) -> None:
    assert types(title) == set()


def test_an_event_has_its_participants_place_and_date() -> None:
    (event,) = events(
        "Präsidentin besucht Norwegen", "Präsidentin Alma Berg hat am Montag Norwegen besucht."
    )
    assert event.type is EventType.VISIT
    assert (event.persons, event.countries) == (("alma-berg",), ("NO",))
    assert (event.value, event.first, event.last) == (
        "2024-06-17",
        date(2024, 6, 17),
        date(2024, 6, 17),
    )


def test_the_evidence_is_the_trigger() -> None:
    (event,) = events("Erdbeben in Chile", "Weiteres war zunächst unklar.")
    assert (event.start, event.end, event.text) == (0, 8, "Erdbeben")


def test_the_publication_date_alone_dates_no_event() -> None:
    (event,) = events("Erdbeben in Chile", "Weiteres war zunächst unklar.")
    assert event.value is None


def test_a_bare_part_of_the_day_is_the_day_of_publication() -> None:
    (event,) = events("", "Am Morgen erschütterte ein Erdbeben Chile.")
    assert event.value == "2024-06-19"


def test_mentions_of_one_event_are_one() -> None:
    found = events(
        "Erdbeben in Chile", "Am Montag gab es ein Erdbeben in Chile. Das Beben war stark."
    )
    assert [(event.type, event.value) for event in found] == [(EventType.DISASTER, "2024-06-17")]


def test_events_on_different_days_stay_apart() -> None:
    found = events("", "Am 3. Mai gab es ein Erdbeben in Chile, am 9. Juni ein Erdbeben in Kenia.")
    assert [event.value for event in found] == ["2024-05-03", "2024-06-09"]


def test_the_title_tells_the_main_event() -> None:
    found = events(
        "Rücktritt von Ministerin Alma Berg",
        "Ministerin Alma Berg geht. Zuvor gab es Proteste in Oslo. Im Mai war ein Zug entgleist.",
    )
    assert [event.type for event in found if event.main] == [EventType.RESIGNATION]


def test_an_article_without_an_event_has_no_main_event() -> None:
    assert events("Sommer im Garten", "Die Rosen blühen. Der Rasen ist grün.") == []


def test_a_speaker_takes_no_part() -> None:
    (event,) = events("Prozess in Oslo", "Der Prozess beginne am Montag, sagte Ole Thorn.")
    assert "ole-thorn" not in event.persons or event.main


def test_a_pronoun_stands_for_the_person_spoken_of() -> None:
    found = events("", "Alma Berg stammt aus Chile. Im Mai 2020 trat sie als Ministerin zurück.")
    assert [event.persons for event in found] == [("alma-berg",)]


def test_both_are_the_two_persons_named_most() -> None:
    found = events(
        "", "Alma Berg traf Ole Thorn in Oslo. Am Montag unterzeichneten die beiden ein Abkommen."
    )
    signed = [event for event in found if event.type is EventType.AGREEMENT]
    assert [event.persons for event in signed] == [("alma-berg", "ole-thorn")]


def test_an_open_interval_dates_no_event() -> None:
    (event,) = events("Erdbeben in Chile", "Das Erdbeben war das stärkste seit 2010.")
    assert event.value is None


def test_the_charge_is_reported_not_the_crime() -> None:
    found = events("Anklage wegen Mordes in Oslo", "Ein Gericht nahm sie an.")
    assert [event.type for event in found if event.main] == [EventType.TRIAL]


def test_at_most_six_events_are_kept() -> None:
    days = ", ".join(f"am {day}. Mai ein Erdbeben" for day in range(1, 12))
    assert len(events("Erdbeben in Chile", f"In Chile gab es {days}.")) == 6


def test_a_split_verb_needs_its_particle() -> None:
    assert types("Der Minister tritt den Ball") == set()


def test_deaths_in_an_attack_are_part_of_it() -> None:
    assert types("Bombenanschlag in Oslo", "Bei dem Anschlag starb Ole Thorn.") == {"terror_attack"}


def test_a_language_without_tables_has_no_events() -> None:
    assert events("Earthquake in Chile", "It was strong.", language="en") == []


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    found = events("Erdbeben in Chile", text or "x")
    assert sum(event.main for event in found) <= 1


@pytest.mark.parametrize(
    "piece", ["Streik ", "tritt ", "Waffen liefern ", "nicht , ", "besucht Wahl"]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    started = perf_counter()
    events("", piece * 5_000)
    assert perf_counter() - started < 10  # quadratic behaviour takes minutes
