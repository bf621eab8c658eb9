import math

import numpy as np
import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.amounts import INCOME, WITH_REWARDS, income_inequality, score_inequality
from scored_society.measure.at_end import PEOPLE
from scored_society.measure.groups import BOTH, DESCENT, RESIDENCE
from scored_society.tables.consequences import StandingReward

MEANS = [10.0, 20.0, 30.0, 40.0, 100.0]


def rewarding(at: int, worth: int, *, lost: bool) -> StandingReward:
    by_score = np.zeros(2048, np.int64)
    by_score[at:] = worth
    return StandingReward("pass", 1, "mobility", by_score, lost)


def persons(*rows: tuple) -> pl.DataFrame:
    """Return rows (group, score, listed, income)."""
    made = [
        dict(
            zip(("group", "score", "listed", "income"), row, strict=True),
            citizen=str(seat),
            seat=seat,
            age=40,
            education=2,
            limited=False,
        )
        for seat, row in enumerate(rows)
    ]
    return pl.DataFrame([{name: row[name] for name in PEOPLE} for row in made], schema=PEOPLE)


def test_points_above_the_lowest_within_groups_and_between():
    weekly = census(
        people(51, "minority urban", 600, 2),
        people(51, "majority rural", 1000, 1),
        people(51, "majority rural", 800, 1),
        people(50, "majority rural", 1000, 99),
        people(51, "majority urban", None, 7),
    )
    rows = {row["partition"]: row for row in score_inequality(weekly, 600, [51]).rows(named=True)}
    assert list(rows) == [DESCENT, RESIDENCE, BOTH]
    both = rows[BOTH]
    assert (both["week"], both["people"], both["mean"]) == (51, 4, 150)
    assert both["gini"] == pytest.approx((2 * 2 * 200 + 2 * 2 * 400 + 2 * 200) / (2 * 16 * 150))
    assert both["between"] == pytest.approx(math.log(2))
    assert both["theil"] == pytest.approx(both["within"] + both["between"])


def test_nobody_scored_or_all_at_the_lowest():
    assert score_inequality(census(people(0, "minority urban", None, 5)), 600, [0]).is_empty()
    lowest = score_inequality(census(people(0, "minority urban", 600, 5)), 600, [0])
    assert (lowest["mean"].to_list(), lowest["gini"].to_list()) == ([0.0] * 3, [None] * 3)


def test_rewards_come_on_top_of_the_income_of_the_fifth():
    found = income_inequality(
        persons(
            ("minority rural", 900, False, 1), ("majority rural", 1100, False, 1), ("majority rural", 1100, True, 5)
        ),
        MEANS,
        [rewarding(1100, 5, lost=True), rewarding(1000, 1, lost=False)],
    )
    rows = {(row["amount"], row["partition"]): row for row in found.rows(named=True)}
    assert len(rows) == 6
    assert rows[INCOME, BOTH]["mean"] == pytest.approx((10 + 10 + 100) / 3)
    assert rows[WITH_REWARDS, BOTH]["mean"] == pytest.approx((10 + 16 + 101) / 3)
    assert rows[WITH_REWARDS, DESCENT]["within"] > 0
    assert rows[WITH_REWARDS, RESIDENCE]["between"] == pytest.approx(0, abs=1e-12)


def test_income_without_scores_or_rewards_is_income():
    unscored = persons(("minority rural", None, False, 1), ("minority rural", None, False, 5))
    for rewards in ([], [rewarding(0, 7, lost=False)]):
        means = income_inequality(unscored, MEANS, rewards)["mean"]
        assert set(means) == {55}
    assert income_inequality(unscored.clear(), MEANS, []).is_empty()


def test_there_are_five_fifths():
    with pytest.raises(ValueError, match="five fifths, not of 4"):
        income_inequality(persons(), MEANS[:4], [])
