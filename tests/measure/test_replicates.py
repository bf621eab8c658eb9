from __future__ import annotations

import os
import signal
import tempfile
from functools import cache

import numpy as np
import polars as pl
import pytest
from scipy import stats

import scored_society as ss
from scored_society.base.errors import Interrupted, UserError
from scored_society.measure.outcomes import outcomes, totals_of
from scored_society.measure.replicates import Replicates
from scored_society.measure.run import ruled

VILLAGE = {"society": "smallville", "citizens": 300, "years": 1, "threads": 1}
BOOKS, SEEDS = ("as-told", "none", "rongcheng"), (3, 8, 9)
KEY = ["measure", "group"]


@cache
def village() -> Replicates:
    return ss.replicate(BOOKS, SEEDS, burn_in=1, **VILLAGE)


@cache
def straight(policy: str, seed: int):
    return ss.simulate(policy, burn_in=1, seed=seed, **VILLAGE)


def of(policy: str, seed: int) -> pl.DataFrame:
    return village().outcomes.filter(policy=policy, seed=seed).select(*KEY, "value", "unit")


@pytest.mark.parametrize("policy", BOOKS)
@pytest.mark.parametrize("seed", SEEDS[:2])
def test_each_life_is_the_one_that_simulate_records(policy, seed):
    run = straight(policy, seed)
    assert village().runs.filter(policy=policy, seed=seed)["fingerprint"].to_list() == [run.manifest["fingerprint"]]
    recorded = outcomes(totals_of(ruled(run)))
    assert len(recorded) > 300
    assert recorded.join(of(policy, seed), on=[*KEY, "value", "unit"], how="anti").is_empty()


def test_without_a_burn_in_it_is_the_plain_run():
    found = ss.replicate(["as-told"], [3, 4], **VILLAGE)
    run = ss.simulate("as-told", seed=4, **VILLAGE)
    assert found.runs.row(1) == ("as-told", 4, run.manifest["fingerprint"])


def test_a_rule_book_that_changes_on_a_day_changes_on_that_day(write):
    book = write("policy: dated\nextends: as-told\nchanges:\n  - {from: 2021-07-01, rules: {theft: {points: -90}}}\n")
    found = ss.replicate([book, "as-told"], [3, 4], burn_in=1, **VILLAGE)
    run = ss.simulate(book, burn_in=1, seed=4, **VILLAGE)
    of_seed = found.runs.filter(seed=4)["fingerprint"].to_list()
    assert of_seed[0] == run.manifest["fingerprint"] != of_seed[1]


def test_what_never_happened_under_one_of_them_counts_as_none_there():
    told, nobody = of("as-told", 3), of("none", 3)
    assert told.filter(measure="entries", group="everybody")["value"].item() > 0
    assert nobody.filter(measure="entries", group="everybody")["value"].item() == 0
    assert nobody.filter(measure="score").is_empty()


def test_the_burn_in_is_lived_once_for_each_seed_and_is_told_of():
    told = Told()
    ss.replicate(["as-told", "none"], [3, 4], burn_in=1, progress=told, **VILLAGE)
    assert told.total == 2 * (52 + 2 * 52)
    assert told.weeks == list(range(told.total))
    assert told.said == [
        "seed 3 (1 of 2): the burn-in …", "seed 3 (1 of 2): as-told …", "seed 3 (1 of 2): none …",
        "seed 4 (2 of 2): the burn-in …", "seed 4 (2 of 2): as-told …", "seed 4 (2 of 2): none …",
    ]  # fmt: skip


class Told:
    def __init__(self):
        self.said, self.weeks, self.total = [], [], None

    def start(self, total_weeks, citizens):
        self.total = total_weeks

    def message(self, text):
        if "Compiling" not in text:
            self.said.append(text)

    def advance(self, week):
        self.weeks.append(week)

    def stop(self):
        pass


def test_ctrl_c_ends_it_between_two_weeks_and_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told = Told()

    def advance(week):
        told.weeks.append(week)
        if week == 60:
            os.kill(os.getpid(), signal.SIGINT)

    told.advance = advance
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(Interrupted, match="nothing is kept"):
        ss.replicate(["as-told"], [3, 4], progress=told, **VILLAGE)
    assert told.weeks[-1] in (60, 61)
    assert signal.getsignal(signal.SIGINT) is before
    assert not list(tmp_path.iterdir())


def test_differences_are_paired_by_seed():
    row = village().differences().filter(measure="acts/jaywalking", group="everybody", policy="none").row(0, named=True)
    pairs = [
        [of(policy, seed).filter(measure="acts/jaywalking", group="everybody")["value"].item() for seed in SEEDS]
        for policy in ("as-told", "none")
    ]
    paired = np.subtract(pairs[1], pairs[0])
    low, high = stats.t.interval(0.95, 2, paired.mean(), stats.sem(paired))
    assert (row["effect"], row["low"], row["high"]) == pytest.approx((paired.mean(), low, high))
    assert (row["replicates"], row["unit"]) == (3, "per 1,000 person-years")
    assert paired.mean() > 0  # the score deters it


