"""Dates in invented sentences, seen from Wednesday, 19 June 2024 unless a test says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from archive.model.annotation import Timex, TimexType
from archive.model.partial_date import PartialDate
from indexer.enrich.dates.find import find_dates

PUBLISHED = "2024-06-19"


def found(text: str, published: str | None = PUBLISHED, language: str = "de") -> list[Timex]:
    day = PartialDate.parse(published) if published else None
    return list(find_dates(text, day, language))


def values(text: str, published: str | None = PUBLISHED, language: str = "de") -> list[str]:
    return [timex.value for timex in found(text, published, language)]


def pairs(text: str, language: str = "de") -> list[tuple[str, str]]:
    return [(timex.text, timex.value) for timex in found(text, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 3. Mai 2004 begann der Bau.", ("3. Mai 2004", "2004-05-03")),
        ("Am 03.05.2004 begann der Bau.", ("03.05.2004", "2004-05-03")),
        ("Der Bau begann 2004-05-03.", ("2004-05-03", "2004-05-03")),
        ("Am 3.5.04 begann der Bau.", ("3.5.04", "2004-05-03")),
        ("Im Mai 2004 begann der Bau.", ("Mai 2004", "2004-05")),
        ("2004 begann der Bau.", ("2004", "2004")),
        ("Im Jahr 2004 begann der Bau.", ("Jahr 2004", "2004")),
        ("Die Burg steht seit dem Jahr 812.", ("dem Jahr 812", "0812")),
        (
            "Am Sonntag, den 14. August 2005, brach der Damm.",
            ("Sonntag, den 14. August 2005", "2005-08-14"),
        ),
        (
            "Das steht im Mai\u00adheft, gültig ab 1. Ju\u00adli 2020.",
            ("1. Ju\u00adli 2020", "2020-07-01"),
        ),
        ("Im Jänner 2011 fiel Schnee.", ("Jänner 2011", "2011-01")),
        ("Ende August 2019 war es heiß.", ("Ende August 2019", "2019-08")),
        ("In den 1990er Jahren wuchs der Ort.", ("den 1990er Jahren", "199")),
        ("In den siebziger Jahren wuchs der Ort.", ("den siebziger Jahren", "197")),
        ("Mitte der 80er-Jahre wuchs der Ort.", ("Mitte der 80er-Jahre", "198")),
        ("Der Turm stammt aus dem 17. Jahrhundert.", ("dem 17. Jahrhundert", "16")),
        (
            "Der Turm ist vom Ende des neunzehnten Jahrhunderts.",
            ("Ende des neunzehnten Jahrhunderts", "18"),
        ),
        ("Im Sommer 2005 blieb es trocken.", ("Sommer 2005", "2005-SU")),
        ("Im Sommer des Jahres 2005 blieb es trocken.", ("Sommer des Jahres 2005", "2005-SU")),
        ("Im dritten Quartal 2014 sank der Umsatz.", ("dritten Quartal 2014", "2014-Q3")),
        ("In der zweiten Jahreshälfte 2008 sank er.", ("der zweiten Jahreshälfte 2008", "2008-H2")),
        ("Die Straße wird in der 25. Kalenderwoche gesperrt.", ("25. Kalenderwoche", "2024-W25")),
        ("In der Saison 2016/17 stieg der Verein ab.", ("der Saison 2016/17", "2016/2017")),
        ("Ostern 2024 lag früh.", ("Ostern 2024", "2024-03-31")),
        ("Am Karfreitag 2023 ruhte die Arbeit.", ("Karfreitag 2023", "2023-04-07")),
        ("Sie amtierte 1990-1994.", ("1990-1994", "1990/1994")),
    ],
)
def test_absolute_dates_have_their_span_and_value(text: str, expected: tuple[str, str]) -> None:
    assert pairs(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Frist endete am 28. Mai.", ("28. Mai", "2024-05-28")),
        ("Die Ausstellung öffnet am 28. Juni.", ("28. Juni", "2024-06-28")),
        ("Das Schiff lief am 30. Dezember aus.", ("30. Dezember", "2023-12-30")),
        ("Die Brücke brach am Montag.", ("Montag", "2024-06-17")),
        ("Die Brücke brach am Mittwoch.", ("Mittwoch", "2024-06-19")),
        ("Am Freitag wird der Rat wählen.", ("Freitag", "2024-06-21")),
        ("Am vergangenen Mittwoch brannte es.", ("vergangenen Mittwoch", "2024-06-12")),
        ("Am kommenden Mittwoch tagt der Rat.", ("kommenden Mittwoch", "2024-06-26")),
        ("Am Dienstagabend brannte es.", ("Dienstagabend", "2024-06-18TEV")),
        ("In der Nacht zum Samstag brannte es.", ("Nacht zum Samstag", "2024-06-15TNI")),
        ("Im März brannte es.", ("März", "2024-03")),
        ("Im Oktober wird gewählt.", ("Oktober", "2024-10")),
        ("Im Oktober wurde gewählt.", ("Oktober", "2023-10")),
        ("Im vergangenen September brannte es.", ("vergangenen September", "2023-09")),
        ("Im November des Vorjahres brannte es.", ("November des Vorjahres", "2023-11")),
        ("Im August vorigen Jahres brannte es.", ("August vorigen Jahres", "2023-08")),
        ("Am Wochenende brannte es.", ("Wochenende", "2024-W24-WE")),
        ("Am kommenden Wochenende wird gefeiert.", ("kommenden Wochenende", "2024-W25-WE")),
        ("Gestern brannte es.", ("Gestern", "2024-06-18")),
        ("Vorgestern brannte es.", ("Vorgestern", "2024-06-17")),
        ("Morgen beginnt die Messe.", ("Morgen", "2024-06-20")),
        ("Gestern Abend brannte es.", ("Gestern Abend", "2024-06-18TEV")),
        ("Heute Morgen brannte es.", ("Heute Morgen", "2024-06-19TMO")),
        ("Am morgigen Donnerstag beginnt die Messe.", ("morgigen Donnerstag", "2024-06-20")),
        ("Vor drei Wochen brannte es.", ("Vor drei Wochen", "2024-W22")),
        ("Vor zehn Tagen brannte es.", ("Vor zehn Tagen", "2024-06-09")),
        ("Vor sieben Monaten brannte es.", ("Vor sieben Monaten", "2023-11")),
        ("Vor rund zwanzig Jahren brannte es.", ("Vor rund zwanzig Jahren", "2004")),
        ("Nächste Woche tagt der Rat.", ("Nächste Woche", "2024-W26")),
        ("In der vergangenen Woche brannte es.", ("der vergangenen Woche", "2024-W24")),
        ("Letztes Jahr brannte es.", ("Letztes Jahr", "2023")),
        ("Das gilt bis Ende nächsten Jahres.", ("Ende nächsten Jahres", "2025")),
        ("Ende des Monats läuft die Frist ab.", ("Ende des Monats", "2024-06")),
        ("Die diesjährige Messe fiel aus.", ("diesjährige", "2024")),
        ("Das war im Vorjahr anders.", ("Vorjahr", "2023")),
        ("Heuer fällt die Messe aus.", ("Heuer", "2024")),
        ("Fünfzehn Jahre zurück liegt der Brand.", ("Fünfzehn Jahre zurück", "2009")),
        ("Zu Pfingsten brannte es.", ("Pfingsten", "2024-05-19")),
        ("An Silvester brannte es.", ("Silvester", "2023-12-31")),
    ],
)
def test_underspecified_and_relative_dates_resolve(text: str, expected: tuple[str, str]) -> None:
    assert pairs(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Fest dauert drei Tage.", ("drei Tage", TimexType.DURATION, "P3D")),
        (
            "Er saß zwei Jahre und vier Monate in Haft.",
            ("zwei Jahre und vier Monate", TimexType.DURATION, "P2Y4M"),
        ),
        ("Das hielt ein knappes Jahr.", ("ein knappes Jahr", TimexType.DURATION, "P1Y")),
        ("Es brannte am frühen Abend.", ("frühen Abend", TimexType.TIME, "TEV")),
        ("Das hielt mehrere Wochen.", ("mehrere Wochen", TimexType.DURATION, "PXW")),
        (
            "In den vergangenen fünf Jahren wuchs er.",
            ("den vergangenen fünf Jahren", TimexType.DURATION, "P5Y"),
        ),
        ("Das Spiel dauerte 90 Minuten.", ("90 Minuten", TimexType.DURATION, "PT90M")),
        ("Der Bericht erscheint jährlich.", ("jährlich", TimexType.SET, "P1Y")),
        ("Der Markt findet jeden Montag statt.", ("jeden Montag", TimexType.SET, "XXXX-WXX-1")),
        ("Gewählt wird alle vier Jahre.", ("alle vier Jahre", TimexType.SET, "P4Y")),
        ("Derzeit wird gebaut.", ("Derzeit", TimexType.DATE, "PRESENT_REF")),
        ("Damals wurde gebaut.", ("Damals", TimexType.DATE, "PAST_REF")),
        ("Demnächst wird gebaut.", ("Demnächst", TimexType.DATE, "FUTURE_REF")),
        ("Beginn ist um 20 Uhr.", ("20 Uhr", TimexType.TIME, "T20:00")),
        ("Beginn ist um halb neun.", ("halb neun", TimexType.TIME, "T08:30")),
    ],
)
def test_what_is_no_calendar_time_has_no_days(
    text: str, expected: tuple[str, TimexType, str]
) -> None:
    (timex,) = found(text)
    assert (timex.text, timex.type, timex.value) == expected
    assert (timex.first, timex.last) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Der Zuschuss beträgt 2000 Euro.",
        "Es kamen 1.500 Menschen.",
        "Das Spiel endete 3:2 (1:1).",
        "Auskunft unter 0351/123 45 67.",
        "Trainer von 1860 München ist er nicht mehr.",
        "Bürgermeister Karl März sprach.",
        "Am 30. Februar geschah nichts.",
        "Am 31.04.2020 geschah nichts.",
        "Die Resolution 1701 wurde verlesen.",
        "Der Junge ist zwölf Jahre alt.",
        "Rom wurde 753 v. Chr. gegründet.",
        "Rund 1950 demonstrierten.",
        "Das steht auf Seite 2012.",
        "Das kostet 19.99 Euro oder 12.50 Dollar.",
        "Version 10.3.1 ist da.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2024-06", "Am Mittwoch brannte es.", "2024-06"),
        ("2024-06", "Gestern brannte es.", "2024-06"),
        ("2024-06", "Im vergangenen September brannte es.", "2023-09"),
        ("2024-06", "Am 28. Juni brannte es.", "2024-06-28"),
        ("2024-06", "Vor drei Jahren brannte es.", "2021"),
        ("2024-06", "Im letzten Monat brannte es.", "2024-05"),
        ("2024", "Am Mittwoch brannte es.", "2024"),
        ("2024", "Im März brannte es.", "2024-03"),
        ("2024", "Im vergangenen September brannte es.", "2023-09"),
        ("2024", "Letztes Jahr brannte es.", "2023"),
        (None, "Am Mittwoch brannte es.", "XXXX-WXX-3"),
        (None, "Am 28. Juni brannte es.", "XXXX-06-28"),
        (None, "Im März brannte es.", "XXXX-03"),
        (None, "Am 28. Juni 2020 brannte es.", "2020-06-28"),
    ],
)
def test_a_partial_publication_date_never_yields_an_invented_day(
    published: str | None, text: str, expected: str
) -> None:
    assert values(text, published) == [expected]


def test_a_month_stands_for_all_its_days() -> None:
    (timex,) = found("Am Mittwoch brannte es.", "2024-06")
    assert (timex.first, timex.last) == (date(2024, 6, 1), date(2024, 6, 30))


def test_the_article_itself_may_fix_the_day() -> None:
    text = "Am Mittwoch, 19. Juni 2024, brannte es. Die Feuerwehr kam am Mittwoch."
    assert values(text, "2024-06") == ["2024-06-19", "2024-06-19"]


def test_since_leaves_the_end_open() -> None:
    (timex,) = found("Seit 2000 ist sie im Amt.")
    assert (timex.text, timex.first, timex.last) == ("2000", date(2000, 1, 1), None)


def test_until_leaves_the_beginning_open() -> None:
    (timex,) = found("Bis zum 28. Juni läuft die Frist.")
    assert (timex.first, timex.last) == (None, date(2024, 6, 28))


def test_a_range_is_two_closed_dates() -> None:
    first, second = found("Vom 3. bis 5. Mai tagte der Rat.")
    assert (first.value, second.value) == ("2024-05-03", "2024-05-05")
    assert (second.first, second.last) == (date(2024, 5, 5), date(2024, 5, 5))


def test_days_of_a_list_share_the_month() -> None:
    assert values("Gespielt wird am 3., 4. und 6. Oktober 2023.") == [
        "2023-10-03",
        "2023-10-04",
        "2023-10-06",
    ]


def test_months_of_a_range_share_the_year() -> None:
    assert values("Von November bis März 2011 ruhte der Bau.") == ["2010-11", "2011-03"]


def test_a_clock_time_belongs_to_the_day_named_before() -> None:
    assert values("Am Montag um 20 Uhr brannte es.") == ["2024-06-17", "2024-06-17T20:00"]


def test_the_day_before_counts_from_the_day_mentioned() -> None:
    text = "Am 14. August 2005 sank das Schiff. Am Vortag war es ausgelaufen."
    assert values(text) == ["2005-08-14", "2005-08-13"]


def test_years_before_count_from_the_date_mentioned() -> None:
    text = "Am 22. September 2009 wurde das Lager geräumt, drei Jahre zuvor schon ein anderes."
    assert values(text) == ["2009-09-22", "2006"]


def test_names_of_persons_hold_no_dates() -> None:
    text = "Dort sprach Mai im Mai 2020."
    name = text.index("Mai")
    assert [t.value for t in find_dates(text, None, "de", [(name, name + 3)])] == ["2020-05"]


def test_a_language_without_tables_has_no_dates() -> None:
    assert found("Le 3 mai 2004", language="fr") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on May 3, 2004.", ("May 3, 2004", "2004-05-03")),
        ("It began on 3 May 2004.", ("3 May 2004", "2004-05-03")),
        ("It began in March 2004.", ("March 2004", "2004-03")),
        ("It began yesterday.", ("yesterday", "2024-06-18")),
        ("It began three years ago.", ("three years ago", "2021")),
        ("It began last September.", ("last September", "2023-09")),
        ("It was the fashion of the 1990s.", ("the 1990s", "199")),
        ("It dates from the 19th century.", ("the 19th century", "18")),
        ("It was built in the summer of 2005.", ("the summer of 2005", "2005-SU")),
        ("It was said on Monday.", ("Monday", "2024-06-17")),
        ("It will start next week.", ("next week", "2024-W26")),
    ],
)
def test_english_dates(text: str, expected: tuple[str, str]) -> None:
    assert pairs(text, "en") == [expected]
