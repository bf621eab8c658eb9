"""Figures from counts by neighbourhood: ratios, who is furthest apart, and what stands for none."""

from __future__ import annotations

import numpy as np
import pytest

from scored_society.audit.measured import measured_checks
from scored_society.audit.measured.counted import Counted, Ratio, sum_of
from scored_society.audit.measured.idle import none_of
from scored_society.audit.measured.proxies import furthest
from scored_society.measure.census import EVERYBODY


def counts_of(rows: dict[tuple[str, str], list[int]]) -> Counted:
    return Counted({column: place for place, column in enumerate(rows)}, np.array(list(rows.values())).T[None])


GROUPS = [
    f"{descent} {residence}" for descent in ("majority", "minority") for residence in ("rural", "urban", "floating")
]


def invented(per_act: dict[str, float], clusters: int = 40) -> Counted:
    """Return acts and entries of each group in some neighbourhoods, with a little that differs between them."""
    random = np.random.default_rng(5)
    acts = {("acts/x", group): random.integers(40, 60, clusters).tolist() for group in GROUPS}
    entries = {
        ("entries/x", group): random.binomial(acts["acts/x", group], per_act[group]).tolist() for group in GROUPS
    }
    return counts_of(acts | entries)


def test_a_rule_that_enters_like_acts_alike_is_no_proxy():
    assert furthest(invented(dict.fromkeys(GROUPS, 0.3)), "entries/x", "acts/x", 1) is None


def test_a_rule_that_enters_one_group_s_acts_oftener_is_one():
    rates = {group: 0.15 if group.startswith("majority") else 0.3 for group in GROUPS}
    proxy = furthest(invented(rates), "entries/x", "acts/x", 1)
    assert proxy is not None
    assert (proxy.by, proxy.found.lowest, proxy.found.highest) == ("descent", "majority", "minority")
    assert proxy.found.ratio.low < 0.5 < proxy.found.ratio.high


def test_where_one_group_has_none_the_interval_is_that_of_a_count_of_none():
    rates = {group: 0.0 if group.startswith("majority") else 0.3 for group in GROUPS}
    counted = invented(rates)
    proxy = furthest(counted, "entries/x", "acts/x", 1)
    assert proxy is not None
    groups = {name: [group for group in GROUPS if group.startswith(name)] for name in ("majority", "minority")}
    one, other = (Ratio(sum_of("entries/x", groups[name]), sum_of("acts/x", groups[name])) for name in groups)
    assert proxy.found.ratio.high == pytest.approx(3.689 / counted.expected(one, other), abs=1e-3)
    assert proxy.found.ratio.low == 0


def test_where_too_little_happens_groups_are_not_compared():
    rates = {group: 0.0 if group.startswith("majority") else 0.001 for group in GROUPS}
    assert furthest(invented(rates), "entries/x", "acts/x", 1) is None


def test_one_neighbourhood_has_no_interval():
    level = counts_of({("a", EVERYBODY): [3], ("b", EVERYBODY): [12]}).level(Ratio(sum_of("a"), sum_of("b"), 100))
    assert level == (25, None, None)


def test_none_of_so_many_has_the_exact_interval():
    assert none_of(20).high == pytest.approx(0.1684, abs=1e-4)  # scipy.stats.binomtest(0, 20).proportion_ci()
    assert none_of(1).high == 0.975


def test_severity_goes_by_thresholds():
    check = measured_checks()["wrongful_measured"]
    assert [check.severity_of(strength) for strength in (0.0099, 0.01, 0.0999, 0.1)] == [
        "note", "warning", "warning", "error",
    ]  # fmt: skip
    assert measured_checks()["group_gap"].severity_of(1, "points_") == "warning"
    assert measured_checks()["appeals_lost"].severity_of(-1) == "warning"
