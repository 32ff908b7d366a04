"""Labels the raw sentences anew, makes the word vectors: `python -m training.teachers --jars DIR`.

Takes an hour on two cores whose processor multiplies 16-bit matrices, longer elsewhere. Needs
requirements/teachers.txt and, in DIR, the two files of Stanford CoreNLP.
"""

import argparse
import logging
import lzma
import sys
from collections.abc import Sequence
from pathlib import Path

from indexer.enrich.table_file import TABLE_FILE
from indexer.enrich.word_vectors import WIDTH, WordVectors
from training.corpora import FOLDER, load_corpora
from training.errors import TrainingError
from training.readers import SILVER, read_silver
from training.teachers.corenlp import classify
from training.teachers.material import courses
from training.teachers.opinions import combine, write_tagged
from training.teachers.pack import read_pack
from training.teachers.transformer import Transformer
from training.teachers.word_table import choose_forms, project
from training.word_forms import lookup

SEED = 1
log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one file for each raw corpus and the table of vectors; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.teachers", description=__doc__)
    parser.add_argument("--jars", type=Path, required=True, help="folder of Stanford CoreNLP")
    parser.add_argument("--output", type=Path, required=True, help="folder to write to")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        texts = {name: corpus.read() for name, corpus in load_corpora(FOLDER).items()}
    except TrainingError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    chosen.output.mkdir(parents=True, exist_ok=True)
    teach(texts, chosen.jars, chosen.output)
    return 0


def teach(texts: dict[str, str], jars: Path, output: Path) -> None:
    """Tune the transformer, then write what it says."""
    words = {name: [[t.form for t in row] for row in read_silver(texts[name])] for name in SILVER}
    second = {name: classify(jars, sentences) for name, sentences in words.items()}
    transformer = Transformer(read_pack(), SEED)
    transformer.tune(courses(texts, [s for name in SILVER for s in second[name]]))
    for name in SILVER:
        lines = []
        for sentence, shares in zip(second[name], transformer.shares(words[name]), strict=True):
            pairs = zip(sentence.words, combine(shares, sentence.tags), strict=True)
            lines.append("".join(f"{write_tagged(word, tag)}\n" for word, tag in pairs))
        _write(output / f"{name.replace('_', '-')}.tsv.xz", "\n".join(lines).encode())
    forms = choose_forms(lookup("prob"))
    table = WordVectors.rounded(forms, project(transformer.vectors(forms), WIDTH))
    (output / TABLE_FILE).write_bytes(table.to_bytes())


def _write(path: Path, text: bytes) -> None:
    path.write_bytes(lzma.compress(text, preset=9))
    log.info("wrote %s", path)


if __name__ == "__main__":
    sys.exit(main())
