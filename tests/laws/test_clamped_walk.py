"""A rule book reduced to a clamped walk, against its Markov chain (P6).

Lived here week by week, without the run that `scored bench --patterns` measures; the chain is the same.
"""

from __future__ import annotations

from importlib.resources import files
from math import erfc, sqrt

import numpy as np
import pytest

from laws.living import Society, tables
from scored_society.bench.patterns.chain import Chain, p_of
from scored_society.tables.timetable import Timetable

FILES = files("scored_society.bench.patterns")
LOWEST, START, HIGHEST = 600, 1000, 1300
RISE, FALL = 43, -61
WEEKS = 78
UNLIKELY, CERTAINLY_NOT = 1e-4, 1e-6


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Timetable:
    return tables(FILES / "walk-policy.yaml", FILES / "walk-society.yaml", WEEKS, tmp_path_factory.mktemp("walk"))


@pytest.fixture(scope="module")
def chain(walk: Timetable) -> Chain:
    found = Chain.of(walk)
    assert found[2:] == (RISE, FALL, START, LOWEST, HIGHEST)
    assert found[:2] == pytest.approx((7 / 52, 6 / 52), abs=2**-31)
    return found


def lived(walk: Timetable, people: int, seed: int) -> np.ndarray:
    """Return how many people have each score, [weeks, scores in range]."""
    counts = [week.of("people").sum(axis=0) for week in Society(walk, people, seed).live(WEEKS)]
    return np.array(counts)[:, LOWEST : HIGHEST + 1]


def check(counts: np.ndarray, chain: Chain) -> None:
    foreseen, people = chain.after(WEEKS), counts[0].sum()
    assert counts.sum(axis=1).tolist() == [people] * WEEKS
    assert not counts[foreseen == 0].any()
    for week in (1, WEEKS // 4, WEEKS - 1):
        assert p_of(counts[week], foreseen[week]) > UNLIKELY
    for score in (LOWEST, HIGHEST):
        mean, variance = chain.weeks_at(score, WEEKS)
        distance = (counts[:, score - LOWEST].sum() - people * mean) / sqrt(people * variance)
        assert mean > 0.5
        assert erfc(abs(distance) / sqrt(2)) > UNLIKELY


@pytest.fixture(scope="module", params=[1, 2, 3])
def counts(walk: Timetable, request: pytest.FixtureRequest) -> np.ndarray:
    return lived(walk, 100_000, request.param)


def test_scores_follow_the_markov_chain(counts: np.ndarray, chain: Chain):
    check(counts, chain)


@pytest.mark.parametrize("off", [{"rise": RISE + 1}, {"fall": FALL + 1}, {"rise": RISE - 1, "fall": FALL - 1}])
def test_a_rule_off_by_one_point_is_rejected(counts: np.ndarray, chain: Chain, off: dict[str, int]):
    wrong = chain._replace(**off).after(WEEKS)[-1]
    assert p_of(counts[-1], wrong) < CERTAINLY_NOT


@pytest.mark.soak
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_million_scores_follow_the_markov_chain(walk: Timetable, chain: Chain, seed: int):
    check(lived(walk, 1_000_000, seed), chain)
