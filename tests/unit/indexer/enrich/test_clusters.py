"""The cluster table, the component that applies it, and the shipped model."""

import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

import indexer.enrich
from indexer.enrich.clusters import FACTORY, Clusters, ClusterTagger
from indexer.enrich.embedding import cluster_features, form_features, shape
from indexer.enrich.form_table import FormTable

MODEL = Path(indexer.enrich.__file__).parent / "models" / "de"
TABLE = {"Haus": "0101", "Häuser": "0111", "Köln": "11", "Gipfel": "001"}


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load(MODEL)


def pipeline(clusters: Clusters) -> Language:
    nlp = spacy.blank("de")
    tagger = nlp.add_pipe(FACTORY, name="clusters")
    assert isinstance(tagger, ClusterTagger)
    tagger.clusters = clusters
    return nlp


def tags(nlp: Language, text: str) -> list[str]:
    return [token.tag_ for token in nlp(text)]


def test_a_token_is_tagged_with_the_path_of_its_cluster() -> None:
    assert tags(pipeline(Clusters(TABLE)), "Haus Häuser") == ["B0101", "B0111"]


def test_an_unknown_form_stays_untagged() -> None:
    assert tags(pipeline(Clusters(TABLE)), "Xylophon") == [""]


@pytest.mark.parametrize("form", ["Kölns", "KÖLN", "Rhein-Köln", "Köln’"])
def test_an_inflected_form_takes_the_cluster_of_its_base(form: str) -> None:
    assert Clusters(TABLE).path(form) == "11"


def test_a_form_of_its_own_beats_its_base() -> None:
    assert Clusters({**TABLE, "Kölns": "10"}).path("Kölns") == "10"


def test_a_single_letter_is_not_stripped() -> None:
    assert Clusters({"a": "1"}).path("as") == ""


def test_a_table_survives_packing() -> None:
    restored = Clusters.from_bytes(Clusters(TABLE).to_bytes())
    assert {form: restored.path(form) for form in TABLE} == TABLE


def test_an_empty_table_survives_packing() -> None:
    assert len(Clusters.from_bytes(Clusters({}).to_bytes())) == 0


def test_a_saved_pipeline_tags_as_before(tmp_path: Path) -> None:
    pipeline(Clusters(TABLE)).to_disk(tmp_path)
    assert tags(spacy.load(tmp_path), "Haus in Köln") == ["B0101", "", "B11"]


def test_a_pipeline_travels_as_bytes() -> None:
    packed = pipeline(Clusters(TABLE)).to_bytes()
    assert tags(pipeline(Clusters({})).from_bytes(packed), "Gipfel") == ["B001"]


def test_an_empty_text_is_no_error() -> None:
    assert tags(pipeline(Clusters(TABLE)), "") == []


def test_the_shape_cuts_runs_to_three() -> None:
    assert shape("Nordkorea-2024") == "Xxxx-ddd"


def test_clusters_are_seen_from_near_to_far() -> None:
    assert cluster_features("B01010101010101")[1:] == ("B01010101010", "B0101010", "B0101")


def test_a_word_and_its_capitals_share_the_first_feature() -> None:
    assert form_features("KÖLN")[0] == form_features("Köln")[0]


def test_a_feature_table_grows_and_keeps_its_rows() -> None:
    strings = spacy.blank("de").vocab.strings
    keys = [strings.add(f"w{number}") for number in range(3000)]
    table = FormTable(1, lambda form: (int(form[1:]),), np.uint64)
    first = table.rows(keys[:2], strings).tolist()
    table.rows(keys, strings)
    assert table.rows(keys[:2], strings).tolist() == first == [[0], [1]]


def test_the_shipped_model_finds_all_three_kinds(model: Language) -> None:
    doc = model("Der Sprecher der SPD, Peter Müller, sprach am Montag in Berlin mit Journalisten.")
    found = {(span.text, span.label_) for span in doc.ents}
    assert {("SPD", "ORG"), ("Peter Müller", "PER"), ("Berlin", "LOC")} <= found


def test_the_shipped_model_names_its_sources_and_their_licences(model: Language) -> None:
    sources = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))["sources"]
    assert all(source["name"] and source["licence"] and source["url"] for source in sources)
    assert len(sources) > 4


def test_the_shipped_model_stays_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 30_000_000
