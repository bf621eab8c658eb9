"""The metrics equal fairlearn's own on the same arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fairlearn import metrics as oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from scored_society.measure import fairness

OF_ALL = (
    "selection_rate",
    "true_positive_rate",
    "false_positive_rate",
    "true_negative_rate",
    "false_negative_rate",
)
OF_GROUPS = (
    "demographic_parity_difference",
    "demographic_parity_ratio",
    "equal_opportunity_difference",
    "equal_opportunity_ratio",
    "equalized_odds_difference",
    "equalized_odds_ratio",
)
METHODS = ("between_groups", "to_overall")
CASE = st.tuples(st.integers(0, 1), st.integers(0, 1), st.sampled_from(["minority floating", "majority rural", "x"]))
CASES = st.lists(CASE, min_size=1, max_size=40)
Y_TRUE = [0, 1, 1, 0, 1, 0, 1, 0]
Y_PRED = [0, 1, 0, 1, 1, 1, 1, 0]
GROUPS = list("aaaabbbb")


def same(ours, theirs):
    assert ours == pytest.approx(float(theirs), abs=1e-12, nan_ok=True)


@given(CASES)
def test_rates_are_those_of_fairlearn(cases):
    y_true, y_pred, _ = map(list, zip(*cases, strict=True))
    for name in OF_ALL:
        same(getattr(fairness, name)(y_true, y_pred), getattr(oracle, name)(y_true, y_pred))
    assert fairness.count(y_true, y_pred) == oracle.count(y_true, y_pred)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=20)  # fairlearn takes its time
@given(cases=CASES)
def test_gaps_are_those_of_fairlearn(method, cases):
    y_true, y_pred, groups = map(list, zip(*cases, strict=True))
    for name in OF_GROUPS[:-1]:
        given_ = {"sensitive_features": groups, "method": method}
        same(getattr(fairness, name)(y_true, y_pred, **given_), getattr(oracle, name)(y_true, y_pred, **given_))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("agg", ["worst_case", "mean"])
@settings(max_examples=20)  # fairlearn takes its time
@given(cases=CASES)
def test_odds_are_those_of_fairlearn(method, agg, cases):
    y_true, y_pred, groups = map(list, zip(*cases, strict=True))
    given_ = {"sensitive_features": groups, "method": method, "agg": agg}
    for name in ("equalized_odds_difference", "equalized_odds_ratio"):
        ours = getattr(fairness, name)(y_true, y_pred, **given_)
        if not math.isnan(ours):
            same(ours, getattr(oracle, name)(y_true, y_pred, **given_))


def test_a_case_worked_by_hand():
    given_ = {"sensitive_features": GROUPS}
    assert fairness.selection_rate(Y_TRUE, Y_PRED) == 5 / 8
    assert fairness.demographic_parity_difference(Y_TRUE, Y_PRED, **given_) == 0.25
    assert fairness.demographic_parity_ratio(Y_TRUE, Y_PRED, **given_) == pytest.approx(2 / 3)
    assert fairness.equal_opportunity_difference(Y_TRUE, Y_PRED, **given_) == 0.5
    assert fairness.equalized_odds_difference(Y_TRUE, Y_PRED, agg="mean", **given_) == 0.25
    assert fairness.equalized_odds_ratio(Y_TRUE, Y_PRED, **given_) == 0.5


def test_intersections_are_joined_names():
    second = np.array(list("xyxyxyxy"))
    joined = [f"{one} {other}" for one, other in zip(GROUPS, second, strict=True)]
    ours = fairness.demographic_parity_difference(Y_TRUE, Y_PRED, sensitive_features=joined)
    theirs = oracle.demographic_parity_difference(Y_TRUE, Y_PRED, sensitive_features=np.array([GROUPS, second]).T)
    same(ours, theirs)


def test_a_ratio_of_nothing_to_nothing_is_no_number():
    nobody = [0] * 8
    assert math.isnan(fairness.demographic_parity_ratio(Y_TRUE, nobody, sensitive_features=GROUPS))
    assert math.isnan(fairness.equalized_odds_ratio(Y_TRUE, nobody, sensitive_features=GROUPS))
    assert fairness.demographic_parity_difference(Y_TRUE, nobody, sensitive_features=GROUPS) == 0


@pytest.mark.parametrize("name", OF_ALL)
def test_no_case_has_no_rate(name):
    with pytest.raises(ValueError, match="no case"):
        getattr(fairness, name)([], [])
    assert fairness.count([], []) == 0


@pytest.mark.parametrize("name", OF_GROUPS)
def test_no_case_has_no_gap(name):
    with pytest.raises(ValueError, match="no case"):
        getattr(fairness, name)([], [], sensitive_features=[])


def test_arguments_that_there_are_not():
    with pytest.raises(ValueError, match="worst_case"):
        fairness.equalized_odds_difference(Y_TRUE, Y_PRED, sensitive_features=GROUPS, agg="best_case")
    with pytest.raises(ValueError, match="to_overall"):
        fairness.equal_opportunity_ratio(Y_TRUE, Y_PRED, sensitive_features=GROUPS, method="to_nobody")
