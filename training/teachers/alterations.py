"""New sentences out of old ones: names and words replaced by others of their kind.

The pupil learns from what the teachers say of many sentences, and there are few raw ones; altered
ones are labelled as well as found ones (X. Jiao et al. 2020, "TinyBERT", section 3.2), and
hold names that no corpus here has. A word is replaced by one of its Brown cluster, out of many the
nearer ones by vector, a name also by another name of its label.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.enrich.name_tags import best_spans
from training.lessons import Lesson
from training.teachers.neighbours import Neighbours

ANOTHER_NAME = 0.35  # of the names: a name of the same label stands in its place
ANY_NAME = 0.42  # up to here: a name of any label
OTHER_WORDS = 0.85  # up to here: its capitalised words are replaced; the rest stays
WORD_OF_NAME = 0.8  # of such words
NOUN = 0.25  # of the capitalised words outside names
WORD = 0.08  # of the others
SHORTEST = 3  # letters of a word that is replaced
LONGEST_NAME = 6  # words of a name that stands in for others


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A labelled sentence, and how many altered ones to make of it."""

    lesson: Lesson
    copies: int


class Alterer:
    """Alters sentences by chance."""

    def __init__(self, originals: Sequence[Original], near: Neighbours, seed: int) -> None:
        self._originals = originals
        self._near = near
        self._chance = random.Random(seed)
        self._names = _names_by_label(entry.lesson for entry in originals)

    def sentences(self) -> list[tuple[str, ...]]:
        """Return the altered sentences in chance order, those left as they were not among them."""
        found = [
            words
            for entry in self._originals
            for words in self._copies(entry)
            if words != entry.lesson.words
        ]
        self._chance.shuffle(found)
        return found

    def _copies(self, entry: Original) -> Iterator[tuple[str, ...]]:
        spans = {start: (end, label) for start, end, label in best_spans(entry.lesson.shares)}
        for _ in range(entry.copies):
            yield tuple(self._altered(entry.lesson.words, spans))

    def _altered(self, words: Sequence[str], spans: Mapping[int, tuple[int, str]]) -> Iterator[str]:
        at = 0
        while at < len(words):
            if at in spans:
                end, label = spans[at]
                yield from self._name(words[at:end], label)
                at = end
            else:
                yield self._word(words[at])
                at += 1

    def _name(self, words: Sequence[str], label: str) -> Iterable[str]:
        draw = self._chance.random()
        if draw < ANOTHER_NAME:
            return self._chance.choice(self._names[label])
        if draw < ANY_NAME:
            return self._chance.choice(self._names[self._chance.choice(sorted(self._names))])
        if draw < OTHER_WORDS:
            return [
                self._replaced(word, WORD_OF_NAME) if _capital(word) else word for word in words
            ]
        return words

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST or not word[0].isalpha():
            return word
        return self._replaced(word, NOUN if _capital(word) else WORD)

    def _replaced(self, word: str, share: float) -> str:
        if self._chance.random() >= share:
            return word
        return self._near.draw(word, self._chance) or word


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _names_by_label(lessons: Iterable[Lesson]) -> dict[str, list[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for lesson in lessons:
        for start, end, label in best_spans(lesson.shares):
            if end - start <= LONGEST_NAME:
                names[label].append(lesson.words[start:end])
    return names
