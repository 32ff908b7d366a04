"""The table of request parameters: name, meaning, values; the checks and OpenAPI read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from archive.errors import ParameterError
from archive.model.annotation import Via
from archive.model.document import FacetField
from archive.model.search import FacetSort, Op, Sort
from archive.model.timeline import Unit

Pairs = Iterable[tuple[str, str]]

EXCLUDE = "-"
MISSING = ".missing"
OP = ".op"
VIA = ".via"
SIZE_LIMIT = 100
OFFSET_LIMIT = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One request parameter; `values` are the only ones allowed, empty for free text."""

    name: str
    about: str
    repeatable: bool = False
    values: tuple[str, ...] = ()
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})

    def openapi(self) -> dict[str, Any]:
        schema = {**self.schema, "enum": list(self.values)} if self.values else self.schema
        if self.repeatable:
            schema = {"type": "array", "items": schema}
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": self.about,
            "schema": schema,
        }


def _number(low: int, high: int, default: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": low, "maximum": high, "default": default}


def _of_facet(facet: FacetField) -> tuple[Parameter, ...]:
    name = facet.value
    return (
        Parameter(name=name, about=f"chosen value of {name}; repeatable", repeatable=True),
        Parameter(name=EXCLUDE + name, about=f"excluded value of {name}", repeatable=True),
        Parameter(name=name + MISSING, about=f"1: articles without any {name}", values=("0", "1")),
        Parameter(
            name=name + OP,
            about=f"how several chosen values of {name} combine",
            values=tuple(op.value for op in Op),
        ),
    )


_RANGE = "partial date (`2024-06`) or `FROM..TO`, either end may be empty"
_UNITS = tuple(unit.value for unit in Unit)
_FACETS = tuple(facet.value for facet in FacetField)

COUNTRY_VIA = Parameter(
    name=FacetField.COUNTRY.value + VIA,
    about="only countries with evidence of this kind: name, adjective (also inhabitants), capital "
    "(also seats of government) or place",
    values=tuple(via.value for via in Via),
)
LANG = Parameter(name="lang", about="language of labels: de or en")
SUGGEST_SIZE = Parameter(name="size", about="suggestions", schema=_number(1, SIZE_LIMIT, 8))
SIMILAR_SIZE = Parameter(name="size", about="articles", schema=_number(1, SIZE_LIMIT, 5))
SUBJECT_SIZE = Parameter(name="size", about="articles", schema=_number(1, SIZE_LIMIT, 10))
UNIT = Parameter(name="published.unit", about="unit of the articles over time", values=_UNITS)
SUBJECT = (LANG, SUBJECT_SIZE, UNIT)
COUNTRY = (*SUBJECT, COUNTRY_VIA)
TYPED = Parameter(name="q", about="what was typed so far")

FILTERS = (
    Parameter(name="q", about="query text; empty finds every article"),
    *(parameter for facet in FacetField for parameter in _of_facet(facet)),
    COUNTRY_VIA,
    Parameter(name="published", about=f"published within: {_RANGE}"),
    Parameter(name="about", about=f"a date named in the text overlaps: {_RANGE}"),
    LANG,
)
SEARCH = (
    *FILTERS,
    Parameter(name="sort", about="order of hits", values=tuple(sort.value for sort in Sort)),
    Parameter(name="size", about="hits a page", schema=_number(1, SIZE_LIMIT, 10)),
    Parameter(name="cursor", about="`next` of the page before"),
    Parameter(
        name="facets",
        about="facets to count: names joined by commas, or repeated; empty for none; default all",
        repeatable=True,
        schema={"type": "string", "enum": [*_FACETS, ""]},
    ),
    Parameter(name="facet_size", about="values a facet", schema=_number(1, SIZE_LIMIT, 10)),
    Parameter(name="histograms", about="0 leaves both histograms out", values=("0", "1")),
    Parameter(name="published.unit", about="unit of the published histogram", values=_UNITS),
    Parameter(name="about.unit", about="unit of the about histogram", values=_UNITS),
)
SEPARATOR = Parameter(
    name="separator",
    about="between cells: comma (default), or semicolon, which German spreadsheets look for",
    values=("comma", "semicolon"),
)
TABLE = (*FILTERS, SEPARATOR)
FACET = (
    *FILTERS,
    Parameter(name="value", about="only values whose label or form has words that start so"),
    Parameter(
        name="facet_sort",
        about="order of values",
        values=tuple(sort.value for sort in FacetSort),
    ),
    Parameter(name="offset", about="values to skip", schema=_number(0, OFFSET_LIMIT, 0)),
    Parameter(name="facet_size", about="values a page", schema=_number(1, SIZE_LIMIT, 20)),
)


class Given:
    """One request's parameters, checked against a table; raises ParameterError."""

    def __init__(self, pairs: Pairs, table: tuple[Parameter, ...]) -> None:
        known = {parameter.name: parameter for parameter in table}
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            if name not in known:
                raise _unknown(name, tuple(known))
            self._values.setdefault(name, []).append(value)
        for name, values in self._values.items():
            _check(known[name], values)

    def one(self, name: str) -> str | None:
        """The value, None when it is absent or empty."""
        return self._values.get(name, [""])[0] or None

    def all(self, name: str) -> tuple[str, ...]:
        """Every value, each once, in the order given."""
        return tuple(dict.fromkeys(self._values.get(name, ())))

    def has(self, name: str) -> bool:
        return name in self._values

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number between the bounds; raise ParameterError for anything else."""
        text = self.one(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high):
            reason = f"{name} must be a whole number from {low} to {high}, not {text!r}"
            raise ParameterError(reason, parameter=name, suggestion=str(default))
        return int(text)


def _unknown(name: str, known: tuple[str, ...]) -> ParameterError:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return ParameterError(
        f"there is no parameter {name!r}", parameter=name, suggestion=close[0] if close else None
    )


def _check(parameter: Parameter, values: list[str]) -> None:
    if len(values) > 1 and not parameter.repeatable:
        raise ParameterError(f"{parameter.name} may be given only once", parameter=parameter.name)
    for value in values:
        if value and parameter.values and value not in parameter.values:
            allowed = ", ".join(parameter.values)
            close = get_close_matches(value, parameter.values, n=1, cutoff=0.5)
            raise ParameterError(
                f"{parameter.name} is one of {allowed}, not {value!r}",
                parameter=parameter.name,
                suggestion=close[0] if close else None,
            )
