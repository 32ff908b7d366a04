"""One pass over a document that collects every piece of evidence for a country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from archive.model.annotation import CountryMention, Via
from indexer.enrich.countries.forms import Forms, Sense, load_forms
from indexer.enrich.countries.words import CountryWords
from indexer.enrich.lexicon import words

# Before the plural of a people: "die Polen", "zwei Ungarn"; the bare word is the country.
_BEFORE_PEOPLE: Final = words("before_people.txt")
_LANGUAGE_BEFORE: Final = frozenset({"ins", "im", "auf", "vom"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A country mention with its code; `generic` when the word is shared by several states."""

    code: str
    mention: CountryMention
    generic: bool = False


class EvidenceFinder:
    """Finds country words; names of persons are no evidence, unsure words need a place there."""

    __slots__ = ("_forms", "_matcher", "_words")

    def __init__(self, nlp: Language, forms: Forms | None = None) -> None:
        self._forms = forms or load_forms()
        self._words = CountryWords(self._forms)
        self._matcher = PhraseMatcher(nlp.vocab)
        long = [nlp.make_doc(form) for form in self._forms.senses if not form.isalpha()]
        self._matcher.add("country", [doc for doc in long if len(doc) > 1])

    def sense(self, form: str) -> Sense | None:
        """What this form means by itself."""
        return self._forms.get(form)

    def find(self, doc: Doc, labels: dict[int, str]) -> Iterator[Evidence]:
        """Evidence in text order; `labels` gives the kind of name for tokens inside one."""
        phrases = self._phrases(doc, labels)
        at = 0
        while at < len(doc):
            if at in phrases:
                end, sense = phrases[at]
                span = doc[at:end]
                yield _evidence(span.text, span.start_char, sense)
                at = end
                continue
            if labels.get(at) != "PER":
                yield from self._word(doc[at], labels.get(at))
            at += 1

    def _phrases(self, doc: Doc, labels: dict[int, str]) -> dict[int, tuple[int, Sense]]:
        """The longest phrase that starts at each token."""
        found: dict[int, tuple[int, Sense]] = {}
        for _, start, end in self._matcher(doc):
            sense = self._forms.get(doc[start:end].text)
            if sense is None or not _allowed(sense, labels.get(start)):
                continue
            if start not in found or found[start][0] < end:
                found[start] = (end, sense)
        return found

    def _word(self, token: Token, label: str | None) -> Iterator[Evidence]:
        for part in self._words.parts(token.text):
            sense = part.sense
            whole = part.start == 0 and part.end == len(token)
            if whole and self._misleads(token, sense):
                continue
            if whole and sense.people and _names_people(token):
                sense = Sense(code=sense.code, via=Via.ADJECTIVE)
            if _allowed(sense, label):
                yield _evidence(token.text[part.start : part.end], token.idx + part.start, sense)

    def _misleads(self, token: Token, sense: Sense) -> bool:
        """Money and languages look like adjectives of a country."""
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        if following is not None and self._words.is_currency(following.text):
            return True
        if sense.via is not Via.ADJECTIVE or token.i == 0:
            return False
        bare = following is None or not following.is_title
        return token.nbor(-1).lower_ in _LANGUAGE_BEFORE and bare and not token.text.endswith("er")


def _allowed(sense: Sense, label: str | None) -> bool:
    if label == "PER":
        return False
    return sense.sure or label == "LOC"


def _names_people(token: Token) -> bool:
    if token.i == 0:
        return False
    before = token.nbor(-1)
    return before.lower_ in _BEFORE_PEOPLE or before.like_num


def _evidence(text: str, start: int, sense: Sense) -> Evidence:
    generic = text.lower().startswith(("kongo", "korea"))
    mention = CountryMention(start=start, end=start + len(text), text=text, via=sense.via)
    return Evidence(sense.code, mention, generic)
