"""Measures the recipe: trains without a third of GermEval's development set, and scores on it.

The third is every third sentence, the first one included; the teachers that labelled the raw
sentences and made the word vectors have not seen it either. `python -m training.evaluate --records
FILE` writes the answers as enrichment records, whose `id` counts the sentences ("s0", "s1" ...).
"""

import argparse
import json
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from training.errors import TrainingError
from training.plan import Plan, fit
from training.recipe import held_out, read_texts
from training.sample import Name, Sample
from training.scoring import Score, table
from training.table import read_lexicon

BATCH = 128
log = logging.getLogger(__name__)


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the folds, write table and records; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("--records", type=Path, help="where to write the answers, JSON Lines")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("spacy").setLevel(logging.WARNING)
    try:
        texts = read_texts()
        nlp = fit(texts, read_lexicon(), Plan(), whole=False)
    except TrainingError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    samples = held_out(texts)
    score, answers = measure(nlp, samples)
    sys.stdout.write(table({"held out": score}) + "\n")
    log.info("%d tokens/s", tokens_per_second(nlp, [sample.text for sample in samples]))
    if chosen.records:
        records = ({"id": f"s{number}", **answer} for number, answer in enumerate(answers))
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        chosen.records.write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
