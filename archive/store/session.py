"""One transaction on the store, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from archive.store.applications import Applications
from archive.store.articles import Articles
from archive.store.decisions import Decisions
from archive.store.enrichments import Enrichments
from archive.store.entities import Entities
from archive.store.entity_documents import EntityDocuments
from archive.store.entity_links import EntityLinks
from archive.store.event_reports import EventReports, UnsettledEvents
from archive.store.events import EventLinks, Events
from archive.store.generations import Generations
from archive.store.jobs import Jobs
from archive.store.lock import Holder, holder
from archive.store.occurrences import Companies, Occurrences, Unsettled
from archive.store.ready import ReadyDocuments
from archive.store.rebuilds import Rebuilds, Refusals
from archive.store.rejections import Rejections
from archive.store.revisions import Revisions, Tombstones


@dataclass(frozen=True, slots=True)
class Session:
    """The store within one transaction; of no use after it."""

    connection: Connection

    @property
    def articles(self) -> Articles:
        return Articles(self.connection)

    @property
    def rejections(self) -> Rejections:
        return Rejections(self.connection)

    @property
    def enrichments(self) -> Enrichments:
        return Enrichments(self.connection)

    @property
    def ready(self) -> ReadyDocuments:
        return ReadyDocuments(self.connection)

    @property
    def entities(self) -> Entities:
        return Entities(self.connection)

    @property
    def entity_documents(self) -> EntityDocuments:
        return EntityDocuments(self.connection)

    @property
    def entity_links(self) -> EntityLinks:
        return EntityLinks(self.connection)

    @property
    def occurrences(self) -> Occurrences:
        return Occurrences(self.connection)

    @property
    def companies(self) -> Companies:
        return Companies(self.connection)

    @property
    def unsettled(self) -> Unsettled:
        return Unsettled(self.connection)

    @property
    def events(self) -> Events:
        return Events(self.connection)

    @property
    def event_links(self) -> EventLinks:
        return EventLinks(self.connection)

    @property
    def event_reports(self) -> EventReports:
        return EventReports(self.connection)

    @property
    def unsettled_events(self) -> UnsettledEvents:
        return UnsettledEvents(self.connection)

    @property
    def revisions(self) -> Revisions:
        return Revisions(self.connection)

    @property
    def tombstones(self) -> Tombstones:
        return Tombstones(self.connection)

    @property
    def decisions(self) -> Decisions:
        return Decisions(self.connection)

    @property
    def applications(self) -> Applications:
        return Applications(self.connection)

    @property
    def generations(self) -> Generations:
        return Generations(self.connection)

    @property
    def rebuilds(self) -> Rebuilds:
        return Rebuilds(self.connection)

    @property
    def refusals(self) -> Refusals:
        return Refusals(self.connection)

    @property
    def jobs(self) -> Jobs:
        return Jobs(self.connection)

    @property
    def holder(self) -> Holder | None:
        """Who holds the writer's lock."""
        return holder(self.connection)
