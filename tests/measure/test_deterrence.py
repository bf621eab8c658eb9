import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.deterrence import ALL, deterrence

A, B = {"group": "a"}, {"group": "b"}
BASELINE = census(
    people(0, "a", None, 52),
    people(0, "b", None, 52),
    (0, "acts/theft", 6, A),
    (0, "acts/traffic_offence", 20, B),
    (0, "acts/speaking_out", 50, A),
)
ALTERNATIVE = census(
    people(0, "a", 1000, 52),
    people(0, "b", 1000, 52),
    (0, "acts/theft", 2, A),
    (0, "acts/traffic_offence", 21, B),
    (0, "acts/speaking_out", 1, A),
    (0, "listed_wrong", 6, A),
    (0, "under_wrongly/travel_ban", 6, A),
    (0, "under_wrongly/slow_internet", 3, A),
)
OFFENCES = ["theft", "traffic_offence"]


def found(baseline=BASELINE, alternative=ALTERNATIVE, offences=OFFENCES):
    return {(row["offence"], row["group"]): row for row in deterrence(baseline, alternative, offences).rows(named=True)}


def test_deterred_are_the_offences_that_are_no_longer_done():
    theft = found()["theft", "a"]
    assert (theft["baseline"], theft["alternative"], theft["deterred"]) == (6, 2, 4)
    assert (theft["baseline_rate"], theft["alternative_rate"], theft["deterred_rate"]) == (6000, 2000, 4000)
    assert (theft["weeks_listed"], theft["weeks_under"]) == (6, 9)
    assert (theft["listed_per_offence"], theft["under_per_offence"]) == (1.5, 2.25)


def test_where_none_was_deterred_nothing_can_be_paid_for_it():
    more, none = found()["traffic_offence", "b"], found()["theft", "b"]
    assert (more["deterred"], more["listed_per_offence"], more["under_per_offence"]) == (-1, None, None)
    assert (none["deterred"], none["listed_per_offence"]) == (0, None)


def test_all_offences_together_leave_other_acts_aside():
    together = found()[ALL, "everybody"]
    assert (together["baseline"], together["alternative"], together["deterred"]) == (26, 23, 3)
    assert (together["baseline_rate"], together["under_per_offence"]) == (13000, 3)
    assert len(found()) == 3 * 3


def test_a_run_against_itself_deters_nothing():
    for row in found(ALTERNATIVE, ALTERNATIVE).values():
        assert (row["deterred"], row["deterred_rate"], row["weeks_under"]) == (0, 0, 0)


def test_no_offences_at_all():
    nothing = found(offences=[])
    assert set(nothing) == {(ALL, "a"), (ALL, "b"), (ALL, "everybody")}
    assert nothing[ALL, "everybody"]["baseline"] == 0


def test_runs_of_other_weeks_are_not_compared():
    with pytest.raises(ValueError, match="same weeks"):
        deterrence(BASELINE, BASELINE.with_columns(week=pl.col("week") + 1), OFFENCES)
