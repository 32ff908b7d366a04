"""Labels sentences anew, makes the word vectors:
`python -m training.teachers --jars DIR --output DIR`.

Takes two hours on two cores whose processor multiplies 16-bit matrices, longer elsewhere. Needs
requirements/training.txt and, in the first folder, the two files of Stanford CoreNLP.
"""

import argparse
import logging
import lzma
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from indexer.enrich.table_file import TABLE_FILE
from indexer.enrich.word_vectors import WIDTH, WordVectors
from training.corpora import FOLDER, load_corpora
from training.errors import TrainingError
from training.lessons import Lesson
from training.readers import read_words, write_lessons
from training.shares import certain
from training.table import NOISE, bits
from training.teachers.alterations import Alterer, Original
from training.teachers.corenlp import classify
from training.teachers.material import Sentence, courses, germeval, smartdata
from training.teachers.neighbours import Neighbours
from training.teachers.opinions import combine, plain
from training.teachers.pack import read_pack
from training.teachers.spelling import learn_letters
from training.teachers.transformer import Transformer
from training.teachers.word_table import SHIPPED, SPELLED, choose_forms, project
from training.word_forms import lookup

SEED = 1
RAW = ("silver_wikipedia", "silver_wikinews")  # CoreNLP is asked of these too
SHORTEST = 3  # words of a piece of SmartData that is labelled
COPIES = {"silver_wikipedia": 3, "silver_wikinews": 3, "silver_smartdata": 2}
GOLD = 14  # copies of the sentences labelled by hand: the measure's own kinds of text
FEWEST, MOST = 4, 80  # words of a sentence that is altered
Words = Sequence[str]
log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one file for each labelled corpus and the table of vectors; return the exit status."""
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


def teach(texts: Mapping[str, str], jars: Path, output: Path) -> None:
    """Tune the transformer, then write what it says."""
    words = raw_sentences(texts)
    second = {name: classify(jars, words[name]) for name in RAW}
    transformer = Transformer(read_pack(), SEED)
    transformer.tune(courses(texts, [s for name in RAW for s in second[name]]))
    taught = {name: label(transformer, words[name], second.get(name)) for name in words}
    vectors = make_vectors(transformer)
    altered = Alterer(originals(texts, taught), neighbours(vectors), SEED).sentences()
    taught["silver_altered"] = label(transformer, altered, classify(jars, altered))
    (output / TABLE_FILE).write_bytes(vectors.to_bytes())
    for name, lessons in taught.items():
        _write(output / f"{name.replace('_', '-')}.tsv.xz", lessons)


def raw_sentences(texts: Mapping[str, str]) -> dict[str, Sequence[Words]]:
    """Return the sentences to label by the name of their corpus."""
    found = [s.words for s in smartdata(texts) if len(s.words) >= SHORTEST]
    return {
        **{name: read_words(texts[name]) for name in (*RAW, "silver_mobie")},
        "silver_smartdata": found,
    }


def label(
    transformer: Transformer, words: Sequence[Words], second: Sequence[Sentence] | None
) -> list[Lesson]:
    """Return the sentences with what the transformer says, and CoreNLP if it was asked."""
    said = [sentence.tags for sentence in second] if second else [None] * len(words)
    shares = transformer.shares(words)
    return [
        Lesson(words=tuple(row), shares=combine(first, other))
        for row, first, other in zip(words, shares, said, strict=True)
    ]


def make_vectors(transformer: Transformer) -> WordVectors:
    """Return the table of word vectors that ships with the model."""
    forms = choose_forms(lookup("prob"), SPELLED)
    shipped = set(choose_forms(lookup("prob"), SHIPPED))
    frequent = np.array([at for at, form in enumerate(forms) if form in shipped])
    found = project(transformer.vectors(forms), frequent, WIDTH)
    letters = learn_letters(forms, found, SEED)
    return WordVectors.rounded([forms[at] for at in frequent], found[frequent], letters)


def neighbours(vectors: WordVectors) -> Neighbours:
    """Return the forms that altered sentences draw from."""
    cluster = lookup("cluster")
    forms = choose_forms(lookup("prob"), SPELLED)
    paths = {form: bits(int(cluster[form])) for form in forms if cluster.get(form, NOISE) != NOISE}
    return Neighbours(paths, vectors)


def originals(texts: Mapping[str, str], taught: Mapping[str, Sequence[Lesson]]) -> list[Original]:
    """Return the sentences to alter."""
    found = [
        Original(lesson=lesson, copies=copies)
        for name, copies in COPIES.items()
        for lesson in taught[name]
    ]
    found += [
        Original(lesson=Lesson(words=s.words, shares=certain(plain(s.tags), 0.0)), copies=GOLD)
        for s in germeval(texts)
    ]
    return [entry for entry in found if FEWEST <= len(entry.lesson.words) <= MOST]


def _write(path: Path, lessons: Sequence[Lesson]) -> None:
    path.write_bytes(lzma.compress(write_lessons(lessons).encode(), preset=9))
    log.info("wrote %s", path)


if __name__ == "__main__":
    sys.exit(main())
