"""A search survives the way into a query string and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ParameterError
from archive.model.annotation import Via
from archive.model.document import FacetField
from archive.model.partial_date import DateRange
from archive.model.search import (
    FacetFilter,
    FacetRequest,
    FacetSort,
    Op,
    SearchQuery,
    Sort,
)
from archive.model.timeline import Unit
from search_api.params import (
    facet_query,
    filter_pairs,
    request_pairs,
    search_pairs,
    search_query,
)
from search_api.settings import ApiSettings

SETTINGS = ApiSettings()

values = st.lists(st.text(min_size=1, max_size=12), max_size=3, unique=True).map(tuple)
facet_filters = st.builds(
    FacetFilter,
    include=values,
    exclude=values,
    op=st.sampled_from(Op),
    missing=st.booleans(),
).filter(lambda chosen: chosen != FacetFilter())
plain_filters = st.dictionaries(st.sampled_from(FacetField), facet_filters, max_size=4)
countries_via = st.builds(
    lambda via: {FacetField.COUNTRY: FacetFilter(via=via)}, st.sampled_from(Via)
)
filters = plain_filters | countries_via


def _range(first: date | None, last: date | None) -> DateRange | None:
    if first and last:
        return DateRange(first=min(first, last), last=max(first, last))
    return DateRange(first=first, last=last) if first or last else None


ranges = st.builds(_range, st.none() | st.dates(), st.none() | st.dates())
queries = st.builds(
    SearchQuery,
    text=st.text(max_size=30),
    filters=filters,
    published=ranges,
    about=ranges,
    sort=st.sampled_from(Sort),
    size=st.integers(1, 100),
    cursor=st.none() | st.text(min_size=1, max_size=20),
    facets=st.lists(st.sampled_from(FacetField), unique=True).map(tuple),
    facet_size=st.integers(1, 100),
    histograms=st.booleans(),
    published_unit=st.none() | st.sampled_from(Unit),
    about_unit=st.none() | st.sampled_from(Unit),
    language=st.sampled_from(["de", "en"]),
)
requests = st.builds(
    FacetRequest,
    field=st.sampled_from(FacetField),
    prefix=st.text(max_size=10),
    sort=st.sampled_from(FacetSort),
    offset=st.integers(0, 1000),
    size=st.integers(1, 100),
)


def _query(*pairs: tuple[str, str]) -> SearchQuery:
    return search_query(pairs, SETTINGS)


@given(queries)
def test_every_search_survives_the_way_into_parameters_and_back(query: SearchQuery) -> None:
    assert search_query(search_pairs(query, "de"), SETTINGS) == query


@given(filters, requests)
def test_every_facet_request_survives_the_way_into_parameters_and_back(
    chosen: Mapping[FacetField, FacetFilter], request: FacetRequest
) -> None:
    query = SearchQuery(text="Putin", filters=chosen)
    pairs = (*filter_pairs(query, "de"), *request_pairs(request))
    assert facet_query(request.field.value, pairs, SETTINGS) == (query, request)


def test_defaults_are_left_out_of_the_parameters() -> None:
    assert search_pairs(SearchQuery(text="Gipfel"), "de") == (("q", "Gipfel"),)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-06", date(2024, 6, 1), date(2024, 6, 30)),
        ("2024-06-19", date(2024, 6, 19), date(2024, 6, 19)),
        ("1990..1999", date(1990, 1, 1), date(1999, 12, 31)),
        ("2020..2024-06", date(2020, 1, 1), date(2024, 6, 30)),
        ("2020..", date(2020, 1, 1), None),
        ("..2024-06", None, date(2024, 6, 30)),
    ],
)
def test_a_range_is_read_and_written_in_its_shortest_form(
    text: str, first: date | None, last: date | None
) -> None:
    query = _query(("published", text))
    assert query.published == DateRange(first=first, last=last)
    assert search_pairs(query, "de") == (("published", text),)


@pytest.mark.parametrize("text", ["..", "2024..2020", "gestern", "2024-13", "2024...2025"])
def test_an_impossible_range_is_refused(text: str) -> None:
    with pytest.raises(ParameterError) as caught:
        _query(("about", text))
    assert caught.value.parameter == "about"


def test_a_range_the_wrong_way_round_is_offered_the_right_way_round() -> None:
    with pytest.raises(ParameterError) as caught:
        _query(("published", "2024..2020"))
    assert caught.value.suggestion == "2020..2024"


@pytest.mark.parametrize(
    ("name", "close"),
    [
        ("persn", "person"),
        ("person.mising", "person.missing"),
        ("contry", "country"),
        ("xyz", None),
    ],
)
def test_an_unknown_parameter_names_the_closest_known_one(name: str, close: str | None) -> None:
    with pytest.raises(ParameterError) as caught:
        _query((name, "1"))
    assert (caught.value.parameter, caught.value.suggestion) == (name, close)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", "0"),
        ("size", "101"),
        ("size", "ten"),
        ("size", "²"),
        ("sort", "best"),
        ("person.op", "xor"),
        ("person.missing", "yes"),
        ("person", ""),
        ("-person", ""),
        ("facets", "persons"),
        ("published.unit", "week"),
        ("lang", "fr"),
        ("histograms", "2"),
    ],
)
def test_an_impossible_value_names_its_parameter(name: str, value: str) -> None:
    with pytest.raises(ParameterError) as caught:
        _query((name, value))
    assert caught.value.parameter == name


def test_a_parameter_that_holds_one_value_may_not_be_repeated() -> None:
    with pytest.raises(ParameterError) as caught:
        _query(("q", "a"), ("q", "b"))
    assert caught.value.parameter == "q"


def test_choices_exclusions_missing_and_operator_of_one_facet_come_together() -> None:
    query = _query(
        ("person", "person:a"),
        ("person", "person:b"),
        ("-person", "person:c"),
        ("person.missing", "1"),
        ("person.op", "and"),
    )
    assert query.filters == {
        FacetField.PERSON: FacetFilter(
            include=("person:a", "person:b"), exclude=("person:c",), missing=True, op=Op.AND
        )
    }


def test_facets_may_be_joined_by_commas() -> None:
    assert _query(("facets", "person,country")).facets == (FacetField.PERSON, FacetField.COUNTRY)


def test_empty_facets_mean_none() -> None:
    assert _query(("facets", "")).facets == ()


def test_an_unknown_facet_names_the_closest_one() -> None:
    with pytest.raises(ParameterError) as caught:
        facet_query("persons", (), SETTINGS)
    assert caught.value.suggestion == "person"


def test_as_many_values_as_the_limit_can_be_chosen_and_excluded() -> None:
    pairs = [("person", f"p{n}") for n in range(60)] + [("-country", f"c{n}") for n in range(40)]
    assert len(search_query(pairs, SETTINGS).filters) == 2


def test_more_values_than_the_limit_are_refused() -> None:
    pairs = [("person", f"p{n}") for n in range(61)] + [("-country", f"c{n}") for n in range(40)]
    with pytest.raises(ParameterError, match="100 values") as caught:
        search_query(pairs, SETTINGS)
    assert caught.value.parameter == "person"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("19.06.2024", "2024-06-19"),
        ("6/2024", "2024-06"),
        ("2009-2010", "2009..2010"),
        ("2009 bis 2010", "2009..2010"),
        ("1.1.2009 – 31.12.2010", "2009-01-01..2010-12-31"),
        ("2010..2009", "2009..2010"),
        ("31.6.2009", None),
        ("soon", None),
    ],
)
def test_a_wrong_period_comes_with_what_may_be_meant(text: str, meant: str | None) -> None:
    with pytest.raises(ParameterError) as caught:
        search_query([("published", text)], ApiSettings())
    assert caught.value.suggestion == meant
