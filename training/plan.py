"""From corpora to the finished pipeline."""

from collections.abc import Mapping

from spacy.language import Language

from training.learning import Schedule, learn
from training.pipeline import Lexicon, blank_pipeline
from training.recipe import sources
from training.weights import install


def fit(texts: Mapping[str, str], lexicon: Lexicon, *, whole: bool = True) -> Language:
    """Return the trained pipeline; unless `whole`, without the held-out third of GermEval."""
    weights = learn(blank_pipeline(lexicon), sources(texts, whole=whole), Schedule())
    fitted = blank_pipeline(lexicon)  # without the word forms that training has met
    install(fitted, weights)
    return fitted
