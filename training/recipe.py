"""Which corpora are learnt from and how often each of their texts is shown."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from training.corpora import FOLDER, load_corpora
from training.learning import Source
from training.readers import join, read_germeval, read_mobie, read_smartdata
from training.sample import Sample, Tagged

GERMEVAL_SHARE = 2.0  # the measure's own scheme and text kinds, so shown twice an epoch
MOBIE_SHARE = 0.2  # tweets and traffic reports: many places, little prose
SMARTDATA_SHARE = 0.7  # its organisations are wider than GermEval's
SHORTEST = 4  # tokens; below that a line of MobIE is a link or a smiley
FOLDS = 3


def read_texts(folder: Path = FOLDER) -> dict[str, str]:
    """Return the corpora's text by name, checksums verified."""
    return {name: corpus.read(folder) for name, corpus in load_corpora(folder).items()}


def gold_sources(texts: Mapping[str, str], *, fold: int | None = None) -> list[Source]:
    """Return what to learn from; a fold number leaves that third of GermEval out."""
    sentences = read_germeval(texts["germeval"])
    kept = [s for number, s in enumerate(sentences) if fold is None or number % FOLDS != fold]
    mobie = read_mobie(texts["mobie_train"]) + read_mobie(texts["mobie_dev"])
    return [
        Source(name="germeval", printings=_both(kept), share=GERMEVAL_SHARE),
        Source(
            name="mobie",
            printings=_both([s for s in mobie if len(s) >= SHORTEST]),
            share=MOBIE_SHARE,
        ),
        Source(
            name="smartdata",
            printings=[(sample,) for sample in read_smartdata(texts["smartdata"])],
            share=SMARTDATA_SHARE,
        ),
    ]


def held_out(texts: Mapping[str, str], fold: int) -> list[Sample]:
    """Return the third of GermEval that gold_sources(fold=fold) leaves out, as it is scored."""
    sentences = read_germeval(texts["germeval"])
    return [join(s, natural=False) for n, s in enumerate(sentences) if n % FOLDS == fold]


def _both(sentences: Sequence[Sequence[Tagged]]) -> list[tuple[Sample, ...]]:
    """Return each sentence twice: tokens parted by blanks, and as it would be printed."""
    return [(join(s, natural=False), join(s, natural=True)) for s in sentences]
