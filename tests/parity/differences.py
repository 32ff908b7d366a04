"""Where two answers differ, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

_ABSENT = "(absent)"
_LONGEST = 300  # characters of a value that are shown


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, named by its path, as either engine gives it."""

    path: str
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        return f"{self.path}: {_shown(self.ours)} != {_shown(self.theirs)}"


def differences(ours: Any, theirs: Any, path: str = "") -> Iterator[Difference]:
    """Every innermost difference; sequences of different lengths differ as far as both go, and in
    length.
    """
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        yield from _of_mappings(ours, theirs, path)
    elif _are_of_one_class(ours, theirs):
        yield from _of_mappings(_parts(ours), _parts(theirs), path)
    elif _are_sequences(ours, theirs):
        yield from _of_sequences(ours, theirs, path)
    elif ours != theirs:
        yield Difference(path, ours, theirs)


def _of_mappings(ours: Mapping[Any, Any], theirs: Mapping[Any, Any], path: str) -> Iterator[Any]:
    for key in dict.fromkeys((*ours, *theirs)):
        place = f"{path}.{key}" if path else str(key)
        yield from differences(ours.get(key, _ABSENT), theirs.get(key, _ABSENT), place)


def _of_sequences(ours: Sequence[Any], theirs: Sequence[Any], path: str) -> Iterator[Any]:
    if len(ours) != len(theirs):
        yield Difference(f"{path}.length", len(ours), len(theirs))
    for index, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        yield from differences(one, other, f"{path}[{index}]")


def _are_of_one_class(ours: Any, theirs: Any) -> bool:
    return is_dataclass(ours) and type(ours) is type(theirs)


def _are_sequences(ours: Any, theirs: Any) -> bool:
    return isinstance(ours, list | tuple) and isinstance(theirs, list | tuple)


def _parts(value: Any) -> Mapping[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
