"""The chapters of a report: pictures, each with the table of its data, or a sentence where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import altair as alt

from scored_society import chart
from scored_society.measure.run import goods, hospital
from scored_society.record.run import Run
from scored_society.report import data
from scored_society.report.tables import Table


class Section(NamedTuple):
    """A picture and its table, or a table alone."""

    name: str
    chart: alt.LayerChart | alt.VConcatChart | None
    table: Table


class Chapter(NamedTuple):
    """What stands under one heading: a sentence that leads in, pictures, and why others are not there."""

    title: str
    lead: str
    sections: list[Section]
    absent: list[str]


class Planned(NamedTuple):
    """A section as planned: `draw` is None for a table alone."""

    name: str
    draw: Callable[[Run], alt.LayerChart] | None
    tabulate: Callable[[Run], Table]


_CLAIMS = [
    Planned("claims", None, data.claims),
    Planned("gaps", None, data.gaps),
    Planned("fairness", None, data.fairness),
]
_SCORES = [
    Planned("scores", chart.scores, data.scores),
    Planned("scores-by-group", chart.scores_by_group, data.scores_by_group),
    Planned("scores-at-the-end", chart.scores_at_the_end, data.scores_at_the_end),
    Planned("points", chart.points, data.points),
    Planned("extra-entries", chart.extra_entries, data.extra_entries),
]
_MOVING = [
    Planned("mobility", chart.mobility, data.mobility),
    Planned("recovery", None, data.recovery),
    Planned("inequality", chart.inequality, data.inequality),
    Planned("wrongful", chart.wrongful, data.wrongful),
]
_ACTS = [
    Planned("acts", chart.acts, data.acts),
    Planned("acts-by-behaviour", chart.acts_by_behaviour, data.acts_by_behaviour),
    Planned("supervision", chart.supervision, data.supervision),
]
_WATCHING = [
    Planned("collectors", chart.collectors, data.collectors),
    Planned("turned-away", chart.turned_away, data.turned_away),
    Planned("platform", chart.platform, data.platform),
    Planned("platform-findings", chart.platform_findings, data.platform_findings),
]
_LIST = [
    Planned("listings", chart.listings, data.listings),
    Planned("listings-by-route", chart.listings_by_route, data.listings_by_route),
    Planned("new-listings", chart.new_listings, data.new_listings),
    Planned("listings-by-group", chart.listings_by_group, data.listings_by_group),
    Planned("celebrities", None, data.celebrities),
]
_EXCLUSION = [
    Planned("exclusion", chart.exclusion, data.exclusion),
    Planned("exclusion-by-group", chart.exclusion_by_group, data.exclusion_by_group),
    Planned("refusals", chart.refusals, data.refusals),
    Planned("requests", chart.requests, data.requests),
    Planned("applications", None, data.applications),
]
_FAMILIES = [
    Planned("children-of-listed", chart.children_of_listed, data.children_of_listed),
    Planned("closed-to-children", chart.closed_to_children, data.closed_to_children),
]
_REWARDS = [
    Planned("rewards", chart.rewards, data.rewards),
    Planned("rewards-by-group", chart.rewards_by_group, data.rewards_by_group),
]
_RESPONSE = [
    Planned("speech", chart.speech, data.speech),
    Planned("performed", chart.performed, data.performed),
    Planned("awareness", chart.awareness, data.awareness),
]
_TRUST = [
    Planned("trust-in-state", chart.trust_in_state, data.trust_in_state),
    Planned("trust-in-neighbours", chart.trust_in_neighbours, data.trust_in_neighbours),
]
_CONDITIONS = [
    Planned("income", chart.income, data.income),
    Planned("out-of-work", chart.out_of_work, data.out_of_work),
    Planned("poor-health", chart.poor_health, data.poor_health),
    Planned("friends", chart.friendless, data.friendless),
    Planned("appeals", chart.redress, data.redress),
]


def chapters(run: Run) -> list[Chapter]:
    """Return what there is to see of a run; where there is nothing, a sentence says why."""
    return [
        _chapter(run, "What the text promises", "Its own claims, each with what measures it.", _CLAIMS),
        _chapter(run, "Scores", "Who rises and who falls, and by which rules.", _SCORES),
        _chapter(
            run,
            "How far people move",
            "Who rises, who falls and who comes back, how far apart people end, and what they bear or are given for "
            "what nobody did.",
            _MOVING,
        ),
        _chapter(
            run, "Acts and records", "What was done and what was recorded are two things, kept apart here.", _ACTS
        ),
        _chapter(run, "Watching", "Who is paid to watch, what machines get wrong, and what an app tells.", _WATCHING),
        _chapter(
            run, "The blacklist", "Who is shut out, and who would not be if only true acts had been recorded.", _LIST
        ),
        _chapter(run, "Exclusion", "What a low score or the list closes, and what is refused to whom.", _EXCLUSION),
        _chapter(run, "Families", "Children pay for what their parents are listed for.", _FAMILIES),
        _chapter(run, "Rewards", "What a high score brings without asking, and to whom.", _REWARDS),
        _chapter(run, "Waiting", "Scarce goods, and who gets to them when.", _waiting(run)),
        _chapter(
            run,
            "How people respond",
            "What people leave undone, and what they do, because they are scored.",
            _RESPONSE,
        ),
        _chapter(
            run,
            "What becomes of people",
            "Income, work, health and friends, as refusals, waits and shaming leave them; and what redress mends.",
            _CONDITIONS,
        ),
        _chapter(run, "Trust", "How much adults trust the State, and one another.", _TRUST),
    ]


def _waiting(run: Run) -> list[Planned]:
    """Plan a picture for each scarce good, the hospital first, and one of all over the years."""
    first = hospital(run)
    others = [good for good in goods(run) if good != first]
    by_good = [
        Planned(
            f"waiting-{run.society.society.goods[good].number}",
            partial(chart.waiting, good=good),
            partial(data.waiting, good=good),
        )
        for good in others
    ]
    over_time = Planned("waiting-over-time", chart.waiting_over_time, data.waiting_over_time)
    return [Planned("waiting", chart.waiting, data.waiting), *by_good, over_time]


def _chapter(run: Run, title: str, lead: str, plan: list[Planned]) -> Chapter:
    sections, absent = [], []
    for name, draw, tabulate in plan:
        try:
            sections.append(Section(name, draw(run) if draw else None, tabulate(run)))
        except chart.NothingToDrawError as nothing:
            absent.append(_sentence(str(nothing)))
    return Chapter(title, lead, sections, list(dict.fromkeys(absent)))


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."
