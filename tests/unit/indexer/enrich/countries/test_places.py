"""Which country a place lies in: states, regions, towns by their German names, and namesakes."""

from __future__ import annotations

import pytest
import spacy

from archive.model.annotation import Via
from archive.model.article import Article
from indexer.enrich.countries.evidence import EvidenceFinder
from indexer.enrich.countries.loading import load_forms
from indexer.enrich.names.gazetteer import Gazetteer, load_gazetteer
from indexer.enrich.pipeline import Enricher, load_enricher

STATES = {
    "DE": """Baden-Württemberg Bayern Berlin Brandenburg Bremen Hamburg Hessen
        Mecklenburg-Vorpommern Niedersachsen Nordrhein-Westfalen Rheinland-Pfalz Saarland Sachsen
        Sachsen-Anhalt Schleswig-Holstein Thüringen""",
    "AT": """Burgenland Kärnten Niederösterreich Oberösterreich Salzburg Steiermark Tirol
        Vorarlberg Wien""",
    "CH": """Aargau Appenzell Basel Bern Fribourg Genf Glarus Graubünden Jura Luzern Neuenburg
        Nidwalden Obwalden Schaffhausen Schwyz Solothurn Tessin Thurgau Uri Waadt Wallis Zug
        Zürich""",
    "US": """Alabama Alaska Arizona Arkansas California Kalifornien Colorado Connecticut Delaware
        Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland
        Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New_Hampshire
        New_Jersey New_Mexico New_York North_Carolina North_Dakota Ohio Oklahoma Oregon
        Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia
        Washington West_Virginia Wisconsin Wyoming""",
}
EXONYMS = {
    "IT": "Mailand Venedig Florenz Neapel Turin Genua Bozen Meran Brixen Triest Padua",
    "FR": "Straßburg Nizza Mülhausen Colmar Dünkirchen",
    "PL": "Krakau Breslau Danzig Posen Stettin Lodz Kattowitz Thorn",
    "CZ": "Brünn Pilsen Ostrau Karlsbad Reichenberg",
    "UA": "Lemberg Charkiw Odessa Czernowitz Donezk Mariupol",
    "RU": "Königsberg Petersburg Nowosibirsk Wolgograd Rostow",
    "RO": "Hermannstadt Kronstadt Klausenburg Temeswar",
    "BE": "Lüttich Antwerpen Gent Brügge Löwen",
    "CH": "Genf Basel Zürich Luzern Lausanne",
    "GR": "Saloniki Thessaloniki Patras Iraklio",
    "PT": "Porto Braga Coimbra",
    "ES": "Barcelona Sevilla Saragossa Bilbao Valencia",
    "CN": "Schanghai Kanton Wuhan Nanjing",
    "IN": "Mumbai Kalkutta Bangalore Bombay",
    "EG": "Alexandria Gizeh Luxor Assuan",
    "SY": "Aleppo Homs Latakia",
    "TR": "Istanbul Izmir Antalya Diyarbakir",
    "NL": "Rotterdam Nimwegen Utrecht Maastricht",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def enricher() -> Enricher:
    return load_enricher()


@pytest.mark.parametrize("country", STATES)
def test_every_state_of_the_country_is_known(country: str, gazetteer: Gazetteer) -> None:
    nlp = spacy.blank("de")
    finder = EvidenceFinder(nlp, load_forms(gazetteer.well_known))
    unknown = []
    for written in STATES[country].split():
        state = written.replace("_", " ")
        doc = nlp.make_doc(f"in {state} xyz")
        found = {piece.code for piece in finder.find(doc, dict.fromkeys(range(1, 3), "LOC"))}
        located = gazetteer.country(state, language="de", spoken_of=())
        if found != {country} and (found or located != country):
            unknown.append(state)
    assert unknown == []


@pytest.mark.parametrize("country", EXONYMS)
def test_towns_are_known_by_their_german_names(country: str, gazetteer: Gazetteer) -> None:
    forms = load_forms(gazetteer.well_known)
    elsewhere = {}
    for town in EXONYMS[country].split():
        sense = forms.get(town)
        known = sense.code if sense is not None and sense.via is Via.PLACE else None
        known = known or gazetteer.country(town, language="de", spoken_of=())
        if known != country:
            elsewhere[town] = known
    assert elsewhere == {}


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("In Valencia wurde gefeiert. Spaniens König kam.", "Valencia", "ES"),
        ("In Valencia wurde gefeiert. Venezuelas Präsident kam.", "Valencia", "VE"),
        ("In Birmingham wurde gefeiert. Großbritannien freute sich.", "Birmingham", "GB"),
        ("In Birmingham wurde gefeiert. Alabama freute sich.", "Birmingham", "US"),
        ("In Neustadt brannte ein Haus.", "Neustadt", "DE"),
        ("In Córdoba brannte ein Haus. Argentinien trauert.", "Córdoba", "AR"),
        ("In Santa Cruz brannte ein Haus. Bolivien trauert.", "Santa Cruz", "BO"),
    ],
)
def test_namesakes_are_told_by_the_countries_that_the_article_speaks_of(
    enricher: Enricher, text: str, place: str, country: str
) -> None:
    (found,) = enricher.enrich([Article(body=text, language="de")])
    assert {known.name: known.country for known in found.places}[place] == country


def test_a_town_before_its_state_lies_in_that_state(enricher: Enricher) -> None:
    (found,) = enricher.enrich([Article(body="Er lebt in Paris, Texas.", language="de")])
    assert ("Paris", "US") in {(place.name, place.country) for place in found.places}


def test_a_list_of_towns_and_states_is_no_address(enricher: Enricher) -> None:
    body = "Sie reiste nach Paris, Texas und Rom."
    (found,) = enricher.enrich([Article(body=body, language="de")])
    assert [country.code for country in found.countries] == ["FR", "US", "IT"]
