"""Request: people ask for what is not scarce, and are granted it, declined, or refused by a sanction."""

from __future__ import annotations

from numba import int64

from scored_society.tables.fixed import WHOLE
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.adapt import feel_trust
from scored_society.week.board import Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import REFUSED as REFUSED_DRAW
from scored_society.week.draws import draw
from scored_society.week.feedback import SERVICES_FROM, go_without
from scored_society.week.log import DECLINED, GRANTED, REFUSED, TURNED_AWAY, Log, note
from scored_society.week.state import State, group_of, holders, quarters, route, score

FULL_QUARTERS = 3
"""Quarters without a late payment after which one is not in arrears."""
GOODS_FROM = 64
"""In the log a refused good is its index + this."""


@compiled
def refusal(board: Board, local: int, seat: int, refuses: int, rules: Rules, state: State) -> int:
    """Return the sanction, of those in the bits of `refuses`, by which somebody is refused; -1 for none."""
    against = int64(board.holding[local]) & refuses
    if against == 0:
        return -1
    for index in range(rules.sanctions):
        if not against >> index & 1:
            continue
        if rules.sanction_share[index] >= WHOLE:
            return index
        place, occupant = board.shift + seat, holders(state[seat].person) - 1
        word = draw(board.seed, place, occupant, board.week, REFUSED_DRAW, rules.sanction_number[index])[0]
        if word < rules.sanction_share[index]:
            return index
    return -1


@compiled
def refuse(
    board: Board, local: int, seat: int, sanction: int, thing: int, world: World, state: State, census: Census, log: Log
) -> None:
    """Turn somebody away by a sanction; `thing` says from what, for the log."""
    group = group_of(state[seat].person)
    wrong = int64(board.undeserved[local]) >> sanction & 1
    census.refused[sanction, group] += 1
    census.refused_wrongly[sanction, group] += wrong
    feel_trust(board, seat, 0, world, state)
    note(log, board.week, board.shift + seat, holders(state[seat].person) - 1, REFUSED, sanction, thing, wrong)


@compiled
def granted_share(seat: int, service: int, world: World, rules: Rules, state: State) -> int:
    """Return the chance (1/2³²) that a request is granted: by a grade of the score, else as in any world.

    No grade makes those in arrears likelier to be granted it than in any world.
    """
    in_arrears = quarters(state[seat].listing) < FULL_QUARTERS
    ordinary = world.service_in_arrears[service] if in_arrears else world.service_granted[service]
    steps = rules.grades[service]
    if steps == 0:
        return ordinary
    chance = rules.grade_share[service, 0]
    if not (rules.grade_lost[service] and route(state[seat].listing)):
        for step in range(1, steps):
            if score(state[seat].record) >= rules.grade_at[service, step]:
                chance = rules.grade_share[service, step]
    return min(chance, ordinary) if in_arrears else chance


@compiled
def ask(
    board: Board, local: int, seat: int, service: int, word: int, world: World, rules: Rules, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Ask for a service."""
    sanction = refusal(board, local, seat, rules.refuses_service[service], rules, state)
    if sanction >= 0:
        refuse(board, local, seat, sanction, service, world, state, census, log)
        go_without(board, seat, world.service_domain[service], SERVICES_FROM + service, world, state)
        return
    person = int64(state[seat].person)
    granted = word < granted_share(seat, service, world, rules, state)
    if granted:
        census.granted[service, group_of(person)] += 1
    else:
        census.declined[service, group_of(person)] += 1
    note(log, board.week, board.shift + seat, holders(person) - 1, GRANTED if granted else DECLINED, service)


@compiled
def turn_away(board: Board, seat: int, use: int, state: State, census: Census, log: Log) -> None:
    """Fail to know a face at a door, a till or a dispenser, at every try."""
    person = int64(state[seat].person)
    census.turned_away[use, group_of(person)] += 1
    note(log, board.week, board.shift + seat, holders(person) - 1, TURNED_AWAY, use)


@compiled
def check_chance(use: int, width: int, rules: Rules) -> int:
    """Return the chance (1/2³²) that a proposed check of a face fails at every try: rate ÷ width of the slot."""
    return (rules.check_chance[use] << 32) // width
