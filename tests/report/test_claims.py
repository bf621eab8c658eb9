"""The text's claims stand in the text, word for word, and each has an answer that the run's counts give."""

from __future__ import annotations

import re
from importlib.resources import files

import polars as pl
import pytest

import scored_society as ss
from invariance.lived import smallville
from report import invented
from scored_society.chart import NothingToDrawError
from scored_society.measure.acts import acts_by_behaviour
from scored_society.measure.census import EVERYBODY
from scored_society.measure.claims import AVOIDABLE, COMPLETE, FAIR, HOLISTIC, PARENTS
from scored_society.measure.gaps import group_gap
from scored_society.measure.listings import routes, time_listed
from scored_society.measure.run import events
from scored_society.report.data import claims, gaps
from scored_society.report.data.claims import TWO_RUNS
from scored_society.report.wording import fine, percent

TEXT = files("scored_society.policy").joinpath("builtin", "as-told.txt").read_text(encoding="utf-8")


def answers(run):
    return {claim: answer for claim, _, answer in claims(run).rows}


def test_each_claim_is_in_the_words_of_the_text():
    told = " ".join(TEXT.split())
    rows = claims(smallville()).rows
    assert len(rows) == 6
    assert all(claim in told for claim, _, _ in rows)


def test_what_needs_two_runs_says_so():
    told = answers(smallville())
    assert TWO_RUNS in told[COMPLETE]
    assert told[PARENTS].lower().startswith(TWO_RUNS)


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    path = tmp_path_factory.mktemp("strict") / "strict.yaml"
    path.write_text("policy: strict\ntitle: S\nextends: as-told\nblacklist: {low_score: {at_or_below: 990}}\n")
    return ss.simulate(path, society="smallville", citizens=1000, years=2)


def test_answers_are_those_of_the_run(strict):
    found = routes(strict.weekly)
    assert found["listings"].sum() > 10
    spent = time_listed(strict.weekly).row(by_predicate=pl.col("group") == EVERYBODY, named=True)
    avoidable = answers(strict)[AVOIDABLE]
    assert avoidable.startswith(f"{found['wrong'].sum()} of {found['listings'].sum()} listings")
    assert f"{spent['wrong']:,} of {spent['listed']:,} person-weeks" in avoidable


def test_what_is_recorded_is_told_of_all_acts_and_by_channel(strict):
    acts = acts_by_behaviour(strict.weekly, events(strict))
    told = answers(strict)
    assert told[HOLISTIC].startswith(f"Of all acts done, {percent(acts['recorded'].sum() / acts['done'].sum())} were")
    assert "traffic police" in told[HOLISTIC]
    assert re.match(r"Cameras saw .+% of all acts; all channels together .+%\.", told[COMPLETE])


def test_fairness_is_answered_by_difference_and_ratio(strict):
    lines = answers(strict)[FAIR].splitlines()
    assert len(lines) == len(gaps(strict).rows) == 4
    assert all("difference" in line and "ratio" in line for line in lines)
    gap = group_gap(time_listed(strict.weekly), "listed_rate")
    first = dict(zip(gaps(strict).headings, gaps(strict).rows[0], strict=True))
    assert first["Difference"] == fine(gap.highest - gap.lowest)
    assert first["Highest"] == f"{fine(gap.highest)} ({gap.highest_group})"


@pytest.mark.parametrize("policy", ["none", "on-record"])
def test_without_a_score_each_claim_has_an_answer_too(policy):
    run = ss.simulate(policy, society="smallville", citizens=300, years=1)
    rows = claims(run).rows
    assert all(answer and "nan" not in answer.lower() for _, _, answer in rows)
    assert "no cameras" in answers(run)[COMPLETE]
    assert ("no blacklist" in answers(run)[AVOIDABLE]) == (policy == "none")


def test_where_nobody_was_wronged_there_are_no_gaps():
    run = invented.run("none")
    run.weekly = run.weekly.filter(~pl.col("measure").str.starts_with("wrong/"))
    assert "no group is treated unlike another" in answers(run)[FAIR]
    with pytest.raises(NothingToDrawError, match="no groups lie apart"):
        gaps(run)
