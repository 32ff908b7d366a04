"""The pipeline that learns: built from model.cfg, with all that is known of word forms before."""

from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import load_config

from indexer.enrich.clusters import Clusters, ClusterTagger
from indexer.enrich.name_tagger import NameTagger
from indexer.enrich.word_vectors import VectorTagger, WordVectors

CONFIG = Path(__file__).parent / "model.cfg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is known of word forms before training."""

    clusters: Clusters
    vectors: WordVectors


def blank_pipeline(lexicon: Lexicon) -> Language:
    """Return an untrained pipeline that knows the lexicon."""
    nlp = spacy.util.load_model_from_config(load_config(CONFIG), auto_fill=True)
    for _, component in nlp.pipeline:
        if isinstance(component, ClusterTagger):
            component.clusters = lexicon.clusters
        if isinstance(component, VectorTagger):
            component.use(lexicon.vectors)
    return nlp


def recogniser_of(nlp: Language) -> NameTagger:
    """Return the component that learns."""
    recogniser = nlp.get_pipe("ner")
    assert isinstance(recogniser, NameTagger)
    return recogniser
