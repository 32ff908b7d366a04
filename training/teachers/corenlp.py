"""Labels of Stanford CoreNLP's German recogniser: a teacher only, for it is under the GPL.

Neither the program nor its model is part of this project. `classify` runs them where the files
`stanford-corenlp-4.5.7.jar` and `-4.5.7-models-german.jar` (from Maven Central) lie.
"""

import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.corpora import columns
from training.teachers.material import Sentence

MODEL = "edu/stanford/nlp/models/ner/german.distsim.crf.ser.gz"
PROGRAM = "edu.stanford.nlp.ie.crf.CRFClassifier"
NAMES = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG", "MISC": "MISC"}


def classify(jars: Path, sentences: Iterable[Sequence[str]]) -> list[Sentence]:
    """Return the sentences with CoreNLP's tags, one kind a word, no begin marks."""
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "words.tsv"
        lines = ("".join(f"{word}\tO\n" for word in sentence) for sentence in sentences)
        words.write_text("\n".join(lines), encoding="utf-8")
        options = ["-loadClassifier", MODEL, "-testFile", str(words)]
        command = ["java", "-Xmx6g", "-cp", f"{jars}/*", PROGRAM, *options]
        answer = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout
    return [
        Sentence(
            words=tuple(row[0] for row in rows),
            tags=tuple(NAMES.get(row[2], "O") for row in rows),
        )
        for rows in columns(answer)
    ]
