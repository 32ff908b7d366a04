"""A small archive for the tests of API and pages: five articles, their persons and one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import FastAPI

from archive.engines.port import IndexWriter, SearchReader
from archive.model.annotation import (
    Country,
    CountryMention,
    Enrichment,
    Entity,
    EventMention,
    EventType,
    Label,
    Mention,
    Timex,
    TimexType,
    Via,
)
from archive.model.article import Article
from archive.model.document import ArticleDocument, Document, EventDocument
from archive.model.partial_date import PartialDate
from search_api.app import create_app
from search_api.settings import ApiSettings
from tests.contract.builders import article, person
from tests.contract.fake_archive import FakeArchive
from tests.contract.fake_reader import FakeReader
from tests.contract.fake_writer import FakeWriter
from ui.app import add_pages

SETTINGS = ApiSettings(title="Probearchiv")
EVENT = "event:besuch-in-varzin"
MERGED = "person:bruno-b"  # is Bruno Berg now
TITLE = "Besuch in Varzin"
BODY = (
    "Anna Adler besuchte am 3. Mai Polen. <script>alert(1)</script>\n\n"
    "Der zweite Tag\n\n"
    "Adler sprach mit dem Gipfel & seinen Gästen."
)
TEXT = f"{TITLE}\n\n{BODY}"


def _at(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def visit() -> ArticleDocument:
    """An annotated article: a person, a country, a date and an event whose span holds the date."""
    adler, short, poland = _at("Anna Adler"), _at("Adler", 1), _at("Polen")
    day, event = _at("3. Mai"), _at("besuchte am 3. Mai Polen")
    enrichment = Enrichment(
        language="de",
        pipeline="test",
        mentions=(
            Mention(
                start=adler[0],
                end=adler[1],
                text="Anna Adler",
                label=Label.PER,
                entity="person:adler",
            ),
            Mention(
                start=short[0], end=short[1], text="Adler", label=Label.PER, entity="person:adler"
            ),
        ),
        persons=(Entity(id="person:adler", name="Anna Adler", forms=("Anna Adler", "Adler")),),
        countries=(
            Country(
                code="PL",
                name="Polen",
                mentions=(
                    CountryMention(start=poland[0], end=poland[1], text="Polen", via=Via.NAME),
                ),
            ),
        ),
        dates=(
            Timex(
                start=day[0],
                end=day[1],
                text="3. Mai",
                type=TimexType.DATE,
                value="2024-05-03",
                first=date(2024, 5, 3),
                last=date(2024, 5, 3),
            ),
        ),
        events=(
            EventMention(
                type=EventType.VISIT,
                start=event[0],
                end=event[1],
                text="besuchte am 3. Mai Polen",
                main=True,
                event=EVENT,
            ),
        ),
    )
    return ArticleDocument.of(
        Article(
            id="A-1",
            title=TITLE,
            body=BODY,
            published=PartialDate.parse("2024-05-04"),
            language="de",
            url="https://example.org/a1",
            source="Morgenblatt",
        ),
        enrichment,
        id="visit",
        ordinal=1,
        revision=1,
        collection="test",
        display_title=TITLE,
    )


def documents() -> tuple[Document, ...]:
    return (
        visit(),
        article(
            "summit",
            title="Gipfeltreffen in Bonn",
            body="Der Gipfel begann mit Anna Adler und Bruno Berg.",
            published="2024-06",
            persons=("adler", "berg"),
            countries=("DE", "PL"),
            source="Abendpost",
            url="javascript:alert(1)",
            ordinal=2,
        ),
        article(
            "market",
            title="Markt am Dom",
            body="Bruno Berg eröffnet den Markt. Ein Gipfel der Genüsse.",
            published="1998-03-02",
            persons=("berg",),
            countries=("DE",),
            source="Abendpost",
            ordinal=3,
        ),
        article("storm", title="Sturm", body="Ein Sturm zog auf.", published="2023", ordinal=4),
        article("note", title="Notiz", body="Ohne Datum.", ordinal=5),
        replace(
            person("Anna Adler", id_="adler", forms=("Adler",)),
            first_seen=date(2024, 5, 4),
            last_seen=date(2024, 6, 1),
        ),
        replace(person("Bruno Berg", id_="berg"), former=(MERGED,)),
        EventDocument(
            id=EVENT,
            type=EventType.VISIT,
            labels={"de": "Anna Adler besucht Polen", "en": "Anna Adler visits Poland"},
            first=date(2024, 5, 3),
            last=date(2024, 5, 3),
            persons=("person:adler",),
            organisations=(),
            countries=("PL",),
            places=(),
            articles=1,
            sentence="Anna Adler besuchte am 3. Mai Polen.",
            sentence_article="visit",
        ),
    )


def empty_reader() -> SearchReader:
    return FakeReader(FakeArchive())


def fill(writer: IndexWriter) -> None:
    """Publish the small archive as generation `g1`."""
    writer.create("g1")
    writer.write("g1", documents())
    writer.seal("g1")
    writer.publish("g1")


def filled_reader() -> SearchReader:
    archive = FakeArchive()
    fill(FakeWriter(archive))
    return FakeReader(archive)


def application(reader: SearchReader, settings: ApiSettings = SETTINGS) -> FastAPI:
    """API and pages together, as they are served."""
    app = create_app(reader, settings)
    add_pages(app, reader, settings)
    return app
