import pytest

from scored_society.base.errors import UserError
from scored_society.cli.choice import one_of


def test_one_of_the_words_comes_back():
    assert one_of("--format", ("text", "json"))("json") == "json"


def test_any_other_is_refused_with_those_allowed_and_the_nearest():
    with pytest.raises(UserError) as refused:
        one_of("--format", ("text", "json"))("jsn")
    assert str(refused.value) == "--format: 'jsn' is not known; allowed here: text, json; did you mean 'json'?"
