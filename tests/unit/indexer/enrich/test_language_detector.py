"""How the language of an article is settled."""

from __future__ import annotations

import pytest

from indexer.enrich.language import LanguageDetector


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    return LanguageDetector(default="de")


def test_the_given_language_is_kept_without_its_region(detector: LanguageDetector) -> None:
    assert detector.settle("Der Hafen liegt still.", "en_GB") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Hafen liegt seit gestern still, und niemand weiß, warum das so ist.", "de"),
        ("The harbour has been closed since yesterday and nobody knows the reason.", "en"),
        ("Le port est fermé depuis hier et personne ne sait vraiment pourquoi.", "fr"),
    ],
)
def test_a_long_text_tells_its_language(
    detector: LanguageDetector, text: str, language: str
) -> None:
    assert detector.settle(text) == language


def test_a_short_text_has_the_default_language(detector: LanguageDetector) -> None:
    assert detector.settle("Chair et pain") == "de"
