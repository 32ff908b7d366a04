"""Records and documents survive JSON, and the record has the shape that the design fixes."""

from __future__ import annotations

import json
from datetime import date

from archive.model import codec
from archive.model.annotation import (
    Country,
    CountryMention,
    EnrichedArticle,
    Enrichment,
    Entity,
    EventMention,
    EventType,
    Label,
    Mention,
    Place,
    Timex,
    TimexType,
    Via,
)
from archive.model.article import Article
from archive.model.document import ArticleDocument, FacetField
from archive.model.partial_date import PartialDate

TEXT = "Anna Beispiel besucht am Montag Oslo, Norwegens Hauptstadt."

ENRICHMENT = Enrichment(
    language="de",
    pipeline="de-test",
    mentions=(
        Mention(start=0, end=13, text="Anna Beispiel", label=Label.PER, entity="anna-beispiel"),
    ),
    persons=(Entity(id="anna-beispiel", name="Anna Beispiel", forms=("Anna Beispiel",)),),
    places=(Place(id="oslo", name="Oslo", forms=("Oslo",), country="NO"),),
    countries=(
        Country(
            code="NO",
            name="Norwegen",
            mentions=(
                CountryMention(start=32, end=36, text="Oslo", via=Via.CAPITAL),
                CountryMention(start=38, end=47, text="Norwegens", via=Via.NAME),
            ),
        ),
    ),
    dates=(
        Timex(
            start=25,
            end=31,
            text="Montag",
            type=TimexType.DATE,
            value="2024-06-17",
            first=date(2024, 6, 17),
            last=date(2024, 6, 17),
        ),
        Timex(
            start=25,
            end=31,
            text="Montag",
            type=TimexType.DATE,
            value="2000",
            first=date(2000, 1, 1),
        ),
    ),
    events=(
        EventMention(
            type=EventType.VISIT,
            start=14,
            end=21,
            text="besucht",
            main=True,
            persons=("anna-beispiel",),
            countries=("NO",),
            confidence=0.9,
        ),
    ),
)


def _document(published: str | None) -> ArticleDocument:
    day = PartialDate.parse(published) if published else None
    article = Article(id="a1", body=TEXT, published=day, authors=("B. Autor",), extra={"k": 1})
    return ArticleDocument.of(
        article,
        ENRICHMENT,
        id="x",
        ordinal=1,
        revision=2,
        collection="c",
        display_title="Anna",
    )


def test_a_document_survives_json() -> None:
    document = _document("2024-06")
    read = ArticleDocument(json.loads(json.dumps(document.record)))
    assert read == document
    assert (read.article, read.enrichment) == (document.article, ENRICHMENT)


def test_a_record_has_the_keys_of_the_design_in_order() -> None:
    record = EnrichedArticle(id="a1", title="", text=TEXT, published=None, enrichment=ENRICHMENT)
    assert list(codec.record_to_json(record)) == [
        "id",
        "title",
        "text",
        "language",
        "published",
        "mentions",
        "persons",
        "organisations",
        "places",
        "countries",
        "dates",
        "events",
        "pipeline",
    ]


def test_a_country_lists_its_kinds_and_forms_once() -> None:
    (country,) = codec.enrichment_to_json(ENRICHMENT)["countries"]
    assert (country["via"], country["forms"]) == (["name", "capital"], ["Oslo", "Norwegens"])


def test_an_unlinked_event_has_no_archive_event() -> None:
    (event,) = codec.enrichment_to_json(ENRICHMENT)["events"]
    assert "event" not in event


def test_an_open_end_closes_at_the_publication_date() -> None:
    assert (date(2000, 1, 1), date(2024, 6, 30)) in _document("2024-06").about


def test_an_open_end_without_a_publication_date_is_not_indexed() -> None:
    assert _document(None).about == ((date(2024, 6, 17), date(2024, 6, 17)),)


def test_a_facet_without_value_counts_nothing() -> None:
    assert _document(None).facet_values(FacetField.SOURCE) == ()
