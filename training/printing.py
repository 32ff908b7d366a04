"""Sentences of tokens -> texts: tokens parted by blanks, or as one would print them."""

from collections.abc import Iterable, Iterator, Sequence

from training.sample import LABELS, Name, Sample, Tagged


def join(sentence: Sequence[Tagged], *, natural: bool) -> Sample:
    """Return the tokens as a text with the names that the tags tell."""
    text, words = lay_out([token.form for token in sentence], natural=natural)
    names: list[Name] = []
    kind = ""
    for token, (start, end) in zip(sentence, words, strict=True):
        prefix, _, here = token.tag.partition("-")
        if here and prefix == "I" and here == kind:
            start = names.pop().start
        if here:
            names.append(Name(start=start, end=end, label=here if here in LABELS else None))
        kind = here
    return Sample(text=text, names=tuple(names))


def lay_out(forms: Iterable[str], *, natural: bool) -> tuple[str, list[tuple[int, int]]]:
    """Return the forms as a text, and where in it each of them starts and ends."""
    text, words = "", []
    for gap, form in _with_gaps(forms, natural=natural):
        text += gap
        words.append((len(text), len(text) + len(form)))
        text += form
    return text, words


def _with_gaps(forms: Iterable[str], *, natural: bool) -> Iterator[tuple[str, str]]:
    previous, opened = "", False
    for form in forms:
        if form == '"':
            opened = not opened
        closed_up = not previous or (natural and _closes_up(previous, form, opened))
        yield "" if closed_up else " ", form
        previous = form


def _closes_up(previous: str, form: str, opened: bool) -> bool:
    """Tell whether no blank stands between two tokens in print; `opened`: inside straight quotes,
    the form included."""
    if form == '"':
        return not opened
    return form in {",", ".", ";", ":", "!", "?", ")", "]", "“", "”", "«", "…", "'", "’"} or (
        previous in {"(", "[", "„", "»", "‚", "#", "@"} or (previous == '"' and opened)
    )
