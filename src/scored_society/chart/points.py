"""Points by rule, and what counting each report of an act added."""

from __future__ import annotations

import altair as alt

from scored_society.chart.bars import stacked_bars
from scored_society.chart.there import lived, some
from scored_society.measure import points as measure
from scored_society.measure.run import rules
from scored_society.record.run import Run

_KINDS = {"right_rate": "for acts that were done", "wrong_rate": "for acts that were not done"}
_EXTRA = {"first_rate": "for the first report of an act", "extra_rate": "for a further report of the same act"}


def points(run: Run) -> alt.LayerChart:
    """Show the points that each rule gave and took, for true entries and for entries without an act."""
    weekly = lived(run)
    return stacked_bars(
        some(measure.points_by_rule(weekly), "no rule gave or took points"),
        "rule",
        _KINDS,
        titles=("Rule (of the rule book)", "Points per 1,000 person-years"),
        title="Points by rule",
        caption="Bars to the left are points taken, bars to the right points given; the second colour is the part that "
        "came from entries without an act. Whole run; one run.",
    )


def extra_entries(run: Run) -> alt.LayerChart:
    """Show what rules that count each report of an act added.

    Raises
    ------
    NothingToDrawError
        If no rule counts each report, or none was met with two.
    """
    counting = [name for name, rule in rules(run).items() if rule.count == "each_channel"]
    otherwise = "no act of a rule that counts each report was reported twice" if counting else _NO_RULE
    return stacked_bars(
        some(measure.extra_entries(lived(run)), otherwise),
        "rule",
        _EXTRA,
        titles=("Rule (of the rule book)", "Entries per 1,000 person-years"),
        title="What counting each report of an act added",
        caption="The rules of the rule book that make an entry for each channel that reports an act: the first colour "
        "is what counting an act once would have made, the second what each further report of the same act added. "
        "Whole run; one run.",
    )


_NO_RULE = "no rule of the rule book counts each report of an act, so no act led to two entries of one rule"
