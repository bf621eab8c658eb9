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

from laws.living import HAMLET, TOLD, Society, Told, read, tables, written
from reference.model import Village
from scored_society.policy.load import load_policy
from scored_society.society.load import load_society
from scored_society.tables.fixed import cumulative
from scored_society.week.shard import region_of_many

NEIGHBOURHOODS = 20
WEEKS = 65
"""Over the new year, when caps begin anew and collectors are hired."""
SEEDS = 8
FEW = 5
STOCKS = ("people", "listed", "listed_by/low_score", "waiting/doctor")
"""Measures that are compared as of the last week; the others are added up over the weeks."""
NOT_MODELLED = {
    "adults", "aware", "belief", "capacity/doctor", "listed_wrong", "people_in", "served_at/doctor", "surveyed",
    "income", "education", "working_age", "workers_in",
}  # fmt: skip
FAR_OFF = 4.5
UNLIKELY, CERTAINLY_NOT = 1e-4, 1e-8
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


def lived_plainly(policy: Told, society: Told, folder: Path, seeds: int = SEEDS, times: int = 1) -> Lives:
    book, place = load_policy(written(policy, folder)).at(0), load_society(written(society, folder)).society
    shares = cumulative([region.people for region in place.regions.values()])
    spread = np.bincount(region_of_many(np.arange(NEIGHBOURHOODS * times), shares)).tolist()
    lives = Lives()
    for seed in range(seeds):
        village = Village(book, place, dict(zip(place.regions, spread, strict=True)), seed)
        lives.add(village.live(WEEKS), [person.score for person in village.everybody()])
    return lives


def lived_by_the_engine(policy: Told, society: Told, folder: Path, seeds: int = SEEDS, times: int = 1) -> Lives:
    timetable, lives = tables(policy, society, WEEKS, folder), Lives()
    for seed in range(seeds):
        counts: Counter[str] = Counter()
        village = Society(timetable, timetable.world.people * NEIGHBOURHOODS * times, seed)
        for week in village.live(WEEKS):
            for name in STOCKS:
                counts[name] = 0
            counts.update(village.by_name(week))
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


def p_of_one_distribution(ours: Lives, plain: Lives) -> float:
    """Return the p of a two-sample χ² test of scores, neighbouring scores pooled until a bin has people enough."""
    table = np.array([np.bincount(lives.scores, minlength=2048) for lives in (ours, plain)])
    bins = np.cumsum(table.sum(axis=0)) // (2 * LEAST_IN_A_BIN)
    pooled = np.array([np.bincount(bins, row) for row in table])
    pooled = pooled[:, pooled.sum(axis=0) > 0]
    assert pooled.shape[1] > 20
    return float(chi2_contingency(pooled).pvalue)


def without_collectors(points: int = -11) -> Told:
    """Return the rule book without what neighbours have in common, so that people's scores are independent."""
    told = read(TOLD)
    del told["channels"]
    for rule in told["rules"].values():
        rule["seen_by"] = [channel for channel in rule["seen_by"] if channel != "watchers"]
    told["rules"]["offence"]["points"] = points
    return told


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Lives:
    return lived_plainly(TOLD, HAMLET, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def plain_without_collectors(tmp_path_factory: pytest.TempPathFactory) -> Lives:
    return lived_plainly(without_collectors(), HAMLET, tmp_path_factory.mktemp("plain"), FEW)


def test_every_count_agrees_in_the_mean(plain: Lives, tmp_path: Path):
    found = distances(lived_by_the_engine(TOLD, HAMLET, tmp_path), plain)
    assert len(found) > 40
    assert {name: z for name, z in found.items() if abs(z) >= FAR_OFF} == {}


def test_scores_agree_in_distribution(plain_without_collectors: Lives, tmp_path: Path):
    ours = lived_by_the_engine(without_collectors(), HAMLET, tmp_path, FEW)
    assert p_of_one_distribution(ours, plain_without_collectors) > UNLIKELY


def test_a_rule_off_by_one_point_is_noticed(plain_without_collectors: Lives, tmp_path: Path):
    ours = lived_by_the_engine(without_collectors(points=-12), HAMLET, tmp_path, FEW)
    assert p_of_one_distribution(ours, plain_without_collectors) < CERTAINLY_NOT


def test_another_detection_is_noticed(plain: Lives, tmp_path: Path):
    society = read(HAMLET)
    society["behaviours"]["offence"]["status_quo_detection"]["police"] = 0.45
    found = distances(lived_by_the_engine(TOLD, society, tmp_path, FEW), plain)
    assert abs(found["seen/police/offence"]) > FAR_OFF
    assert abs(found["acts/offence"]) < FAR_OFF


@pytest.mark.soak
def test_a_larger_hamlet_agrees_too(tmp_path: Path):
    plain = lived_plainly(TOLD, HAMLET, tmp_path, 2 * SEEDS, times=5)
    found = distances(lived_by_the_engine(TOLD, HAMLET, tmp_path, 2 * SEEDS, times=5), plain)
    assert {name: z for name, z in found.items() if abs(z) >= FAR_OFF} == {}
    alone = [live(without_collectors(), HAMLET, tmp_path, SEEDS, 5) for live in (lived_by_the_engine, lived_plainly)]
    assert p_of_one_distribution(*alone) > UNLIKELY
