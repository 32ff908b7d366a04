"""Long lists of ids as one parameter: to bind them one by one takes longer than to look them up."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, bindparam, func, select

_IDS = "ids"


def among_ids(column: Column[Any]) -> ColumnElement[bool]:
    """Whether the column is one of the ids that `ids_of` gives to the statement."""
    values = func.json_each(bindparam(_IDS)).table_valued("value")
    return column.in_(select(values.c.value))


def ids_of(ids: Collection[str]) -> dict[str, str]:
    """The parameter of a statement that asks `among_ids`."""
    return {_IDS: orjson.dumps(list(ids)).decode()}
