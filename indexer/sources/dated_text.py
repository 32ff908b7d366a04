"""A plain text file becomes an article: a header `date 2024-06`, then paragraphs.

Lead and further paragraphs are parted by blank lines, short paragraphs between them are subheads.
There is no title; a file without the header is an article without a date.
"""

from __future__ import annotations

import re

from archive.model.article import Article
from indexer.sources import dates, values
from indexer.sources.record import Code, Refused, SourceOptions

_HEADER = re.compile(r"\s*(?:date|datum)\s*:?[ \t]+(?P<date>\d[\w.:+/-]*)(?:\s+|\Z)", re.I)


def article(text: str, options: SourceOptions) -> Article:
    """The article in the text of one file; raise Refused when it has no body or no such date."""
    if "\x00" in text:
        raise Refused(Code.BINARY_FILE, "The file is binary, not text.")
    header = _HEADER.match(text)
    published = dates.published(header["date"], options.timezone) if header else None
    body = values.text(text[header.end() if header else 0 :].strip(), "body")
    if not body:
        raise Refused(Code.EMPTY_BODY, "There is nothing in the file after its date header.")
    return Article(body=body, published=published)
