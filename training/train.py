"""Trains the shipped model from training/corpora: `python -m training.train`."""

import argparse
import logging
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from training.card import describe
from training.errors import TrainingError
from training.plan import fit
from training.recipe import read_texts
from training.table import SHIPPED, read_lexicon

log = logging.getLogger(__name__)


def save(nlp: Language, output: Path) -> None:
    """Write the pipeline in place of an earlier one."""
    nlp.meta.update(describe())
    draft = output.with_name(output.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    nlp.to_disk(draft)
    shutil.rmtree(output, ignore_errors=True)
    draft.rename(output)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and save; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parser.add_argument("--output", type=Path, default=SHIPPED, help="folder of the model")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("spacy").setLevel(logging.WARNING)
    try:
        nlp = fit(read_texts(), read_lexicon())
    except TrainingError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    save(nlp, chosen.output)
    log.info("saved to %s; `python -m training.evaluate` measures the recipe", chosen.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
