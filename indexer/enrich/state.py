"""What the annotators share about one document: extension attributes of spaCy's Doc.

Importing this module declares them; each is a tuple of `archive.model.annotation` values, or plain
context that the enricher sets before the pipeline runs. Defaults are immutable, so no two documents
ever share a list.

    doc._.published      PartialDate | None, the publication date
    doc._.body_start     int, offset of the body in doc.text
    doc._.language       str, ISO 639 code
    doc._.mentions, persons, organisations, places, countries, dates, events
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from archive.model.partial_date import PartialDate

CONTEXT: Final[dict[str, object]] = {"published": None, "body_start": 0, "language": ""}
ANNOTATIONS: Final = (
    "mentions",
    "persons",
    "organisations",
    "places",
    "countries",
    "dates",
    "events",
)


def declare() -> None:
    """Declare the extensions; doing so again changes nothing."""
    for name, default in CONTEXT.items():
        Doc.set_extension(name, default=default, force=True)
    for name in ANNOTATIONS:
        Doc.set_extension(name, default=(), force=True)


def give_context(
    doc: Doc, *, language: str, published: PartialDate | None = None, body_start: int = 0
) -> Doc:
    """Set what the annotators may ask about the article, and return the document."""
    doc._.language = language
    doc._.published = published
    doc._.body_start = body_start
    return doc


declare()
