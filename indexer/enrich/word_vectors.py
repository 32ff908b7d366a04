"""A pipeline component that sets `doc.tensor` to vectors of the word forms, learnt elsewhere."""

import lzma
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from indexer.enrich.form_table import FormTable
from indexer.enrich.letters import LetterVectors, has_letters
from indexer.enrich.table_file import KeptInFile
from indexer.enrich.word_forms import nearest_forms

FACTORY = "fundstelle_word_vectors"
WIDTH = 48

Codes = NDArray[np.int8]
Floats = NDArray[np.float32]


class WordVectors:
    """Vectors of word forms, a byte a number. A form not known takes that of the nearest form,
    else what its letters make likely; one without letters has the zero vector."""

    __slots__ = ("_codes", "_rows", "_scale", "letters")

    def __init__(
        self, forms: Sequence[str], codes: Codes, scale: Floats, letters: LetterVectors
    ) -> None:
        """`codes` has a row for each form, `scale` the step of each column."""
        self._codes = codes
        self._rows = {form: number for number, form in enumerate(forms)}
        self._scale = scale
        self.letters = letters

    @classmethod
    def rounded(cls, forms: Sequence[str], vectors: Floats, letters: LetterVectors) -> Self:
        """Take vectors of full precision, a row for each form."""
        scale = np.maximum(np.abs(vectors).max(axis=0, initial=0.0), 1e-9) / 127
        codes = np.rint(vectors / scale).astype(np.int8)
        return cls(forms, codes, scale.astype(np.float32), letters)

    @classmethod
    def empty(cls) -> Self:
        """Return a table that knows no form."""
        none = np.zeros((0, WIDTH), dtype=np.int8)
        return cls([], none, np.ones(WIDTH, dtype=np.float32), LetterVectors.empty(WIDTH))

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, form: object) -> bool:
        return form in self._rows

    def vector(self, form: str) -> Floats:
        """Return the vector of a form."""
        for candidate in nearest_forms(form):
            row = self._rows.get(candidate)
            if row is not None:
                vector: Floats = self._codes[row] * self._scale
                return vector
        if has_letters(form):
            return self.letters.vector(form)
        return np.zeros(WIDTH, dtype=np.float32)

    def to_bytes(self) -> bytes:
        """Return the table packed: the sizes, the scale, the forms, the codes column by column, and
        what the letters say."""
        forms = "\n".join(self._rows).encode()
        columns = np.ascontiguousarray(self._codes.T)
        head = np.array([len(self._rows), len(forms)], dtype="<u4").tobytes()
        steps = self._scale.astype("<f4").tobytes()
        raw = head + steps + forms + columns.tobytes() + self.letters.to_bytes()
        return lzma.compress(raw, preset=9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Read what to_bytes wrote."""
        raw = lzma.decompress(packed)
        count, size = np.frombuffer(raw[:8], dtype="<u4").tolist()
        forms_at = 8 + 4 * WIDTH
        codes_at = forms_at + size
        letters_at = codes_at + count * WIDTH
        scale = np.frombuffer(raw[8:forms_at], dtype="<f4").astype(np.float32)
        forms = raw[forms_at:codes_at].decode().split("\n") if count else []
        columns = np.frombuffer(raw[codes_at:letters_at], dtype=np.int8).reshape(WIDTH, count)
        letters = LetterVectors.from_bytes(raw[letters_at:], WIDTH)
        return cls(forms, np.ascontiguousarray(columns.T), scale, letters)


class VectorTagger(KeptInFile):
    """Sets `doc.tensor`, which an embedding layer reads, to one row of WIDTH numbers a token."""

    def __init__(self, name: str = FACTORY, table: WordVectors | None = None) -> None:
        self.name = name
        self.use(table if table is not None else WordVectors.empty())

    def use(self, table: WordVectors) -> None:
        """Take another table."""
        self.table = table
        self._rows = FormTable(WIDTH, table.vector, np.float32)

    def __call__(self, doc: Doc) -> Doc:
        keys = doc.to_array(["ORTH"]).tolist()
        # The stub asks for numbers of 64 bits, the layers for 32.
        doc.tensor = cast(Any, self._rows.rows(keys, doc.vocab.strings))
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return self.table.to_bytes()

    def from_bytes(self, packed: bytes, *, exclude: Iterable[str] = ()) -> Self:
        self.use(WordVectors.from_bytes(packed))
        return self


def _create(nlp: Language, name: str) -> VectorTagger:
    return VectorTagger(name)


_register: Callable[..., Any] = Language.factory(FACTORY, assigns=["doc.tensor"])
_register(_create)
