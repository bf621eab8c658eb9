"""Interventions: what a list or a file of them may say."""

from __future__ import annotations

from typing import Any

import pytest

import scored_society as ss
from scored_society.base.errors import UserError
from scored_society.record.run import Run
from scored_society.tables.interventions import MOST_INTERVENTIONS, load_interventions

ACT = {"date": "2020-03-04", "citizen": 7, "act": "theft"}


def made(*said: dict[str, Any], policy: str = "as-told") -> Run:
    return ss.simulate(policy, society="smallville", citizens=100, years=1, interventions=said)


def test_a_list_and_a_file_say_the_same(write):
    path = write("interventions:\n- {date: 2020-03-04, citizen: 7, act: theft}\n")
    assert load_interventions(path).plain() == load_interventions([ACT]).plain()
    assert load_interventions([ACT]).plain() == ({"date": "2020-03-04", "citizen": "7", "act": "theft"},)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (ACT | {"report": "theft"}, "say one of: act, report"),
        ({"date": "2020-03-04", "citizen": 7}, "say one of: act, report"),
        ({"date": "2020-03-04", "citizen": 7, "report": "theft"}, "'report' and 'by' go together"),
        (ACT | {"by": "cameras"}, "'report' and 'by' go together"),
        (ACT | {"citizen": "x"}, "write a seat"),
        (ACT | {"citizen": -1}, "write a seat"),
        (ACT | {"citizen": "7.16"}, "write a seat"),
        (ACT | {"citizen": 7.2}, "write a seat"),
        (ACT | {"citizen": True}, "write a seat"),
        (ACT | {"date": "soon"}, "soon"),
        (ACT | {"name": "somebody"}, "unknown key 'name'"),
        (ACT | {"citizen": 128}, r"there is no citizen 128; seats 0 to 127"),
        (ACT | {"date": "2019-12-31"}, "2019-12-31 is not within the run"),
        (ACT | {"date": "2021-01-01"}, "2021-01-01 is not within the run"),
        (ACT | {"act": "thefts"}, "'thefts' is not known; .*did you mean 'theft'"),
        ({"date": "2020-03-04", "citizen": 7, "report": "theft", "by": "eyes"}, "'eyes' is not known; allowed here:"),
        ({"date": "2020-03-04", "citizen": 7, "listing": "low"}, "'low' is not known; allowed here: low_score"),
    ],
)
def test_what_an_intervention_may_not_say(said, message):
    with pytest.raises(UserError, match=message):
        made(said)


def test_a_rule_book_without_a_list_lists_nobody():
    with pytest.raises(UserError, match="the rule book in force has none"):
        made({"date": "2020-03-04", "citizen": 7, "listing": "low_score"}, policy="none")


def test_there_are_twenty_at_most():
    assert len(load_interventions([ACT] * MOST_INTERVENTIONS).interventions) == 20
    with pytest.raises(UserError, match="at most 20"):
        load_interventions([ACT] * (MOST_INTERVENTIONS + 1))


def test_mistakes_in_a_file_come_with_their_line(write):
    path = write(
        "interventions:\n- {date: 2020-03-04, citizen: 7, act: theft}\n"
        "- date: 2020-03-11\n  citizen: 900\n  act: theft\n"
    )
    with pytest.raises(UserError, match=r":4: there is no citizen 900; seats 0 to 127$"):
        ss.simulate("as-told", society="smallville", citizens=100, years=1, interventions=path)
