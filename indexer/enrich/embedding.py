"""The recogniser's embedding layer: what a word form and its cluster look like, hashed, and the
form's vector."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

from indexer.enrich.form_table import FormTable
from indexer.enrich.word_vectors import WIDTH as VECTOR_WIDTH

ARCHITECTURE = "fundstelle.WordEmbed.v2"

Rows = NDArray[np.uint64]


def form_features(form: str) -> tuple[str, ...]:
    """Return the form in lower case, its affixes, its shape and what it holds besides letters."""
    low = form.lower()
    return (low, form[:1], low[:3], low[-3:], low[-5:], shape(form))


def cluster_features(tag: str) -> tuple[str, ...]:
    """Return the cluster and its ancestors in the tree, from near to far; all empty for no tag."""
    return (tag, tag[:12], tag[:8], tag[:5])


def feature_hashes(form: str, tag: str) -> list[int]:
    """Return the hashes of all features, in the order of the tables."""
    return _hashed((*form_features(form), *cluster_features(tag)))


def _hashed(features: Iterable[str]) -> list[int]:
    return [get_string_id(feature) for feature in features]


def shape(form: str) -> str:
    """Return the form with each letter and digit as its kind, runs cut to three."""
    out = ""
    for letter in form:
        kind = _kind(letter)
        if out[-3:] != kind * 3:
            out += kind
    return out


def _kind(letter: str) -> str:
    if letter.isalpha():
        return "X" if letter.isupper() else "x"
    return "d" if letter.isdigit() else letter


FORM_WIDTH = len(form_features(""))
TELLTALE = (0, 4)  # the form itself and its five last letters
CLUSTER_WIDTH = len(cluster_features(""))


def build_word_embed(
    width: int, widths: list[int], rows: list[int], forget: float
) -> Model[list[Doc], list[Any]]:
    """Return the layer; `widths` and `rows` are the tables' sizes, form features first; `forget`
    is the share of tokens whose form is hidden while training."""
    tables: list[Model[Any, Any]] = [
        HashEmbed(nO, rows[column], column=column, seed=8 + column, dropout=0.0)
        for column, nO in enumerate(widths)
    ]
    hashed: Model[Any, Any] = chain(
        word_features(forget), list2ragged(), with_array(concatenate(*tables))
    )
    known: Model[Any, Any] = chain(word_vectors(), list2ragged())
    mix = Maxout(width, sum(widths) + VECTOR_WIDTH, nP=3, dropout=0.0, normalize=True)
    return chain(concatenate(hashed, known), with_array(mix), ragged2list())


_register: Callable[..., Any] = registry.architectures(ARCHITECTURE)
_register(build_word_embed)


def word_features(forget: float) -> Model[list[Doc], list[Any]]:
    """Return the layer Doc -> feature hashes, one row a token."""
    forms = FormTable(FORM_WIDTH, lambda form: _hashed(form_features(form)), np.uint64)
    clusters = FormTable(CLUSTER_WIDTH, lambda tag: _hashed(cluster_features(tag)), np.uint64)

    def forward(model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool) -> Any:
        found = []
        for doc in docs:
            keys = doc.to_array(["ORTH", "TAG"])
            strings = doc.vocab.strings
            left = forms.rows(keys[:, 0].tolist(), strings)
            right = clusters.rows(keys[:, 1].tolist(), strings)
            if is_train:
                left = _forgetful(left, model.attrs["forget"])
            found.append(np.hstack([left, right]))
        return found, lambda gradient: []

    return Model("word_features", forward, attrs={"forget": forget})


def word_vectors() -> Model[list[Doc], list[Any]]:
    """Return the layer Doc -> the vectors that a component before it has put into `doc.tensor`."""

    def forward(model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool) -> Any:
        return [doc.tensor for doc in docs], lambda gradient: []

    return Model("word_vectors", forward, dims={"nO": VECTOR_WIDTH})


def _forgetful(rows: Rows, share: float) -> Rows:
    """Blank all that identifies the word itself in a share of the rows, so that the layers above
    learn to judge by cluster, shape and context, as they must for names never seen."""
    chosen = np.random.random(len(rows)) < share
    kept = rows.copy()
    for column in TELLTALE:
        kept[chosen, column] = 0
    return kept