def test_differences_are_from_the_first_rule_book_or_another():
    assert set(village().differences()["policy"]) == {"none", "rongcheng"}
    there, back = (village().differences(name).filter(measure="trust", group="everybody") for name in ("none", None))
    first = there.filter(policy="as-told").row(0, named=True)
    second = back.filter(policy="none").row(0, named=True)
    assert (first["effect"], first["low"]) == pytest.approx((-second["effect"], -second["high"]))


def replicates(*values: tuple[str, int, float]) -> Replicates:
    rows = [(policy, seed, "score", "everybody", value, "points") for policy, seed, value in values]
    frame = pl.DataFrame(rows, schema=["policy", "seed", *KEY, "value", "unit"], orient="row")
    policies = tuple(dict.fromkeys(policy for policy, *_ in values))
    return Replicates(policies, (1, 2, 3), frame, pl.DataFrame())


SOME = replicates(("a", 1, 10), ("a", 2, 20), ("a", 3, 60), ("b", 1, 11), ("b", 3, 63), ("c", 2, 90))


def test_seeds_under_which_it_is_not_defined_are_left_out():
    b, c = SOME.differences().rows(named=True)
    assert (b["policy"], b["effect"], b["replicates"]) == ("b", 2.0, 2)
    assert b["high"] == pytest.approx(2 + stats.t.ppf(0.975, 1))
    assert (c["effect"], c["low"], c["high"], c["replicates"]) == (70.0, None, None, 1)


def test_means_over_the_seeds():
    a, b, c = SOME.means(0.9).sort("policy").rows(named=True)
    low, high = stats.t.interval(0.9, 2, 30, stats.sem([10, 20, 60]))
    assert (a["mean"], a["low"], a["high"], a["replicates"]) == pytest.approx((30, low, high, 3))
    assert (b["mean"], c["mean"], c["low"]) == (37, 90, None)


def test_how_many_seeds_a_width_needs():
    few = SOME.needed(4, "score", policy="b")
    reach = [2 * stats.t.ppf(0.975, count - 1) * np.std([1, 3], ddof=1) / count**0.5 for count in (few - 1, few)]
    assert reach[0] > 4 >= reach[1]
    assert SOME.needed(4, "score", policy="b", level=0.5) < few
    alone = replicates(("a", 1, 10), ("a", 2, 20), ("a", 3, 60))
    assert alone.needed(4, "score") > few
    assert village().needed(50, "acts/jaywalking") == max(
        village().needed(50, "acts/jaywalking", policy=policy) for policy in BOOKS[1:]
    )


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"measure": "scor"}, "unknown outcome 'scor'; did you mean 'score'?"),
        ({"measure": "score", "group": "everyone"}, "'score' has no group 'everyone'; allowed here: everybody"),
        ({"measure": "score", "policy": "d"}, "unknown rule book 'd'; allowed here: a, b, c"),
        ({"measure": "score", "policy": "c"}, "'score' of 'everybody' is defined for fewer than 2 seeds; more seeds"),
        ({"measure": "score", "width": 0}, "a width of 0; a number above 0"),
        ({"measure": "score", "level": 95}, "a level of 95; a number between 0 and 1, such as 0.95"),
    ],
)
def test_what_cannot_be_planned_is_refused(asked, message):
    with pytest.raises(UserError) as refused:
        SOME.needed(**{"width": 4, **asked})
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("policies", "given", "message"),
    [
        (BOOKS, {"seeds": [3]}, "1 seeds; at least 2"),
        (BOOKS, {"seeds": [3, 4, 3]}, "the seed 3 is there twice; different seeds"),
        (BOOKS, {"seeds": 7}, "seeds is 7; several whole numbers, such as range(1, 21)"),
        (BOOKS, {"seeds": [1, -2]}, "a seed is -2; whole numbers from 0 to"),
        (BOOKS, {"seeds": [1, 1.5]}, "a seed is 1.5; whole numbers"),
        ([], {}, "no rule book; at least one"),
        (["none", "none"], {}, "two of the rule books are called 'none'"),
        (["as-tole"], {}, "unknown rule book 'as-tole'"),
        (BOOKS, {"society": "smallvile"}, "unknown society 'smallvile'"),
        (BOOKS, {"years": 0}, "years is 0; a whole number from 1 to 200"),
        (BOOKS, {"threads": 0}, "threads is 0"),
        ("as-told", {"citizens": 0}, "citizens is 0"),
    ],
)
def test_what_cannot_be_lived_is_refused(policies, given, message):
    with pytest.raises(UserError) as refused:
        ss.replicate(policies, **{"seeds": [1, 2], **VILLAGE, **given})
    assert str(refused.value).startswith(message)


def test_rule_books_that_start_on_different_days_are_not_compared(write):
    late = write("policy: late\nextends: as-told\nstarts: 2021-01-01\n")
    with pytest.raises(UserError, match="start on different days: 'late' on 2021-01-01, 'none' on 2020-01-01"):
        ss.replicate([late, "none"], [1, 2], **VILLAGE)
    alone = ss.replicate([late], [3, 4], **VILLAGE)
    run = ss.simulate(late, seed=3, **VILLAGE)
    assert alone.runs["fingerprint"][0] == run.manifest["fingerprint"]
    score = alone.outcomes.filter(measure="score", group="everybody", seed=3)["value"].item()
    recorded = outcomes(totals_of(ruled(run))).filter(measure="score", group="everybody")["value"].item()
    assert score == pytest.approx(recorded)
