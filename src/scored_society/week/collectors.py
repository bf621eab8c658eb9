"""Information collectors: trusted citizens, hired for a year in their own neighbourhood."""

from __future__ import annotations

from numba import int64

from scored_society.tables.channels import MOST_COLLECTORS
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.board import ADULT, Board
from scored_society.week.compiled import compiled
from scored_society.week.draws import COLLECTOR, draw
from scored_society.week.log import HIRED, Log, note
from scored_society.week.state import State, age_in_years, alive, holders, route, score, with_collector


@compiled
def hire(board: Board, state: State, number: int, world: World, rules: Rules, log: Log) -> None:
    """Hire this year's collectors among adults whose score is high enough and who are not listed, by a keyed draw."""
    hired = 0
    for local in range(world.seats):
        seat = number * world.seats + local
        person, listing = int64(state[seat].person), int64(state[seat].listing)
        if not alive(person):
            continue
        chosen = 0
        trusted = score(state[seat].record) >= rules.trusted_from and route(listing) == 0
        if trusted and hired < MOST_COLLECTORS and age_in_years(person, board.week) >= ADULT:
            place, occupant = board.first_seat + local, holders(person) - 1
            chosen = int(draw(board.seed, place, occupant, board.week, COLLECTOR, 0)[0] < rules.hired)
            if chosen:
                note(log, board.week, place, occupant, HIRED)
        hired += chosen
        state[seat].listing = with_collector(listing, chosen)
