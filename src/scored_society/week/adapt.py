"""Adapt: people learn of the scheme, and come to believe more or less that they are seen."""

from __future__ import annotations

from numba import int64

from scored_society.tables.world import World
from scored_society.week.board import ADULT, ADULT_WEEKS, AWARE_SHARE, SEEN_SHARE, Board
from scored_society.week.compiled import compiled
from scored_society.week.draws import AWARE, NOTICE, draw
from scored_society.week.log import LEARNED, Log, note
from scored_society.week.state import (
    FULL_BELIEF,
    State,
    age_in_weeks,
    age_in_years,
    aware,
    belief,
    holders,
    trust,
    with_aware,
    with_belief,
    with_trust,
)

FRACTION, HALF = (1 << 16) - 1, 1 << 15
"""The part of a number in 1/2¹⁶ that rounding decides about; one half."""


@compiled
def moved_belief(now: int, goal: int, learning: int, word: int) -> int:
    """Return belief ← belief + learning · (goal - belief), in 1/31, rounded by chance so that small steps count too.

    `learning` is in 1/2¹⁶; the lowest 16 bits of `word` decide the rounding, so the mean step is exact.
    """
    return now + (((goal - now) * learning + (word & FRACTION)) >> 16)


@compiled
def experience(seat: int, goal: int, word: int, world: World, state: State) -> None:
    """Move a person's belief of being seen towards `goal` (0 … 31)."""
    ties = int64(state[seat].ties)
    state[seat].ties = with_belief(ties, moved_belief(belief(ties), goal, world.learning, word))


@compiled
def feel_trust(board: Board, seat: int, goal: int, world: World, state: State) -> None:
    """Move an adult's trust in the State towards `goal` (0 … 31), to the nearest step."""
    ties = int64(state[seat].ties)
    if age_in_weeks(state[seat].person, board.week) >= ADULT_WEEKS:
        moved = trust(ties) + (((goal - trust(ties)) * world.trust_learning + HALF) >> 16)
        state[seat].ties = with_trust(ties, moved)


@compiled
def learn(board: Board, seat: int, state: State, log: Log) -> None:
    """Become aware of the scheme."""
    listing = int64(state[seat].listing)
    if not aware(listing):
        state[seat].listing = with_aware(listing, 1)
        note(log, board.week, board.shift + seat, holders(state[seat].person) - 1, LEARNED)


@compiled
def hears_at_once(board: Board, seat: int, world: World, state: State) -> int:
    """Whether an adult knows of the scheme from its first week on."""
    person = int64(state[seat].person)
    place = board.shift + seat
    hears = draw(board.seed, place, holders(person) - 1, board.week, AWARE, 0)[0] < world.aware
    return int(hears and age_in_years(person, board.week) >= ADULT)


@compiled
def notice_entry(board: Board, seat: int, entry: int, world: World, state: State, log: Log) -> None:
    """Understand, perhaps, that an entry of one's own came from the scheme; `entry` tells those of a week apart."""
    if aware(state[seat].listing):
        return
    place, occupant = board.shift + seat, holders(state[seat].person) - 1
    if draw(board.seed, place, occupant, board.week, NOTICE, entry)[0] < world.notices:
        learn(board, seat, state, log)


@compiled
def talk(board: Board, seat: int, detail: int, rounding: int, world: World, state: State, log: Log) -> None:
    """Talk with a neighbour: learn of the scheme if they know of it, and hear how many were seen last week."""
    if detail >= board.sums[AWARE_SHARE]:
        return
    learn(board, seat, state, log)
    if board.sums[SEEN_SHARE] >= 0:
        experience(seat, board.sums[SEEN_SHARE], rounding, world, state)


@compiled
def hear_of_the_famous(board: Board, seat: int, share: int, word: int, world: World, state: State, log: Log) -> None:
    """Hear that celebrities were listed, which all see: `share` of them, in 1/2¹⁶.

    Those who know of the scheme believe more; others may come to know of it.
    """
    if aware(state[seat].listing):
        ties = int64(state[seat].ties)
        moved = moved_belief(belief(ties), FULL_BELIEF, world.learning * share >> 16, word)
        state[seat].ties = with_belief(ties, moved)
    elif word < (world.notices >> 16) * share:
        learn(board, seat, state, log)


@compiled
def hear_news(board: Board, seat: int, rounding: int, world: World, state: State, log: Log) -> None:
    """Read of the published list: the scheme exists, and people are caught."""
    learn(board, seat, state, log)
    experience(seat, FULL_BELIEF, rounding, world, state)
