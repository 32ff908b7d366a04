"""From corpora to the finished pipeline: teachers, what they agree on, and the pupil that ships."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from spacy.language import Language

from indexer.enrich.clusters import Clusters
from training.learning import Schedule, Source, blank_pipeline, learn, recogniser_of
from training.recipe import gold_sources
from training.silver import label_texts

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many teachers label the raw sentences (none: no self-training), and what share of those
    sentences an epoch of the pupil takes."""

    teachers: int = 2
    teaching: Schedule = field(default_factory=lambda: Schedule(epochs=5))
    learning: Schedule = field(default_factory=Schedule)
    silver_share: float = 0.33


def fit(
    texts: Mapping[str, str], clusters: Clusters, plan: Plan, *, fold: int | None = None
) -> Language:
    """Return the trained pipeline; with a fold number, nothing in it has seen that third of
    GermEval, the teachers included."""
    sources = gold_sources(texts, fold=fold)
    if plan.teachers:
        sources.append(_silver(texts, clusters, sources, plan))
    log.info("the pupil learns")
    fitted = learn(blank_pipeline(clusters), sources, plan.learning)
    return lean(fitted, clusters)


def _silver(
    texts: Mapping[str, str], clusters: Clusters, sources: list[Source], plan: Plan
) -> Source:
    raw = [line for line in texts["wikipedia"].split("\n") if line.strip()]
    teachers = []
    for number in range(plan.teachers):
        log.info("teacher %d of %d learns", number + 1, plan.teachers)
        schedule = replace(plan.teaching, seed=plan.teaching.seed + number + 1)
        teachers.append(learn(blank_pipeline(clusters), sources, schedule))
    samples = label_texts(teachers, raw)
    return Source(name="silver", printings=[(s,) for s in samples], share=plan.silver_share)


def lean(nlp: Language, clusters: Clusters) -> Language:
    """Return the pipeline without the word forms that training has put into its vocabulary."""
    fresh = blank_pipeline(clusters)
    learnt = recogniser_of(nlp).to_bytes(exclude=["vocab"])
    recogniser_of(fresh).from_bytes(learnt, exclude=["vocab"])
    return fresh
