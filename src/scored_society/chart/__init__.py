"""Every picture of a run or a comparison, once, as an Altair chart: for notebooks, reports and pages alike."""

from scored_society.chart.acts import acts, acts_by_behaviour
from scored_society.chart.awareness import awareness
from scored_society.chart.conditions import friendless, income, out_of_work, poor_health, redress
from scored_society.chart.exclusion import exclusion, exclusion_by_group
from scored_society.chart.families import children_of_listed
from scored_society.chart.listings import listings, listings_by_group, listings_by_route, new_listings
from scored_society.chart.look import BOUNDARY, save
from scored_society.chart.moving import inequality, mobility, wrongful
from scored_society.chart.paired import (
    effects,
    effects_by_group,
    effects_by_year,
    fates,
    fates_by_group,
    partings,
    transitions,
    ways,
)
from scored_society.chart.platform import platform, platform_findings
from scored_society.chart.points import extra_entries, points
from scored_society.chart.refusals import closed_to_children, refusals, requests
from scored_society.chart.rewards import rewards, rewards_by_group
from scored_society.chart.rights import performed, speech
from scored_society.chart.scores import scores, scores_at_the_end, scores_by_group
from scored_society.chart.supervision import supervision
from scored_society.chart.there import NothingToDrawError
from scored_society.chart.trust import trust_in_neighbours, trust_in_state
from scored_society.chart.waiting import waiting, waiting_over_time
from scored_society.chart.watching import collectors, turned_away

__all__ = [
    "BOUNDARY",
    "NothingToDrawError",
    "acts",
    "acts_by_behaviour",
    "awareness",
    "children_of_listed",
    "closed_to_children",
    "collectors",
    "effects",
    "effects_by_group",
    "effects_by_year",
    "exclusion",
    "exclusion_by_group",
    "extra_entries",
    "fates",
    "fates_by_group",
    "friendless",
    "income",
    "inequality",
    "listings",
    "listings_by_group",
    "listings_by_route",
    "mobility",
    "new_listings",
    "out_of_work",
    "partings",
    "performed",
    "platform",
    "platform_findings",
    "points",
    "poor_health",
    "redress",
    "refusals",
    "requests",
    "rewards",
    "rewards_by_group",
    "save",
    "scores",
    "scores_at_the_end",
    "scores_by_group",
    "speech",
    "supervision",
    "transitions",
    "trust_in_neighbours",
    "trust_in_state",
    "turned_away",
    "waiting",
    "waiting_over_time",
    "ways",
    "wrongful",
]
