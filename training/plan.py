"""From corpora to the finished pipeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.language import Language

from training.learning import Lexicon, Schedule, blank_pipeline, learn, recogniser_of
from training.recipe import sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How long and how fast to learn."""

    learning: Schedule = field(default_factory=Schedule)


def fit(texts: Mapping[str, str], lexicon: Lexicon, plan: Plan, *, whole: bool = True) -> Language:
    """Return the trained pipeline; unless `whole`, without the held-out third of GermEval."""
    fitted = learn(blank_pipeline(lexicon), sources(texts, whole=whole), plan.learning)
    return lean(fitted, lexicon)


def lean(nlp: Language, lexicon: Lexicon) -> Language:
    """Return the pipeline without the word forms that training has put into its vocabulary."""
    fresh = blank_pipeline(lexicon)
    learnt = recogniser_of(nlp).to_bytes(exclude=["vocab"])
    recogniser_of(fresh).from_bytes(learnt, exclude=["vocab"])
    return fresh
