"""Platform: the payment app's own score, worked out anew each quarter from how people stand."""

from __future__ import annotations

from numba import int64

from scored_society.tables.channels import PLATFORM_SCALE
from scored_society.tables.rules import Rules
from scored_society.week.board import PLATFORM, Board
from scored_society.week.compiled import compiled
from scored_society.week.state import (
    State,
    education,
    frivolous,
    income,
    platform,
    quarters,
    residence,
    with_frivolous,
    with_platform,
)

FLOATING = 2
"""A value of `residence`."""
FULL_QUARTERS, MOST_FRIVOLOUS, RICHEST, MOST_SCHOOLING = 3, 3, 4, 4
"""What counts fully: quarters without a late payment, frivolous purchases, fifth of income, level of schooling."""
NOT_REGISTERED_HERE = PLATFORM_SCALE // 2
"""Of the identity factor, what those have at most who live away from where they are registered."""


@compiled
def platform_score(board: Board, seat: int, rules: Rules, state: State) -> int:
    """Return the platform's score, in thousandths of its range: five factors, each of them in thousandths, weighted.

    Credit history (quarters without a late payment), fulfilment (the fifth of income), behaviour (purchases that it
    found frivolous of late), identity (registered where one lives; schooling), contacts (the neighbourhood's mean).
    """
    person, more = int64(state[seat].person), int64(state[seat].more)
    history = PLATFORM_SCALE * quarters(state[seat].listing) // FULL_QUARTERS
    fulfilment = PLATFORM_SCALE * income(person) // RICHEST
    behaviour = PLATFORM_SCALE * (MOST_FRIVOLOUS - frivolous(more)) // MOST_FRIVOLOUS
    known = NOT_REGISTERED_HERE if residence(person) == FLOATING else PLATFORM_SCALE
    identity = (known + PLATFORM_SCALE * education(person) // MOST_SCHOOLING) // 2
    weights = rules.platform_weights
    total = history * weights[0] + fulfilment * weights[1] + behaviour * weights[2] + identity * weights[3]
    return min(PLATFORM_SCALE, (total + board.sums[PLATFORM] * weights[4]) >> 16)


@compiled
def assess_on_platform(board: Board, seat: int, rules: Rules, state: State) -> int:
    """Work out somebody's platform score at a quarter's end; return its finding: 0 high, 1 low, -1 none.

    Frivolous purchases are forgotten one by one.
    """
    now, more = platform_score(board, seat, rules, state), int64(state[seat].more)
    more = with_frivolous(with_platform(more, now), max(0, frivolous(more) - 1))
    state[seat].more = more
    if platform(more) >= rules.platform_bands[0]:
        return 0
    return 1 if platform(more) < rules.platform_bands[1] else -1


@compiled
def note_purchase(seat: int, state: State) -> None:
    """Remember a purchase that the platform found frivolous."""
    more = int64(state[seat].more)
    state[seat].more = with_frivolous(more, min(MOST_FRIVOLOUS, frivolous(more) + 1))
