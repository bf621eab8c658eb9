"""What is counted in a week: integers only, added up over shards in any order."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.packed import block_type

Counts = NDArray[np.int64]
GROUPS = 6
SCORES = 2048
BIRTHS, DEATHS, PAIRINGS, LEAVINGS = range(4)
NO_SEAT, NO_HOLDER = range(2)
"""Troubles that end a run: no empty seat for a child; a seat that too many have held."""


class Census(NamedTuple):
    """Counts of one week; B behaviours, C channels, G goods, L routes, R regions; 6 groups, 2048 scores."""

    people: Counts  # [6, 2048] alive at the week's end, by score
    acts: Counts  # [B, 6] done
    withheld: Counts  # [B, 6] left undone because of the score
    performed: Counts  # [B, 6] done only because of the score
    seen: Counts  # [C, B, 6] true reports
    recorded: Counts  # [C, B, 6] true entries, by the first channel that reported
    wrong: Counts  # [C, B, 6] entries without an act
    strays: Counts  # [C, B] acts of this week that may be put on somebody else next week
    entries: Counts  # [B, 6] entries that a rule made
    points: Counts  # [B, 6] points of those entries, before clamping
    wrong_points: Counts  # [B, 6] of them, of entries without an act
    listings: Counts  # [L, 6]
    listings_wrong: Counts  # [L, 6]
    delistings: Counts  # [6]
    listed: Counts  # [6] on the list at the week's end
    listed_wrong: Counts  # [6]
    applied: Counts  # [G, R]
    served: Counts  # [G, R]
    lapsed: Counts  # [G, R]
    served_at: Counts  # [G, 2048] by score
    weeks_waited: Counts  # [G, 2048] of those served, by score
    life: Counts  # [4, 6] births, deaths, pairings, leavings
    adults: Counts  # [6]
    aware: Counts  # [6] adults who know of the scheme
    belief: Counts  # [6] of adults, in 1/31, added up
    people_in: Counts  # [R]
    collectors: Counts  # [R]
    trouble: Counts  # [2]


CENSUS = block_type(
    {
        "people": (GROUPS, SCORES),
        **dict.fromkeys(("acts", "withheld", "performed"), ("B", GROUPS)),
        **dict.fromkeys(("seen", "recorded", "wrong"), ("C", "B", GROUPS)),
        "strays": ("C", "B"),
        **dict.fromkeys(("entries", "points", "wrong_points"), ("B", GROUPS)),
        **dict.fromkeys(("listings", "listings_wrong"), ("L", GROUPS)),
        **dict.fromkeys(("delistings", "listed", "listed_wrong"), (GROUPS,)),
        **dict.fromkeys(("applied", "served", "lapsed"), ("G", "R")),
        **dict.fromkeys(("served_at", "weeks_waited"), ("G", SCORES)),
        "life": (4, GROUPS),
        **dict.fromkeys(("adults", "aware", "belief"), (GROUPS,)),
        **dict.fromkeys(("people_in", "collectors"), ("R",)),
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
