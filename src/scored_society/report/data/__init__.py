"""The data behind each picture, as a table that can be read without seeing; named as the pictures are."""

from scored_society.report.data.acts import acts, acts_by_behaviour, supervision
from scored_society.report.data.claims import claims
from scored_society.report.data.conditions import friendless, income, out_of_work, poor_health, redress
from scored_society.report.data.exclusion import (
    applications,
    closed_to_children,
    exclusion,
    exclusion_by_group,
    refusals,
    requests,
)
from scored_society.report.data.gaps import fairness, gaps
from scored_society.report.data.listings import (
    celebrities,
    children_of_listed,
    listings,
    listings_by_group,
    listings_by_route,
    new_listings,
)
from scored_society.report.data.moving import inequality, mobility, recovery, wrongful
from scored_society.report.data.response import awareness, performed, speech, trust_in_neighbours, trust_in_state
from scored_society.report.data.rewards import rewards, rewards_by_group, waiting, waiting_over_time
from scored_society.report.data.scores import extra_entries, points, scores, scores_at_the_end, scores_by_group
from scored_society.report.data.watching import collectors, platform, platform_findings, turned_away

__all__ = [
    "acts",
    "acts_by_behaviour",
    "applications",
    "awareness",
    "celebrities",
    "children_of_listed",
    "claims",
    "closed_to_children",
    "collectors",
    "exclusion",
    "exclusion_by_group",
    "extra_entries",
    "fairness",
    "friendless",
    "gaps",
    "income",
    "inequality",
    "listings",
    "listings_by_group",
    "listings_by_route",
    "mobility",
    "new_listings",
    "out_of_work",
    "performed",
    "platform",
    "platform_findings",
    "points",
    "poor_health",
    "recovery",
    "redress",
    "refusals",
    "requests",
    "rewards",
    "rewards_by_group",
    "scores",
    "scores_at_the_end",
    "scores_by_group",
    "speech",
    "supervision",
    "trust_in_neighbours",
    "trust_in_state",
    "turned_away",
    "waiting",
    "waiting_over_time",
    "wrongful",
]
