"""The bare score walk: the speed of light that the full week is compared with.

Citizens start at 1000 points. Each week a citizen of type t (0 … 63) and score band b = (score - 600) // 100 does one
act with probability rate[t, b]; the act is k (0 … 14) with probability share[t, k]; the score moves by points[k] and is
clamped to 600 … 1300. Each week a histogram of all scores (701 bins) is counted. Rates are uniform in 0 … 0.3, shares
Dirichlet(1), drawn once with numpy's default_rng(0) in this order. The generator and the way of compiling are the
project's own, and so is the thread pool over blocks.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.fixed import WHOLE
from scored_society.week.compiled import entry_point
from scored_society.week.draws import philox

START, LOWEST, HIGHEST = 1000, 600, 1300
TYPES, BANDS = 64, 8
POINTS = np.array([5, 5, 10, 5, 10, 5, 3, -5, -3, -30, -10, -50, -10, -20, -10], np.int64)
BLOCK = 1 << 15
"""Citizens that a thread walks at a time; they stay in a core's cache."""
SEED = 1


@entry_point
def walk(
    score: NDArray[np.int16], kind: NDArray[np.uint8], rate: NDArray[np.int64], cumulative: NDArray[np.int64],
    points: NDArray[np.int64], seed: int, week: int, first: int, count: NDArray[np.int64],
) -> None:  # fmt: skip
    """Walk a block of citizens, the first of them number `first`, through one week, and count their scores."""
    for one in range(score.shape[0]):
        happens, which, _, _ = philox(first + one, week, 0, 0, seed)
        now, of_type = int(score[one]), kind[one]
        if happens < rate[of_type, (now - LOWEST) // 100]:
            act = 0
            while which >= cumulative[of_type, act]:
                act += 1
            now = min(HIGHEST, max(LOWEST, now + points[act]))
            score[one] = now
        count[now - LOWEST] += 1


class BareWalk:
    """So many citizens who do nothing but walk.

    Parameters
    ----------
    citizens : how many.
    threads : how many blocks are walked at once.
    """

    def __init__(self, citizens: int, threads: int) -> None:
        rng = np.random.default_rng(0)
        self.rate = (rng.random((TYPES, BANDS)) * 0.3 * WHOLE).astype(np.int64)
        self.cumulative = (np.cumsum(rng.dirichlet(np.ones(len(POINTS)), TYPES), axis=1) * WHOLE).astype(np.int64)
        self.cumulative[:, -1] = WHOLE
        self.score = np.full(citizens, START, np.int16)
        self.kind = rng.integers(0, TYPES, citizens).astype(np.uint8)
        self.week = 0
        self._threads, self._pool = threads, ThreadPoolExecutor(threads)

    def live_one_week(self) -> NDArray[np.int64]:
        """Walk one week and return how many have each score, from the lowest to the highest."""
        firsts = iter(
            range(0, len(self.score), BLOCK)
        )  # drawn from by all threads: each takes the next as it comes free

        def work(_: int) -> NDArray[np.int64]:
            count = np.zeros(HIGHEST - LOWEST + 1, np.int64)
            for first in firsts:
                block = slice(first, first + BLOCK)
                walk(
                    self.score[block], self.kind[block], self.rate, self.cumulative, POINTS, SEED, self.week, first,
                    count,
                )  # fmt: skip
            return count

        total: Any = sum(self._pool.map(work, range(self._threads)))
        self.week += 1
        return np.asarray(total)

    def live(self, weeks: int) -> float:
        """Walk so many weeks and return the seconds that they took."""
        start = time.perf_counter()
        for _ in range(weeks):
            self.live_one_week()
        return time.perf_counter() - start

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()
