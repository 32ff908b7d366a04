"""The corpora in the repository."""

from collections import Counter

import pytest

from indexer.enrich.name_tags import TAGS
from training.corpora import FOLDER, load_corpora
from training.readers import read_lessons
from training.recipe import TAUGHT
from training.sample import LABELS


@pytest.mark.parametrize("name", TAUGHT)
def test_the_teachers_are_sure_of_names_of_every_kind(name: str) -> None:
    lessons = read_lessons(load_corpora()[name].read(FOLDER))
    sure: Counter[str] = Counter()
    for lesson in lessons:
        sure.update(TAGS[tag] for tag in (lesson.shares > 0.5).nonzero()[1].tolist())
    for label in LABELS:
        assert sure[f"B-{label}"] > len(lessons) / 50, label
