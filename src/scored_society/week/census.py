"""What is counted in a week: integers only, added up over shards in any order."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.consequences import DOMAINS
from scored_society.tables.packed import MOST, block_type
from scored_society.tables.slots import FACE_CHECKS

Counts = NDArray[np.int64]
GROUPS = 6
"""Groups by which results are counted: descent × residence."""
SCORES = 2048
"""Scores are 0 … 2047."""
MOST_REGIONS = MOST["R"]
"""Regions of a society at the most."""
BIRTHS, DEATHS, PAIRINGS, LEAVINGS = range(4)
"""Rows of `life`."""
NO_SEAT, NO_HOLDER = range(2)
"""Troubles that end a run: no empty seat for a child; a seat that too many have held."""


class Census(NamedTuple):
    """Counts of one week; 6 groups, 2048 scores.

    B behaviours, C channels, G goods, K sanctions, L routes, R regions, V services.
    """

    people: Counts  # [6, 2048] alive at the week's end, by score
    acts: Counts  # [B, 6] done
    withheld: Counts  # [B, 6] left undone because of the score
    performed: Counts  # [B, 6] done only because of the score
    seen: Counts  # [C, B, 6] true reports
    recorded: Counts  # [C, B, 6] true entries, by the first channel that reported
    wrong: Counts  # [C, B, 6] entries without an act
    strays: Counts  # [C, B] acts of this week that may be put on somebody else next week
    entries: Counts  # [B, 6] entries that a rule made
    extra_entries: Counts  # [B, 6] of them, for a further report of the same act
    points: Counts  # [B, 6] points of those entries, before clamping
    wrong_points: Counts  # [B, 6] of them, of entries without an act
    listings: Counts  # [L, 6]
    listings_wrong: Counts  # [L, 6]
    removals: Counts  # [L, 6] before the term
    delistings: Counts  # [6]
    listed: Counts  # [6] on the list at the week's end
    listed_wrong: Counts  # [6]
    listed_by: Counts  # [L, 6] the same by route
    listed_at: Counts  # [6, 2048] the same by score
    applied: Counts  # [G, R]
    served: Counts  # [G, R]
    lapsed: Counts  # [G, R]
    served_at: Counts  # [G, 2048] by score
    weeks_waited: Counts  # [G, 2048] of those served, by score
    granted: Counts  # [V, 6] requests
    declined: Counts  # [V, 6] requests, by what the society or a grade says
    refused: Counts  # [K, 6] requests and applications, by a sanction
    refused_wrongly: Counts  # [K, 6] of them, that would not have been on the clean record
    under: Counts  # [K, 6] people under a sanction this week
    under_wrongly: Counts  # [K, 6]
    shut_out_of: Counts  # [D, 6] people with a sanction in a life domain
    shut_out_of_wrongly: Counts  # [D, 6]
    shut_out_of_three: Counts  # [6] people with sanctions in three domains or more
    turned_away: Counts  # [3, 6] by a check of faces that did not know them
    children_of_listed: Counts  # [6] under 18
    life: Counts  # [4, 6] births, deaths, pairings, leavings
    adults: Counts  # [6]
    aware: Counts  # [6] adults who know of the scheme
    belief: Counts  # [6] of adults, in 1/31, added up
    trust: Counts  # [6] of adults in the State, in 1/31, added up
    trust_nearby: Counts  # [6] of adults in neighbours, in thousandths, added up
    surveyed: Counts  # [6] adults at a quarter's end, of whom the following were asked
    income: Counts  # [6] fifth of income, from 0, added up
    education: Counts  # [6] level of schooling, from 0, added up
    poor_health: Counts  # [6]
    shunned: Counts  # [6]
    working_age: Counts  # [6] of those asked, those of 18 to 59
    out_of_work: Counts  # [6]
    lost_work: Counts  # [6] this week
    found_work: Counts  # [6] this week
    parents: Counts  # [6] with a minor at home
    parents_acts: (
        Counts  # [6] what is neither a good deed nor protected, done (every week) by adults with a minor at home
    )
    platform: Counts  # [6, 64] adults by the payment platform's score, in steps of a sixtieth of its range
    famous: Counts  # [2] celebrities, and those of them who were listed this week
    people_in: Counts  # [R]
    workers_in: Counts  # [R] those of 18 to 59
    collectors: Counts  # [R]
    appeals: Counts  # [6] against entries that take points
    appeals_heard: Counts  # [6]
    appeals_upheld: Counts  # [6]
    reviews: Counts  # [6] wrongful listings that a person stopped
    compensated: Counts  # [6]
    expunged: Counts  # [6] listings at whose end points lapsed
    intervened: Counts  # [6] interventions of an experiment that found their citizen
    trouble: Counts  # [2]


PLATFORM_STEPS = 60
"""Steps by which the payment platform's scores are counted."""
CENSUS = block_type(
    {
        "people": (GROUPS, SCORES),
        **dict.fromkeys(("acts", "withheld", "performed"), ("B", GROUPS)),
        **dict.fromkeys(("seen", "recorded", "wrong"), ("C", "B", GROUPS)),
        "strays": ("C", "B"),
        **dict.fromkeys(("entries", "extra_entries", "points", "wrong_points"), ("B", GROUPS)),
        **dict.fromkeys(("listings", "listings_wrong", "removals", "listed_by"), ("L", GROUPS)),
        **dict.fromkeys(("delistings", "listed", "listed_wrong"), (GROUPS,)),
        "listed_at": (GROUPS, SCORES),
        **dict.fromkeys(("applied", "served", "lapsed"), ("G", "R")),
        **dict.fromkeys(("served_at", "weeks_waited"), ("G", SCORES)),
        **dict.fromkeys(("granted", "declined"), ("V", GROUPS)),
        **dict.fromkeys(("refused", "refused_wrongly", "under", "under_wrongly"), ("K", GROUPS)),
        **dict.fromkeys(("shut_out_of", "shut_out_of_wrongly"), (len(DOMAINS), GROUPS)),
        "shut_out_of_three": (GROUPS,),
        "turned_away": (len(FACE_CHECKS), GROUPS),
        "children_of_listed": (GROUPS,),
        "life": (4, GROUPS),
        **dict.fromkeys(("adults", "aware", "belief", "trust", "trust_nearby"), (GROUPS,)),
        **dict.fromkeys(("surveyed", "income", "education", "poor_health", "shunned"), (GROUPS,)),
        **dict.fromkeys(("working_age", "out_of_work", "lost_work", "found_work"), (GROUPS,)),
        **dict.fromkeys(("parents", "parents_acts"), (GROUPS,)),
        "platform": (GROUPS, PLATFORM_STEPS + 4),
        "famous": (2,),
        **dict.fromkeys(("people_in", "workers_in", "collectors"), ("R",)),
        **dict.fromkeys(("appeals", "appeals_heard", "appeals_upheld"), (GROUPS,)),
        **dict.fromkeys(("reviews", "compensated", "expunged", "intervened"), (GROUPS,)),
        "trouble": (2,),
    }
)
"""The block of a census."""


def empty_census() -> NDArray[Any]:
    """Return a census of nothing: a block of one record."""
    return np.zeros(1, CENSUS)


def add_census(total: NDArray[Any], part: NDArray[Any]) -> None:
    """Add `part` to `total`, in place."""
    total.view(np.int64)[:] += part.view(np.int64)
