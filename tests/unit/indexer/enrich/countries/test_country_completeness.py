"""Every state is known by all its words: names, adjectives, inhabitants and capital, inflected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from babel import Locale
from spacy.language import Language

from archive.model.annotation import Via
from indexer.enrich.countries.evidence import EvidenceFinder
from indexer.enrich.countries.loading import load_forms
from indexer.enrich.countries.territories import SOVEREIGN, sovereign
from indexer.enrich.lexicon import rows

# Codes that CLDR names and ISO 3166-1 does not: groups of states, reserved codes, Kosovo, tests.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
NAMES = {
    language: {str(code): str(name) for code, name in Locale(language).territories.items()}
    for language in ("de", "en")
}
ISO = sorted(
    code for code in NAMES["en"] if len(code) == 2 and code.isalpha() and code not in NOT_ISO
)
STATES = [code for code in ISO if code not in SOVEREIGN and code != "AQ"]
VANISHED = ["SUHH", "DDDE", "YUCS", "CSHH", "CSXX"]
# City states and territories that are their own capital; who shares another's words; no people.
NO_CAPITAL = {"HK", "MC", "SG", "SM", "ST"}
NO_OWN_PEOPLE = {"de": {"CG", "VA"}, "en": {"CG", "DM", "HK", "VA"}}

Row = tuple[tuple[str, ...], ...]


def table(language: str) -> dict[str, Row]:
    return {row[0][0]: row for row in rows(f"countries_{language}.txt")}


TABLES = {language: table(language) for language in ("de", "en")}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("de")


@pytest.fixture(scope="module", params=["de", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def finder(nlp: Language, language: str) -> EvidenceFinder:
    return EvidenceFinder(nlp, load_forms(language=language))


def codes(nlp: Language, finder: EvidenceFinder, form: str) -> set[tuple[str, Via]]:
    """What a form says between other words, where a recogniser takes it for a place."""
    doc = nlp.make_doc(f"Gestern {form} xyz")
    labels = dict.fromkeys(range(1, len(doc) - 1), "LOC")
    return {(piece.code, piece.mention.via) for piece in finder.find(doc, labels)}


def genitive(name: str, language: str) -> str:
    if language == "en":
        return f"{name}’s" if "’" in name else f"{name}'s"
    return f"{name}'" if name[-1] in "szxß" else f"{name}s"


def missing(
    nlp: Language, finder: EvidenceFinder, forms: Iterator[tuple[str, str, set[Via]]]
) -> list[tuple[str, str]]:
    return [
        (code, form)
        for code, form, kinds in forms
        if not {(code, via) for via in kinds} & codes(nlp, finder, form)
    ]


def test_iso_3166_has_249_codes() -> None:
    assert len(ISO) == 249


def test_every_state_has_a_row(language: str) -> None:
    assert [code for code in [*STATES, "XK", *VANISHED] if code not in TABLES[language]] == []


def test_every_state_has_an_adjective_and_inhabitants(language: str) -> None:
    lacking = [
        code
        for code in [*STATES, "XK"]
        if code not in NO_OWN_PEOPLE[language]
        and not (TABLES[language][code][2] and TABLES[language][code][3])
    ]
    assert lacking == []


def test_every_state_but_city_states_has_a_capital(language: str) -> None:
    lacking = [
        code for code in [*STATES, "XK"] if code not in NO_CAPITAL and not TABLES[language][code][4]
    ]
    assert lacking == [code for code in lacking if code == "VA"]


def test_every_country_and_territory_is_found_by_its_name(
    nlp: Language, finder: EvidenceFinder, language: str
) -> None:
    def forms() -> Iterator[tuple[str, str, set[Via]]]:
        for code in [*ISO, "XK"]:
            if code != "AQ":
                name = NAMES[language][code]
                yield sovereign(code), name, {Via.NAME, Via.PLACE}
                yield sovereign(code), genitive(name, language), {Via.NAME, Via.PLACE}

    assert missing(nlp, finder, forms()) == []


def test_every_state_is_found_by_its_capital(
    nlp: Language, finder: EvidenceFinder, language: str
) -> None:
    def forms() -> Iterator[tuple[str, str, set[Via]]]:
        for code, row in TABLES[language].items():
            yield from ((code, capital.rstrip("?"), {Via.CAPITAL}) for capital in row[4])

    assert missing(nlp, finder, forms()) == []


def test_every_state_is_found_by_every_form_of_its_german_adjective(nlp: Language) -> None:
    def forms() -> Iterator[tuple[str, str, set[Via]]]:
        for code, row in TABLES["de"].items():
            for stem in (value.rstrip("?") for value in row[2]):
                for ending in ("", "e", "en", "er", "es", "em"):
                    yield code, stem + ending, {Via.ADJECTIVE}
                    if ending:
                        yield code, stem[0].upper() + stem[1:] + ending, {Via.ADJECTIVE}

    assert missing(nlp, EvidenceFinder(nlp), forms()) == []


def german_people(noun: str) -> Iterator[str]:
    """Weak nouns in -e, strong ones in -er, those that take an s; men and women in all cases."""
    if noun.endswith(("deutsche", "in")):
        yield from (noun, f"{noun}n") if noun.endswith("e") else (noun, f"{noun}nen")
        return
    root = noun.removesuffix("e")
    yield from (noun, f"{root}in", f"{root}innen")
    if noun.endswith("e"):
        yield f"{noun}n"
    elif noun.endswith("er"):
        yield from (f"{noun}s", f"{noun}n")
    elif noun.endswith(("i", "o", "a", "ai")):
        yield f"{noun}s"
    else:
        yield f"{noun}en"


def test_every_state_is_found_by_every_form_of_its_german_inhabitants(nlp: Language) -> None:
    def forms() -> Iterator[tuple[str, str, set[Via]]]:
        for code, row in TABLES["de"].items():
            for noun in (value.rstrip("?") for value in row[3]):
                # "Polen", "Ungarn" and "Schweden" are the country's name as well
                yield from ((code, form, {Via.ADJECTIVE, Via.NAME}) for form in german_people(noun))

    assert missing(nlp, EvidenceFinder(nlp), forms()) == []


def test_every_state_is_found_by_its_english_adjective_and_inhabitants(nlp: Language) -> None:
    def forms() -> Iterator[tuple[str, str, set[Via]]]:
        for code, row in TABLES["en"].items():
            for word in (value.rstrip("?") for value in (*row[2], *row[3])):
                yield code, word, {Via.ADJECTIVE, Via.NAME}
            for noun in (value.rstrip("?") for value in row[3]):
                if not noun.endswith(("s", "ese", "men", "ch", "x", "z")):
                    yield code, f"{noun}s", {Via.ADJECTIVE, Via.NAME}

    finder = EvidenceFinder(nlp, load_forms(language="en"))
    assert missing(nlp, finder, forms()) == []
