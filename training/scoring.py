"""Exact-match precision, recall and F1 of labelled spans."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from training.sample import LABELS, Name


@dataclass(slots=True)
class Count:
    """What was right, found and wanted for one label."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.wanted
        return 200 * self.right / both if both else 0.0

    def add(self, other: "Count") -> None:
        self.right += other.right
        self.found += other.found
        self.wanted += other.wanted


@dataclass(slots=True)
class Score:
    """Counts by label; `total` sums them."""

    counts: dict[str, Count] = field(default_factory=lambda: {label: Count() for label in LABELS})

    def compare(self, wanted: Iterable[Name], found: Iterable[Name]) -> None:
        """Count one text's names."""
        gold, guess = set(wanted), set(found)
        for label, count in self.counts.items():
            here, there = ({n for n in names if n.label == label} for names in (gold, guess))
            count.add(Count(right=len(here & there), found=len(there), wanted=len(here)))

    def add(self, other: "Score") -> None:
        for label, count in other.counts.items():
            self.counts[label].add(count)

    def total(self) -> Count:
        everything = Count()
        for count in self.counts.values():
            everything.add(count)
        return everything

    def row(self) -> dict[str, dict[str, float]]:
        """Return the figures by label and for all, rounded to two places."""
        named = {**self.counts, "all": self.total()}
        return {
            key: {
                "p": round(count.precision, 2),
                "r": round(count.recall, 2),
                "f": round(count.f1, 2),
                "gold": count.wanted,
            }
            for key, count in named.items()
        }


def table(rows: dict[str, Score]) -> str:
    """Return the scores as a Markdown table, one line each: F1 by label, then P, R, F1 of all."""
    lines = ["| | PER | LOC | ORG | all P | all R | all F1 |", "|---|---|---|---|---|---|---|"]
    for key, score in rows.items():
        by = {label: f"{count.f1:.1f}" for label, count in score.counts.items()}
        every = score.total()
        figures = f"{every.precision:.1f} | {every.recall:.1f} | {every.f1:.1f}"
        lines.append(f"| {key} | {by['PER']} | {by['LOC']} | {by['ORG']} | {figures} |")
    return "\n".join(lines)
