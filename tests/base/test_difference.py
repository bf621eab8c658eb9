from scored_society.base.difference import differences


def test_only_what_differs_is_given():
    assert differences({"a": 1, "b": {"c": 2, "d": 3}}, {"a": 1, "b": {"c": 4, "d": 3}}) == {("b", "c"): (2, 4)}


def test_what_one_side_lacks_is_given_whole_and_without_words():
    second = {"theft": {"points": -5, "basis": "assumed", "deeper": {"why": "x", "y": 1}}}
    assert differences({}, second) == {("theft",): (None, {"points": -5, "deeper": {"y": 1}})}
    assert differences(second, {}) == {("theft",): ({"points": -5, "deeper": {"y": 1}}, None)}


def test_words_do_not_count():
    assert not differences({"a": {"claim": "x", "basis": "assumed"}}, {"a": {"claim": "y", "basis": "derived"}})
