"""The pictures of a report, each with the table of its data."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import altair as alt

from scored_society import chart
from scored_society.measure.run import good_deeds, hospital, policies, protected, score_of
from scored_society.record.run import Run
from scored_society.report import data
from scored_society.report.tables import Table


class Section(NamedTuple):
    """A picture and its table."""

    name: str
    chart: alt.LayerChart
    table: Table


class Chapter(NamedTuple):
    """Pictures under one heading, with a sentence that leads to them."""

    title: str
    lead: str
    sections: list[Section]


_Pair = tuple[str, Callable[[Run], alt.LayerChart], Callable[[Run], Table]]

_SCORES: list[_Pair] = [
    ("scores", chart.scores, data.scores),
    ("scores-by-group", chart.scores_by_group, data.scores_by_group),
    ("scores-at-the-end", chart.scores_at_the_end, data.scores_at_the_end),
    ("points", chart.points, data.points),
]
_ACTS: list[_Pair] = [
    ("acts", chart.acts, data.acts),
    ("acts-by-behaviour", chart.acts_by_behaviour, data.acts_by_behaviour),
]


def chapters(run: Run) -> list[Chapter]:
    """Return what there is to see of a run: without a score, a list or a hospital, their pictures are left out."""
    scored = score_of(run) is not None
    listing = any(policy.blacklist for policy in policies(run))
    waiting: list[_Pair] = []
    if hospital(run):
        by_score: list[_Pair] = [("waiting", chart.waiting, data.waiting)] if scored else []
        waiting = [*by_score, ("waiting-over-time", chart.waiting_over_time, data.waiting_over_time)]
    response: list[_Pair] = []
    if scored and protected(run):
        response.append(("speech", chart.speech, data.speech))
    if scored and good_deeds(run):
        response.append(("performed", chart.performed, data.performed))
    if scored:
        response.append(("awareness", chart.awareness, data.awareness))
    plan: list[tuple[str, str, list[_Pair]]] = [
        ("Scores", "Who rises and who falls, and by which rules.", _SCORES if scored else []),
        ("Acts and records", "What was done and what was recorded are two things, kept apart here.", _ACTS),
        (
            "The blacklist",
            "Who is shut out, and who would not be if only true acts had been recorded.",
            [("listings", chart.listings, data.listings)] if listing else [],
        ),
        ("Waiting", "A scarce good, and who gets to it when.", waiting),
        ("How people respond", "What people leave undone, and what they do, because they are scored.", response),
    ]
    return [
        Chapter(title, lead, [Section(name, draw(run), tabulate(run)) for name, draw, tabulate in pairs])
        for title, lead, pairs in plan
        if pairs
    ]
