import numpy as np
import pytest

from scored_society.bench.bare import HIGHEST, LOWEST, POINTS, SEED, START, BareWalk
from week.streams import scrambled

CITIZENS, WEEKS = 50, 5


@pytest.fixture
def walk():
    walk = BareWalk(CITIZENS, threads=2)
    yield walk
    walk.close()


def walked_plainly(walk: BareWalk, weeks: int) -> list[int]:
    """Return all scores after some weeks, by the definition and one citizen after another."""
    scores = [START] * CITIZENS
    for week in range(weeks):
        for one in range(CITIZENS):
            happens, which, _, _ = scrambled(one, week, 0, 0, SEED)
            if happens < walk.rate[walk.kind[one], (scores[one] - 600) // 100]:
                act = int(np.searchsorted(walk.cumulative[walk.kind[one]], which, side="right"))
                scores[one] = int(np.clip(scores[one] + POINTS[act], 600, 1300))
    return scores


def test_each_week_counts_everybody(walk):
    for _ in range(WEEKS):
        counts = walk.live_one_week()
        assert len(counts) == HIGHEST - LOWEST + 1 == 701
        assert counts.sum() == CITIZENS


def test_it_is_the_plain_loop(walk):
    assert walk.live(WEEKS) >= 0
    expected = walked_plainly(walk, WEEKS)
    assert walk.score.tolist() == expected
    assert len(set(expected)) > 3
    following = walked_plainly(walk, WEEKS + 1)
    assert walk.live_one_week().tolist() == np.bincount(np.array(following) - LOWEST, minlength=701).tolist()


def test_blocks_and_threads_do_not_matter(walk, monkeypatch):
    monkeypatch.setattr("scored_society.bench.bare.BLOCK", 7)
    other = BareWalk(CITIZENS, threads=1)
    for _ in range(WEEKS):
        assert walk.live_one_week().tolist() == other.live_one_week().tolist()
    other.close()


def test_the_tables_are_drawn_in_the_order_of_the_definition(walk):
    rng = np.random.default_rng(0)
    assert np.array_equal(walk.rate, (rng.random((64, 8)) * 0.3 * 2**32).astype(np.int64))
    assert np.allclose(np.diff(walk.cumulative, prepend=0) / 2**32, rng.dirichlet(np.ones(15), 64))
