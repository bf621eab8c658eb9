"""Two runs side by side: what each consists of while it is lived again, and seats that are copied and compared."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.week.compiled import compiled
from scored_society.week.intervene import Interventions
from scored_society.week.log import Log
from scored_society.week.shard import Block
from scored_society.week.state import Memory, State, with_platform

BEFORE_A, BEFORE_B, TRIAL = range(3)
"""The neighbourhoods of a workplace: as the first and as the second run were before the week, and one for trials."""


class Side(NamedTuple):
    """One of the two runs, over a stretch of weeks under unchanged rules, for a run of neighbourhoods."""

    world: Block  # [1]
    rules: Block  # [1]
    bulletins: Block  # [weeks]
    transitions: NDArray[np.int64]  # [weeks]
    interventions: Interventions
    worth: NDArray[np.int64]  # [2, 2048] yuan a year of standing rewards by score: off the list, on it
    state: State
    memory: Memory
    census: Block  # [1]
    counts: NDArray[np.int64]  # the same block as integers
    fates: NDArray[np.int64]  # [seats, TALLIES]
    log: Log
    sums: NDArray[np.int64]  # [clusters of this run of neighbourhoods, totals]
    yearly: NDArray[np.int64]  # [totals] of this stretch


class Lives(NamedTuple):
    """What is known of the people of a run of neighbourhoods while they live; by seat."""

    differs: NDArray[np.uint8]  # 1 + the cause of the first difference of any kind; 0: none yet
    parted: NDArray[np.uint8]  # 1 + the cause of the first difference in more than a score
    held: NDArray[np.uint8]  # holders so far
    group: NDArray[np.uint8]


class Workplace(NamedTuple):
    """Where a week is tried out: neighbourhoods of their own (before A, before B, trial), and what a week needs."""

    state: State  # three neighbourhoods
    memory: Memory  # [3, items]
    census: Block  # [1]
    board: Block  # [1]
    mixed: Block  # [parts, weeks] the first run's bulletins with all parts up to this one of the second's
    aimed: Interventions  # those of one run only
    same_rules: NDArray[np.uint8]  # [weeks]
    same_part: NDArray[np.uint8]  # [parts, weeks]
    applicants: NDArray[np.int32]
    used: NDArray[np.int64]
    quiet: Log
    fresh: NDArray[np.int16]  # [256] seats that differ, or part, this week for the first time
    cause: NDArray[np.int16]  # [256] 1 + cause of each of them, 0 while it is not found


@compiled
def copy_neighbourhood(side: Side, number: int, place: Workplace, where: int, seats: int) -> None:
    """Keep a neighbourhood as it was before the week."""
    for local in range(seats):
        copy_seat(side.state, number * seats + local, place.state, where * seats + local)
    for item in range(side.memory.shape[1]):
        place.memory[where, item] = side.memory[number, item]


@compiled
def copy_seat(source: State, one: int, target: State, other: int) -> None:
    """Copy the whole state of a seat."""
    here, there = source[one], target[other]
    there.person = here.person
    there.ties = here.ties
    there.record = here.record
    there.more = here.more
    there.listing = here.listing
    there.traits = here.traits
    for item in range(here.tally.shape[0]):
        there.tally[item] = here.tally[item]
    for item in range(here.waits.shape[0]):
        there.waits[item] = here.waits[item]


@compiled
def alike(source: State, one: int, target: State, other: int) -> bool:
    """Whether two seats are the same to the bit."""
    here, there = source[one], target[other]
    if here.record != there.record or here.more != there.more:
        return False
    for item in range(here.tally.shape[0]):
        if here.tally[item] != there.tally[item]:
            return False
    return alike_but_for_scores(source, one, target, other)


@compiled
def alike_but_for_scores(source: State, one: int, target: State, other: int) -> bool:
    """Whether two seats are the same in all but the State's and the platform's score, and what they are made from."""
    here, there = source[one], target[other]
    if here.person != there.person or here.ties != there.ties:
        return False
    if here.listing != there.listing or here.traits != there.traits:
        return False
    if with_platform(int64(here.more), 0) != with_platform(int64(there.more), 0):
        return False
    for item in range(here.waits.shape[0]):  # noqa: SIM110 - compiled, without a generator
        if here.waits[item] != there.waits[item]:
            return False
    return True
