"""What everybody can feel next week: small, public, integers."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.packed import block_type
from scored_society.tables.slots import CHANNEL_KINDS
from scored_society.week.census import GROUPS

Integers = NDArray[np.int64]
BINS = 64
"""Lottery bins: fine enough that a tie at a modal score cannot starve a good."""
NOBODY = 1 << 20
"""A cut-off that nobody reaches."""


class Bulletin(NamedTuple):
    """Cut-offs of rationed goods, pressure of wrong records, and news of the list.

    G goods, R regions, C channels, B behaviours; kinds of channel as in `CHANNEL_KINDS`.
    """

    cutoff: Integers  # [G, R] rank above which everybody is served
    last_ticket: Integers  # [G, R] lottery bins served at the cut-off itself
    ranked: Integers  # [G] how the cut-off ranks: by date, lottery or score
    listed_last: Integers  # [G]
    pressure: Integers  # [5 kinds, 6 groups] chance a week of suffering a wrong record
    mix: Integers  # [C, B] acts of last week that are to be put on somebody else (for collectors: what they invent)
    mix_channel: Integers  # [5 kinds, C] the same by kind and channel
    mix_total: Integers  # [5 kinds]
    listed_share: int  # of the people, in 1/2³², quantised to thousandths
    famous_share: int  # of the celebrities, listed last week, in 1/2¹⁶
    offered: Integers  # [G, R] places, those left over included
    heard_share: int  # chance that an appeal of this week is heard, in 1/2³²


BULLETIN = block_type(
    {
        **dict.fromkeys(("cutoff", "last_ticket"), ("G", "R")),
        **dict.fromkeys(("ranked", "listed_last"), ("G",)),
        "pressure": (len(CHANNEL_KINDS), GROUPS),
        "mix": ("C", "B"),
        "mix_channel": (len(CHANNEL_KINDS), "C"),
        "mix_total": (len(CHANNEL_KINDS),),
        **dict.fromkeys(("listed_share", "famous_share"), ()),
        "offered": ("G", "R"),
        "heard_share": (),
    }
)
"""The block of a bulletin: 19 KB."""


def first_bulletin() -> NDArray[Any]:
    """Return the bulletin before the first week: nobody is served, nothing was misfiled, nobody is listed.

    No appeal is heard yet.
    """
    block = np.zeros(1, BULLETIN)
    block["cutoff"] = NOBODY
    return block


def bulletin_rows(bulletin: NDArray[Any]) -> Integers:
    """Return a bulletin as rows (item, first index, second index, value), zero values left out."""
    values = bulletin.view(np.int64)
    kept = np.flatnonzero(values)
    return np.column_stack([INDEXES[kept], values[kept]])


def _indexes() -> Integers:
    """Return the item, the first and the second index of each number of a bulletin, as they follow in its block."""
    rows = []
    for item, name in enumerate(Bulletin._fields):
        shape = BULLETIN[name].shape or (1,)
        first, second = np.divmod(np.arange(int(np.prod(shape))), int(np.prod(shape[1:])))
        rows.append(np.column_stack([np.full(len(first), item), first, second]))
    return np.concatenate(rows)


INDEXES = _indexes()
"""Rows of item, first index and second index, one for each number of the block of a bulletin."""


def bulletin_from_rows(rows: Integers) -> NDArray[Any]:
    """Return the bulletin that `bulletin_rows` took apart."""
    block = np.zeros(1, BULLETIN)
    for item, name in enumerate(Bulletin._fields):
        table = block[name].reshape(-1)
        width = table.size // max(1, block[name].shape[1] if block[name].ndim > 1 else 1)
        for _, first, second, value in rows[rows[:, 0] == item]:
            table[first * width + second] = value
    return block
