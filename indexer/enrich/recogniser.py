"""The spaCy models that recognise names: the shipped one and those that a user names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from archive.errors import SettingsError
from indexer.enrich import clusters, embedding, name_tagger, sentences, word_vectors
from indexer.enrich.dates import component as dates
from indexer.enrich.events import component as events
from indexer.enrich.names import component as names
from indexer.enrich.tokens import BoundedTokenizer

SHIPPED: Final = "de"
SHIPPED_PATH: Final = Path(__file__).parent / "models" / SHIPPED
ANNOTATORS: Final[tuple[str, ...]] = (
    names.FACTORY,
    dates.FACTORY,
    events.FACTORY,
)
# Parts of general models that nothing here reads; leaving them out saves most of their time.
UNUSED: Final = (
    "parser",
    "senter",
    "sentencizer",
    "tagger",
    "morphologizer",
    "attribute_ruler",
    "lemmatizer",
    "trainable_lemmatizer",
)
# Named here so that spaCy knows them before a model asks for them.
REGISTERED: Final = (
    clusters.FACTORY,
    embedding.ARCHITECTURE,
    name_tagger.FACTORY,
    sentences.FACTORY,
    word_vectors.FACTORY,
)


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """A pipeline with our annotators, and what identifies the model in it."""

    nlp: Language
    title: str
    path: Path


def load_model(name: str | None) -> LoadedModel:
    """Load a model by package name or path, None for the shipped one, and add the annotators;
    raise SettingsError if it cannot be loaded or recognises no names. The shipped one, which does
    not change while a process lives, is loaded once.
    """
    return _loaded(name) if name else _shipped()


@lru_cache(maxsize=1)  # a second and more
def _shipped() -> LoadedModel:
    return _loaded(None)


def _loaded(name: str | None) -> LoadedModel:
    nlp = _load(name or str(SHIPPED_PATH))
    if not nlp.has_pipe("ner"):
        raise SettingsError(f"The model {name} recognises no names: it has no component 'ner'.")
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer)
    nlp.add_pipe(sentences.FACTORY, first=True)
    for annotator in ANNOTATORS:
        nlp.add_pipe(annotator)
    title = f"{nlp.meta['name']}-{nlp.meta['version']}" if name else f"de-{nlp.meta['version']}"
    return LoadedModel(nlp=nlp, title=title, path=Path(str(nlp.path or SHIPPED_PATH)))


def _load(name: str) -> Language:
    try:
        return spacy.load(name, exclude=list(UNUSED))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"The model {name!r} cannot be loaded: {error}. Name an installed spaCy model or the "
            "folder of one."
        ) from error
