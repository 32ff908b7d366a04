"""Alignment to tokens, scoring, and a training run in small."""

from pathlib import Path

import pytest
import spacy

from indexer.enrich.clusters import Clusters
from indexer.enrich.word_vectors import WordVectors
from training.corpora import Corpus, load_corpora
from training.errors import CorpusError
from training.evaluate import measure
from training.examples import to_example
from training.learning import Lexicon, Schedule, Source, blank_pipeline, learn
from training.plan import lean
from training.recipe import held_out, read_texts, sources
from training.sample import Name, Sample
from training.scoring import Score, table
from training.table import bits
from training.train import describe


def name(start: int, end: int, label: str | None = "LOC") -> Name:
    return Name(start=start, end=end, label=label)


def toy(place: str) -> Sample:
    text = f"Er wohnt in {place} ."
    return Sample(text=text, names=(name(12, 12 + len(place)),))


def test_a_name_becomes_an_entity_over_the_tokenizers_tokens() -> None:
    example = to_example(spacy.blank("de"), Sample(text="Er mag Ulm.", names=(name(7, 10),)))
    assert [(e.text, e.label_) for e in example.reference.ents] == [("Ulm", "LOC")]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Er mag Ulm-Kuchen sehr", ["O", "O", "O", "O"]),
        ("Er mag Ulm04 sehr", ["O", "O", None, "O"]),
    ],
)
def test_a_name_inside_a_compound_is_none_and_one_cut_otherwise_unsure(
    text: str, tags: list[str | None]
) -> None:
    sample = Sample(text=text, names=(name(7, 10),))
    assert to_example(spacy.blank("de"), sample).get_aligned_ner() == tags


def test_an_unsure_span_is_kept_out_of_the_loss() -> None:
    sample = Sample(text="Er mag Ulm sehr", names=(name(7, 10, None),))
    assert to_example(spacy.blank("de"), sample).get_aligned_ner() == ["O", "O", None, "O"]


def test_a_span_with_the_wrong_label_is_wrong_twice() -> None:
    score = Score()
    score.compare([name(0, 3)], [name(0, 3, "ORG")])
    assert (score.total().right, score.total().found, score.total().wanted) == (0, 1, 1)
    assert score.row()["LOC"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 1}


def test_the_table_shows_f1_by_label() -> None:
    score = Score()
    score.compare([name(0, 3), name(5, 8)], [name(0, 3)])
    assert "| one | 0.0 | 66.7 | 0.0 | 100.0 | 50.0 | 66.7 |" in table({"one": score})


def test_the_cluster_path_reads_from_the_root() -> None:
    assert bits(0b110100) == "001011"


def test_an_altered_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.gz").write_bytes(b"other")
    corpus = Corpus(file="x.gz", sha256="0" * 64, title="", licence="", source="")
    with pytest.raises(CorpusError, match="checksum"):
        corpus.read(tmp_path)


def test_an_absent_corpus_is_named(tmp_path: Path) -> None:
    corpus = Corpus(file="gone.gz", sha256="", title="", licence="", source="")
    with pytest.raises(CorpusError, match=r"gone\.gz"):
        corpus.read(tmp_path)


def test_every_corpus_is_as_recorded_and_has_a_licence() -> None:
    assert all(read_texts().values())
    assert all("CC BY" in corpus.licence for corpus in load_corpora().values())


def test_the_held_out_third_is_in_no_training_source() -> None:
    texts = read_texts()
    learnt = {s.text for source in sources(texts, whole=False) for p in source.printings for s in p}
    wanted = [s.text for s in held_out(texts) if s.names]
    shared = [text for text in wanted if text in learnt]
    assert len(wanted) > 300
    assert shared == []


def test_the_model_card_names_every_corpus() -> None:
    named = {source["name"] for source in describe()["sources"]}
    assert {corpus.title for corpus in load_corpora().values()} <= named


def test_training_learns_and_a_lean_copy_answers_the_same() -> None:
    clusters = Clusters({"Ulm": "0", "Köln": "0", "Bonn": "0"})
    lexicon = Lexicon(clusters=clusters, vectors=WordVectors.empty())
    samples = [toy(place) for place in ("Ulm", "Köln")] * 20
    schedule = Schedule(epochs=20)
    source = Source(name="toy", printings=[(sample,) for sample in samples])
    nlp = lean(learn(blank_pipeline(lexicon), [source], schedule), lexicon)
    score, records = measure(nlp, [toy("Bonn")])
    assert score.total().f1 == 100
    assert records[0]["mentions"] == [{"start": 12, "end": 16, "text": "Bonn", "label": "LOC"}]
