"""Several bearers of one full name, told apart by their company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from archive.store.occurrences import Occurrence
from indexer.link.company import Company, Profile, likeness


def groups(
    occurrences: Sequence[Occurrence], companies: Mapping[int, Company], least: int | None
) -> list[list[Occurrence]]:
    """The occurrences of each bearer of one name, most first; the same for any order of them.

    `least` is what company must say, at least, for one bearer (`likeness`); None where only a
    person beside both says so.
    """
    key = occurrences[0].key
    if len(occurrences) < 2:
        return [list(occurrences)]
    parts = _connected(key, occurrences, companies)
    if least is None:
        return parts
    found: list[tuple[Profile, list[Occurrence]]] = []
    for part in parts:
        profile = Profile.of(companies[occurrence.article] for occurrence in part)
        home = _home(profile, found, least, frozenset({key}))
        if home is None:
            found.append((profile, part))
        else:
            found[home][0].join(profile)
            found[home][1].extend(part)
    return [part for _, part in found]


def _home(
    profile: Profile,
    found: Sequence[tuple[Profile, list[Occurrence]]],
    least: int,
    but: frozenset[str],
) -> int | None:
    """The group whose company is most like this one; None when it is like none."""
    if profile.blank and found:
        return 0
    alike = [likeness(profile, other, but) for other, _ in found]
    best = max(range(len(found)), key=lambda place: (alike[place], -place), default=None)
    return best if best is not None and alike[best] >= least else None


def _connected(
    key: str, occurrences: Sequence[Occurrence], companies: Mapping[int, Company]
) -> list[list[Occurrence]]:
    """Occurrences that persons connect, from one article to the next; large parts first."""
    ordered = sorted(occurrences, key=lambda o: (companies[o.article].article, o.local))
    roots = list(range(len(ordered)))

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    seen: dict[str, int] = {}
    for place, occurrence in enumerate(ordered):
        company = companies[occurrence.article]
        for link in (f"\0{company.article}", *(company.persons - {key})):
            other = root(seen.setdefault(link, place))
            roots[max(other, root(place))] = min(other, root(place))
    parts: dict[int, list[Occurrence]] = defaultdict(list)
    for place, occurrence in enumerate(ordered):
        parts[root(place)].append(occurrence)
    return sorted(parts.values(), key=lambda part: (-len(part), companies[part[0].article].article))
