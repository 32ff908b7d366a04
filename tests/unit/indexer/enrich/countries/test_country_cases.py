"""Every line of `cases_de.txt` and `cases_en.txt`: a text, its countries, and places in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from archive.model.annotation import Country, Place
from archive.model.article import Article
from indexer.enrich.pipeline import Enricher, load_enricher

_HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def enricher() -> Enricher:
    return load_enricher()


def _cases() -> Iterator[tuple[str, str, str, str]]:
    for language in ("de", "en"):
        lines = (_HERE / f"cases_{language}.txt").read_text(encoding="utf-8").split("\n")
        for line in lines:
            if line and not line.startswith("#"):
                text, countries, *places = line.split(" | ")
                yield language, text, countries, places[0] if places else ""


def _listed(written: str) -> set[str]:
    return set(written.replace("nothing", "").split(" ; ")) - {""}


def _kinds(written: str) -> set[tuple[str, ...]]:
    """Each country as its code and its kinds of evidence, in alphabetical order."""
    parted = (country.partition(" ") for country in _listed(written))
    return {(code, *sorted(kinds.split(", "))) for code, _, kinds in parted}


def _countries(found: Iterable[Country]) -> set[tuple[str, ...]]:
    return {
        (country.code, *sorted({mention.via.value for mention in country.mentions}))
        for country in found
    }


def _places(found: Iterable[Place]) -> set[str]:
    return {f"{form}={place.country}" for place in found for form in place.forms}


CASES = tuple(_cases())


@pytest.mark.parametrize(("language", "text", "countries", "places"), CASES)
def test_a_text_speaks_of_the_countries_of_its_case(
    enricher: Enricher, language: str, text: str, countries: str, places: str
) -> None:
    (found,) = enricher.enrich([Article(body=text, language=language)])
    assert _countries(found.countries) == _kinds(countries)
    assert _listed(places) <= _places(found.places)


def test_no_case_stands_twice() -> None:
    assert len(CASES) == len(set(CASES))
