import pytest

from measure.census_rows import census, people
from scored_society.measure.platform import platform_scores, rules_fed

A, B = {"group": "a"}, {"group": "b"}
RULES = {"commendation": "high_score", "spending": "frivolous_purchase", "late": "late_payment"}


def test_steps_are_sixtieths_of_the_range():
    weekly = census(
        (9, "platform", 1, {"group": "a", "score": 0}),
        (9, "platform", 2, {"group": "a", "score": 30}),
        (9, "platform", 1, {"group": "b", "score": 60}),
        (8, "platform", 99, {"group": "b", "score": 1}),
    )
    a, b, whole = platform_scores(weekly, 350, 950, [9]).rows(named=True)
    assert (a["people"], a["d1"], a["d5"], a["at_lowest"]) == (3, 350, 650, pytest.approx(1 / 3))
    assert (b["mean"], b["at_highest"]) == (950, 1)
    assert (whole["group"], whole["mean"]) == ("everybody", pytest.approx((350 + 2 * 650 + 950) / 4))


def test_what_the_platform_brings_onto_the_score():
    weekly = census(
        people(0, "a", 1000, 52),
        (0, "recorded/app/high_score", 8, A),
        (0, "recorded/app/frivolous_purchase", 3, A),
        (0, "recorded/lender/frivolous_purchase", 5, B),
        (0, "recorded/app/gambling", 9, A),
        (0, "wrong/app/frivolous_purchase", 1, A),
        (0, "entries/commendation", 8, A),
        (0, "points/commendation", 8, A),
        (0, "entries/spending", 8, A),
        (0, "points/spending", -16, A),
    )
    commendation, spending, late = rules_fed(weekly, "app", RULES).rows(named=True)
    assert (commendation["rule"], commendation["by_it"], commendation["by_it_share"]) == ("commendation", 8, 1)
    assert commendation["by_it_rate"] == 8000  # eight entries in one person-year
    assert (spending["by_it"], spending["wrong"], spending["entries"], spending["by_it_share"]) == (3, 1, 8, 0.5)
    assert spending["points"] == -16
    assert (late["by_it"], late["entries"], late["by_it_share"]) == (0, 0, None)


def test_no_platform_no_scores():
    weekly = census(people(0, "a", None, 5))
    assert platform_scores(weekly, 350, 950, [0]).is_empty()
    assert rules_fed(weekly, "app", {}).is_empty()
