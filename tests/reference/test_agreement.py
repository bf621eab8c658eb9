"""The engine and the plain model of model.py, on the same two files, count the same up to chance.

Both are lived with several seeds; every count must agree in the mean over them, and the scores in distribution.
"""

from __future__ import annotations

from collections import Counter
from math import inf, sqrt
from pathlib import Path
from statistics import fmean, variance

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from laws.living import HAMLET, TOLD, Society, Told, read
from reference.model import Village
from scored_society.policy.load import load_policy
from scored_society.society.load import load_society

NEIGHBOURHOODS = {"north": 12, "south": 8}
PEOPLE = 50 * sum(NEIGHBOURHOODS.values())
WEEKS = 80
"""Over the new year, when caps begin anew and collectors are hired."""
SEEDS = 12
STOCKS = ("people", "listed", "waiting/doctor")
"""Measures that are compared as of the last week; the others are added up over the weeks."""
NOT_MODELLED = {"adults", "aware", "belief", "capacity/doctor", "listed_wrong", "people_in", "served_at/doctor"}
FAR_OFF = 4.5
UNLIKELY = 1e-4
LEAST_IN_A_BIN = 40


class Lives:
    """What several runs counted, and the scores of everybody at their ends."""

    def __init__(self) -> None:
        self.counts: list[Counter[str]] = []
        self.scores: list[int] = []

    def add(self, counts: Counter[str], scores: list[int]) -> None:
        counts["score"], counts["squared score"] = sum(scores), sum(score * score for score in scores)
        self.counts.append(counts)
        self.scores += scores

    def names(self) -> set[str]:
        return {name for counts in self.counts for name, value in counts.items() if value} - NOT_MODELLED

    def mean(self, name: str) -> float:
        return fmean(counts[name] for counts in self.counts)

    def squared_error(self, name: str) -> float:
        return variance([counts[name] for counts in self.counts]) / len(self.counts)


def lived_plainly(policy: str | Path, society: str | Path, times: int = 1) -> Lives:
    book, place, lives = load_policy(policy).at(0), load_society(society).society, Lives()
    for seed in range(SEEDS):
        village = Village(book, place, {region: count * times for region, count in NEIGHBOURHOODS.items()}, seed)
        lives.add(village.live(WEEKS), [person.score for person in village.everybody()])
    return lives


def lived_by_the_engine(policy: Told, society: Told, folder: Path, times: int = 1) -> Lives:
    lives = Lives()
    for seed in range(SEEDS):
        counts: Counter[str] = Counter()
        for week in Society(policy, society, PEOPLE * times, WEEKS, folder, seed).live():
            names = week.measures.names()
            for name in STOCKS:
                counts[name] = 0
            for number, _, _, _, _, value in week.rows.tolist():
                counts[names[number]] += value
        people = week.of("people").sum(axis=0)
        lives.add(counts, np.repeat(np.arange(len(people)), people).tolist())
    return lives


def distances(ours: Lives, plain: Lives) -> dict[str, float]:
    """Return how many standard errors lie between the means of each count."""
    out = {}
    for name in sorted(ours.names() | plain.names()):
        difference = ours.mean(name) - plain.mean(name)
        error = sqrt(ours.squared_error(name) + plain.squared_error(name))
        out[name] = difference / error if error else inf * difference if difference else 0.0
    return out


def same_distribution(ours: list[int], plain: list[int]) -> float:
    """Return the p of a two-sample χ² test of scores, in bins with enough people."""
    table = np.array([np.bincount(scores, minlength=2048) for scores in (ours, plain)])
    filled = np.cumsum(table.sum(axis=0)) // (2 * LEAST_IN_A_BIN)
    pooled = np.array([np.bincount(filled, row) for row in table])
    pooled = pooled[:, pooled.sum(axis=0) > 0]
    assert pooled.shape[1] > 10
    return float(chi2_contingency(pooled).pvalue)


@pytest.fixture(scope="module")
def plain() -> Lives:
    return lived_plainly(TOLD, HAMLET)


def test_every_count_agrees_in_the_mean(plain: Lives, tmp_path: Path):
    found = distances(lived_by_the_engine(TOLD, HAMLET, tmp_path), plain)
    assert len(found) > 40
    assert {name: z for name, z in found.items() if abs(z) >= FAR_OFF} == {}


def alone(policy: Path = TOLD) -> Told:
    """Return the rule book without collectors, under whom neighbours have much in common and χ² would be too strict."""
    told = read(policy)
    del told["channels"]
    for rule in told["rules"].values():
        rule["seen_by"] = [channel for channel in rule["seen_by"] if channel != "watchers"]
    return told
