"""Every picture of a comparison, once: for notebooks and reports alike."""

from scored_society.chart.paired.effects import effects, effects_by_group
from scored_society.chart.paired.fates import fates, fates_by_group, ways
from scored_society.chart.paired.partings import partings
from scored_society.chart.paired.transitions import transitions
from scored_society.chart.paired.years import effects_by_year

__all__ = [
    "effects",
    "effects_by_group",
    "effects_by_year",
    "fates",
    "fates_by_group",
    "partings",
    "transitions",
    "ways",
]
