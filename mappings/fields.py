"""The names of all index fields, each written once, for both engines."""

from __future__ import annotations

from enum import StrEnum

MAPPING_VERSION = 4  # a generation of another version is neither written to nor read


class IndexName(StrEnum):
    """The three indices of a generation."""

    ARTICLES = "articles"
    EVENTS = "events"
    ENTITIES = "entities"


class TextField(StrEnum):
    """The text of an article: its title, the first paragraph of the body, the rest of the body."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


class Stream(StrEnum):
    """The token streams that each text is indexed in."""

    EXACT = "exact"
    STEM = "stem"
    PARTS = "parts"


class Keyword(StrEnum):
    """Whole values of an article that are counted as facets; countries once more for each kind of
    evidence.
    """

    PERSON = "person"
    COUNTRY = "country"
    EVENT = "event"
    EVENT_TYPE = "event_type"
    ORGANISATION = "organisation"
    PLACE = "place"
    SOURCE = "source"
    SECTION = "section"
    LANGUAGE = "language"
    COUNTRY_NAME = "country_name"
    COUNTRY_ADJECTIVE = "country_adjective"
    COUNTRY_CAPITAL = "country_capital"
    COUNTRY_PLACE = "country_place"


class ArticleField(StrEnum):
    """The other fields of the articles index."""

    ID = "id"
    GIVEN_ID = "given_id"
    ORDINAL = "ordinal"
    REVISION = "revision"
    LACKS = "lacks"  # names of the keyword fields that the article has no value in
    FOLDED_SOURCE = "folded_source"
    FOLDED_SECTION = "folded_section"
    PUBLISHED_FIRST = "published_first"  # day numbers, 1 is 0001-01-01; absent without a date
    PUBLISHED_LAST = "published_last"
    ABOUT_FIRST = "about_first"
    ABOUT_LAST = "about_last"
    NEWEST = "newest"  # sort keys: (day, ordinal) in one integer
    OLDEST = "oldest"
    RECORD = "record"


class Axis(StrEnum):
    """Calendar tokens, one field for each unit.

    PUBLISHED: units that contain the whole published interval. ABOUT: units of the covers of the
    intervals and all that contain them. COVER: the units of the covers alone.
    """

    PUBLISHED = "published"
    ABOUT = "about"
    COVER = "cover"


class EventField(StrEnum):
    """Fields of the events index."""

    ID = "id"
    TYPE = "type"
    FIRST = "first"
    LAST = "last"
    PERSONS = "persons"
    ORGANISATIONS = "organisations"
    COUNTRIES = "countries"
    PLACES = "places"
    ARTICLES = "articles"
    WORDS = "words"  # exact tokens of the labels in all languages
    NEWEST = "newest"
    RECORD = "record"


class EntityField(StrEnum):
    """Fields of the entities index."""

    ID = "id"
    KIND = "kind"
    NAMES = "names"  # name and forms, folded, each as a whole
    FORMER = "former"  # ids that were merged into this one
    WORDS = "words"  # exact tokens of name and forms
    ARTICLES = "articles"
    RECORD = "record"


def text_field(field: TextField, stream: Stream) -> str:
    """The index field of one stream of one text."""
    return f"{field}_{stream}"


def unit_field(axis: Axis, unit: str) -> str:
    """The index field of one calendar unit on one axis."""
    return f"{axis}_{unit}"
