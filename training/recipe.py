"""Which corpora are learnt from and how often each of their texts is shown."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from training.corpora import FOLDER, THIRD, load_corpora
from training.learning import Source
from training.printing import join
from training.readers import (
    SHORTEST,
    SILVER,
    read_germeval,
    read_mobie,
    read_silver,
    read_smartdata,
)
from training.sample import Sample, Tagged

GERMEVAL_SHARE = 2.0  # the measure's own scheme and text kinds, so shown twice an epoch
SILVER_SHARE = 0.55  # raw sentences, labelled by the teachers
SMARTDATA_SHARE = 0.4  # its organisations are wider than GermEval's
MOBIE_SHARE = 0.1  # tweets and traffic reports: many places, little prose


def read_texts(folder: Path = FOLDER) -> dict[str, str]:
    """Return the corpora's text by name, checksums verified."""
    return {name: corpus.read(folder) for name, corpus in load_corpora(folder).items()}


def sources(texts: Mapping[str, str], *, whole: bool) -> list[Source]:
    """Return what to learn from; unless `whole`, a third of GermEval is left out."""
    sentences = read_germeval(texts["germeval"])
    kept = [s for number, s in enumerate(sentences) if whole or number % THIRD]
    mobie = read_mobie(texts["mobie_train"]) + read_mobie(texts["mobie_dev"])
    long_enough = [s for s in mobie if len(s) >= SHORTEST]
    smartdata = [(sample,) for sample in read_smartdata(texts["smartdata"])]
    silver = [sentence for name in SILVER for sentence in read_silver(texts[name])]
    return [
        Source(name="germeval", printings=_both(kept), share=GERMEVAL_SHARE),
        Source(name="mobie", printings=_both(long_enough), share=MOBIE_SHARE),
        Source(name="smartdata", printings=smartdata, share=SMARTDATA_SHARE),
        Source(name="silver", printings=_both(silver), share=SILVER_SHARE),
    ]


def held_out(texts: Mapping[str, str]) -> list[Sample]:
    """Return the third of GermEval that sources(whole=False) leaves out, as it is scored."""
    sentences = read_germeval(texts["germeval"])
    return [join(s, natural=False) for number, s in enumerate(sentences) if number % THIRD == 0]


def _both(sentences: Sequence[Sequence[Tagged]]) -> list[tuple[Sample, ...]]:
    """Return each sentence twice: tokens parted by blanks, and as it would be printed."""
    return [(join(s, natural=False), join(s, natural=True)) for s in sentences]
