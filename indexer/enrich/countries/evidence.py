"""One pass over a document that collects every piece of evidence for a country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from archive.model.annotation import CountryMention, Via
from indexer.enrich.countries import context
from indexer.enrich.countries.forms import Forms, Sense
from indexer.enrich.countries.loading import ENGLISH, load_forms
from indexer.enrich.countries.words import CountryWords

_BETWEEN = ("zwischen", "between")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A country mention with its code; `derived` for adjectives, inhabitants and compounds, `town`
    for a town that has namesakes.
    """

    code: str
    mention: CountryMention
    derived: bool = False
    town: bool = False


class EvidenceFinder:
    """Finds country words; names of persons are no evidence, unsure words need a place there."""

    __slots__ = ("_english", "_forms", "_matcher", "_words")

    def __init__(self, nlp: Language, forms: Forms | None = None) -> None:
        self._forms = forms or load_forms()
        self._english = self._forms.language == ENGLISH
        self._words = CountryWords(self._forms)
        self._matcher = PhraseMatcher(nlp.vocab)
        phrases = {form for form in self._forms.senses if not form.isalpha()}
        phrases |= self._forms.misleading
        phrases |= {form.replace("'", "’") for form in phrases if "'" in form}
        long = [nlp.make_doc(form) for form in sorted(phrases)]
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
                if sense is not None:
                    yield _evidence(doc[at:end].text, doc[at].idx, sense)
                at = end
                continue
            if labels.get(at) != "PER":
                yield from self._word(doc[at], labels.get(at))
            at += 1

    def _phrases(self, doc: Doc, labels: dict[int, str]) -> dict[int, tuple[int, Sense | None]]:
        """The longest phrase that starts at each token; those that mean no country have none."""
        found: dict[int, tuple[int, Sense | None]] = {}
        for _, start, end in self._matcher(doc):
            sense = self._forms.get(doc[start:end].text)
            if sense is not None and not self._holds(doc, start, end, sense, labels):
                continue
            if start not in found or found[start][0] < end:
                found[start] = (end, sense)
        return found

    def _holds(self, doc: Doc, start: int, end: int, sense: Sense, labels: dict[int, str]) -> bool:
        if end < len(doc) and self._words.is_currency(doc[end].text, sense.code):
            return False
        if sense.code == "CSXX" and start and doc[start - 1].lower_ in _BETWEEN:
            return False
        return self._allowed(doc[start], sense, labels.get(start))

    def _word(self, token: Token, label: str | None) -> Iterator[Evidence]:
        following = context.after(token)
        for part in self._words.parts(token.text):
            sense = part.sense
            whole = part.start == 0 and part.end == len(token)
            currency = following is not None and self._words.is_currency(following.text, sense.code)
            if whole and context.misleads(token, sense, currency=currency, english=self._english):
                continue
            if whole:
                sense = _in_context(token, sense)
            if self._allowed(token, sense, label):
                text = token.text[part.start : part.end]
                yield _evidence(text, token.idx + part.start, sense, whole=whole)

    def _allowed(self, token: Token, sense: Sense, label: str | None) -> bool:
        if label == "PER":
            return False
        if sense.sure or label == "LOC":
            return True
        if sense.derived:
            return context.one_of_them(token)
        return self._english and context.is_placed(token)


def _in_context(token: Token, sense: Sense) -> Sense:
    if sense.people and context.names_people(token):
        return Sense(code=sense.code, via=Via.ADJECTIVE, derived=True)
    if sense.via is Via.CAPITAL and context.names_region(token):
        return replace(sense, via=Via.PLACE)
    return sense


def _evidence(text: str, start: int, sense: Sense, *, whole: bool = True) -> Evidence:
    mention = CountryMention(start=start, end=start + len(text), text=text, via=sense.via)
    return Evidence(sense.code, mention, sense.derived or not whole, sense.town)
