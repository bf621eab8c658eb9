"""A rule book reduced to a clamped walk, against its Markov chain (P6).

Two acts, each seen for certain and entered on the right person, nobody responding, nobody born or dying: a score is
then a walk that goes up or down by the points of an entry and stops at the ends of its range. Its distribution after so
many weeks follows exactly from the weekly chances in the tables.
"""

from __future__ import annotations

from math import erfc, sqrt
from typing import NamedTuple

import numpy as np
import pytest
from scipy.stats import chisquare

from laws.living import HAMLET, Society, read, tables
from scored_society.tables.slots import ACT
from scored_society.tables.timetable import Timetable

LOWEST, START, HIGHEST = 600, 1000, 1300
RISE, FALL = 43, -61
RATES = {"rise": "7 per year", "fall": "6 per year"}
ROOM = {"rise": "9 per year", "fall": "11 per year"}
WEEKS = 78
LEAST_IN_A_BIN = 50
UNLIKELY, CERTAINLY_NOT = 1e-4, 1e-6


class Chain(NamedTuple):
    """The Markov chain of a score: what one week does to it."""

    up: float
    down: float
    rise: int = RISE
    fall: int = FALL

    def after(self, probabilities: np.ndarray, weeks: int) -> np.ndarray:
        """Return the distribution over the range in each of the weeks that follow."""
        scores, out = np.arange(LOWEST, HIGHEST + 1), []
        for _ in range(weeks):
            following = probabilities * (1 - self.up - self.down)
            for chance, points in ((self.up, self.rise), (self.down, self.fall)):
                np.add.at(following, np.clip(scores + points, LOWEST, HIGHEST) - LOWEST, probabilities * chance)
            probabilities = following
            out.append(probabilities)
        return np.array(out)

    def weeks_at(self, score: int, weeks: int) -> tuple[float, float]:
        """Return the mean and the variance of how many of the weeks one person spends at a score."""
        there = self.after(certainly(START), weeks)[:, score - LOWEST]
        back = self.after(certainly(score), weeks)[:, score - LOWEST]
        pairs = sum(there[week] * back[: weeks - 1 - week].sum() for week in range(weeks))
        mean = there.sum()
        return float(mean), float(mean + 2 * pairs - mean**2)


def certainly(score: int) -> np.ndarray:
    out = np.zeros(HIGHEST - LOWEST + 1)
    out[score - LOWEST] = 1
    return out


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Timetable:
    society = read(HAMLET)
    society["wrong_records"] = dict.fromkeys(society["wrong_records"], 0)
    society["channels"] = {"office": {"number": 1, "what": "Sees all", "misfiled": 0}}
    society["behaviours"] = {
        name: {
            "number": number, "what": name, "good": name == "rise", "arises_in": "community", "act_rate": RATES[name],
            "at_most": ROOM[name], "status_quo_detection": {"office": 1},
        }
        for number, name in enumerate(RATES, 20)
    }  # fmt: skip
    policy = {
        "policy": "walk",
        "title": "A clamped walk",
        "score": {"number": 1, "start": START, "lowest": LOWEST, "highest": HIGHEST},
        "rules": {
            name: {"number": number, "points": points, "seen_by": ["office"]}
            for number, (name, points) in enumerate((("rise", RISE), ("fall", FALL)), 1)
        },
    }
    return tables(policy, society, WEEKS, tmp_path_factory.mktemp("walk"))


@pytest.fixture(scope="module")
def chain(walk: Timetable) -> Chain:
    """The chain with the weekly chances that the tables hold: width of the slot × chance of being kept."""
    world = walk.world
    chances = np.diff(world.slot_first) / 2**32 * (world.slot_keep[:, 0] / 2**32)
    up, down = chances[world.slot_kind == ACT].tolist()
    assert (up, down) == pytest.approx((7 / 52, 6 / 52), abs=2**-31)
    return Chain(up, down)


def lived(walk: Timetable, people: int, seed: int) -> np.ndarray:
    """Return how many people have each score, [weeks, scores in range]."""
    counts = [week.of("people").sum(axis=0) for week in Society(walk, people, seed).live(WEEKS)]
    return np.array(counts)[:, LOWEST : HIGHEST + 1]


def p_of(counts: np.ndarray, probabilities: np.ndarray) -> float:
    """Return the p of a χ² test, neighbouring scores pooled until a bin expects people enough."""
    expected = probabilities * counts.sum()
    bins = np.floor((np.cumsum(expected) - expected / 2) / LEAST_IN_A_BIN).astype(int)
    pooled = [np.bincount(bins, values) for values in (counts, expected)]
    filled = pooled[1] >= LEAST_IN_A_BIN / 2
    observed, foreseen = (np.append(values[filled], values[~filled].sum()) for values in pooled)
    keep = foreseen > 0
    return float(chisquare(observed[keep], foreseen[keep] * observed[keep].sum() / foreseen[keep].sum()).pvalue)


def check(counts: np.ndarray, chain: Chain) -> None:
    foreseen, people = chain.after(certainly(START), WEEKS), counts[0].sum()
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
    wrong = chain._replace(**off).after(certainly(START), WEEKS)[-1]
    assert p_of(counts[-1], wrong) < CERTAINLY_NOT


@pytest.mark.soak
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_million_scores_follow_the_markov_chain(walk: Timetable, chain: Chain, seed: int):
    check(lived(walk, 1_000_000, seed), chain)
