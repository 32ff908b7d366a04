"""Articles to enrichments: one spaCy pipeline a model, streamed, in the articles' order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from archive.model.annotation import Enrichment
from archive.model.article import Article
from indexer.enrich import state
from indexer.enrich.fingerprint import code_files, digest, model_files
from indexer.enrich.language import LanguageDetector
from indexer.enrich.long_texts import LIMIT, in_pieces
from indexer.enrich.recogniser import ANNOTATORS, SHIPPED, LoadedModel, load_model

BATCH: Final = 64  # articles in memory at a time; enough to fill the model's own batches


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrichSettings:
    """`models` maps a language code to an installed spaCy model's name or a path; languages
    without one use the shipped model.
    """

    models: Mapping[str, str] = field(default_factory=dict)
    timezone: str = "Europe/Berlin"
    default_language: str = "de"


class Enricher:
    """Enriches articles; `fingerprint` names everything that its output depends on."""

    def __init__(self, settings: EnrichSettings) -> None:
        self._detector = LanguageDetector(settings.default_language)
        self._shipped = load_model(None)
        self._models = {code: load_model(name) for code, name in settings.models.items()}
        self.fingerprint = _fingerprint(settings, self._shipped, self._models)

    def enrich(self, articles: Iterable[Article]) -> Iterator[Enrichment]:
        """Yield one enrichment an article, in order, never holding more than a batch."""
        stream = iter(articles)
        while batch := list(islice(stream, BATCH)):
            yield from self._batch(batch)

    def _batch(self, batch: list[Article]) -> Iterator[Enrichment]:
        languages = [self._detector.settle(article.text, article.language) for article in batch]
        found: dict[int, Enrichment] = {}
        for model in dict.fromkeys(self._model(language) for language in languages):
            docs = [
                (_document(model.nlp, article, language), number)
                for number, (article, language) in enumerate(zip(batch, languages, strict=True))
                if self._model(language) is model
            ]
            for doc, number in _annotated(model.nlp, docs):
                found[number] = self._enrichment(doc)
        return (found[number] for number in range(len(batch)))

    def _model(self, language: str) -> LoadedModel:
        return self._models.get(language, self._shipped)

    def _enrichment(self, doc: Doc) -> Enrichment:
        found = {name: doc._.get(name) for name in state.ANNOTATIONS}
        return Enrichment(language=doc._.language, pipeline=self.fingerprint, **found)


def load_enricher(settings: EnrichSettings | None = None) -> Enricher:
    """Load models and tables; raise SettingsError for a model that cannot be loaded."""
    return Enricher(settings or EnrichSettings())


def _document(nlp: Language, article: Article, language: str) -> Doc:
    text = article.text
    doc = nlp.make_doc(text) if len(text) <= LIMIT else in_pieces(nlp, text, ANNOTATORS)
    return state.give_context(
        doc, language=language, published=article.published, body_start=article.body_start
    )


def _annotated(nlp: Language, docs: list[tuple[Doc, int]]) -> Iterator[tuple[Doc, int]]:
    """Run the pipe over ordinary documents; long ones went through the model already, in pieces."""
    short = [(doc, number) for doc, number in docs if len(doc.text) <= LIMIT]
    yield from nlp.pipe(short, as_tuples=True)
    for doc, number in docs:
        if len(doc.text) > LIMIT:
            for name in ANNOTATORS:
                nlp.get_pipe(name)(doc)
            yield doc, number


def _fingerprint(
    settings: EnrichSettings, shipped: LoadedModel, models: Mapping[str, LoadedModel]
) -> str:
    package = Path(__file__).parent
    files = [(str(path.relative_to(package)), path) for path in code_files(package)]
    for code, model in sorted({"": shipped, **models}.items()):
        files += [
            (f"{code}:{path.relative_to(model.path)}", path) for path in model_files(model.path)
        ]
    chosen = sorted(f"{code}={name}" for code, name in settings.models.items())
    short = digest(files, [settings.timezone, settings.default_language, *chosen])
    german = models.get(SHIPPED, shipped)
    return f"{german.title}+{short}"
