"""Self-training: several teachers label raw text; what they agree on becomes training matter."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language

from training.readers import without_overlap
from training.sample import Name, Sample

BATCH = 128


def label_texts(teachers: Sequence[Language], texts: Sequence[str]) -> list[Sample]:
    """Return the texts with the names all teachers find; a span only some of them find, or label
    otherwise, is kept as unsure, so that the learner takes no lesson from it."""
    found = [list(_found(teacher, texts)) for teacher in teachers]
    return [
        Sample(text=text, names=agree([names[number] for names in found]))
        for number, text in enumerate(texts)
    ]


def _found(teacher: Language, texts: Iterable[str]) -> Iterator[frozenset[Name]]:
    for doc in teacher.pipe(texts, batch_size=BATCH):
        yield frozenset(
            Name(start=span.start_char, end=span.end_char, label=span.label_) for span in doc.ents
        )


def agree(opinions: Sequence[frozenset[Name]]) -> tuple[Name, ...]:
    """Return the names in all opinions, and the others as unsure where they touch none of these."""
    sure = frozenset.intersection(*opinions)
    rest = frozenset.union(*opinions) - sure
    doubted = {Name(start=name.start, end=name.end, label=None) for name in rest}
    free = [d for d in doubted if all(d.end <= s.start or d.start >= s.end for s in sure)]
    return without_overlap([*sure, *free])
