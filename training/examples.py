"""Samples -> spaCy training examples over the tokenizer's own tokens."""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from training.sample import Name, Sample


def to_example(nlp: Language, sample: Sample) -> Example:
    """Return the example. A name that is only part of a compound ("EU-Ebene") is none, as GermEval
    counts; one that else cuts through a token excludes that token from the loss."""
    reference = nlp.make_doc(sample.text)
    names: list[Span] = []
    unknown: list[Span] = []
    for name in sample.names:
        span = reference.char_span(name.start, name.end, name.label or "")
        if span is not None and name.label:
            names.append(span)
        elif not in_compound(sample.text, name):
            wide = reference.char_span(name.start, name.end, alignment_mode="expand")
            unknown += [wide] if wide is not None else []
    taken = {token.i for span in names for token in span}
    missing = [span for span in unknown if not taken & set(range(span.start, span.end))]
    reference.set_ents(names, missing=_apart(missing), default="outside")
    return Example(nlp.make_doc(sample.text), reference)


def in_compound(text: str, name: Name) -> bool:
    """Tell whether the word goes on right after the name."""
    after = text[name.end : name.end + 1]
    return after == "-" or after.isalpha()


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def with_word_features(nlp: Language, docs: Iterable[Doc]) -> None:
    """Run the components before the recogniser over the docs, in place."""
    components = [nlp.get_pipe(name) for name in ("clusters", "word_vectors")]
    for doc in docs:
        for component in components:
            component(doc)
