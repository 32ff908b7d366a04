"""Measures the recipe: trains without a third of GermEval's development set, and scores on it.

The third is every third sentence, the first one included; the teachers that labelled the raw
sentences and made the word vectors have not seen it either. `python -m training.evaluate --records
FILE` writes the answers as enrichment records, whose `id` counts the sentences ("s0", "s1" ...).
"""

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from training.errors import TrainingError
from training.measuring import measure, tokens_per_second
from training.plan import fit
from training.recipe import held_out, read_texts
from training.scoring import table
from training.table import read_lexicon

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and score, write table and records; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("--records", type=Path, help="where to write the answers, JSON Lines")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("spacy").setLevel(logging.WARNING)
    try:
        texts = read_texts()
        nlp = fit(texts, read_lexicon(), whole=False)
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
