"""Measures the recipe: three-fold cross-validation on GermEval's development set.

Every fold trains from nothing without its third (sentence number modulo three); the teachers of the
self-training see it no more than the pupil does. `python -m training.evaluate --records FILE`
writes the answers as enrichment records, whose `id` counts the sentences ("s0", "s1" ...).
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
from training.recipe import FOLDS, held_out, read_texts
from training.sample import Name, Sample
from training.scoring import Score, table
from training.table import build_clusters

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
    parser.add_argument("--folds", type=int, nargs="+", default=range(FOLDS), choices=range(FOLDS))
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("spacy").setLevel(logging.WARNING)
    try:
        texts = read_texts()
    except TrainingError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    scores, answers = cross_validate(texts, Plan(), chosen.folds)
    sys.stdout.write(table(scores) + "\n")
    if chosen.records:
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in answers)
        chosen.records.write_text("".join(lines), encoding="utf-8")
    return 0


def cross_validate(
    texts: dict[str, str], plan: Plan, folds: Sequence[int]
) -> tuple[dict[str, Score], list[dict[str, Any]]]:
    """Return the scores by fold and pooled, and the answers in the set's order."""
    clusters, scores, answers = build_clusters(), {}, []
    pooled = Score()
    for fold in folds:
        nlp = fit(texts, clusters, plan, fold=fold)
        scores[f"fold {fold}"], records = measure(nlp, held_out(texts, fold))
        speed = tokens_per_second(nlp, [record["text"] for record in records])
        log.info("fold %d: %s, %d tokens/s", fold, scores[f"fold {fold}"].row()["all"], speed)
        pooled.add(scores[f"fold {fold}"])
        answers += [(place * FOLDS + fold, record) for place, record in enumerate(records)]
    answers.sort(key=lambda answer: answer[0])
    scores["pooled"] = pooled
    return scores, [{"id": f"s{number}", **record} for number, record in answers]


if __name__ == "__main__":
    sys.exit(main())
