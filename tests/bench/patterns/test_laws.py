"""P12: a stationary society stays as it is; one that grows, or has a cycle, is noticed."""

import numpy as np
import pytest

from scored_society.bench.patterns import laws
from scored_society.bench.patterns.laws import AGES, cycles, peak, population_and_rations, slopes

WORD = np.random.default_rng(1)
SHARES = np.array([0.2, 0.6, 0.2])


def people(growth: float, ageing: float = 0.0) -> list[np.ndarray]:
    years = np.arange(21)[:, None]
    return [
        (2_000 + growth * years) * (SHARES + ageing * years * [-1, 0, 1]) + WORD.normal(0, 5, (21, 3)) for _ in range(6)
    ]


def test_what_stands_still_has_no_slope():
    found = slopes(people(0), "")
    assert [row.met for row in found] == [True] * (1 + len(AGES))
    assert all(row.low < row.value < row.high for row in found)


def test_growth_and_ageing_are_noticed():
    growing, ageing = slopes(people(4), ""), slopes(people(0, 0.001), "")
    assert not growing[0].met
    assert growing[0].value == pytest.approx(0.2, rel=0.05)
    assert [row.met for row in ageing] == [True, False, True, False]
    assert ageing[3].value == pytest.approx(0.1, rel=0.05)


def test_a_cycle_is_noticed():
    weeks = np.arange(520)
    noise = [{"bed": WORD.poisson(50, 520).astype(float), "flat": WORD.poisson(5, 520).astype(float)} for _ in range(4)]
    wave = [of | {"flat": of["flat"] + 1.5 * np.cos(2 * np.pi * weeks / 13)} for of in noise]
    assert cycles("served", noise, "", True).met
    found = cycles("served", wave, "", True)
    assert not found.met
    assert "flat" in found.note
    assert cycles("served", wave, "", False).met is None


def test_a_trend_is_no_cycle():
    assert peak([WORD.normal(0, 1, 520) + np.arange(520) / 5]) < 20
    assert peak([np.zeros(520)]) == 0


@pytest.fixture(scope="module")
def small():
    return population_and_rations(years=8, seeds=5)


def test_each_law_has_a_row(small):
    assert {(row.id, row.role) for row in small} == {("P12", "verification")}
    assert [row.target is None for row in small] == [False] * 5 + [True]
    assert [row.met for row in small[:4]] == [True] * 4


def test_smallville_as_it_is_would_be_noticed(monkeypatch):
    """Not stationary: with births below replacement the young become fewer, and there are more who are old."""
    whole = laws.still_society
    monkeypatch.setattr(laws, "still_society", lambda: whole(stationary=False))
    _, young, _, old = population_and_rations(years=8, seeds=5)[:4]
    assert (young.met, old.met) == (False, False)
    assert young.high < 0 < old.low


@pytest.mark.soak
def test_a_stationary_smallville_stays_as_it_is():
    assert [row.met for row in population_and_rations()[:4]] == [True] * 4
