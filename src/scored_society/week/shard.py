"""The two functions that Python calls: found a shard, and live one week of it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.world import World
from scored_society.week.character import level
from scored_society.week.compiled import compiled, entry_point
from scored_society.week.draws import WHOLE
from scored_society.week.founding import found
from scored_society.week.intervene import Interventions
from scored_society.week.log import Log
from scored_society.week.neighbourhood import live
from scored_society.week.state import Memory, State

Block = NDArray[Any]
HALF = WHOLE // 2
"""Half of a word."""
REGION_STEP = 2654435769
"""2³² divided by the golden ratio: neighbourhoods spread over regions by shares, whatever their number."""


@compiled
def region_of(neighbourhood: int, world: World) -> int:
    """Return the region of a neighbourhood: a low-discrepancy sequence, whatever the number of neighbourhoods."""
    return level((neighbourhood * REGION_STEP + HALF) % WHOLE, world.region_cumulative)


def region_of_many(neighbourhoods: NDArray[np.int64], region_cumulative: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the regions of many neighbourhoods at once (see `region_of`)."""
    places = (neighbourhoods * REGION_STEP + HALF) % WHOLE
    return np.searchsorted(region_cumulative, places, side="right")


@entry_point
def found_shard(seed: int, first: int, world: Block, state: State, memory: Memory, founders: Block) -> None:
    """Found all neighbourhoods of `state`; the first of them is `first` in the whole society."""
    for number in range(memory.shape[0]):
        found(seed, number, (first + number) * world[0].seats, world[0], founders[0], state)


@entry_point
def live_shard(
    seed: int, week: int, first: int, transition: int, world: Block, rules: Block, bulletin: Block, state: State,
    memory: Memory, interventions: Interventions, census: Block, board: Block, applicants: NDArray[np.int32],
    used: NDArray[np.int64], log: Log,
) -> None:  # fmt: skip
    """Live one week in all neighbourhoods of `state`, adding to `census` and to the list of `applicants`."""
    here = board[0]
    here.seed = seed
    here.week = week
    for number in range(memory.shape[0]):
        here.first_seat = (first + number) * world[0].seats
        here.shift = first * world[0].seats
        here.region = region_of(first + number, world[0])
        live(
            here, number, transition, world[0], rules[0], bulletin[0], state, memory, interventions, census[0],
            applicants, used, log,
        )  # fmt: skip
