"""The chain of a clamped walk, by hand and by another way of counting; its test, against scipy's."""

import numpy as np
import pytest
from scipy.stats import chisquare

from scored_society.bench.patterns.chain import LEAST_IN_A_BIN, Chain, p_of

SHORT = Chain(0.25, 0.125, rise=1, fall=-2, start=1, lowest=0, highest=3)


def test_two_weeks_by_hand():
    first, second = SHORT.after(2)
    assert first.tolist() == [0.125, 0.625, 0.25, 0]
    assert second.tolist() == [
        0.125 * 0.75 + 0.625 * 0.125 + 0.25 * 0.125,
        0.625 * 0.625 + 0.125 * 0.25,
        0.25 * 0.625 + 0.625 * 0.25,
        0.25 * 0.25,
    ]


def test_weeks_at_the_lowest_score_are_those_of_walks_that_were_walked():
    weeks, people = 30, 100_000
    word, scores, spent = np.random.default_rng(1), np.full(100_000, SHORT.start), np.zeros(people)
    for _ in range(weeks):
        draw = word.random(people)
        step = np.where(draw < SHORT.up, SHORT.rise, np.where(draw < SHORT.up + SHORT.down, SHORT.fall, 0))
        scores = np.clip(scores + step, SHORT.lowest, SHORT.highest)
        spent += scores == SHORT.lowest
    mean, variance = SHORT.weeks_at(SHORT.lowest, weeks)
    assert abs(spent.mean() - mean) < 4 * np.sqrt(variance / people)
    assert spent.var() == pytest.approx(variance, rel=0.03)


def test_p_is_that_of_scipy_where_nothing_is_pooled():
    expected = np.array([0.1, 0.2, 0.4, 0.3])
    counts = np.random.default_rng(2).multinomial(1_000 * LEAST_IN_A_BIN, expected)
    assert p_of(counts, expected) == pytest.approx(chisquare(counts, counts.sum() * expected).pvalue, rel=1e-9)


def test_p_is_uniform_where_scores_are_pooled():
    probabilities = np.diff(np.linspace(0, 1, 202) ** 2)
    word = np.random.default_rng(3)
    found = np.array([p_of(word.multinomial(2_000, probabilities), probabilities) for _ in range(400)])
    assert abs(found.mean() - 0.5) < 0.06
    assert 0.02 < (found < 0.1).mean() < 0.18
