"""Settles blocks of names: which occurrences are one entry, and which id it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from archive.model.document import EntityKind
from archive.store.entities import Standing
from archive.store.occurrences import Block, Occurrence
from archive.store.session import Session
from indexer.link.allotting import Allotment, Group, wanted_id
from indexer.link.bodies import long_form
from indexer.link.clusters import clusters
from indexer.link.company import Company, unpacked
from indexer.link.names import country_of

_PAGE = 500


def settle(session: Session, blocks: Collection[Block]) -> frozenset[int]:
    """Settle the blocks; return the articles that are to be linked anew.

    What belongs together follows from each block alone, so no order of articles and no number of
    runs makes a difference. Ids that have been settled before go to whom most of their mentions go.
    """
    found = session.occurrences.blocks(blocks)
    companies = _companies(session, found)
    hosts = _hosts(session, [key for kind, key in found if kind is EntityKind.ORGANISATION])
    standings = session.entities.standings({o.entity for own in found.values() for o in own})
    shared = _shared(found.values())
    guessed: dict[str, str] = {}
    relinked: set[int] = set()
    for block, occurrences in sorted(found.items()):
        host = hosts.get(block[1]) if block[0] is EntityKind.ORGANISATION else None
        groups = [occurrences] if host else _groups(occurrences, companies)
        entry = None if host else _agreed(block, groups, standings)
        if entry is None or entry in shared:
            relinked |= _settle(session, block, groups, host)
        elif not standings[entry].settled:
            guessed[entry] = block[1]
    session.entities.settle(guessed)
    return frozenset(relinked)


def _shared(blocks: Iterable[Group]) -> frozenset[str]:
    """Entries that several of the blocks have."""
    blocks_of = Counter(entry for block in blocks for entry in {o.entity for o in block})
    return frozenset(entry for entry, count in blocks_of.items() if count > 1)


def _agreed(block: Block, groups: Sequence[Group], standings: Mapping[str, Standing]) -> str | None:
    """The entry that all names of a block are on already, and rightly so; most blocks have one."""
    entries = {(occurrence.entity, occurrence.key) for occurrence in groups[0]}
    entry = groups[0][0].entity
    standing = standings[entry]
    if len(groups) > 1 or len(entries) > 1 or standing.joined:
        return None
    if block[0] is EntityKind.PLACE and standing.country != country_of(block[0], groups[0][0].key):
        return None
    right = standing.home == block[1] if standing.settled else entry == wanted_id(groups[0])
    return entry if right else None


def _settle(
    session: Session, block: Block, groups: Sequence[Group], host: str | None
) -> frozenset[int]:
    allotment = Allotment(session, block, [o for group in groups for o in group])
    ids = [host] if host else allotment.ids(groups)
    moved = [
        replace(member, entity=entry)
        for group, entry in zip(groups, ids, strict=True)
        for member in group
        if member.entity != entry
    ]
    session.occurrences.settle(moved)
    before = session.entities.current(allotment.own | set(ids))
    if host is None:
        session.entities.settle(dict.fromkeys(ids, block[1]))
    _lead(session, block[0], groups, ids, allotment.own)
    after = session.entities.current(before.keys())
    turned = {before[entry] for entry in after if before[entry] != after[entry]}
    changed = {article for entry in turned for article in _all_mentioning(session, entry)}
    return frozenset(occurrence.article for occurrence in moved) | changed


def _hosts(session: Session, shorts: Collection[str]) -> dict[str, str]:
    """Short names of organisations -> entries of the long names that they stand for."""
    counts = session.occurrences.long_forms(shorts)
    longs = {short: long for short in counts if (long := long_form(counts[short])) is not None}
    entries = session.entities.by_key(EntityKind.ORGANISATION, set(longs.values()))
    return {short: entries[long] for short, long in longs.items() if long in entries}


def _groups(
    occurrences: tuple[Occurrence, ...], companies: Mapping[int, Company]
) -> Sequence[Group]:
    kind = occurrences[0].kind
    if len(occurrences) == 1 or kind is EntityKind.ORGANISATION:
        return [occurrences]
    if kind is EntityKind.PLACE:
        return _by_key(occurrences)
    return [cluster.members for cluster in clusters(occurrences, companies)]


def _by_key(occurrences: tuple[Occurrence, ...]) -> Sequence[Group]:
    """Places of one name, those in most articles first."""
    groups: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        groups[occurrence.key].append(occurrence)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0].key))


def _companies(
    session: Session, found: Mapping[Block, tuple[Occurrence, ...]]
) -> dict[int, Company]:
    """The companies of persons who occur more than once, by article."""
    articles = sorted(
        {
            occurrence.article
            for (kind, _), occurrences in found.items()
            if kind is EntityKind.PERSON and len(occurrences) > 1
            for occurrence in occurrences
        }
    )
    companies: dict[int, Company] = {}
    for start in range(0, len(articles), _PAGE):
        kept = session.companies.get(articles[start : start + _PAGE])
        companies |= {article: unpacked(*company) for article, company in kept.items()}
    return companies


def _lead(
    session: Session,
    kind: EntityKind,
    groups: Sequence[Group],
    ids: Sequence[str],
    own: set[str],
) -> None:
    """Let names lead to the groups that most use them, and entries without a group to the one that
    their mentions went to.
    """
    keys, heirs = _heirs(groups, ids)
    for key, entry in keys.items():
        session.entities.know(kind, key, entry)
    for entry in sorted(own - set(ids)):
        session.entities.join(entry, heirs.get(entry) or ids[0])


def _heirs(
    groups: Sequence[Group], ids: Sequence[str]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Key -> entry, and former entry -> entry, by the number of mentions; the earlier in a tie."""
    keys: dict[str, Counter[str]] = defaultdict(Counter)
    formers: dict[str, Counter[str]] = defaultdict(Counter)
    for group, entry in zip(groups, ids, strict=True):
        for occurrence in group:
            keys[occurrence.key][entry] += occurrence.mentions
            formers[occurrence.entity][entry] += occurrence.mentions
    return (
        {key: votes.most_common(1)[0][0] for key, votes in keys.items()},
        {former: votes.most_common(1)[0][0] for former, votes in formers.items()},
    )


def _all_mentioning(session: Session, entry: str) -> list[int]:
    found: list[int] = []
    while page := session.entity_links.mentioning(entry, found[-1] if found else 0, _PAGE):
        found.extend(page)
    return found
