"""Links one article: settles which registry entries and archive events its enrichment speaks of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive.model.annotation import Enrichment, EventMention
from archive.model.article import Article
from archive.model.document import EntityKind
from archive.store.records import Edit, EntityLink, EventLink, Identity
from archive.store.session import Session
from indexer.link import entities, events, noting
from indexer.link.apply import registry_ids
from indexer.link.company import company_of
from indexer.link.edits import revised
from indexer.link.entities import Found, Local
from indexer.link.events import Report
from indexer.link.rulings import rejections, ruled
from indexer.link.sentences import sentence_around


def link(
    session: Session, article_id: str, ordinal: int, article: Article, enrichment: Enrichment
) -> tuple[Identity, frozenset[str]]:
    """Settle the article's identity in the registry; return it with the ids that lost the
    article.
    """
    edits, enrichment, ids, anew = _settled(session, article_id, ordinal, article, enrichment)
    found = entities.found_in(enrichment)
    identity = _identity({(e.kind, e.local): ids[e.kind, e.local] for e in found})
    reports = tuple(_report(mention, identity) for mention in enrichment.events)
    row = events.ArticleRow(id=article_id, ordinal=ordinal, anew=anew)
    joined = events.join(session, row, article.published, reports)
    lost = session.entity_links.replace(ordinal, _entity_links(found, ids, article))
    lost |= session.event_links.replace(ordinal, _event_links(reports, joined, article.text))
    return replace(identity, events=joined, edits=edits), lost


def _settled(
    session: Session, article_id: str, ordinal: int, article: Article, enrichment: Enrichment
) -> tuple[tuple[Edit, ...], Enrichment, Mapping[Local, str], bool]:
    """What editors changed of the enrichment, the enrichment after that, the entries, and whether
    the article's company, or the linker, is another than before.
    """
    rulings = session.applications.rulings(article_id)
    found = entities.found_in(enrichment)
    edits, decided = ruled(rulings, found)
    edited = revised(enrichment, edits)
    if edits:
        found = entities.found_in(edited)
    earlier = noting.before(session, ordinal)
    raw = entities.resolve(session, found, earlier, decided)
    anew = noting.note(session, earlier, company_of(article, edited), found, raw, decided.firm)
    today = session.entities.current(set(raw.values()))
    ids = {local: today[entry] for local, entry in raw.items()}
    entities.lead_on(session, earlier, found, ids)
    rejected = rejections(session, found, ids)
    return (*edits, *rejected), revised(edited, rejected), ids, anew


def _identity(ids: Mapping[Local, str]) -> Identity:
    maps: dict[EntityKind, dict[str, str]] = {kind: {} for kind in EntityKind}
    for (kind, local), entry in ids.items():
        maps[kind][local] = entry
    return Identity(
        persons=maps[EntityKind.PERSON],
        organisations=maps[EntityKind.ORGANISATION],
        places=maps[EntityKind.PLACE],
    )


def _report(mention: EventMention, identity: Identity) -> Report:
    return Report(
        type=mention.type,
        first=mention.first,
        last=mention.last,
        persons=registry_ids(mention.persons, identity.persons),
        organisations=registry_ids(mention.organisations, identity.organisations),
        countries=mention.countries,
        places=registry_ids(mention.places, identity.places),
        mention=mention,
    )


def _entity_links(
    found: Sequence[Found], ids: Mapping[Local, str], article: Article
) -> tuple[EntityLink, ...]:
    """One link an entry: local entities that share an entry add up."""
    groups: dict[str, list[Found]] = defaultdict(list)
    for entity in found:
        groups[ids[entity.kind, entity.local]].append(entity)
    published = article.published
    return tuple(
        EntityLink(
            entity=entry,
            name=group[0].name,
            forms=_sum(entity.forms for entity in group),
            first=published.first if published else None,
            last=published.last if published else None,
        )
        for entry, group in sorted(groups.items())
    )


def _sum(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for forms in counts:
        total.update(forms)
    return dict(total)


def _event_links(
    reports: Sequence[Report], joined: Sequence[str], text: str
) -> tuple[EventLink, ...]:
    groups: dict[str, list[Report]] = defaultdict(list)
    for report, event in zip(reports, joined, strict=True):
        groups[event].append(report)
    return tuple(_event_link(event, group, text) for event, group in sorted(groups.items()))


def _event_link(event: str, group: Sequence[Report], text: str) -> EventLink:
    best = max(group, key=lambda report: (report.mention.main, report.mention.confidence))
    return EventLink(
        event=event,
        main=best.mention.main,
        confidence=best.mention.confidence,
        sentence=sentence_around(text, best.mention.start),
        persons=tuple(dict.fromkeys(person for report in group for person in report.persons)),
        organisations=tuple(dict.fromkeys(o for report in group for o in report.organisations)),
        countries=tuple(dict.fromkeys(country for report in group for country in report.countries)),
        places=tuple(dict.fromkeys(place for report in group for place in report.places)),
    )
