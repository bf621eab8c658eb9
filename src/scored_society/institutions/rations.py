"""How scarce goods are shared out: cut-offs by counting, never by sorting people."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scored_society.society.schema import Society
from scored_society.tables.fixed import WHOLE, exact
from scored_society.tables.slots import by_number
from scored_society.week.bulletin import BINS
from scored_society.week.census import SCORES

Integers = NDArray[np.int64]
MOST_REGIONS = 32
ROSTER = 1
"""Keys the chance by which fractions of places are given out, alike in every run."""
RANK_BITS = (SCORES - 1) * BINS
"""The rank within a cell's key: scores and lottery bins are powers of two."""
COUNT_BITS = 32
"""Bits below a cell's key that hold how many people are in it: more than there are in any society."""
EVERYBODY = -1
"""A cut-off that everybody is above."""


def places_per_person(society: Society) -> Integers:
    """Return the places a week for each inhabitant, of posts for each of working age, [goods, regions], in 1/2³²."""
    regions = by_number(society.regions)
    rows = [
        [round(exact(good.per_thousand) / 1000 * exact(good.by_region.get(name, 1.0)) * WHOLE) for name, _ in regions]
        for _, good in by_number(society.goods)
    ]
    return np.array(rows, np.int64).reshape(len(rows), len(regions))


def capacity(places: Integers, people: Integers, week: int) -> Integers:
    """Return this week's whole places, [goods, regions], for so many people [goods, regions].

    The fraction of a place is given out in some weeks and not in others, by chance (Philox4x64-10, see `week/draws.py`;
    keyed by the week), so that small regions get their due in the long run and no cycle of its own comes into the
    counts, as it would by any regular sequence.
    """
    words = np.random.Philox(key=ROSTER, counter=[0, 0, 0, week]).random_raw(places.size)
    dither = (words >> np.uint64(32)).astype(np.int64).reshape(places.shape)
    return (places * people + dither) // WHOLE


def cut_offs(keys: Integers, counts: Integers, goods: int, regions: int, places: Integers) -> tuple[Integers, Integers]:
    """Return cut-off and last ticket of each good and region.

    Parameters
    ----------
    keys : sorted applicants' cells ((good · 32 + region) · 2048 + rank) · 64 + ticket, without repetition.
    counts : how many people are in each cell.
    places : whole places, [goods, regions].

    Whole cells are served, from the highest rank down and within a rank from the lowest ticket up, as long as they fit:
    the capacity is never exceeded, and less than one cell of it stays idle while somebody waits.
    """
    turned = keys ^ RANK_BITS  # ranks the other way round: the highest comes first
    packed = np.sort(turned << COUNT_BITS | counts)  # sorting numbers is quicker than sorting places
    turned, counts = packed >> COUNT_BITS, packed & (1 << COUNT_BITS) - 1
    queues = (np.arange(goods)[:, None] * MOST_REGIONS + np.arange(regions)).reshape(-1) * (SCORES * BINS)
    first, last = np.searchsorted(turned, queues), np.searchsorted(turned, queues + SCORES * BINS)
    before = np.concatenate([[0], np.cumsum(counts)])
    fitting = np.searchsorted(before, before[first] + places.reshape(-1), side="right") - 1
    short = fitting < last
    cutoff, last_ticket = np.full(goods * regions, EVERYBODY, np.int64), np.zeros(goods * regions, np.int64)
    cells = turned[fitting[short]] ^ RANK_BITS
    cutoff[short], last_ticket[short] = cells // BINS % SCORES, cells % BINS
    return cutoff.reshape(goods, regions), last_ticket.reshape(goods, regions)
