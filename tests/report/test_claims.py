"""The text's claims stand in the text, word for word, and each has an answer that the run's counts give."""

from __future__ import annotations

from importlib.resources import files

import pytest

import scored_society as ss
from invariance.lived import smallville
from scored_society.measure.listings import routes
from scored_society.report.data import claims
from scored_society.report.data.claims import TWO_RUNS

TEXT = files("scored_society.policy").joinpath("builtin", "as-told.txt").read_text(encoding="utf-8")


def test_each_claim_is_in_the_words_of_the_text():
    told = " ".join(TEXT.split())
    rows = claims(smallville()).rows
    assert len(rows) == 6
    assert all(claim in told for claim, _, _ in rows)


def test_what_needs_two_runs_says_so():
    answers = {measure: answer for _, measure, answer in claims(smallville()).rows}
    assert answers["parents' acts with and without sanctions on children"] == TWO_RUNS
    assert TWO_RUNS in answers["the same, of what cameras saw; cameras on and off"]


def test_answers_are_those_of_the_run(tmp_path):
    strict = tmp_path / "strict.yaml"
    strict.write_text("policy: strict\ntitle: S\nextends: as-told\nblacklist: {low_score: {at_or_below: 990}}\n")
    run = ss.simulate(strict, society="smallville", citizens=1000, years=2)
    found = routes(run.weekly)
    answer = claims(run).rows[1][2]
    assert answer.startswith(f"{found['wrong'].sum()} of {found['listings'].sum()} listings")
    assert found["listings"].sum() > 10


@pytest.mark.parametrize("policy", ["none", "on-record"])
def test_without_a_score_each_claim_has_an_answer_too(policy):
    rows = claims(ss.simulate(policy, society="smallville", citizens=300, years=1)).rows
    assert all(answer and "nan" not in answer.lower() for _, _, answer in rows)
