"""Alignment to tokens, shares, arrays, scoring, and weights in the pipeline that ships."""

from pathlib import Path

import numpy as np
import pytest
import spacy

from indexer.enrich.clusters import Clusters
from indexer.enrich.letters import LetterVectors
from indexer.enrich.name_tags import TAGS
from indexer.enrich.word_vectors import WIDTH, WordVectors
from training.arrays import Floats, Printer, join
from training.card import describe
from training.corpora import Corpus, load_corpora
from training.errors import CorpusError
from training.lessons import Exercise, Lesson, Source, to_exercise
from training.measuring import measure, tokens_per_second
from training.pipeline import Lexicon, blank_pipeline, recogniser_of
from training.recipe import held_out, read_texts, sources
from training.sample import Name, Sample
from training.scoring import Score, table
from training.shares import certain, read_shares, write_shares
from training.table import bits
from training.weights import Layer, Sizes, Weights, install, sizes_of


def name(start: int, end: int, label: str | None = "LOC") -> Name:
    return Name(start=start, end=end, label=label)


def toy(place: str) -> Sample:
    text = f"Er wohnt in {place} ."
    return Sample(text=text, names=(name(12, 12 + len(place)),))


def lesson(*words: str, tags: tuple[str, ...]) -> Lesson:
    return Lesson(words=words, shares=certain(tags, 0.0))


def told(exercise: Exercise) -> list[tuple[str, str]]:
    """Return each token with its likeliest tag."""
    tags = [TAGS[number] for number in exercise.targets.argmax(axis=1)]
    return list(zip([token.text for token in exercise.doc], tags, strict=True))


def test_tokens_take_the_shares_of_their_words() -> None:
    given = lesson("Er", "mag", "Bad", "Ulm", ".", tags=("O", "O", "B-LOC", "I-LOC", "O"))
    exercise = to_exercise(spacy.blank("de"), given, natural=True)
    assert told(exercise)[2:] == [("Bad", "B-LOC"), ("Ulm", "I-LOC"), (".", "O")]


def test_a_word_that_the_tokenizer_splits_is_one_name() -> None:
    given = lesson("(Ulm", "sehr", tags=("B-LOC", "O"))
    exercise = to_exercise(spacy.blank("de"), given, natural=False)
    assert told(exercise) == [("(", "B-LOC"), ("Ulm", "I-LOC"), ("sehr", "O")]


def test_doubt_is_spread_over_all_tags() -> None:
    row = certain(["B-PER"], 0.07)[0]
    assert row.tolist() == pytest.approx([0.01, 0.94, 0.01, 0.01, 0.01, 0.01, 0.01])


def test_shares_are_written_as_the_tags_with_a_percent_or_more() -> None:
    row = np.array([0.2, 0.7, 0.0, 0.099, 0.001, 0.0, 0.0], dtype=np.float32)
    assert write_shares(row) == "B-PER:70 B-LOC:10"
    assert read_shares(["B-PER:70 B-LOC:10", ""])[0] == pytest.approx(
        [0.2, 0.7, 0.0, 0.1, 0.0, 0.0, 0.0], abs=1e-6
    )
    assert read_shares(["B-PER:70 B-LOC:10", ""])[1].tolist() == [1, 0, 0, 0, 0, 0, 0]


def test_shares_rounded_to_more_than_all_are_cut_back() -> None:
    assert read_shares(["B-PER:60 B-ORG:41"]).sum() == pytest.approx(1.0)


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
    learnt = {" ".join(given.words) for s in sources(texts, whole=False) for given in s.lessons}
    wanted = [s.text for s in held_out(texts) if s.names]
    shared = [text for text in wanted if text in learnt]
    assert len(wanted) > 300
    assert shared == []


def test_the_model_card_names_every_corpus() -> None:
    named = {source["name"] for source in describe()["sources"]}
    assert {corpus.title for corpus in load_corpora().values()} <= named


def letters() -> LetterVectors:
    chance = np.random.default_rng(1)
    shapes = [(512, 8), (9, 6), (7, WIDTH)]
    return LetterVectors.rounded(*(chance.normal(0, 1, s).astype(np.float32) for s in shapes))


LEXICON = Lexicon(
    clusters=Clusters({"Ulm": "0110", "Köln": "0110", "Bonn": "0111"}),
    vectors=WordVectors.rounded(
        ["Ulm", "wohnt"], np.random.default_rng(2).normal(0, 1, (2, WIDTH)).astype("f4"), letters()
    ),
)


