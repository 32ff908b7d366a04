"""What a pipeline finds in labelled texts, and how fast."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language

from training.sample import Name, Sample
from training.scoring import Score

BATCH = 128


def recognise(nlp: Language, texts: Sequence[str]) -> Iterator[tuple[Name, ...]]:
    """Yield the names the pipeline finds, text by text."""
    for doc in nlp.pipe(texts, batch_size=BATCH):
        yield tuple(
            Name(start=span.start_char, end=span.end_char, label=span.label_) for span in doc.ents
        )


def measure(nlp: Language, samples: Sequence[Sample]) -> tuple[Score, list[dict[str, Any]]]:
    """Return the score and the answers as records, still without ids."""
    score, records = Score(), []
    found = recognise(nlp, [sample.text for sample in samples])
    for sample, names in zip(samples, found, strict=True):
        score.compare(sample.names, names)
        records.append({"text": sample.text, "mentions": [_mention(sample.text, n) for n in names]})
    return score, records


def _mention(text: str, name: Name) -> dict[str, Any]:
    surface = text[name.start : name.end]
    return {"start": name.start, "end": name.end, "text": surface, "label": name.label}


def tokens_per_second(nlp: Language, texts: Sequence[str]) -> int:
    """Return the speed from text to names in processor time, after one run to warm up."""
    for _ in recognise(nlp, texts[:BATCH]):
        pass
    begin = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))
    return round(tokens / (time.process_time() - begin))
