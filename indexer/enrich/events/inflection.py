"""German verb forms by rule, so that the tables name infinitives and only what is irregular."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_INSEPARABLE = ("be", "ver", "er", "ent", "zer", "miss", "über", "unter")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbForm:
    """One form; with a `particle` it counts only when that ends the clause ("trat … zurück")."""

    word: str
    particle: str = ""
    adjective: bool = False


def verb_forms(entry: str) -> Iterator[VerbForm]:
    """All forms of an entry: an infinitive such as `ab|stürzen`, a colon, irregular forms."""
    head, _, extra = entry.partition(":")
    particle, _, infinitive = head.strip().rpartition("|")
    irregular = extra.split()
    finite = [*_finite(infinitive), *(f for f in irregular if not f.startswith(particle or "\0"))]
    whole = [f for f in irregular if particle and f.startswith(particle)]
    participle = _participle(infinitive)
    yield from _particle_forms(particle, infinitive, finite) if particle else map(_plain, finite)
    for form in (*whole, particle + participle):
        yield _plain(form)
        yield from _attributive(form)
    if not particle:
        yield from (a for f in irregular if f.endswith("en") for a in _attributive(f))


def _plain(word: str) -> VerbForm:
    return VerbForm(word=word)


def _attributive(participle: str) -> Iterator[VerbForm]:
    return (VerbForm(word=participle + end, adjective=True) for end in _ADJECTIVE_ENDINGS)


def _particle_forms(particle: str, infinitive: str, finite: list[str]) -> Iterator[VerbForm]:
    yield _plain(f"{particle}{infinitive}")
    yield _plain(f"{particle}zu{infinitive}")
    for form in finite:
        yield _plain(particle + form)
        yield VerbForm(word=form, particle=particle)


def _stem(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]


def _finite(infinitive: str) -> list[str]:
    stem = _stem(infinitive)
    link = "e" if stem.endswith(("d", "t", "chn", "ffn")) else ""
    return [infinitive, *(f"{stem}{link}{end}" for end in ("t", "te", "ten"))]


def _participle(infinitive: str) -> str:
    stem = _stem(infinitive)
    link = "e" if stem.endswith(("d", "t", "chn", "ffn")) else ""
    bare = infinitive.endswith("ieren") or infinitive.startswith(_INSEPARABLE)
    return f"{'' if bare else 'ge'}{stem}{link}t"
