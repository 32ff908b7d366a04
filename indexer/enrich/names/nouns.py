"""Single words that stand in the text as nouns and adverbs do, and so are nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from archive.model.annotation import Label
from indexer.enrich.lexicon import words
from indexer.enrich.names.found import Found
from indexer.enrich.names.given import is_given

_ARTICLES: Final = frozenset(
    {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"}
    | {"dieser", "diese", "diesen", "diesem", "jeder", "jeden"}
)
_OPENERS: Final = words("opening_words.txt")
_ADJECTIVE: Final = ("e", "en", "er", "es", "em")


def without_nouns(doc: Doc, names: Sequence[Found]) -> list[Found]:
    """The names without those persons of one word that mostly stand behind an article ("der
    Hacker", "ein 37-jähriger Hesse"), or open a sentence as an adverb does ("Lange").

    A word that somebody in the article bears with a given name stays a name.
    """
    borne = {
        word
        for name in names
        if name.label is Label.PER and " " in name.text
        for word in (name.text.split()[0], name.text.split()[-1])
    }
    ends = {name.last for name in names if name.label is Label.PER}
    votes: dict[str, Counter[bool]] = {}
    for name in names:
        if name.label is Label.PER and " " not in name.text:
            noun = name.first - 2 not in ends and _is_noun(doc, name)  # not: "Ursa | von der | …"
            votes.setdefault(name.text, Counter())[noun] += 1
    nouns = {text for text, count in votes.items() if count[True] > count[False]}
    nouns -= {text for text in nouns if text in borne or text.removesuffix("s") in borne}
    return [name for name in names if name.label is not Label.PER or name.text not in nouns]


def _is_noun(doc: Doc, name: Found) -> bool:
    if name.text in _OPENERS:
        return name.first == 0 or doc[name.first].is_sent_start is True
    if name.first == 0 or is_given(name.text):
        return False
    before = doc[name.first - 1].text
    if before.lower() in _ARTICLES:
        return not _is_relative(doc, name.first - 1)
    if before.endswith("jähriger"):
        return name.first > 1 and doc[name.first - 2].lower_ == "ein"
    indefinite = name.first > 1 and doc[name.first - 2].lower_.startswith("ein")
    return indefinite and before.islower() and before.endswith(_ADJECTIVE)


def _is_relative(doc: Doc, article: int) -> bool:
    """Behind a comma, alone or with a preposition, it is a pronoun: ", die Falk verließ"."""
    return any(doc[place].text == "," for place in range(max(0, article - 2), article))