def chance_weights(sizes: Sizes, seed: int = 3) -> Weights:
    """Return weights of the right shapes that nothing was learnt for."""
    chance = np.random.default_rng(seed)

    def drawn(*shape: int) -> Floats:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    width, mixed = sizes.width, sum(sizes.columns) + WIDTH
    layers = [
        Layer(drawn(count, 3 * width), drawn(3 * width), drawn(width), drawn(width))
        for count in (mixed, *[3 * width] * sizes.depth)
    ]
    tables = [drawn(*shape) for shape in zip(sizes.rows, sizes.columns, strict=True)]
    return Weights(tables, layers[0], layers[1:], drawn(width, len(TAGS)), drawn(len(TAGS)))


def by_definition(weights: Weights, features: Floats) -> Floats:
    """Return the logits of one text whose features stand in a row a token."""

    def maxout(layer: Layer, rows: Floats) -> Floats:
        pieces = (rows @ layer.matrix + layer.shift).reshape(len(rows), -1, 3).max(axis=2)
        rest = pieces - pieces.mean(axis=1, keepdims=True)
        spread = (rest**2).mean(axis=1, keepdims=True) + 1e-8
        result: Floats = rest / np.sqrt(spread) * layer.gain + layer.bias
        return result

    found = maxout(weights.mix, features)
    blank = np.zeros((len(weights.windows), found.shape[1]), dtype=np.float32)
    found = np.concatenate([blank, found, blank])
    for layer in weights.windows:
        edge = np.zeros_like(found[:1])
        before, after = np.concatenate([edge, found[:-1]]), np.concatenate([found[1:], edge])
        found = found + maxout(layer, np.concatenate([before, found, after], axis=1))
    depth = len(weights.windows)
    logits: Floats = found[depth:-depth] @ weights.matrix + weights.shift
    return logits


def test_weights_put_into_the_pipeline_compute_what_the_layers_mean() -> None:
    nlp = blank_pipeline(LEXICON)
    sizes = sizes_of(nlp)
    weights = chance_weights(sizes)
    given = lesson("Er", "wohnt", "in", "Bonnburg", ".", tags=("O", "O", "O", "B-LOC", "O"))
    printer = Printer(nlp, sizes)
    printed = printer.printings(Source(name="toy", lessons=[given]))[0]
    forms = printer.forms()
    tables = [
        table[forms.rows[printed.forms, column]].sum(axis=1)
        for column, table in enumerate(weights.tables)
    ]
    features = np.concatenate([*tables, forms.vectors[printed.forms]], axis=1)
    fitted = blank_pipeline(LEXICON)
    install(fitted, weights)
    doc = fitted("Er wohnt in Bonnburg .")
    [found] = recogniser_of(fitted).model.predict([doc])
    assert np.abs(found - by_definition(weights, features)).max() < 1e-3


def test_a_form_is_known_by_its_letters_where_no_table_holds_it() -> None:
    nlp = blank_pipeline(LEXICON)
    printer = Printer(nlp, sizes_of(nlp))
    given = lesson("Ulm", "Bonnburg", tags=("B-LOC", "B-LOC"))
    numbers = printer.printings(Source(name="toy", lessons=[given]))[0].forms
    forms = printer.forms()
    assert (forms.vectors[numbers] == forms.spelled[numbers]).all(axis=1).tolist() == [False, True]
    assert not forms.vectors[:2].any()


def test_blanks_part_the_sentences_of_a_batch() -> None:
    one, two = np.array([5], np.int32), np.array([6, 7], np.int32)
    wanted = np.ones((2, len(TAGS)), np.float32)
    forms, targets, counted = join([(one, wanted[:1]), (two, wanted)], 2)
    assert forms.tolist() == [0, 0, 5, 0, 0, 6, 7, 0, 0]
    assert counted.tolist() == [0, 0, 1, 0, 0, 1, 1, 0, 0]
    assert targets.sum(axis=1).tolist() == (counted * len(TAGS)).tolist()


def test_a_written_pipeline_answers_as_before(tmp_path: Path) -> None:
    nlp = blank_pipeline(LEXICON)
    install(nlp, chance_weights(sizes_of(nlp)))
    nlp.to_disk(tmp_path)
    samples = [toy("Bonn"), toy("Ulm")]
    before, after = measure(nlp, samples)[1], measure(spacy.load(tmp_path), samples)[1]
    assert before == after
    assert tokens_per_second(nlp, [sample.text for sample in samples]) > 0
