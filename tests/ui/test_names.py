"""Where a name leads that is found in an article, or said of an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.model.document import EntityKind, FacetField
from archive.model.search import ArticleView, SearchQuery, SearchResult, Total
from tests.api.small_archive import visit
from tests.contract.builders import entity
from ui.language import load_languages
from ui.urls import Urls
from ui.views.article import article_page
from ui.views.context import Context
from ui.views.subject import entity_page

HOME = Context(
    query=SearchQuery(language="de"),
    urls=Urls(language="de"),
    language=load_languages(("de",))["de"],
)
NOTHING = SearchResult(
    total=Total(value=0), hits=(), facets={}, published=None, about=None, next=None, generation="g1"
)


def test_a_name_of_which_the_index_knows_nothing_leads_to_its_articles() -> None:
    page = article_page(HOME, ArticleView(document=visit(), labels={}), ())
    persons = page.lists[0]
    assert [link.url for link in persons.links] == ["/?person=person:adler"]


def test_the_country_of_a_place_leads_to_its_page() -> None:
    bonn = replace(entity(EntityKind.PLACE, "Bonn"), country="DE")
    row = entity_page(HOME, bonn, NOTHING).rows[0]
    assert (row.value, row.url) == ("Deutschland", "/countries/DE")


@pytest.mark.parametrize(
    ("facet", "url"),
    [
        (FacetField.PERSON, "/persons/%2Fevil.example%2Fx:y"),
        (FacetField.ORGANISATION, "/organisations/%2Fevil.example%2Fx:y"),
        (FacetField.PLACE, "/places/%2Fevil.example%2Fx:y"),
        (FacetField.COUNTRY, "/countries/%2Fevil.example%2Fx%3Ay"),
    ],
)
def test_no_id_leads_to_another_host(facet: FacetField, url: str) -> None:
    assert HOME.urls.named(facet, "/evil.example/x:y", "de") == url
