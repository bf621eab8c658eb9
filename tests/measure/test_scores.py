import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.census_rows import census, people
from scored_society.measure.scores import DECILES, score_distribution


def test_scores_of_everybody_and_of_each_group():
    weekly = census(
        people(3, "a", 600, 1),
        people(3, "a", 1000, 8),
        people(3, "b", 1300, 1),
        people(3, "b", None, 7),
        people(4, "a", 990, 5),
    )
    whole, a, b = score_distribution(weekly, 600, 1300, [3]).sort("people", descending=True).rows(named=True)
    assert (whole["group"], whole["people"], whole["mean"]) == ("everybody", 10, pytest.approx(990))
    assert [whole[f"d{k}"] for k in DECILES] == [600, *[1000] * 8]
    assert (whole["at_lowest"], whole["at_highest"]) == (pytest.approx(0.1), pytest.approx(0.1))
    assert (a["group"], a["people"], a["at_lowest"]) == ("a", 9, pytest.approx(1 / 9))
    assert (b["group"], b["people"], b["mean"], b["d1"], b["d9"]) == ("b", 1, 1300, 1300, 1300)


def test_nobody_scored_is_an_empty_frame():
    assert score_distribution(census(people(0, "a", None, 5)), 600, 1300, [0]).is_empty()


@given(st.lists(st.integers(600, 1300), min_size=1, max_size=60))
def test_a_decile_is_the_lowest_score_that_so_many_have_or_are_below(scores):
    weekly = census(*(people(0, "a", score, scores.count(score)) for score in sorted(set(scores))))
    row = score_distribution(weekly, 600, 1300, [0]).row(0, named=True)
    for k in DECILES:
        enough = [score for score in scores if 10 * sum(other <= score for other in scores) >= k * len(scores)]
        assert row[f"d{k}"] == min(enough)
