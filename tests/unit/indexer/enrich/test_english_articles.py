"""Short English articles and what an attentive reader files them under."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.model.article import Article
from archive.model.partial_date import PartialDate
from indexer.enrich.pipeline import Enricher, load_enricher

_ARTICLES = Path(__file__).parent / "articles_en.txt"


@pytest.fixture(scope="module")
def enricher() -> Enricher:
    return load_enricher()


def _articles() -> Iterator[tuple[str, str, str, str]]:
    for block in _ARTICLES.read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        filed, text = block.split("\n")
        published, countries, dates = filed.split(" | ")
        yield text, published, countries, dates.replace("nothing", "")


ARTICLES = tuple(_articles())


def test_there_are_thirty_articles() -> None:
    assert len({text for text, *_ in ARTICLES}) == 30


@pytest.mark.parametrize(("text", "published", "countries", "dates"), ARTICLES)
def test_an_english_article_is_filed_under_its_countries(
    enricher: Enricher, text: str, published: str, countries: str, dates: str
) -> None:
    article = Article(body=text, language="en", published=PartialDate.parse(published))
    (found,) = enricher.enrich([article])
    assert sorted(country.code for country in found.countries) == countries.split()


@pytest.mark.parametrize(("text", "published", "countries", "dates"), ARTICLES)
def test_an_english_article_is_filed_under_its_dates(
    enricher: Enricher, text: str, published: str, countries: str, dates: str
) -> None:
    article = Article(body=text, language="en", published=PartialDate.parse(published))
    (found,) = enricher.enrich([article])
    days = {(timex.value or "").partition("T")[0] for timex in found.dates if timex.first}
    assert days == set(dates.split())
