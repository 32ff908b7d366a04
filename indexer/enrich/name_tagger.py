"""The recogniser: a component that gives each token a tag of a name, and sets `doc.ents`.

Tags are begin, inside and outside of PER, LOC and ORG. The network learnt its teachers' doubts
with their labels (G. Hinton et al. 2015, "Distilling the knowledge in a neural network"), so what
it returns are shares, and names are read off the likeliest row of tags that names can have.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, Self

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch, registry
from thinc.api import Linear, Model, chain, with_array

from indexer.enrich.name_tags import TAGS, find_names
from indexer.enrich.table_file import KeptInFile

FACTORY: Final = "fundstelle_name_tagger"
ARCHITECTURE: Final = "fundstelle.NameTagger.v1"

Network = Model[list[Doc], Any]  # to a list of two-dimensional arrays
_batches: Callable[..., Iterator[list[Doc]]] = minibatch


def build_network(tok2vec: Network, width: int) -> Network:
    """Return the layers Doc -> a row of logits for each token, a number a tag."""
    return chain(tok2vec, with_array(Linear(len(TAGS), width)))


class NameTagger(KeptInFile):
    """Sets `doc.ents` by the network's likeliest tags."""

    file = "model"

    def __init__(self, name: str, model: Network) -> None:
        self.name = name
        self.model = model

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that names can have."""
        return tuple(dict.fromkeys(tag[2:] for tag in TAGS if tag[2:]))

    def __call__(self, doc: Doc) -> Doc:
        self._set_names([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Yield the docs with their names."""
        for docs in _batches(stream, size=batch_size):
            self._set_names(docs)
            yield from docs

    def _set_names(self, docs: Sequence[Doc]) -> None:
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            return
        found = find_names(self.model.predict(filled))
        for doc, names in zip(filled, found, strict=True):
            doc.set_ents([Span(doc, start, end, label) for start, end, label in names])

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return self.model.to_bytes()

    def from_bytes(self, packed: bytes, *, exclude: Iterable[str] = ()) -> Self:
        self.model.from_bytes(packed)
        return self


def _create(nlp: Language, name: str, model: Network) -> NameTagger:
    return NameTagger(name, model)


_architecture: Callable[..., Any] = registry.architectures(ARCHITECTURE)
_architecture(build_network)
_register: Callable[..., Any] = Language.factory(FACTORY, assigns=["doc.ents", "token.ent_iob"])
_register(_create)
