import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from measure.panel_rows import panel
from scored_society.measure.recovery import falls, median_time, survival, time_to_recover

SPELLS = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=60)
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
TREATED_LOST = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
CONTROLS = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


def test_the_estimate_of_a_published_trial():
    """Weeks of remission, Freireich et al. 1963 (Blood 21), as worked in Kleinbaum & Klein 2012, "Survival Analysis".

    Of 21 treated: 0.857 after 6 weeks … 0.448 after 23, median 23; of 21 controls, median 8.
    """
    curve = survival(TREATED + TREATED_LOST, [True] * 9 + [False] * 12)
    assert curve["duration"].to_list() == [6, 7, 10, 13, 16, 22, 23]
    assert curve["at_risk"].to_list() == [21, 17, 15, 12, 11, 7, 6]
    assert curve["events"].to_list() == [3, 1, 1, 1, 1, 1, 1]
    assert curve["survival"].round(3).to_list() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert median_time(curve) == 23
    assert median_time(survival(CONTROLS, [True] * 21)) == 8


@given(SPELLS)
def test_the_estimate_is_scipys(spells):
    times, ended = np.array([time for time, _ in spells]), np.array([end for _, end in spells])
    curve = survival(times, ended)
    assert curve["survival"].is_sorted(descending=True)
    assert curve["events"].sum() == ended.sum()
    if ended.any() and not ended.all():
        theirs = ecdf(CensoredData(uncensored=times[ended], right=times[~ended])).sf
        np.testing.assert_allclose(curve["survival"], theirs.evaluate(curve["duration"].to_numpy()), atol=1e-12)


def test_half_is_reached_or_not():
    assert median_time(survival([1, 2], [True, True])) == 1
    assert median_time(survival([1, 2, 3], [True, False, False])) is None
    assert median_time(survival([], [])) is None


@pytest.mark.parametrize(("durations", "recovered"), [([1], [True, False]), ([-1], [True])])
def test_what_are_no_spells(durations, recovered):
    with pytest.raises(ValueError, match="of one length"):
        survival(durations, recovered)


def test_a_fall_begins_below_the_start_and_ends_back_at_it():
    lives = panel(
        *((year, "back", score) for year, score in zip(range(2020, 2024), (1000, 990, 980, 1000), strict=True)),
        *((year, "twice", score) for year, score in zip(range(2020, 2024), (990, 1001, 999, 998), strict=True)),
        *((year, "dies", score) for year, score in zip(range(2020, 2022), (1000, 990), strict=True)),
        *((year, "never", score) for year, score in zip(range(2020, 2024), (1000, 1001, 1000, 1002), strict=True)),
        *((year, "unscored", None) for year in range(2020, 2024)),
    )
    assert falls(lives, 1000).drop("group").rows() == [
        ("back", 2021, 2, True),
        ("dies", 2021, 0, False),
        ("twice", 2020, 1, True),
        ("twice", 2022, 1, False),
    ]


def test_the_group_is_that_of_the_fall():
    lives = panel((2020, "x", 990, {"group": "a"}), (2021, "x", 1000, {"group": "b"}))
    assert falls(lives, 1000)["group"].to_list() == ["a"]


def test_time_to_recover_by_group():
    lives = panel(
        *((year, "slow", score, {"group": "a"}) for year, score in ((2020, 990), (2021, 990), (2022, 1000))),
        *((year, "quick", score, {"group": "b"}) for year, score in ((2020, 990), (2021, 1000), (2022, 1000))),
        *((year, "lost", score, {"group": "b"}) for year, score in ((2020, 990), (2021, 990), (2022, 990))),
        (2022, "late", 990, {"group": "c"}),
    )
    assert time_to_recover(lives, 1000).rows() == [
        ("a", 1, 1, 2, 0.0),
        ("b", 2, 1, 1, 0.5),
        ("c", 1, 0, None, 1.0),
        ("everybody", 4, 2, 2, pytest.approx(1 / 3)),
    ]


def test_nobody_falls():
    assert time_to_recover(panel((2020, "x", 1000)), 1000).is_empty()
    assert time_to_recover(panel((2020, "x", None)), 1000).is_empty()
    assert time_to_recover(panel(), 1000).is_empty()
