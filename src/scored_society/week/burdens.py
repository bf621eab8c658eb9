"""Burdens: what sanctions do to people from week to week, and in which domains of life they shut out."""

from __future__ import annotations

from numba import int64

from scored_society.tables.consequences import BURDENS
from scored_society.tables.fixed import WHOLE
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.board import Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import AFFECTED, draw
from scored_society.week.feedback import be_shamed
from scored_society.week.log import UNDER, Log, note
from scored_society.week.state import State, group_of, holders

MANY_DOMAINS = 3
"""Domains of life in which somebody is shut out at once, that are counted apart."""


@compiled
def befalls(board: Board, seat: int, sanction: int, rules: Rules, state: State) -> bool:
    """Whether a burden can befall somebody at all (an owner of a pet, say); for good, by a draw of their own."""
    share = rules.sanction_share[sanction]
    if rules.sanction_kind[sanction] != BURDENS or share >= WHOLE:
        return True
    occupant = holders(state[seat].person) - 1
    return draw(board.seed, board.shift + seat, occupant, 0, AFFECTED, rules.sanction_number[sanction])[0] < share


@compiled
def bear(
    board: Board, local: int, seat: int, world: World, rules: Rules, state: State, census: Census, log: Log
) -> None:  # fmt: skip
    """Bear a week under sanctions, counted for each of them, for each domain, and where they come together."""
    held, undeserved = int64(board.holding[local]), int64(board.undeserved[local])
    group = group_of(state[seat].person)
    domains, deserved_domains, felt = 0, 0, 0
    for index in range(rules.sanctions):
        if not held >> index & 1 or not befalls(board, seat, index, rules, state):
            continue
        felt |= 1 << index
        wrong = undeserved >> index & 1
        census.under[index, group] += 1
        census.under_wrongly[index, group] += wrong
        domains |= 1 << rules.sanction_domain[index]
        deserved_domains |= (1 - wrong) << rules.sanction_domain[index]
    board.felt[local] = felt
    if felt & rules.mask_shaming:
        be_shamed(board, seat, world, state)
    count = 0
    for domain in range(census.shut_out_of.shape[0]):
        if domains >> domain & 1:
            count += 1
            census.shut_out_of[domain, group] += 1
            census.shut_out_of_wrongly[domain, group] += 1 - (deserved_domains >> domain & 1)
    census.shut_out_of_three[group] += int(count >= MANY_DOMAINS)
    note(log, board.week, board.shift + seat, holders(state[seat].person) - 1, UNDER, felt, felt & undeserved)
