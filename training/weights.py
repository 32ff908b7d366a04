"""What is learnt, as plain arrays, and how it gets into the network that ships."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from spacy.language import Language
from thinc.api import Model

from training.pipeline import recogniser_of

PIECES = 3  # of a maxout layer
TEXT = "Ein Satz ."  # from which the network tells its layers' sizes

Floats = Any  # arrays of 32-bit floats; thinc has types of its own for them


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A maxout layer (I. Goodfellow et al. 2013) with the normalisation behind it (J. Ba et al.
    2016): `matrix` is input by output times PIECES."""

    matrix: Floats
    shift: Floats
    gain: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Tables of the hashed features, column by column; the layer that mixes them; the layers over
    windows of three tokens; the matrix and shift of the tags."""

    tables: Sequence[Floats]
    mix: Layer
    windows: Sequence[Layer]
    matrix: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows and columns of each feature's table, the seed of its hash, width and depth of the rest,
    and the share of tokens whose form is hidden while training."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    seeds: tuple[int, ...]
    width: int
    depth: int
    forget: float


def sizes_of(nlp: Language) -> Sizes:
    """Return the sizes that model.cfg sets."""
    network = recogniser_of(nlp).model
    tables = _tables(network)
    mix, *windows = _maxouts(network)
    features = next(node for node in network.walk() if node.name == "word_features")
    return Sizes(
        rows=tuple(node.get_dim("nV") for node in tables),
        columns=tuple(node.get_dim("nO") for node in tables),
        seeds=tuple(node.attrs["seed"] for node in tables),
        width=mix.get_dim("nO"),
        depth=len(windows),
        forget=features.attrs["forget"],
    )


def install(nlp: Language, weights: Weights) -> None:
    """Put the weights into the pipeline's recogniser."""
    network = recogniser_of(nlp).model
    doc = nlp.make_doc(TEXT)
    for _, component in nlp.pipeline[:-1]:
        doc = component(doc)
    network.initialize(X=[doc])
    for node, table in zip(_tables(network), weights.tables, strict=True):
        node.set_param("E", table)
    layers = [weights.mix, *weights.windows]
    for node, layer in zip(_maxouts(network), layers, strict=True):
        _install_layer(network, node, layer)
    last = next(node for node in network.walk() if node.name == "linear")
    last.set_param("W", _packed(weights.matrix.T))
    last.set_param("b", weights.shift)


def _install_layer(network: Model[Any, Any], node: Model[Any, Any], layer: Layer) -> None:
    inputs, width = layer.matrix.shape[0], layer.gain.shape[0]
    matrix = layer.matrix.reshape(inputs, width, PIECES).transpose(1, 2, 0)
    node.set_param("W", _packed(matrix))
    node.set_param("b", layer.shift.reshape(width, PIECES))
    chain = next(parent for parent in network.walk() if node in parent.layers)
    normal = next(other for other in chain.layers if other.name == "layernorm")
    normal.set_param("G", layer.gain)
    normal.set_param("b", layer.bias)


def _packed(matrix: Floats) -> Floats:
    return cast(Any, np.ascontiguousarray(matrix))


def _tables(network: Model[Any, Any]) -> list[Model[Any, Any]]:
    """Return the tables of the features, in the order of their columns."""
    found = [node for node in network.walk() if node.name == "hashembed"]
    return sorted(found, key=lambda node: int(node.attrs["column"]))


def _maxouts(network: Model[Any, Any]) -> list[Model[Any, Any]]:
    """Return the layer that mixes the features, then those over windows from the first one on."""
    return list(_in_order(network))


def _in_order(node: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    if node.name == "maxout":
        yield node
    for layer in node.layers:
        yield from _in_order(layer)
