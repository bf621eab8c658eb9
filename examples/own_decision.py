"""A decision function of one's own: people go by what was seen around them, and not by what a point is worth.

With the built-in function, the response grows with the points at stake and with what a point is worth to somebody.
Here it grows with one thing only: the share of last week's scored acts in the neighbourhood that were seen. Where
nothing was seen, nobody minds; where everything was, people do half as much of what costs points, and a quarter more
of what brings some.

    scored simulate as-told --society smallville --decision examples/own_decision.py
"""

from scored_society.week.act import ONE
from scored_society.week.board import SEEN_SHARE
from scored_society.week.compiled import compiled
from scored_society.week.state import FULL_BELIEF, aware, belief

LESS = ONE // 2
MORE = ONE // 4


@compiled
def seen_around(board, seat, state):
    """Return how much is seen around here, in 1/31; where nobody did anything last week, what one believes."""
    if board.sums[SEEN_SHARE] < 0:
        return belief(state[seat].ties)
    return board.sums[SEEN_SHARE]


@compiled
def response(board, seat, behaviour, rules, bulletin, state):
    """Return the factor (1/2¹⁶) by which being scored changes an act's rate for this person."""
    if not aware(state[seat].listing) or rules.points[behaviour] == 0:
        return ONE
    seen = seen_around(board, seat, state)
    if rules.points[behaviour] > 0:
        return ONE + MORE * seen // FULL_BELIEF
    return ONE - LESS * seen // FULL_BELIEF
