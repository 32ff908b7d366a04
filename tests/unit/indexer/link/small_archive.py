"""A few articles of names and events alone, linked and settled in any order and in any batches."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from archive.model.annotation import (
    Country,
    CountryMention,
    Enrichment,
    Entity,
    EventMention,
    EventType,
    Place,
    Via,
)
from archive.model.article import Article, ArticleKey
from archive.model.document import EntityKind
from archive.model.partial_date import PartialDate
from archive.store.database import Database
from archive.store.lock import LockPolicy
from archive.store.payload import enrichment_key
from archive.store.records import ArticleChange, CachedEnrichment, Origin
from archive.store.session import Session
from archive.store.store import Store
from indexer.jobs.keeping import keep, take_down
from indexer.jobs.relinking import relink_again
from indexer.link import settling_events
from indexer.link.settling import settle

PIPELINE = "rules"


@dataclass(frozen=True)
class Visit:
    """A report by its participants, first day and length; None for no day."""

    persons: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    day: date | None = date(2010, 5, 8)
    days: int = 1

    @property
    def mention(self) -> EventMention:
        last = self.day + timedelta(days=self.days - 1) if self.day else None
        return EventMention(
            type=EventType.VISIT,
            start=0,
            end=1,
            text="x",
            persons=self.persons,
            countries=self.countries,
            first=self.day,
            last=last,
        )


@dataclass(frozen=True)
class Piece:
    """An article by its id: persons, organisations (each with its forms), countries, places (each
    with its country), its year, the visits that it reports.
    """

    id: str
    persons: tuple[str, ...] = ()
    organisations: tuple[tuple[str, ...], ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    year: int = 2010
    visits: tuple[Visit, ...] = ()

    @property
    def article(self) -> Article:
        names = self.persons, self.organisations, self.countries, self.places
        return Article(
            id=self.id,
            body=f"{self.id} {names} {self.visits}",
            published=PartialDate.parse(str(self.year)),
        )

    @property
    def enrichment(self) -> Enrichment:
        return Enrichment(
            language="de",
            pipeline=PIPELINE,
            persons=tuple(Entity(id=name, name=name, forms=(name,)) for name in self.persons),
            organisations=tuple(
                Entity(id=forms[0], name=max(forms, key=len), forms=forms)
                for forms in self.organisations
            ),
            places=tuple(
                Place(id=f"{name} {country}", name=name, forms=(name,), country=country)
                for name, country in self.places
            ),
            events=tuple(visit.mention for visit in self.visits),
            countries=tuple(
                Country(
                    code=code,
                    name=code,
                    mentions=(CountryMention(start=0, end=1, text=code, via=Via.NAME),),
                )
                for code in self.countries
            ),
        )

    @property
    def change(self) -> ArticleChange:
        return ArticleChange(
            key=ArticleKey(collection="default", given_id=self.id),
            article=self.article,
            content_hash=self.id,
            enrichment=enrichment_key(self.article, PIPELINE),
            origin=Origin(),
        )


@dataclass
class SmallArchive:
    """A store without an index."""

    store: Store
    pieces: dict[str, Piece] = field(default_factory=dict)

    @classmethod
    def like(cls, empty: Path, folder: Path) -> SmallArchive:
        """On a copy of an empty store: to look for migrations takes longer than to link."""
        shutil.copy(empty, folder / "store.sqlite")
        return cls(Store(Database(folder / "store.sqlite"), LockPolicy()))

    def take(self, pieces: Sequence[Piece]) -> None:
        """One run: keep the articles, then settle what they change."""
        with self.store.writing() as session:
            session.enrichments.put(
                CachedEnrichment(key=piece.change.enrichment, enrichment=piece.enrichment)
                for piece in pieces
            )
            keep(session, [piece.change for piece in pieces])
        self.pieces |= {piece.change.key.id: piece for piece in pieces}
        self.settle()

    def drop(self, piece: Piece) -> None:
        with self.store.writing() as session:
            (stored,) = session.articles.get([piece.change.key.id]).values()
            take_down(session, stored)
        del self.pieces[piece.change.key.id]
        self.settle()

    def settle(self) -> None:
        with self.store.writing() as session:
            blocks = session.unsettled.after(None, 10_000)
            session.unsettled.relink(settle(session, blocks))
            session.unsettled.done(blocks)
            _relink(session)
            open_ = session.unsettled_events.after(None, 10_000)
            session.unsettled_events.done(open_)
            session.unsettled.relink(settling_events.settle(session, open_))
            _relink(session)
            assert session.unsettled_events.count() == 0

    def settle_again(self) -> None:
        """Settle every block, open or not."""
        with self.store.writing() as session:
            for stored in session.articles.get(self.pieces.keys()).values():
                found = session.occurrences.of(stored.ordinal)
                session.unsettled.add((occurrence.kind, occurrence.block) for occurrence in found)
                reports = session.event_reports.of(stored.ordinal)
                session.unsettled_events.add(report.block for report in reports)
        self.settle()

    def registry(self) -> dict[str, tuple[object, ...]]:
        """Internal id of each article -> its identity, occurrences, and the entries that their keys
        lead to.
        """
        with self.store.reading() as session:
            found: dict[str, tuple[object, ...]] = {}
            for stored in session.articles.get(self.pieces.keys()).values():
                occurrences = session.occurrences.of(stored.ordinal)
                known = {
                    kind: session.entities.by_key(kind, {o.key for o in occurrences})
                    for kind in EntityKind
                }
                found[stored.id] = stored.identity, occurrences, known
            return found

    def entries(self, kind: EntityKind = EntityKind.PERSON) -> dict[str, set[tuple[str, str]]]:
        """Id -> (article, local name) of everything that is linked to it."""
        found: dict[str, set[tuple[str, str]]] = {}
        with self.store.reading() as session:
            for stored in session.articles.get(self.pieces.keys()).values():
                linked = {
                    EntityKind.PERSON: stored.identity.persons,
                    EntityKind.ORGANISATION: stored.identity.organisations,
                    EntityKind.PLACE: stored.identity.places,
                }
                for local, entry in linked[kind].items():
                    found.setdefault(entry, set()).add((self.pieces[stored.id].id, local))
        return found

    def events(self) -> dict[str, set[tuple[str, int]]]:
        """Id -> (article, number) of every report of the event."""
        found: dict[str, set[tuple[str, int]]] = {}
        with self.store.reading() as session:
            for stored in session.articles.get(self.pieces.keys()).values():
                reported = stored.identity.events
                assert session.event_links.events_of(stored.ordinal) == set(reported)
                for number, event in enumerate(reported):
                    found.setdefault(event, set()).add((self.pieces[stored.id].id, number))
        return found

    def happenings(self) -> set[frozenset[tuple[str, int]]]:
        return {frozenset(reports) for reports in self.events().values()}

    def groups(self, kind: EntityKind = EntityKind.PERSON) -> set[frozenset[tuple[str, str]]]:
        return {frozenset(members) for members in self.entries(kind).values()}

    def names(self) -> dict[frozenset[tuple[str, str]], str]:
        entries = self.entries()
        with self.store.reading() as session:
            names = session.entities.names(entries.keys())
        return {frozenset(members): names[entry] for entry, members in entries.items()}


@contextmanager
def opened(empty: Path) -> Iterator[SmallArchive]:
    """An empty archive for one test."""
    with tempfile.TemporaryDirectory(dir=empty.parent) as folder:
        archive = SmallArchive.like(empty, Path(folder))
        yield archive
        archive.store.close()


def _relink(session: Session) -> None:
    ordinals = session.unsettled.to_relink(10_000)
    relink_again(session, session.articles.at(ordinals))
    session.unsettled.relinked(ordinals)


def batches(pieces: Sequence[Piece], random: Random) -> list[list[Piece]]:
    """All of them, in a chance order and parted at chance places."""
    shuffled = random.sample(pieces, len(pieces))
    cuts = sorted({0, len(pieces), *random.choices(range(len(pieces)), k=2)})
    return [shuffled[first:last] for first, last in pairwise(cuts)]
