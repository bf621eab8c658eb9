import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scored_society.base.document import Document, merge, parse_document, place_of
from scored_society.base.errors import Place

BASE = parse_document(b"a:\n  b: 1\n  c: [1, 2, 3]\nd:\n  e: {f: 1}\n", "base.yaml")
OVER = parse_document(b"d:\n  e: 5\na:\n  c:\n    - 9\n  g: 2\n", "over.yaml")

names = st.sampled_from("abc")
scalars = st.integers() | st.text(max_size=2) | st.none()
mappings: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(names, scalars | st.lists(scalars, max_size=2), max_size=3),
    lambda inner: st.dictionaries(names, inner | scalars, max_size=3),
    max_leaves=8,
)


def document(value: dict[str, Any], name: str) -> Document:
    places: dict[tuple[str | int, ...], Place] = {(): Place(name, 1)}

    def walk(item: Any, path: tuple[str | int, ...]) -> None:
        pairs = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
        for key, inner in pairs:
            places[*path, key] = Place(name, len(places) + 1)
            walk(inner, (*path, key))

    walk(value, ())
    return Document(name, value, places)


def documents(name: str) -> st.SearchStrategy[Document]:
    return mappings.map(lambda value: document(value, name))


def test_mappings_merge_and_lists_and_scalars_replace():
    assert merge(BASE, OVER).value == {"a": {"b": 1, "c": [9], "g": 2}, "d": {"e": 5}}


def test_every_value_keeps_the_place_it_comes_from():
    merged = merge(BASE, OVER)
    assert merged.name == "over.yaml"
    assert merged.places["a", "b"] == Place("base.yaml", 2)
    assert merged.places["a", "c", 0] == Place("over.yaml", 5)
    assert merged.places["a", "g"] == Place("over.yaml", 6)
    assert ("a", "c", 1) not in merged.places
    assert ("d", "e", "f") not in merged.places


def test_the_place_of_what_is_missing_is_that_of_its_nearest_ancestor():
    assert place_of(BASE, ("a", "c", 7, "x")) == Place("base.yaml", 3)
    assert place_of(BASE, ("z",)) == Place("base.yaml", 1)
    assert place_of(Document("bare.yaml", {}, {}), ("z",)) == Place("bare.yaml", 1)


@given(documents("base"), documents("over"))
def test_merging_changes_and_shares_nothing(base: Document, over: Document):
    before = copy.deepcopy((base, over))
    merged = merge(base, over)
    assert (base, over) == before
    empty(merged.value)
    merged.places.clear()
    assert (base, over) == before


@given(documents("base"), documents("over"))
def test_a_merged_document_has_exactly_the_places_of_its_values(base: Document, over: Document):
    merged = merge(base, over)
    assert merged.places.keys() == document(merged.value, "any").places.keys()


@given(documents("base"), documents("over"))
def test_merging_again_changes_nothing(base: Document, over: Document):
    once = merge(base, over)
    assert merge(once, over) == once


@given(documents("only"))
def test_the_empty_document_is_neutral(only: Document):
    assert merge(document({}, "none"), only).value == only.value
    assert merge(only, document({}, "none")).value == only.value


@given(mappings, st.lists(st.lists(st.booleans(), min_size=40, max_size=40), min_size=3, max_size=3), st.data())
def test_merging_is_associative_where_no_mapping_gives_way(
    whole: dict[str, Any], choices: list[list[bool]], data: st.DataObject
):
    """Parts of one whole agree on what is a mapping, which is where associativity must hold."""
    first, second, third = (
        document(part(whole, iter(choice), data), name) for choice, name in zip(choices, "abc", strict=True)
    )
    assert merge(merge(first, second), third) == merge(first, merge(second, third))


def part(whole: dict[str, Any], choice: Any, data: st.DataObject) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, value in whole.items():
        if next(choice, True):
            kept[key] = part(value, choice, data) if isinstance(value, dict) else data.draw(scalars)
    return kept


def empty(value: Any) -> None:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            empty(item)
        value.clear()
