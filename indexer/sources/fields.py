"""Which field of a JSON record means which field of an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.errors import SettingsError

# Compared without case, blanks, hyphens and underscores: `publishedAt` is `published_at`.
# Ours first, then from the surest to the vaguest; of several that are present the first is taken.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uuid", "_id", "identifier"),
    "title": ("title", "headline", "titel", "überschrift", "schlagzeile"),
    "body": (
        *("body", "text", "content", "full_text", "article_body", "body_text", "article_text"),
        *("content_text", "maintext", "volltext", "inhalt", "artikeltext"),
    ),
    "published": (
        *("published", "published_at", "date_published", "publication_date", "pub_date"),
        *("published_date", "date_publish", "date", "datum", "timestamp", "created_at", "issued"),
    ),
    "language": ("language", "lang", "in_language", "sprache"),
    "url": ("url", "link", "permalink", "canonical_url", "web_url", "uri", "href"),
    "source": (
        *("source", "publisher", "outlet", "publication", "newspaper", "medium", "quelle"),
        *("site_name", "source_name", "zeitung"),
    ),
    "section": ("section", "category", "rubric", "rubrik", "ressort", "desk", "article_section"),
    "authors": ("authors", "author", "byline", "creator", "autor", "autoren", "verfasser"),
}
_MISSING = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Values by our field names, the names they had in the record, and all fields left over."""

    values: Mapping[str, object]
    names: Mapping[str, str]
    extra: Mapping[str, object]


def parse_map(pairs: tuple[str, ...]) -> dict[str, str]:
    """Read `ours=theirs` pairs; raise SettingsError for an unknown field or a broken pair."""
    found: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if not equals or not theirs:
            raise SettingsError(f"--map wants OURS=THEIRS, for example body=article.text: {pair!r}")
        if ours not in ALIASES:
            raise SettingsError(
                f"--map knows no field {ours!r}; the fields are {', '.join(ALIASES)}"
            )
        found[ours] = theirs
    return found


def assign(row: Mapping[str, object], field_map: Mapping[str, str]) -> Found:
    """Find our fields in a record; a field without a value (null or absent) is left out."""
    folded = {_fold(key): key for key in reversed(list(row))}
    values: dict[str, object] = {}
    names: dict[str, str] = {}
    for ours, aliases in ALIASES.items():
        theirs = (field_map[ours],) if ours in field_map else _present(aliases, folded)
        for name in theirs:
            value = lookup(row, name)
            if value is not _MISSING and value is not None:
                values[ours], names[ours] = value, name
                break
    return Found(values=values, names=names, extra=_extra(row, set(names.values())))


def lookup(row: object, path: str) -> object:
    """The value under a key, else under a dotted path of keys and list positions."""
    if isinstance(row, dict) and path in row:
        return row[path]
    if isinstance(row, list) and path.isdigit() and int(path) < len(row):
        return row[int(path)]
    head, dot, rest = path.partition(".")
    if not dot:
        return _MISSING
    step = lookup(row, head)
    return _MISSING if step is _MISSING else lookup(step, rest)


def _present(aliases: tuple[str, ...], folded: Mapping[str, str]) -> tuple[str, ...]:
    keys = (folded.get(_fold(alias)) for alias in aliases)
    return tuple(key for key in keys if key is not None)


def _extra(row: Mapping[str, object], taken: set[str]) -> dict[str, object]:
    """What no field took, nulls aside; a record's own `extra` object is spread among it."""
    kept = {key: value for key, value in row.items() if key not in taken and value is not None}
    own = kept.get("extra")
    if isinstance(own, dict):
        del kept["extra"]
        kept = {**own, **kept}
    return kept


def _fold(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")
