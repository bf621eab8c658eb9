"""P6 and part of P12: clamped walks against their Markov chain, and a walk that is not the chain's."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from scored_society.bench.patterns.chain import Chain
from scored_society.bench.patterns.walk import UNLIKELY, _distribution, _life, _lived, _time_at_the_ends, clamped_walk

SMALL = 20_000


@pytest.fixture(scope="module")
def lived():
    import threading

    life = _life(SMALL)
    return Chain.of(life.timetable), _lived(life, 5, threading.Event())


def test_a_small_walk_is_its_chain(lived):
    chain, counts = lived
    assert counts.sum(axis=1).tolist() == [SMALL] * len(counts)
    found = [*_distribution([counts], chain, ""), *_time_at_the_ends([counts], chain, "")]
    assert [(row.id, row.role) for row in found] == [("P6", "verification")] * 2 + [("P12", "verification")]
    assert [row.met for row in found] == [True] * 3
    assert found[0].value > UNLIKELY > found[1].value
    for row in found:
        assert json.loads(json.dumps(asdict(row), allow_nan=False)) == asdict(row)


@pytest.mark.parametrize("broken", [{"rise": 44}, {"fall": -60}, {"up": 0.15}, {"highest": 1299}])
def test_another_walk_is_noticed(lived, broken):
    chain, counts = lived
    other = chain._replace(**broken)
    width = other.highest - other.lowest + 1
    assert not _distribution([counts[:, :width]], other, "")[0].met
    assert np.abs(chain.after(2)).sum() == pytest.approx(2)


def test_time_at_the_ends_notices_a_walk_that_stays_there_too_long(lived):
    chain, counts = lived
    stuck = counts.copy()
    stuck[60:, 0] += stuck[60:, 200] + SMALL // 100
    assert not _time_at_the_ends([stuck], chain, "")[0].met


@pytest.mark.soak
def test_a_million_citizens_walk_like_the_chain():
    assert [row.met for row in clamped_walk()] == [True] * 3
