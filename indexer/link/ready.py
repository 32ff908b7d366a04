"""Ready-made documents: taken from the store, made where one is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from archive.engines.ready import make_ready
from archive.model.document import ArticleDocument, ReadyArticle
from archive.store.session import Session
from indexer.link.documents import article_documents

Keep = Callable[[Sequence[ReadyArticle]], None]


def ready_documents(
    session: Session, ordinal: int, limit: int, keep: Keep
) -> Iterator[ArticleDocument | ReadyArticle]:
    """The documents of the next articles by ordinal; `keep` is given those that had to be made."""
    page = session.ready.after(ordinal, limit)
    missing = session.articles.at([number for number, ready in page.items() if ready is None])
    made = {document.ordinal: document for document in article_documents(session, missing)}
    ready = {number: made_ready(document) for number, document in made.items()}
    keep([document for document in ready.values() if isinstance(document, ReadyArticle)])
    for number, found in page.items():
        yield found or ready[number]


def made_ready(document: ArticleDocument) -> ArticleDocument | ReadyArticle:
    """As it is if it cannot be made ready: the engine says why it refuses it."""
    try:
        return make_ready(document)
    except (ValueError, TypeError, OverflowError):
        return document
