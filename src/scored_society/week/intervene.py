"""Interventions: what an experiment makes happen to a numbered citizen in one week, and to nobody else."""

from __future__ import annotations

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.interventions import DO, REPORT
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.blacklist import put_on_list
from scored_society.week.board import Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.deeds import accuse, perform
from scored_society.week.draws import INTERVENTION, draw
from scored_society.week.log import INTERVENED, Log, note
from scored_society.week.state import State, alive, group_of, holders, route

Interventions = NDArray[np.int64]
"""(n, 6): week, seat and occupant; kind; behaviour (of a listing, the route's index); channel of a report."""
WEEK, OF_SEAT, OCCUPANT, KIND, WHAT, CHANNEL = range(6)
"""Columns of interventions."""
LIGHTEST = 1
"""Gravity of a listing that nothing led to."""


@compiled
def intervene(
    board: Board, number: int, interventions: Interventions, world: World, rules: Rules, state: State, census: Census,
    log: Log,
) -> None:  # fmt: skip
    """Let this week's interventions on people of neighbourhood `number` happen; one on somebody gone does nothing."""
    for index in range(interventions.shape[0]):
        place, occupant = interventions[index, OF_SEAT], interventions[index, OCCUPANT]
        local = place - board.first_seat
        if interventions[index, WEEK] != board.week or local < 0 or local >= world.seats:
            continue
        seat = number * world.seats + local
        person = int64(state[seat].person)
        if not alive(person) or holders(person) - 1 != occupant:
            continue
        kind, what = interventions[index, KIND], interventions[index, WHAT]
        census.intervened[group_of(person)] += 1
        note(log, board.week, place, occupant, INTERVENED, kind, what, interventions[index, CHANNEL])
        if kind == DO:
            word = draw(board.seed, place, occupant, board.week, INTERVENTION, what)[0]
            perform(board, seat, what, 0, word, world, rules, state, census, log)
        elif kind == REPORT:
            accuse(board, seat, interventions[index, CHANNEL], what, world, rules, state, census, log)
        elif route(state[seat].listing) == 0:
            put_on_list(board, seat, what, LIGHTEST, 1, world, rules, state, census, log)
