"""What enrichment finds in one article: the enrichment record as frozen values.

Offsets are code points in the record's `text`, spans are [start, end). In a record as `fundstelle
enrich` writes it,
entity ids are local to the record; once linked they are the registry's (`person:wladimir-putin`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from archive.model.partial_date import PartialDate


class Label(StrEnum):
    """What a name is a name of."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"


class Via(StrEnum):
    """The kind of evidence that names a country."""

    NAME = "name"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"
    PLACE = "place"


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class EventType(StrEnum):
    """The 33 event types of the annotation guide."""

    VISIT = "visit"
    MEETING = "meeting"
    NEGOTIATION = "negotiation"
    AGREEMENT = "agreement"
    SANCTION = "sanction"
    ELECTION = "election"
    VOTE = "vote"
    APPOINTMENT = "appointment"
    RESIGNATION = "resignation"
    ATTACK = "attack"
    TERROR_ATTACK = "terror_attack"
    CEASEFIRE = "ceasefire"
    MILITARY_EXERCISE = "military_exercise"
    DEPLOYMENT = "deployment"
    ARMS_TRANSFER = "arms_transfer"
    COUP = "coup"
    PROTEST = "protest"
    STRIKE = "strike"
    CRIME = "crime"
    ARREST = "arrest"
    TRIAL = "trial"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    DISEASE = "disease"
    DEATH = "death"
    AID = "aid"
    MIGRATION = "migration"
    ACQUISITION = "acquisition"
    INSOLVENCY = "insolvency"
    LAYOFFS = "layoffs"
    SCIENCE = "science"
    SPORT = "sport"
    AWARD = "award"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text; `entity` is the id of the person, organisation or place, None when it is
    none of the record's.
    """

    start: int
    end: int
    text: str
    label: Label
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or an organisation: base-case name without titles, and the forms as they stand in
    the text.
    """

    id: str
    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place and the country it lies in (None when unknown or in none)."""

    id: str
    name: str
    forms: tuple[str, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryMention:
    """One piece of evidence for a country; kept so that text can be marked and `via` asked for."""

    start: int
    end: int
    text: str
    via: Via


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country (ISO 3166-1 alpha-2, vanished states ISO 3166-3) with every piece of evidence in
    text order.
    """

    code: str
    name: str
    mentions: tuple[CountryMention, ...]

    @property
    def via(self) -> tuple[Via, ...]:
        """Kinds of evidence that occur, each once, in the order of `Via`."""
        kinds = {mention.via for mention in self.mentions}
        return tuple(kinds) if len(kinds) == 1 else tuple(via for via in Via if via in kinds)

    @property
    def forms(self) -> tuple[str, ...]:
        """Different surface forms in order of first occurrence."""
        return tuple(dict.fromkeys(m.text for m in self.mentions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A TIMEX3 expression; `first`/`last` are the days it covers, None for an open end or no
    calendar time.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A trigger with type and arguments; `event` is the archive event's id once linked."""

    type: EventType
    start: int
    end: int
    text: str
    main: bool = False
    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    value: str | None = None
    first: date | None = None
    last: date | None = None
    confidence: float = 1.0
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrichment:
    """Everything found in one article, with the fingerprint of the pipeline that found it."""

    language: str
    pipeline: str
    mentions: tuple[Mention, ...] = ()
    persons: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    countries: tuple[Country, ...] = ()
    dates: tuple[Timex, ...] = ()
    events: tuple[EventMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichedArticle:
    """The enrichment record of one article, as `fundstelle enrich` writes it."""

    id: str | None
    title: str
    text: str
    published: PartialDate | None
    enrichment: Enrichment
