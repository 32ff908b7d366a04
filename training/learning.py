"""The training loop: samples -> a fitted pipeline."""

import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.training import Example
from spacy.util import load_config
from thinc.api import Adam, compounding, fix_random_seed

from indexer.enrich.clusters import Clusters, ClusterTagger
from indexer.enrich.word_vectors import VectorTagger, WordVectors
from training.examples import to_example, with_word_features
from training.sample import LABELS, Sample

log = logging.getLogger(__name__)
CONFIG = Path(__file__).parent / "model.cfg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A group of samples: each entry holds the printings of one text, of which an epoch sees one;
    an epoch takes `share` of the entries (above 1: some or all more than once)."""

    name: str
    printings: Sequence[tuple[Sample, ...]]
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long and how fast to learn."""

    epochs: int = 6
    rate: float = 0.001
    dropout: float = 0.2
    words_first: int = 300
    words_last: int = 1500
    seed: int = 2014


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
            component.table = lexicon.vectors
    return nlp


def recogniser_of(nlp: Language) -> EntityRecognizer:
    """Return the component that learns."""
    recogniser: EntityRecognizer = nlp.get_pipe("ner")
    return recogniser


def learn(nlp: Language, sources: Sequence[Source], schedule: Schedule) -> Language:
    """Fit the recogniser and return the pipeline with averaged weights."""
    fix_random_seed(schedule.seed)
    chance = random.Random(schedule.seed)
    prepared = [(source, _examples(nlp, source)) for source in sources]
    recogniser = recogniser_of(nlp)
    for label in LABELS:
        recogniser.add_label(label)
    first = [printings[0] for _, entries in prepared for printings in entries[:50]]
    nlp.initialize(lambda: first)
    optimizer = Adam(
        schedule.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True
    )
    sizes = iter(compounding(schedule.words_first, schedule.words_last, 1.005))
    for epoch in range(schedule.epochs):
        losses: dict[str, float] = {}
        chosen = [e for source, entries in prepared for e in _draw(chance, source.share, entries)]
        chance.shuffle(chosen)
        optimizer.learn_rate = schedule.rate * _decay(epoch / schedule.epochs)
        for batch in _batches(chosen, sizes):
            recogniser.update(batch, drop=schedule.dropout, sgd=optimizer, losses=losses)
        log.info("epoch %d of %d done, loss %.0f", epoch + 1, schedule.epochs, losses["ner"])
    with nlp.use_params(optimizer.averages):
        averaged = recogniser.to_bytes()
    recogniser.from_bytes(averaged)
    return nlp


def _decay(progress: float) -> float:
    """Full rate for the first half, then down in a line to a tenth."""
    return 1.0 if progress < 0.5 else 1.0 - 1.8 * (progress - 0.5)


def _examples(nlp: Language, source: Source) -> list[tuple[Example, ...]]:
    found = [tuple(to_example(nlp, s) for s in printings) for printings in source.printings]
    with_word_features(nlp, (example.predicted for entry in found for example in entry))
    return found


def _draw(
    chance: random.Random, share: float, entries: Sequence[tuple[Example, ...]]
) -> Iterator[Example]:
    wanted = round(share * len(entries))
    pool = list(entries) * int(share) + chance.sample(list(entries), wanted % max(1, len(entries)))
    for printings in pool:
        yield chance.choice(printings)


def _batches(examples: Sequence[Example], sizes: Iterator[float]) -> Iterator[list[Example]]:
    batch: list[Example] = []
    words, size = 0, next(sizes)
    for example in examples:
        batch.append(example)
        words += len(example.predicted)
        if words >= size:
            yield batch
            batch, words, size = [], 0, next(sizes)
    if batch:
        yield batch
