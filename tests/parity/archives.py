"""The same documents for every engine: from a store, as they are or varied, into a writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from archive.engines.limits import EXPANSIONS
from archive.engines.port import IndexWriter
from archive.model.document import ArticleDocument, Document
from archive.model.partial_date import PartialDate
from archive.store.records import StoredArticle
from archive.store.store import Store
from indexer.link.documents import article_documents, entities_after, events_after
from tests.contract.builders import article, person
from tests.contract.harness import skewed

_GENERATION = "000001-20240619-000000"
_PAGE = 500
_PARTS = 7  # articles over which many words are spread, so that no shard holds all
_BEYOND = 1_000_000  # ordinals that no store has given yet
_SOURCES = ("Wikinews", "DW", "dw", "Die Zeit", None, "Süddeutsche Zeitung", "taz")
_SECTIONS = ("Politik", None, "Kultur", "politik", "Sport & Spiel")
_LANGUAGES = ("de", "de", "en", "de", "fr", "de", "es")


def documents(store_path: Path) -> tuple[Document, ...]:
    """Everything that a generation of this store holds: registry first."""
    with closing(Store.open(store_path)) as store, store.reading() as session:
        articles = [
            document for page in _pages(store) for document in article_documents(session, page)
        ]
        return *entities_after(session, ""), *events_after(session, ""), *articles


def _pages(store: Store) -> Iterator[tuple[StoredArticle, ...]]:
    last = 0
    with store.reading() as session:
        while page := session.articles.after(last, _PAGE):
            yield page
            last = page[-1].ordinal


def load(writer: IndexWriter, found: Sequence[Document]) -> None:
    """A published generation of these documents, the articles in seven batches of skewed sizes."""
    writer.create(_GENERATION)
    articles = [document for document in found if isinstance(document, ArticleDocument)]
    writer.write(_GENERATION, [d for d in found if not isinstance(d, ArticleDocument)])
    for batch in skewed(articles):
        writer.write(_GENERATION, batch)
    writer.seal(_GENERATION)
    writer.publish(_GENERATION)


def varied(found: Sequence[Document]) -> tuple[Document, ...]:
    """The same texts with several sources, sections and languages, and with coarse and missing
    dates; by turns, so always the same.
    """
    others = (document for document in found if not isinstance(document, ArticleDocument))
    articles = (_vary(document) for document in found if isinstance(document, ArticleDocument))
    return *others, *articles, *crowded()


def crowded() -> Iterator[Document]:
    """Articles with as many words of one beginning as a query may stand for, and with one more;
    and as many persons of one name, and one more.
    """
    for number in range(_PARTS):
        words = [
            *(f"voll{place:05}" for place in range(number, EXPANSIONS, _PARTS)),
            *(f"zuviel{place:05}" for place in range(number, EXPANSIONS + 1, _PARTS)),
        ]
        yield article(f"crowd{number}", ordinal=_BEYOND + number, body=" ".join(words))
    yield from (person("Adam Voll", id_=f"voll{place}") for place in range(EXPANSIONS))
    yield from (person("Eva Zuviel", id_=f"zuviel{place}") for place in range(EXPANSIONS + 1))


def _vary(document: ArticleDocument) -> ArticleDocument:
    turn = document.ordinal
    language = _LANGUAGES[turn % len(_LANGUAGES)]
    article = replace(
        document.article,
        source=_SOURCES[turn % len(_SOURCES)],
        section=_SECTIONS[turn % len(_SECTIONS)],
        published=_coarser(document.article.published, turn),
        language=language,
    )
    enrichment = replace(document.enrichment, language=language)
    return ArticleDocument.of(
        article,
        enrichment,
        id=document.id,
        ordinal=document.ordinal,
        revision=document.revision,
        collection=document.collection,
        display_title=document.display_title,
    )


def _coarser(published: PartialDate | None, turn: int) -> PartialDate | None:
    if published is None or turn % 11 == 0:
        return None
    if turn % 5 == 0:
        return PartialDate(published.year)
    return PartialDate(published.year, published.month) if turn % 3 == 0 else published
