"""Which words of a text are evidence for a country, and of which kind."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from indexer.enrich.countries.countries import gather
from indexer.enrich.countries.evidence import EvidenceFinder
from indexer.enrich.countries.shared import settle


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("de")


@pytest.fixture(scope="module")
def finder(nlp: Language) -> EvidenceFinder:
    return EvidenceFinder(nlp)


@pytest.fixture
def found(nlp: Language, finder: EvidenceFinder) -> Evidence:
    return Evidence(nlp, finder)


class Evidence:
    """Evidence of a text as `code form kind` lines; `names` labels single words."""

    def __init__(self, nlp: Language, finder: EvidenceFinder) -> None:
        self.nlp = nlp
        self.finder = finder

    def __call__(self, text: str, **names: str) -> list[str]:
        doc = self.nlp.make_doc(text)
        labels = {token.i: names[token.text] for token in doc if token.text in names}
        return [
            f"{country.code} {mention.text} {mention.via.value}"
            for country in gather(settle(list(self.finder.find(doc, labels))), "de")
            for mention in country.mentions
        ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegens Küste", ["NO Norwegens name"]),
        ("mit den Vereinigten Staaten", ["US Vereinigten Staaten name"]),
        ("ein finnischer Geiger", ["FI finnischer adjective"]),
        ("zwei Isländerinnen", ["IS Isländerinnen adjective"]),
        ("ein Franzose und eine Französin", ["FR Franzose adjective", "FR Französin adjective"]),
        ("Lissabon schweigt", ["PT Lissabon capital"]),
        ("die Osloer Börse", ["NO Osloer capital"]),
        ("im Weißen Haus", ["US Weißen Haus capital"]),
        ("der Élysée-Palast", ["FR Élysée-Palast capital"]),
        ("in der Toskana", ["IT Toskana place"]),
        ("katalanische Dörfer", ["ES katalanische place"]),
        ("Grönlands Eis", ["DK Grönlands place"]),
        ("aus Stalingrad", ["SUHH Stalingrad place"]),
        ("in der DDR", ["DDDE DDR name"]),
        ("Hongkong", ["HK Hongkong name"]),
    ],
)
def test_a_form_names_its_country(found: Evidence, text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US-Soldaten", ["US US name"]),
        ("Kanada-Reise", ["CA Kanada name"]),
        ("dänisch-schwedische Brücke", ["DK dänisch adjective", "SE schwedische adjective"]),
        ("Deutsch-Polnische Stiftung", ["DE Deutsch adjective", "PL Polnische adjective"]),
        ("Portugalurlaub", ["PT Portugal name"]),
        ("Kremlmauer", ["RU Kreml capital"]),
        ("Sowjetfahne", ["SUHH Sowjet name"]),
        ("portugalweit", ["PT portugal name"]),
        ("Südschweden", ["SE Südschweden place"]),
        ("ein westfranzösischer Ort", ["FR westfranzösischer adjective"]),
        ("antibritische Parolen", ["GB antibritische adjective"]),
    ],
)
def test_a_compound_keeps_the_country_in_it(
    found: Evidence, text: str, expected: list[str]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "100 US-Dollar",
        "in Schweizer Franken",
        "der kanadische Dollar",
        "Er sprach Dänisch.",
        "auf dänisch vorgetragen",
        "ins Schwedische übersetzt",
        "deutschsprachige Bücher",
        "in Südamerika",
        "südamerikanische Lieder",
        "Perugia",
        "das Europa der Dichter",
    ],
)
def test_money_languages_and_continents_name_no_country(found: Evidence, text: str) -> None:
    assert found(text) == []


def test_a_persons_name_is_no_evidence(found: Evidence) -> None:
    assert found("Herr Schweizer lacht", Schweizer="PER") == []


def test_a_country_inside_an_organisation_counts(found: Evidence) -> None:
    assert found("Norwegische Post", Norwegische="ORG") == ["NO Norwegische adjective"]


def test_an_ambiguous_name_needs_the_recognisers_word(found: Evidence) -> None:
    assert found("Hamilton, Georgetown, Jura") == []
    assert found("in Georgetown", Georgetown="LOC") == ["GY Georgetown capital"]


def test_a_people_with_the_countrys_name_is_told_by_its_article(found: Evidence) -> None:
    assert found("Die Polen feiern in Polen") == ["PL Polen adjective", "PL Polen name"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("im Kongo", {"CD"}),
        ("im Kongo, in Brazzaville", {"CG"}),
        ("im Kongo, in Brazzaville und Kinshasa", {"CD", "CG"}),
        ("in Korea", {"KR"}),
        ("in Korea, sagt Nordkorea", {"KP"}),
        ("in Guinea-Bissau", {"GW"}),
        ("in Äquatorialguinea", {"GQ"}),
        ("in Papua-Neuguinea", {"PG"}),
        ("in der Demokratischen Republik Kongo", {"CD"}),
    ],
)
def test_a_shared_name_means_the_state_the_article_speaks_of(
    found: Evidence, text: str, codes: set[str]
) -> None:
    assert {line.split()[0] for line in found(text)} == codes


def test_english_forms_count_too(found: Evidence) -> None:
    assert found("Norwegian ships left Copenhagen") == [
        "NO Norwegian adjective",
        "DK Copenhagen capital",
    ]


def test_spans_stand_where_the_text_stands(nlp: Language, finder: EvidenceFinder) -> None:
    text = "Seine Kanada-Reise ins Weiße Haus"
    for piece in finder.find(nlp.make_doc(text), {}):
        assert text[piece.mention.start : piece.mention.end] == piece.mention.text
