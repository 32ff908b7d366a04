"""Makes articles' documents ready for any engine."""

from __future__ import annotations

import orjson

from archive.engines.fields import IndexFields, article_fields
from archive.model.document import ArticleDocument, Json, ReadyArticle


def make_ready(document: ArticleDocument) -> ReadyArticle:
    """The document's index fields and its record; raise ValueError, TypeError or OverflowError if
    it has a value that no index takes.
    """
    return ReadyArticle(
        id=document.id,
        ordinal=document.ordinal,
        fields=flat(article_fields(document)),
        record=orjson.dumps(document.record),
    )


def opened(ready: ReadyArticle) -> ArticleDocument:
    """The document that it was made of."""
    return ArticleDocument(orjson.loads(ready.record))


def flat(fields: IndexFields) -> Json:
    """Values by the names of their fields, a single one as itself; those without are left out."""
    values = {
        name: found[0] if len(found) == 1 else list(found)
        for name, found in fields.keywords.items()
        if found
    }
    return {**fields.texts, **values, **fields.numbers}
