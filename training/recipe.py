"""Which corpora are learnt from and how often each of their sentences is shown."""

from collections.abc import Mapping
from pathlib import Path

from training.corpora import FOLDER, THIRD, load_corpora
from training.lessons import Lesson, Source
from training.printing import join
from training.readers import read_germeval, read_lessons
from training.sample import Sample
from training.shares import certain

GERMEVAL_SHARE = 2.0  # the measure's own scheme and text kinds, labelled by hand
DOUBT = 0.05  # that a label set by hand is right
TAUGHT: Mapping[str, float] = {  # sentences with the teachers' shares
    "silver_wikipedia": 1.0,
    "silver_wikinews": 1.0,
    "silver_smartdata": 0.5,  # much alike
    "silver_mobie": 0.15,  # tweets and traffic reports: many places, little prose
    "silver_altered": 1.0,
}


def read_texts(folder: Path = FOLDER) -> dict[str, str]:
    """Return the corpora's text by name, checksums verified."""
    return {name: corpus.read(folder) for name, corpus in load_corpora(folder).items()}


def sources(texts: Mapping[str, str], *, whole: bool) -> list[Source]:
    """Return what to learn from; unless `whole`, a third of GermEval is left out."""
    by_hand = [
        Lesson(
            words=tuple(token.form for token in sentence),
            shares=certain([token.tag for token in sentence], DOUBT),
        )
        for number, sentence in enumerate(read_germeval(texts["germeval"]))
        if whole or number % THIRD
    ]
    taught = [
        Source(name=name, lessons=read_lessons(texts[name]), share=share)
        for name, share in TAUGHT.items()
    ]
    return [Source(name="germeval", lessons=by_hand, share=GERMEVAL_SHARE), *taught]


def held_out(texts: Mapping[str, str]) -> list[Sample]:
    """Return the third of GermEval that sources(whole=False) leaves out, as it is scored."""
    sentences = read_germeval(texts["germeval"])
    return [join(s, natural=False) for number, s in enumerate(sentences) if number % THIRD == 0]
