"""Notes what an article brings to the registry's blocks, and which of them it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from archive.model.document import EntityKind
from archive.store.occurrences import Block, Occurrence
from archive.store.session import Session
from indexer.link.blocks import block_of
from indexer.link.entities import Before, Found, Local
from indexer.link.names import key_of

# Of keys, blocks, companies and the rules that settle names and events. Raise it with every change
# of those: `reindex` links and settles anew what another version has linked.
VERSION: Final = 5
_SHORT: Final = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜ.\-]{0,7}")


def before(session: Session, ordinal: int) -> Before:
    """What the article was linked to so far."""
    return Before(
        ordinal=ordinal,
        links=session.entity_links.of(ordinal),
        occurrences=session.occurrences.of(ordinal),
    )


def note(
    session: Session,
    earlier: Before,
    company: bytes,
    found: Sequence[Found],
    ids: Mapping[Local, str],
    firm: Iterable[Local],
) -> bool:
    """Keep the article's occurrences and company; open the blocks that change by it. Return whether
    its company, or the linker, is another than before.
    """
    ordinal = earlier.ordinal
    old = {_lasting(occurrence) for occurrence in earlier.occurrences}
    pairs = frozenset(_aliases(found))
    changed = session.occurrences.aliases(ordinal) ^ pairs
    put = set(firm)
    occurrences = [
        _occurrence(ordinal, entity, ids[entity.kind, entity.local], put) for entity in found
    ]
    new = {_lasting(occurrence) for occurrence in occurrences}
    if changed or set(occurrences) != set(earlier.occurrences):
        session.occurrences.replace(ordinal, occurrences, pairs)
    other_company = session.companies.put(ordinal, company, VERSION)
    opened = old | new if other_company else old ^ new
    session.unsettled.add(
        [
            *((kind, block) for kind, block, *_ in opened),
            *((EntityKind.ORGANISATION, short) for short, _ in changed),
        ]
    )
    return other_company


def forget(session: Session, ordinal: int) -> None:
    """Take out what the article brought, and open its blocks."""
    blocks: list[Block] = [(o.kind, o.block) for o in session.occurrences.of(ordinal)]
    shorts = {short for short, _ in session.occurrences.aliases(ordinal)}
    session.occurrences.forget(ordinal)
    session.companies.forget(ordinal)
    session.unsettled.add([*blocks, *((EntityKind.ORGANISATION, short) for short in shorts)])
    session.unsettled.relinked([ordinal])


def _occurrence(ordinal: int, entity: Found, entry: str, firm: set[Local]) -> Occurrence:
    return Occurrence(
        article=ordinal,
        kind=entity.kind,
        local=entity.local,
        block=block_of(entity.kind, entity.key),
        key=entity.key,
        name=entity.name,
        mentions=sum(entity.forms.values()),
        entity=entry,
        firm=(entity.kind, entity.local) in firm,
    )


def _lasting(occurrence: Occurrence) -> tuple[EntityKind, str, str, str, bool]:
    """What of an occurrence settling depends on; not where it was settled."""
    return occurrence.kind, occurrence.block, occurrence.local, occurrence.key, occurrence.firm


def _aliases(found: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """Short forms of organisations with the long names they stand for in this article."""
    for entity in found:
        if entity.kind is EntityKind.ORGANISATION and len(entity.name.split()) > 1:
            for form in entity.forms:
                short = key_of(EntityKind.ORGANISATION, form)
                part = entity.key.startswith(f"{short} ")  # "Airbus" is no short "Airbus Werk"
                if _SHORT.fullmatch(form) and short != entity.key and not part:
                    yield short, entity.key
