"""How facet values are ordered, cut and shown, the same on every engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from archive.engines.names import begins_word, words
from archive.model.document import FacetField
from archive.model.search import Bucket, FacetFilter, FacetRequest, FacetSort
from mappings.fields import Keyword

# Where this many values share the count at which a list is cut, their ids decide, nothing else.
TIES = 500

_NO_DAYS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the index says of a facet's values: labels, and of dated events their days, numbered."""

    labels: Mapping[str, str]
    days: Mapping[str, int] = field(default_factory=dict)


Labeller = Callable[[Sequence[str]], Known]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How often values occur among the hits and in the whole archive, for distinctiveness."""

    hits: int
    archive: int
    counts: Mapping[str, int]

    def distinctiveness(self, value: str, count: int) -> float:
        """Gain in share times ratio of shares: neither mere frequency nor mere rarity wins.

        (The measure is known as JLH.) What is not more frequent among the hits gets 0 or less.
        """
        everywhere = self.counts.get(value, 0)
        if not (self.hits and self.archive and everywhere):
            return 0.0
        here, there = count / self.hits, everywhere / self.archive
        return (here - there) * (here / there)


def keyword(field: FacetField, chosen: FacetFilter | None) -> Keyword:
    """The index field that this facet's values are looked for and counted in."""
    via = chosen.via if chosen else None
    return Keyword(f"{field}_{via}" if via else field.value)


def kept_values(chosen: FacetFilter | None) -> tuple[str, ...]:
    """Values that are shown whatever their count: the chosen and the excluded ones."""
    return tuple(dict.fromkeys((*chosen.include, *chosen.exclude))) if chosen else ()


def bucket(value: str, label: str, count: int, chosen: FacetFilter | None) -> Bucket:
    return Bucket(
        value=value,
        label=label,
        count=count,
        selected=chosen is not None and value in chosen.include,
        excluded=chosen is not None and value in chosen.exclude,
    )


def by_count(days: Mapping[str, int]) -> Callable[[Bucket], tuple[int, int, str, str]]:
    """Most articles first; of equals the newest events, then by label, then by value."""
    return lambda entry: (-entry.count, -days.get(entry.value, 0), entry.label, entry.value)


def _by_name(entry: Bucket) -> tuple[str, str, str]:
    return " ".join(words(entry.label)), entry.label, entry.value


def cut(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """The values that may be among the first `size` by count, whatever is known of them."""
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    if len(ranked) <= size:
        return dict(ranked)
    least = ranked[size - 1][1] if size else 0
    tied = [entry for entry in ranked if entry[1] == least]
    certain = [entry for entry in ranked if entry[1] > least]
    return dict(certain + (tied if len(tied) <= TIES else tied[: size - len(certain)]))


def first_values(
    counts: Mapping[str, int],
    kept: Mapping[str, int],
    size: int,
    label: Labeller,
    chosen: FacetFilter | None,
) -> tuple[Bucket, ...]:
    """The `size` most frequent values, and the kept ones wherever they rank."""
    candidates = cut({v: n for v, n in counts.items() if n or v in kept}, size) | dict(kept)
    known = label(tuple(candidates))
    buckets = [bucket(v, known.labels.get(v, v), n, chosen) for v, n in candidates.items()]
    ranked = sorted(buckets, key=by_count(known.days))
    top = set(ranked[:size])
    return tuple(entry for entry in ranked if entry in top or entry.value in kept)


def requested_values(
    buckets: Sequence[Bucket],
    request: FacetRequest,
    shares: Shares | None,
    days: Mapping[str, int] = _NO_DAYS,
) -> tuple[tuple[Bucket, ...], bool]:
    """One page of values in the order asked for, and whether more follow."""
    typed = words(request.prefix)
    found = [entry for entry in buckets if begins_word(typed, words(entry.label))]
    if request.sort is FacetSort.NAME:
        found.sort(key=_by_name)
    else:
        found.sort(key=by_count(days))
    if request.sort is FacetSort.DISTINCTIVENESS and shares is not None:
        found.sort(key=lambda e: -shares.distinctiveness(e.value, e.count))
    end = request.offset + request.size
    return tuple(found[request.offset : end]), len(found) > end
