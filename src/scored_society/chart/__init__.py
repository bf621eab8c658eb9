"""Every picture of a run, once, as an Altair chart: for notebooks, reports and pages alike."""

from scored_society.chart.acts import acts, acts_by_behaviour
from scored_society.chart.awareness import awareness
from scored_society.chart.listings import listings
from scored_society.chart.look import BOUNDARY, save
from scored_society.chart.points import points
from scored_society.chart.rights import performed, speech
from scored_society.chart.scores import scores, scores_at_the_end, scores_by_group
from scored_society.chart.waiting import waiting, waiting_over_time

__all__ = [
    "BOUNDARY",
    "acts",
    "acts_by_behaviour",
    "awareness",
    "listings",
    "performed",
    "points",
    "save",
    "scores",
    "scores_at_the_end",
    "scores_by_group",
    "speech",
    "waiting",
    "waiting_over_time",
]
