"""The training loop: lessons -> weights."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import tensorflow as tf
from spacy.language import Language

from training.arrays import Floats, Numbers, Printed, Printer, join
from training.lessons import Source
from training.network import Network
from training.weights import Weights, sizes_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How long and how fast to learn. The rate rises in `warm` steps, stays until `flat` of the
    whole and falls in a line to `last` of itself."""

    epochs: int = 4
    rate: float = 0.002
    warm: int = 100
    flat: float = 0.3
    last: float = 0.02
    dropout: float = 0.15
    spelled: float = 0.15  # of the tokens: their vector is what the letters say
    words: int = 3000  # of a batch
    seed: int = 1


def learn(nlp: Language, sources: Sequence[Source], schedule: Schedule) -> Weights:
    """Return the averaged weights for the recogniser of an untrained pipeline."""
    tf.random.set_seed(schedule.seed)
    chance = np.random.default_rng(schedule.seed)
    sizes = sizes_of(nlp)
    printer = Printer(nlp, sizes)
    prepared = [(source.share, printer.printings(source)) for source in sources]
    network = Network(sizes, printer.forms(), schedule.dropout, schedule.seed)
    step, number = network.compiled(), 0
    for epoch in range(schedule.epochs):
        sentences = _draw(prepared, chance)
        batches, losses = list(_batches(sentences, schedule.words)), []
        for place, batch in enumerate(batches):
            done = (epoch + place / len(batches)) / schedule.epochs
            network.rate.assign(_rate(schedule, number, done))
            forms, wanted, counted = join(batch, sizes.depth)
            hidden = chance.random(len(forms)) < sizes.forget
            spelled = chance.random(len(forms)) < schedule.spelled
            losses.append(float(step(forms, hidden, spelled, counted, wanted)))
            number += 1
        log.info("epoch %d of %d, loss %.4f", epoch + 1, schedule.epochs, np.mean(losses))
    return network.averaged()


def _rate(schedule: Schedule, step: int, done: float) -> float:
    rising = min(1.0, (step + 1) / schedule.warm)
    falling = max(schedule.last, (1.0 - done) / (1.0 - schedule.flat))
    return schedule.rate * rising * min(1.0, falling)


def _draw(
    prepared: Sequence[tuple[float, Sequence[Printed]]], chance: np.random.Generator
) -> Iterator[tuple[Numbers, Floats]]:
    """Yield an epoch's sentences in chance order, each in one of its printings."""
    chosen: list[tuple[int, int]] = []
    for corpus, (share, printings) in enumerate(prepared):
        count = len(printings[0].bounds) - 1
        wanted = round(share * count)
        rounds = [chance.permutation(count) for _ in range(-(-wanted // max(1, count)))]
        numbers = np.concatenate(rounds)[:wanted].tolist() if rounds else []
        chosen += [(corpus, number) for number in numbers]
    for at in chance.permutation(len(chosen)).tolist():
        corpus, number = chosen[at]
        printings = prepared[corpus][1]
        printed = printings[int(chance.integers(len(printings)))]
        start, end = printed.bounds[number : number + 2].tolist()
        yield printed.forms[start:end], printed.targets[start:end].astype(np.float32)


def _batches(
    sentences: Iterator[tuple[Numbers, Floats]], size: int
) -> Iterator[list[tuple[Numbers, Floats]]]:
    batch: list[tuple[Numbers, Floats]] = []
    words = 0
    for sentence in sentences:
        batch.append(sentence)
        words += len(sentence[0])
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch
