"""Finding the sentence around an offset, and the title to show for an article that has none."""

from __future__ import annotations

import re

from archive.model.article import Article
from archive.model.document import DISPLAY_TITLE_LIMIT

# An end mark, then white space, then something that can start a sentence. A stop after digits or a
# single letter is an ordinal or an initial ("19. Juni", "J. Nyerere"), after these words an
# abbreviation.
_END = re.compile(r"[.!?…][\"'»“”)\]]*(?=\s+[\"'„«»“(\[]*[A-ZÄÖÜÀ-ÞΑ-ΩА-Я0-9])|\n\s*\n")
_NO_END = re.compile(
    r"(?:\b\d+|\b\w|\b(?:Dr|Prof|Mr|Mrs|Ms|St|Nr|bzw|ca|vgl|Abs|Art|geb|gest|sog|Mio|Mrd|Co|Inc))\.$"
)


def sentence_around(text: str, start: int) -> str:
    """The sentence that contains the offset, white space made single blanks."""
    begin = 0
    for end in _ends(text):
        if end > start:
            return _single(text[begin:end])
        begin = end
    return _single(text[begin:])


def display_title(article: Article) -> str:
    """The title, else the first sentence of the lead, cut at a word."""
    if article.title.strip():
        return article.title
    lead = article.body.strip().split("\n\n", 1)[0]
    sentence = sentence_around(lead, 0)
    if len(sentence) <= DISPLAY_TITLE_LIMIT:
        return sentence
    kept = sentence[:DISPLAY_TITLE_LIMIT]
    return f"{kept.rpartition(' ')[0] or kept[:-1]}…"


def _ends(text: str) -> list[int]:
    return [
        match.end()
        for match in _END.finditer(text)
        if not _NO_END.search(text, max(0, match.start() - 8), match.start() + 1)
    ]


def _single(text: str) -> str:
    return " ".join(text.split())
