"""What holds for every text that anyone may type."""

from hypothesis import given
from hypothesis import strategies as st

from archive.errors import QueryError
from archive.model.search import And, Everything, Node, Not, Or
from archive.query.explain import spell
from archive.query.parser import literal, parse

# fmt: off
PIECES = [
    "Putin", "kim", "US-Truppen", '"a b"', '"a b"~3', "„x", '"', "“", "(", ")", "-", "NOT", "OR",
    "AND", "NICHT", "title:", "person:", "country:KP", "person:person:x", "published:2024",
    "about:[2020 TO *]", "[", "]", "rüst*", "ab~", "Kim~", "*", "~", 'person:"Kim Un"', "3:2",
    "Bürger*innen", ":)", "title:(a OR b)", "'s", "ß",
]
# fmt: on
queries = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.text(max_size=30),
    st.text(alphabet='ab "()-:~*[]ORTANDpersontitle„“«»', max_size=30),
)


def parsed(text: str) -> Node | QueryError:
    try:
        return parse(text)
    except QueryError as error:
        return error


def well_formed(tree: Node) -> bool:
    """Whether Not is found only in an And beside something to subtract from."""
    match tree:
        case And(children=children):
            inner = [child.child if isinstance(child, Not) else child for child in children]
            return not isinstance(children[0], Not) and all(map(well_formed, inner))
        case Or(children=children):
            return all(map(well_formed, children))
        case _:
            return not isinstance(tree, Not)


@given(queries)
def test_a_query_is_a_tree_or_an_error_inside_its_text(text: str) -> None:
    found = parsed(text)
    assert not isinstance(found, QueryError) or 0 <= found.position <= len(text)


@given(queries)
def test_trees_have_one_shape(text: str) -> None:
    found = parsed(text)
    assert isinstance(found, QueryError) or well_formed(found)


@given(queries)
def test_a_spelled_tree_reads_as_itself(text: str) -> None:
    found = parsed(text)
    assert isinstance(found, QueryError) or spell(parse(spell(found))) == spell(found)


@given(queries)
def test_corrections_lead_to_a_query(text: str) -> None:
    found = parsed(text)
    for _ in range(12):
        if not isinstance(found, QueryError) or found.suggestion is None:
            return
        found = parsed(found.suggestion)
    raise AssertionError(f"twelve corrections of {text!r} are not enough")


@given(st.text())
def test_any_text_can_be_read_literally(text: str) -> None:
    tree = literal(text)
    assert isinstance(tree, And | Everything) or tree == literal(spell(tree))
