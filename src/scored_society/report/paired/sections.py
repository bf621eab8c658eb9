"""The chapters of a comparison: pictures, each with the table of its data, or a sentence where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import altair as alt

from scored_society.chart import paired as chart
from scored_society.chart.there import NothingToDrawError
from scored_society.measure.paired.comparison import Comparison
from scored_society.report.paired import data
from scored_society.report.sections import Chapter, Section
from scored_society.report.tables import Table

Draw = Callable[[Comparison], alt.LayerChart | alt.VConcatChart]


class Planned(NamedTuple):
    """A section as planned: `draw` is None for a table alone."""

    name: str
    draw: Draw | None
    tabulate: Callable[[Comparison], Table]


PLAN = [
    (
        "Effects",
        "What b has over a: the difference of the two runs, with its interval. What is right of zero is more under b, "
        "what is left of it is less; neither is good or bad by itself.",
        [
            Planned("effects", chart.effects, data.effects),
            Planned("effects-by-group", chart.effects_by_group, data.effects_by_group),
        ],
    ),
    (
        "Effects over the years",
        "How the two runs come apart; one pair of runs, and no interval for a single year.",
        [Planned("effects-by-year", chart.effects_by_year, data.effects_by_year)],
    ),
    (
        "Lives that parted",
        "A life differs from the first week in which anything of it does, and parts in the first week in which "
        "more than a score does. Each has one first cause, found by living that week again.",
        [Planned("partings", chart.partings, data.partings), Planned("causes", None, data.causes)],
    ),
    (
        "Harmed and helped",
        "A life is harmed if it is worse in some way under b and better in none: in weeks shut out of a domain of "
        "life, in weeks on the list, in doors that did not open, in rationed goods, in standing rewards. The score "
        "itself is none of these, and an act left undone is none either.",
        [
            Planned("fates", chart.fates, data.fates),
            Planned("fates-by-group", chart.fates_by_group, data.fates_by_group),
            Planned("ways", chart.ways, data.ways),
        ],
    ),
    (
        "Where people end",
        "The same people at the end of both runs.",
        [Planned("transitions", chart.transitions, data.transitions)],
    ),
    (
        "All effects",
        "Every outcome that either run has anything of. Among so many intervals, about one in twenty misses what it is "
        "an interval of. Outcomes are explained below; the folder of the comparison has the same in effects.parquet.",
        [
            Planned("all-effects", None, data.all_effects),
            Planned("all-effects-by-group", None, data.all_effects_by_group),
        ],
    ),
]
"""Title, lead and sections of each chapter."""


def chapters(comparison: Comparison) -> list[Chapter]:
    """Return what there is to see of a comparison; where there is nothing, a sentence says why."""
    return [_chapter(comparison, *planned) for planned in PLAN]


def _chapter(comparison: Comparison, title: str, lead: str, plan: list[Planned]) -> Chapter:
    sections, absent = [], []
    for name, draw, tabulate in plan:
        try:
            sections.append(Section(name, draw(comparison) if draw else None, tabulate(comparison)))
        except NothingToDrawError as nothing:
            reason = str(nothing)
            absent.append(f"{reason[:1].upper()}{reason[1:]}.")
    return Chapter(title, lead, sections, list(dict.fromkeys(absent)))
