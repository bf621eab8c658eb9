from hypothesis import given, settings
from hypothesis import strategies as st

from scored_society.base.document import parse_document
from scored_society.base.text import yaml_text

printable = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=20)
scalars = printable | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
values = st.recursive(
    scalars | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(printable, inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=50)
@given(st.dictionaries(printable, values, min_size=1, max_size=4))
def test_text_reads_back_as_the_same_values(value):
    assert parse_document(yaml_text(value).encode(), "x").value == value


def test_texts_that_look_like_something_else_stay_texts():
    value = {
        "a": ["1e5", "no", "null", "~", "1_000", "0.5", ".5", "2020-01-01", "0x10", "+1", "1e400", "nan", "a: b", "# c"]
    }
    assert parse_document(yaml_text(value).encode(), "x").value == value


def test_one_value_in_two_places_is_written_out_twice():
    shared = {"x": [1]}
    assert "&" not in yaml_text({"a": shared, "b": shared})


def test_the_order_of_keys_is_kept():
    assert yaml_text({"b": 1, "a": "two\nlines\n"}) == "b: 1\na: |\n  two\n  lines\n"
