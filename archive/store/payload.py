"""How articles, enrichments and identities lie in the store: compact compressed JSON, and the
hashes that name them.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import orjson

from archive.model.annotation import Enrichment
from archive.model.article import Article
from archive.model.codec import (
    article_from_json,
    article_to_json,
    enrichment_to_json,
)
from archive.model.document import EntityKind
from archive.store.records import Edit, Identity

_LEVEL = 3  # German news: 1 % larger than level 6 at half the time


def pack(fields: Any) -> bytes:
    """Compressed JSON."""
    return zlib.compress(orjson.dumps(fields), _LEVEL)


def unpack(payload: bytes) -> Any:
    """Read what `pack` wrote."""
    return orjson.loads(zlib.decompress(payload))


def pack_article(article: Article) -> bytes:
    return pack(article_to_json(article))


def unpack_article(payload: bytes) -> Article:
    return article_from_json(unpack(payload))


def pack_enrichment(enrichment: Enrichment) -> bytes:
    return pack(enrichment_to_json(enrichment))


def pack_identity(identity: Identity) -> bytes:
    fields: dict[str, Any] = {
        "persons": dict(identity.persons),
        "organisations": dict(identity.organisations),
        "places": dict(identity.places),
        "events": identity.events,
    }
    if identity.edits:
        fields["edits"] = [[e.kind.value, e.local, e.form, e.to] for e in identity.edits]
    return pack(fields)


def unpack_identity(payload: bytes) -> Identity:
    fields = unpack(payload)
    edits = tuple(
        Edit(kind=EntityKind(kind), local=local, form=form, to=to)
        for kind, local, form, to in fields.get("edits", ())
    )
    return Identity(**fields | {"events": tuple(fields["events"]), "edits": edits})


def content_hash(article: Article) -> str:
    """The same for two articles that are equal in every field."""
    return _digest(article_to_json(article))


def enrichment_key(article: Article, pipeline: str) -> str:
    """The same for two articles that a pipeline cannot tell apart."""
    published = article.published.value if article.published else None
    return _digest([article.title, article.body, article.language, published, pipeline])


def _digest(fields: Any) -> str:
    return hashlib.sha256(orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)).hexdigest()[:40]
