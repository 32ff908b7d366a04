"""The whole pipeline with the shipped model."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import SettingsError
from archive.model.article import Article
from archive.model.partial_date import PartialDate
from indexer.enrich.fingerprint import digest
from indexer.enrich.long_texts import LIMIT
from indexer.enrich.pipeline import Enricher, EnrichSettings, load_enricher


@pytest.fixture(scope="module")
def enricher() -> Enricher:
    return load_enricher(EnrichSettings())


BODY = "Die Ministerin Angela Berger reiste am Montag von Berlin nach Frankreich."


def article(body: str = BODY, title: str = "", language: str | None = None) -> Article:
    return Article(
        body=body, title=title, language=language, published=PartialDate.parse("2019-05-07")
    )


def test_an_article_is_enriched_with_everything(enricher: Enricher) -> None:
    (found,) = enricher.enrich([article()])
    assert found.language == "de"
    assert found.pipeline == enricher.fingerprint
    assert [person.name for person in found.persons] == ["Angela Berger"]
    assert [country.code for country in found.countries] == ["DE", "FR"]
    assert [timex.value for timex in found.dates] == ["2019-05-06"]


def test_offsets_count_in_title_blank_line_and_body(enricher: Enricher) -> None:
    given = article(title="Berger in Paris")
    (found,) = enricher.enrich([given])
    assert found.mentions
    for mention in found.mentions:
        assert given.text[mention.start : mention.end] == mention.text


def test_answers_come_in_the_order_of_the_articles(enricher: Enricher) -> None:
    bodies = [f"Ein Bericht aus {town}." for town in ("Oslo", "Prag", "Wien")] * 50
    found = [result.countries[0].code for result in enricher.enrich(map(article, bodies))]
    assert found == ["NO", "CZ", "AT"] * 50


def test_an_empty_article_has_nothing(enricher: Enricher) -> None:
    (found,) = enricher.enrich([article(body="")])
    assert (found.mentions, found.persons, found.countries) == ((), (), ())


def test_a_very_long_text_is_enriched_to_its_end(enricher: Enricher) -> None:
    body = "regnerisch " * (LIMIT // 11 + 1) + "\n\n" + BODY
    (found,) = enricher.enrich([article(body=body)])
    (person,) = [mention for mention in found.mentions if mention.entity == "angela-berger"]
    assert person.start == body.index("Angela Berger")


def test_the_fingerprint_names_the_model_and_stays(enricher: Enricher) -> None:
    assert enricher.fingerprint.startswith("de-")
    assert load_enricher(EnrichSettings()).fingerprint == enricher.fingerprint


def test_other_settings_have_another_fingerprint(enricher: Enricher) -> None:
    other = load_enricher(EnrichSettings(default_language="en"))
    assert other.fingerprint != enricher.fingerprint


def test_a_changed_file_changes_the_digest(tmp_path: Path) -> None:
    table = tmp_path / "table.txt"
    table.write_text("a", encoding="utf-8")
    before = digest([("table.txt", table)], [])
    table.write_text("b", encoding="utf-8")
    assert digest([("table.txt", table)], []) != before


def test_an_unknown_model_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        load_enricher(EnrichSettings(models={"de": "no_such_model"}))
