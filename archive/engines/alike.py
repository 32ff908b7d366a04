"""Which stems of an article say most about what it is like, the same on every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log
from typing import Any

from mappings.analysis import analyse
from mappings.fields import Stream, TextField, text_field

_RAREST = 2  # articles; what one article alone has leads nowhere
# A word in more than a third of the articles tells nothing about any of them.
_COMMON = 3
_FEW = 5  # articles that may have a word in a small archive
MOST = 30  # stems that are searched for
_COUNTED = 4_000  # stems of one article whose articles are counted

Stem = tuple[str, str]  # index field, stem


def stems(record: Mapping[str, Any]) -> Counter[Stem]:
    """How often each stem stands in each text of a stored article; the most frequent ones of a long
    text.
    """
    language, article = record["enrichment"]["language"], record["article"]
    lead, _, rest = article["body"].partition("\n\n")
    texts = {TextField.TITLE: article["title"], TextField.LEAD: lead, TextField.BODY: rest}
    found = Counter(
        (text_field(field, Stream.STEM), stem)
        for field, text in texts.items()
        for stem in analyse(text, language).stem.split()
    )
    return Counter(dict(found.most_common(_COUNTED)))


def telling(found: Counter[Stem], articles: Mapping[Stem, int], archive: int) -> list[Stem]:
    """The stems that are frequent here and rare in the archive, most telling first."""
    most = max(archive // _COMMON, _FEW)
    worth = {
        stem: number * (1 + log(archive / (articles[stem] + 1)))
        for stem, number in found.items()
        if _RAREST <= articles[stem] <= most
    }
    return sorted(worth, key=lambda stem: (-worth[stem], stem))[:MOST]
