"""A pipeline component that gives each token the Brown cluster of its word form, as its tag."""

import lzma
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.types import Ints2d

import indexer.enrich.embedding  # noqa: F401  (registers the layer that reads the tag)
from indexer.enrich.table_file import KeptInFile
from indexer.enrich.word_forms import nearest_forms

FACTORY = "fundstelle_clusters"
MISSING = ""  # the empty tag: no cluster known, so nothing else that reads tags is misled
MAX_CACHED = 500_000  # a bulk run meets ever new forms (numbers, addresses); the cache must not


class Clusters:
    """A lookup from word form to cluster path; a cluster is written as its bits, root first."""

    __slots__ = ("_paths", "_rows")

    def __init__(self, clusters: Mapping[str, str]) -> None:
        self._paths = sorted(set(clusters.values()))
        row = {path: number for number, path in enumerate(self._paths)}
        self._rows = {form: row[path] for form, path in clusters.items()}

    def __len__(self) -> int:
        return len(self._rows)

    def path(self, form: str) -> str:
        """Return the cluster of a form or of the nearest form the table knows, else MISSING."""
        for candidate in nearest_forms(form):
            row = self._rows.get(candidate)
            if row is not None:
                return self._paths[row]
        return MISSING

    def to_bytes(self) -> bytes:
        """Return the table packed: paths, sorted forms, one 16-bit row number for each form."""
        forms = sorted(self._rows)
        rows = np.array([self._rows[form] for form in forms], dtype="<u2")
        parts = ["\n".join(self._paths).encode(), "\n".join(forms).encode(), rows.tobytes()]
        head = b"".join(len(part).to_bytes(8, "little") for part in parts)
        return lzma.compress(head + b"".join(parts), preset=9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Read what to_bytes wrote."""
        raw = lzma.decompress(packed)
        sizes = [int.from_bytes(raw[at : at + 8], "little") for at in (0, 8, 16)]
        paths_end = 24 + sizes[0]
        forms_end = paths_end + sizes[1]
        table = cls({})
        forms = raw[paths_end:forms_end].decode()
        table._paths = raw[24:paths_end].decode().split("\n") if sizes[0] else []
        rows = np.frombuffer(raw[forms_end : forms_end + sizes[2]], dtype="<u2").tolist()
        table._rows = dict(zip(forms.split("\n"), rows, strict=True)) if rows else {}
        return table


class ClusterTagger(KeptInFile):
    """Sets `token.tag_` to "B" and the cluster's bits; leaves it empty where none is known.

    The tag is the attribute of choice because a Brown cluster is a word class, no other component
    of this pipeline sets tags, and an embedding layer can read it as the feature TAG.
    """

    def __init__(self, vocab: Vocab, name: str = FACTORY, clusters: Clusters | None = None) -> None:
        self.vocab = vocab
        self.name = name
        self.clusters = clusters if clusters is not None else Clusters({})
        self._tags: dict[int, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        tags = self._tags
        if len(tags) > MAX_CACHED:
            tags.clear()
        values = np.empty((len(doc), 1), dtype="uint64")
        for token in doc:
            tag = tags.get(token.orth)
            values[token.i, 0] = self._learn(token.orth, token.text) if tag is None else tag
        return doc.from_array(["TAG"], cast(Ints2d, values))

    def _learn(self, orth: int, form: str) -> int:
        path = self.clusters.path(form)
        tag: int = self.vocab.strings.add("B" + path) if path else 0
        self._tags[orth] = tag
        return tag

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return self.clusters.to_bytes()

    def from_bytes(self, packed: bytes, *, exclude: Iterable[str] = ()) -> Self:
        self.clusters = Clusters.from_bytes(packed)
        self._tags.clear()
        return self


def _create(nlp: Language, name: str) -> ClusterTagger:
    return ClusterTagger(nlp.vocab, name)


_register: Callable[..., Any] = Language.factory(FACTORY, assigns=["token.tag"])
_register(_create)
