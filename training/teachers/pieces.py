"""Splits words into the pieces that a transformer knows: the likeliest split, each piece with its
own probability (T. Kudo, *Subword Regularization*, ACL 2018)."""

from collections.abc import Mapping, Sequence

WORD_START = "▁"
IMPOSSIBLE = -1e30
UNKNOWN_PENALTY = 10.0  # below the rarest piece, as SentencePiece has it


class Pieces:
    """A vocabulary of pieces, their log probabilities, and the spelling they are looked up in."""

    def __init__(  # noqa: PLR0913  (the parts of a SentencePiece file)
        self,
        *,
        number: Mapping[str, int],
        scores: Sequence[float],
        spelling: Mapping[str, str],
        begin: int,
        end: int,
        padding: int,
        unknown: int,
    ) -> None:
        self.begin, self.end, self.padding, self.unknown = begin, end, padding, unknown
        self._number, self._scores, self._spelling = number, scores, spelling
        self._worst = min(scores) - UNKNOWN_PENALTY
        self._longest = max(map(len, number))
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; at least one."""
        if word not in self._known:
            spelt = "".join(self._spelling.get(letter, letter) for letter in word)
            self._known[word] = self._split(WORD_START + spelt.replace(" ", WORD_START))
        return self._known[word]

    def _split(self, text: str) -> tuple[int, ...]:
        best = [0.0] + [IMPOSSIBLE] * len(text)
        back: list[tuple[int, int]] = [(0, self.unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                piece = self._number.get(text[start:end], self.unknown)
                known = piece != self.unknown
                if not known and end > start + 1:
                    continue
                score = best[start] + (self._scores[piece] if known else self._worst)
                if score > best[end]:
                    best[end], back[end] = score, (start, piece)
        found, at = [], len(text)
        while at:
            at, piece = back[at]
            found.append(piece)
        return tuple(reversed(found))
