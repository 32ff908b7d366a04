"""The spaCy component that puts the dates of an article into `doc._.dates`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from indexer.enrich import state
from indexer.enrich.dates.find import find_dates
from indexer.enrich.dates.lexicon import is_feast

FACTORY = "fundstelle_dates"


class DateAnnotator:
    """Reads the publication date and the language from the document; names of persons hold none,
    though a recogniser may take a feast for one."""

    def __call__(self, doc: Doc) -> Doc:
        names = [
            (ent.start_char, ent.end_char)
            for ent in doc.ents
            if ent.label_ == "PER" and not is_feast(ent.text, doc._.language)
        ]
        doc._.dates = find_dates(doc.text, doc._.published, doc._.language, names)
        return doc


@Language.factory(FACTORY, assigns=["doc._.dates"])
def create_date_annotator(nlp: Language, name: str) -> DateAnnotator:
    """Build the component for a pipeline of any language."""
    state.declare()
    return DateAnnotator()
