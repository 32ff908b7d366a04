"""Which occurrences of a block of names are one person's: the same for any order of articles.

Full names come first: what company keeps apart under one name are namesakes, what it holds
together under two spellings is one person. Then each bare surname joins the one person that its
article's company supports; where it supports none, or two alike, it stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from archive.store.occurrences import Occurrence
from indexer.link.company import Company, Profile, likeness
from indexer.link.namesakes import groups
from indexer.link.person_names import Fit, bears, fit, parse, says_little
from indexer.link.sounds import sound

# What company must say, at least, for two spellings to be one person: of rare names, of common
# ones (`likeness`). A transliteration speaks for itself, a slip of the pen needs a shared name.
_LEAST: Final = {
    Fit.SPELLING: (-1, 4),
    Fit.SHORTER: (2, 4),
    Fit.SLIP: (3, 5),
}
_LEAST_BARE: Final = (2, 4)
_LEAST_RARE: Final = -3
_LEAST_COMMON: Final = 0
_MARGIN: Final = 2  # by which a bare surname's bearer must lead the next one
_PROMINENT: Final = 5  # articles


@dataclass(slots=True, eq=False)
class Cluster:
    """Occurrences of one person."""

    members: list[Occurrence]
    profile: Profile
    keys: set[str] = field(default_factory=set)

    @property
    def order(self) -> tuple[int, str, str]:
        """Many articles first; then by what no order of arrival changes."""
        articles = len({member.article for member in self.members})
        return -articles, min(self.keys), min(self.profile.articles)

    def join(self, other: Cluster) -> None:
        self.members += other.members
        self.profile.join(other.profile)
        self.keys |= other.keys


def clusters(block: Iterable[Occurrence], companies: Mapping[int, Company]) -> list[Cluster]:
    """The persons of a block, those in most articles first, by the companies of its articles."""
    nodes: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in block:
        nodes[occurrence.key].append(occurrence)
    full: list[Cluster] = []
    bare: list[Occurrence] = []
    for key in sorted(nodes):
        if parse(key).full:
            parts = groups(nodes[key], companies, _least(key))
            full += [_cluster(group, companies) for group in parts]
        else:
            bare += nodes[key]
    persons = _spellings_joined(full)
    return sorted([*persons, *_with_bare(persons, bare, companies)], key=lambda c: c.order)


def _cluster(members: Sequence[Occurrence], companies: Mapping[int, Company]) -> Cluster:
    profile = Profile.of(companies[member.article] for member in members)
    return Cluster(list(members), profile, {member.key for member in members})


def _spellings_joined(full: list[Cluster]) -> list[Cluster]:
    """Clusters of other spellings joined, the best supported pairs first."""
    owner = {id(cluster): cluster for cluster in full}
    for first, second in _pairs(full):
        one, other = owner[id(first)], owner[id(second)]
        if one is other or not _all_fit(one, other):
            continue
        one.join(other)
        for place, cluster in owner.items():
            if cluster is other:
                owner[place] = one
    return list({id(cluster): cluster for cluster in owner.values()}.values())


def _pairs(full: Sequence[Cluster]) -> list[tuple[Cluster, Cluster]]:
    """Pairs that company supports, in the order in which they are to be joined."""
    found: list[_Pair] = []
    for alike in _by_initial(full):
        for one, other in combinations(alike, 2):
            support = _support(one, other)
            if support is not None:
                found.append(_Pair(support, one, other))
    clear = [pair for pair in found if not any(pair.rivals(another) for another in found)]
    return [(pair.one, pair.other) for pair in sorted(clear, key=lambda pair: pair.order)]


@dataclass(frozen=True, slots=True)
class _Pair:
    support: tuple[Fit, int]
    one: Cluster
    other: Cluster

    @property
    def order(self) -> tuple[tuple[Fit, int], tuple[int, str, str], tuple[int, str, str]]:
        return self.support, self.one.order, self.other.order

    def rivals(self, another: _Pair) -> bool:
        """Whether one of the two belongs to a third as much, who is not the other of the two."""
        if self.support != another.support or self is another:
            return False
        ends = [end for end in (another.one, another.other) if end not in (self.one, self.other)]
        if len(ends) != 1:
            return False
        shared = self.one if self.one in (another.one, another.other) else self.other
        rest = self.other if shared is self.one else self.one
        return not _fits(rest, ends[0])


def _by_initial(full: Sequence[Cluster]) -> list[list[Cluster]]:
    """Those whose given names begin alike, for none of the others can fit."""
    found: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in sorted(full, key=lambda cluster: cluster.order):
        found[sound(parse(min(cluster.keys)).given[0])[0]].append(cluster)
    return list(found.values())


def _support(one: Cluster, other: Cluster) -> tuple[Fit, int] | None:
    """How the two fit and how little company says so; None when they are two persons."""
    how = max((f for f in _fits(one, other)), default=None)
    if how is None or one.keys == other.keys or one.profile.articles & other.profile.articles:
        return None
    common = any(parse(key).common for key in one.keys | other.keys)
    alike = likeness(one.profile, other.profile, frozenset(one.keys | other.keys))
    if one.profile.blank or other.profile.blank:
        alike = max(alike, 0)
    return (how, -alike) if alike >= _LEAST[how][common] else None


def _fits(one: Cluster, other: Cluster) -> list[Fit]:
    found = [fit(key, another) for key in one.keys for another in other.keys]
    return [] if None in found else [how for how in found if how is not None]


def _all_fit(one: Cluster, other: Cluster) -> bool:
    """Whether nothing in two clusters, grown since they were compared, forbids to join them."""
    if one.keys & other.keys or one.profile.articles & other.profile.articles:
        return False
    return bool(_fits(one, other))


def _with_bare(
    persons: Sequence[Cluster], bare: Sequence[Occurrence], companies: Mapping[int, Company]
) -> list[Cluster]:
    """Add bare surnames to the persons who bear them; return what is left, by name."""
    left: dict[str, list[Occurrence]] = defaultdict(list)
    joined = []
    bearers = {
        key: [person for person in persons if any(bears(full, key) for full in person.keys)]
        for key in {occurrence.key for occurrence in bare}
    }
    for occurrence in bare:
        bearer = _bearer(bearers[occurrence.key], occurrence, companies[occurrence.article])
        if bearer is None:
            left[occurrence.key].append(occurrence)
        else:
            joined.append((bearer, occurrence))
    for bearer, occurrence in joined:  # after all are decided: none may support the next
        bearer.members.append(occurrence)
    return [
        _cluster(group, companies)
        for key in sorted(left)
        for group in groups(left[key], companies, _least(key))
    ]


def _least(key: str) -> int | None:
    """What company must say for one bearer of this name (`likeness`). A rare name speaks for one,
    so only much that differs makes two of it; of a common one company must not say no; a mere
    given name or common surname says nothing: only who stands beside it does.
    """
    name = parse(key)
    if not name.full:
        return None if says_little(key) else _LEAST_RARE
    return _LEAST_COMMON if name.common else _LEAST_RARE


def _bearer(persons: Sequence[Cluster], bare: Occurrence, company: Company) -> Cluster | None:
    """The one person of this surname whom the article's company supports."""
    own = Profile.of([company])
    articles = sum(len(person.profile.articles) for person in persons)
    ranked = sorted(
        (
            (_bare_support(person, own, articles), person)
            for person in persons
            if company.article not in person.profile.articles
        ),
        key=lambda pair: (-pair[0], pair[1].order),
    )
    if not ranked or ranked[0][0] < _LEAST_BARE[says_little(bare.key)]:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
        return None
    return ranked[0][1]


def _bare_support(person: Cluster, own: Profile, articles: int) -> int:
    """What company says, more where the person is at home and better known than the others."""
    count = len(person.profile.articles)
    home = any(person.profile.at_home(country) for country in own.countries)
    known = count >= _PROMINENT and 5 * count >= 4 * articles
    return likeness(person.profile, own, frozenset(person.keys)) + home + known
