from measure.census_rows import census
from scored_society.measure.waiting import SHOWN_FROM, wait_by_score


def served(counts):
    return census(*((0, "served_at/flat", count, {"score": score}) for score, count in counts.items()))


def test_bands_are_as_narrow_as_they_can_be():
    assert wait_by_score(served({990: 10, 991: 12, 1000: 30}), "flat")["score_from"].to_list() == [990, 991, 1000]


def test_bands_widen_until_most_of_the_served_are_in_one_that_says_something():
    frame = wait_by_score(served(dict.fromkeys(range(990, 1010), 2)), "flat")
    assert frame.rows() == [
        (990, 995, 10, 0, 0.0),
        (995, 1000, 10, 0, 0.0),
        (1000, 1005, 10, 0, 0.0),
        (1005, 1010, 10, 0, 0.0),
    ]


def test_there_are_never_many_bands():
    frame = wait_by_score(served(dict.fromkeys(range(700, 1200), 50)), "flat")
    assert frame.height == 25
    assert frame["served"].to_list() == [1000] * 25


def test_a_few_stragglers_do_not_widen_the_bands():
    frame = wait_by_score(served({1000: 99, 1001: 99, 600: 1}), "flat")
    assert frame["score_to"].to_list() == [601, 1001, 1002]
    assert frame.filter(served=1).height == 1 < SHOWN_FROM


def test_nobody_served_and_too_few():
    assert wait_by_score(served({}), "flat").is_empty()
    assert wait_by_score(served({1000: 3}), "flat").rows() == [(1000, 1100, 3, 0, 0.0)]
