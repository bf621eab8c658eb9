"""Each feedback is wired: taken out alone, and put in alone, it moves what receives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scored_society.bench.feedbacks import FEEDBACKS, feedback_table
from scored_society.society.institutions import Situation

STRICT = """\
policy: strict
title: As told, but many are listed, and parents' listings bar children
extends: as-told
blacklist: {low_score: {at_or_below: 985}}
rules: {traffic_offence: {points: -20}, jaywalking: {points: -20}}
"""
FEELING = """\
society: feeling
title: Smallville, where everything leaves its mark
extends: smallville
situation: {silence: 1, arrears: 0.5, income: 1, health: 0.2, schooling: 1, reach: 1, shaming: 0.5}
goods: {university: {per_thousand: 0.003}}
"""
WIRED = 3
"""Standard errors by which a feedback must move what receives it."""


def test_every_strength_of_a_situation_is_a_feedback_or_helping():
    assert {feedback.key for feedback in FEEDBACKS if feedback.section == "situation"} == (
        set(Situation.model_fields) - {"helping", "basis", "reference", "range", "why"}
    )


SIGNS = {"arrears": 1, "income": -1, "health": 1, "schooling": -1, "reach": -1, "shaming": 1, "silence": -1, "kin": -1}


@pytest.mark.parametrize(("name", "people"), [("income", 2000), ("health", 2000), ("shaming", 2000), ("silence", 8000)])
def test_a_feedback_moves_what_receives_it(write, name, people):
    """Under a rule book that lists many, in a society that feels it strongly, so that few people will do."""
    rows = feedback_table(write(STRICT), write(FEELING, "society.yaml"), citizens=people, years=1, names=[name])
    assert [row.how for row in rows] == ["one out", "alone in"]
    assert all(SIGNS[name] * row.standard_errors > WIRED for row in rows)


@pytest.mark.soak
def test_feedbacks_are_wired_as_told(tmp_path: Path):
    rows = feedback_table()
    assert len(rows) == 2 * len(FEEDBACKS)
    for row in rows:
        assert SIGNS[row.feedback] * row.standard_errors > WIRED, (row.feedback, row.how)


def test_a_feedback_at_nought_changes_nothing(write):
    society = write("society: calm\ntitle: C\nextends: smallville\nsituation: {health: 0, income: 0}\n", "calm.yaml")
    rows = feedback_table(write(STRICT), society, citizens=300, years=1, names=["health", "income"])
    assert [(row.effect, row.low, row.high) for row in rows] == [(0.0, 0.0, 0.0)] * 4
