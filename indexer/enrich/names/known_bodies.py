"""Organisations that a table knows by name, found where the recogniser saw none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from archive.model.annotation import Label
from indexer.enrich.lexicon import rows
from indexer.enrich.names.found import Found, found
from indexer.enrich.names.spelling import fold

# Names that are also words or other names where no capitals or context tell.
_AMBIGUOUS: Final = frozenset({"Grüne", "Grünen", "Verdi", "Die Linke", "AP", "AU", "ETA", "RAF"})


class KnownBodies:
    """Finds names of the table; `aliases` joins the names of one body."""

    __slots__ = ("_matcher", "_several", "_single", "aliases")

    def __init__(self, nlp: Language) -> None:
        self.aliases: Mapping[str, str] = {
            fold(form): fold(name)
            for (name,), others in rows("organisations.txt")
            for form in (name, *others)
        }
        forms = {
            form
            for (name,), others in rows("organisations.txt")
            for form in (name, *others)
            if form not in _AMBIGUOUS
        }
        docs = [nlp.make_doc(form) for form in sorted(forms)]
        self._single = frozenset(doc.text for doc in docs if len(doc) == 1)
        self._several = frozenset(doc.text for doc in docs if len(doc) > 1)
        self._matcher = PhraseMatcher(nlp.vocab)
        self._matcher.add("body", [doc for doc in docs if len(doc) > 1])

    def find(self, doc: Doc, taken: Collection[int]) -> Iterator[Found]:
        """Known names outside the tokens taken, the longest first."""
        used = set(taken)
        for _, first, last in sorted(self._matcher(doc), key=lambda match: match[1] - match[2]):
            if used.isdisjoint(range(first, last)):
                used.update(range(first, last))
                yield found(doc, first, last, Label.ORG)
        for token in doc:
            if token.text in self._single and token.i not in used:
                yield found(doc, token.i, token.i + 1, Label.ORG)

    def whole(self, doc: Doc, names: Sequence[Found]) -> list[Found]:
        """Known names of several words in place of the parts that the recogniser saw in them."""
        kept = list(names)
        for _, first, last in self._matcher(doc):
            inside = [n for n in kept if n.first < last and n.last > first]
            if inside and all(first <= n.first and n.last <= last for n in inside):
                kept = [n for n in kept if n not in inside]
                kept.append(found(doc, first, last, Label.ORG))
        return kept

    def corrected(self, name: Found) -> Found:
        """A body where the recogniser saw somebody; of one word it may be a surname all the same
        ("Bayer")."""
        known = name.label is Label.PER and name.text in self._several
        return replace(name, label=Label.ORG) if known else name

    def heads(self, doc: Doc, taken: Collection[int]) -> Iterator[tuple[int, str]]:
        """Known names that open a compound ("EU-Beitritt"): token and name."""
        for token in doc:
            head = token.text.rpartition("-")[0]
            while head and head not in self._single:
                head = head.rpartition("-")[0]
            if head and token.i not in taken:
                yield token.i, head
