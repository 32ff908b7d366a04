"""Random small archives and queries over few words and values, so that they meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from archive.model.annotation import EventType, Timex, Via
from archive.model.document import ArticleDocument, Document, EntityKind, FacetField
from archive.model.partial_date import DateRange
from archive.model.search import (
    About,
    And,
    Everything,
    FacetFilter,
    Fuzzy,
    KeyField,
    Node,
    Not,
    Op,
    Or,
    Phrase,
    Prefix,
    Published,
    Scope,
    SearchQuery,
    Sort,
    Value,
)
from archive.model.timeline import Unit
from tests.contract.builders import (
    article,
    entity,
    event,
    event_mention,
    person,
    timex,
    word,
)

WORDS = ("gipfel", "gipfeltreffen", "Treffen", "prag", "prga", "pragh", "Besuch", "besucht", "US")
NAMES = ("ada", "bob", "cyd", "dan")
CODES = ("DE", "FR", "KP")
_KINDS = ("", " adjective", " capital place", " name place", " name adjective capital")
EVENTS = ("event:e1", "event:e2")
PARTIALS = ("1989", "1989-11", "1989-11-09", "1990-01-01", "2024", "2024-06", "2024-06-19")

_countries = st.sampled_from([f"{code}{kinds}" for code in CODES for kinds in _KINDS])
_some_words = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
_names = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
_START = date(1988, 1, 1)
_DAYS = st.integers(min_value=0, max_value=900)
_LENGTHS = st.sampled_from((0, 1, 6, 30, 364, 365, 1000, 3652))


@st.composite
def _intervals(draw: st.DrawFn) -> Timex:
    first = _START + timedelta(days=draw(_DAYS))
    last = first + timedelta(days=draw(_LENGTHS))
    kind = draw(st.sampled_from(("closed", "closed", "closed", "open end", "open start", "unit")))
    if kind == "unit":
        whole = draw(st.sampled_from((("1989-01-01", "1989-12-31"), ("1980-01-01", "1989-12-31"))))
        return timex(*whole)
    return timex(
        None if kind == "open start" else first.isoformat(),
        None if kind == "open end" else last.isoformat(),
    )


@st.composite
def _articles(draw: st.DrawFn, number: int) -> ArticleDocument:
    published = draw(st.sampled_from((None, *PARTIALS)))
    source = draw(st.sampled_from((None, "DW", "dw", "Die Zeit")))
    optional = {"published": published, "source": source}
    mentions = draw(
        st.lists(
            st.builds(
                event_mention,
                st.sampled_from((EventType.VISIT, EventType.MEETING)),
                st.sampled_from((None, *EVENTS)),
            ),
            max_size=2,
        )
    )
    return article(
        f"a{number}",
        ordinal=number,
        title=draw(_some_words),
        body=f"{draw(_some_words)}\n\n{draw(_some_words)}",
        language=draw(st.sampled_from(("de", "en"))),
        persons=draw(_names),
        countries=draw(st.lists(_countries, max_size=2, unique_by=lambda text: text[:2])),
        events=mentions,
        dates=draw(st.lists(_intervals(), max_size=2)),
        **{key: value for key, value in optional.items() if value},  # type: ignore[arg-type]
    )


@st.composite
def archives(draw: st.DrawFn) -> list[Document]:
    """Up to a dozen articles, and registry entries and events for some of what they refer to."""
    size = draw(st.integers(min_value=1, max_value=14))
    found: list[Document] = [draw(_articles(number)) for number in range(1, size + 1)]
    found += [person(f"{name.title()} Beispiel", id_=name, forms=[name]) for name in NAMES[:3]]
    found += [person("Ada Zwei", id_="ada2", forms=["ada"])]
    found += [entity(EntityKind.PLACE, "ada")]
    return [*found, event("e1", "Besuch in Prag"), event("e2", "Gipfeltreffen in Prag")]


_ranges = st.one_of(
    st.sampled_from(
        (
            DateRange(None, None),
            DateRange(date(1989, 1, 1), date(1989, 12, 31)),
            DateRange(date(1989, 11, 9), date(1989, 11, 9)),
            DateRange(None, date(1989, 12, 31)),
            DateRange(date(2024, 1, 1), None),
            DateRange(date(1990, 1, 2), date(1990, 1, 1)),
        )
    ),
    st.builds(
        lambda start, length: DateRange(
            _START + timedelta(days=start), _START + timedelta(days=start + length)
        ),
        _DAYS,
        _LENGTHS,
    ),
)
_scopes = st.sampled_from(tuple(Scope))
_typed = st.sampled_from(WORDS)
_phrases = st.builds(
    lambda words, slop, scope: Phrase(
        text=" ".join(words), words=tuple(w.casefold() for w in words), slop=slop, scope=scope
    ),
    st.lists(_typed, min_size=1, max_size=3),
    st.integers(min_value=0, max_value=4),
    _scopes,
)
_values = st.sampled_from(
    (
        Value(field=FacetField.PERSON, text="Ada"),
        Value(field=FacetField.PERSON, text="person:bob"),
        Value(field=FacetField.PLACE, text="ada"),
        Value(field=FacetField.COUNTRY, text="de"),
        Value(field=FacetField.COUNTRY, text="Frankreich"),
        Value(field=FacetField.EVENT, text="prag besuch"),
        Value(field=FacetField.EVENT_TYPE, text="Visit"),
        Value(field=FacetField.SOURCE, text="DW"),
        Value(field=FacetField.LANGUAGE, text="EN"),
        Value(field=KeyField.ID, text="a1"),
    )
)
_leaves: st.SearchStrategy[Node] = st.one_of(
    st.just(Everything()),
    st.builds(word, _typed, _scopes),
    st.builds(word, _typed, _scopes),
    _phrases,
    st.builds(
        lambda text, scope: Prefix(text=text, prefix=text, scope=scope),
        st.sampled_from(("pra", "gip", "bes", "x")),
        _scopes,
    ),
    st.builds(
        lambda text, distance, scope: Fuzzy(text=text, exact=text, distance=distance, scope=scope),
        st.sampled_from(("prag", "prgag", "besuch", "gipfl")),
        st.integers(min_value=1, max_value=2),
        _scopes,
    ),
    _values,
    st.builds(lambda range_: Published(range=range_), _ranges),
    st.builds(lambda range_: About(range=range_), _ranges),
)
trees: st.SearchStrategy[Node] = st.recursive(
    _leaves,
    lambda children: st.one_of(
        st.builds(lambda c: And(children=tuple(c)), st.lists(children, max_size=3)),
        st.builds(lambda c: Or(children=tuple(c)), st.lists(children, max_size=3)),
        st.builds(lambda c: Not(child=c), children),
    ),
    max_leaves=5,
)


def _filter(values: tuple[str, ...]) -> st.SearchStrategy[FacetFilter]:
    chosen = st.lists(st.sampled_from(values), max_size=2).map(tuple)
    return st.builds(
        FacetFilter,
        include=chosen,
        exclude=chosen,
        op=st.sampled_from(tuple(Op)),
        missing=st.sampled_from((False, False, True)),
    )


_filters = st.fixed_dictionaries(
    {},
    optional={
        FacetField.PERSON: _filter(("person:ada", "person:bob", "person:cyd", "person:none")),
        FacetField.COUNTRY: st.builds(replace, _filter(CODES), via=st.sampled_from((None, *Via))),
        FacetField.EVENT: _filter(EVENTS),
        FacetField.SOURCE: _filter(("DW", "dw", "Die Zeit")),
    },
)
queries = st.builds(
    SearchQuery,
    tree=trees,
    filters=_filters,
    published=st.one_of(st.none(), st.none(), _ranges),
    about=st.one_of(st.none(), st.none(), _ranges),
    sort=st.sampled_from(tuple(Sort)),
    size=st.integers(min_value=1, max_value=5),
    facet_size=st.integers(min_value=0, max_value=3),
    published_unit=st.one_of(st.none(), st.sampled_from(tuple(Unit))),
    about_unit=st.one_of(st.none(), st.sampled_from(tuple(Unit))),
    language=st.sampled_from(("de", "en")),
)
