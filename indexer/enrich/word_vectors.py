"""A pipeline component that sets `doc.tensor` to vectors of the word forms, learnt elsewhere."""

import lzma
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from indexer.enrich.table_file import KeptInFile
from indexer.enrich.word_forms import nearest_forms

FACTORY = "fundstelle_word_vectors"
MAX_CACHED = 300_000  # forms; a bulk run meets ever new ones
UNKNOWN = 0  # the row of forms without a vector: all zero
WIDTH = 48

Codes = NDArray[np.int8]
Floats = NDArray[np.float32]


class WordVectors:
    """Vectors of word forms, a byte a number; a form not known takes that of the nearest form."""

    __slots__ = ("_codes", "_rows", "_scale")

    def __init__(self, forms: Sequence[str], codes: Codes, scale: Floats) -> None:
        """`codes` has a row for each form, `scale` the step of each column."""
        blank = np.zeros((1, codes.shape[1]), dtype=np.int8)
        self._codes = np.concatenate([blank, codes])
        self._rows = {form: number for number, form in enumerate(forms, start=1)}
        self._scale = scale

    @classmethod
    def rounded(cls, forms: Sequence[str], vectors: Floats) -> Self:
        """Take vectors of full precision, a row for each form."""
        scale = np.maximum(np.abs(vectors).max(axis=0, initial=0.0), 1e-9) / 127
        codes = np.rint(vectors / scale).astype(np.int8)
        return cls(forms, codes, scale.astype(np.float32))

    @classmethod
    def empty(cls) -> Self:
        """Return a table that knows no form."""
        return cls([], np.zeros((0, WIDTH), dtype=np.int8), np.ones(WIDTH, dtype=np.float32))

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, form: str) -> int:
        """Return the row of the form or of the nearest form known, else UNKNOWN."""
        for candidate in nearest_forms(form):
            row = self._rows.get(candidate)
            if row is not None:
                return row
        return UNKNOWN

    def take(self, rows: Sequence[int]) -> Floats:
        """Return the vectors of some rows."""
        taken: Floats = self._codes[rows] * self._scale
        return taken

    def to_bytes(self) -> bytes:
        """Return the table packed: the sizes, the scale, the forms, the codes column by column."""
        forms = "\n".join(self._rows).encode()
        columns = np.ascontiguousarray(self._codes[1:].T)
        head = np.array([len(self._rows), len(forms)], dtype="<u4").tobytes()
        steps = self._scale.astype("<f4").tobytes()
        return lzma.compress(head + steps + forms + columns.tobytes(), preset=9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Read what to_bytes wrote."""
        raw = lzma.decompress(packed)
        count, size = np.frombuffer(raw[:8], dtype="<u4").tolist()
        forms_at = 8 + 4 * WIDTH
        codes_at = forms_at + size
        scale = np.frombuffer(raw[8:forms_at], dtype="<f4").astype(np.float32)
        forms = raw[forms_at:codes_at].decode().split("\n") if count else []
        columns = np.frombuffer(raw[codes_at:], dtype=np.int8).reshape(WIDTH, count)
        return cls(forms, np.ascontiguousarray(columns.T), scale)


class VectorTagger(KeptInFile):
    """Sets `doc.tensor`, which an embedding layer reads, to one row of WIDTH numbers a token."""

    def __init__(self, name: str = FACTORY, table: WordVectors | None = None) -> None:
        self.name = name
        self.table = table if table is not None else WordVectors.empty()
        self._rows: dict[int, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        if len(self._rows) > MAX_CACHED:
            self._rows.clear()
        keys = doc.to_array(["ORTH"]).tolist()
        try:
            rows = [self._rows[key] for key in keys]
        except KeyError:
            rows = [self._learn(key, doc) for key in keys]
        # The stub asks for numbers of 64 bits, the layers for 32.
        doc.tensor = cast(Any, self.table.take(rows))
        return doc

    def _learn(self, key: int, doc: Doc) -> int:
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self.table.row(doc.vocab.strings[key])
        return row

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return self.table.to_bytes()

    def from_bytes(self, packed: bytes, *, exclude: Iterable[str] = ()) -> Self:
        self.table = WordVectors.from_bytes(packed)
        self._rows.clear()
        return self


def _create(nlp: Language, name: str) -> VectorTagger:
    return VectorTagger(name)


_register: Callable[..., Any] = Language.factory(FACTORY, assigns=["doc.tensor"])
_register(_create)
