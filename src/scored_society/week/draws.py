"""Every chance in the society: pure functions of who, when and what for.

The generator is Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011),
a counter-based generator that passes TestU01's BigCrush. A draw has no state: its counter names the seat, the
occupant, the week, the decision and, where needed, the other side of it; its key is the seed. So any life can be lived
again alone, and one changed incentive leaves all other draws as they were. `make soak` runs dieharder over it, read by
citizen, by week and by decision.
"""

from __future__ import annotations

from numba import int64, uint64

from scored_society.week.compiled import compiled, inlined

# Decisions: each has counters of its own. Numbers are for good.
PROPOSAL = 0
"""What may happen to a citizen this week: words are (place on the unit interval, whether kept, detail, rounding)."""
SEEN = 1
"""Whether a channel sees an act: `other` is the channel."""
TRAITS = 2
"""The lasting traits of an occupant (week 0)."""
TICKET = 3
"""The lottery ticket of an application, by the week in which the wait began."""
COLLECTOR = 4
"""Whether a trusted citizen is hired as an information collector from this week on."""
DISCHARGE = 5
"""Whether a listing is removed this week before its term."""
FOUNDING = 6
"""Age, sex and household of those who are there at the start; `other` is the step of the founding."""
BORN = 7
"""What a child is born with (week 0)."""
GROWING = 8
"""What changes with age: schooling, income, disability; `other` is the age in years."""
NOTICE = 9
"""Whether somebody unaware understands an entry of their own."""
AWARE = 10
"""Whether an adult knows of the scheme when it begins."""
FAME = 11
"""Whether somebody is a celebrity (week 0)."""
REFUSED = 12
"""Whether an office that looks the list up refuses; `other` is the number of the sanction."""
AFFECTED = 13
"""Whether a burden can befall somebody (week 0); `other` is the number of the sanction."""

INTERVENTION = 14
"""How what an intervention makes somebody do is taken; `other` is the index of the behaviour."""

FORTUNE = 15
"""Whether what one gets, goes without or suffers leaves its mark this week; `other` tells what."""

APPEAL = 16
"""Whether an entry is known, appealed against, heard and decided rightly; `other` tells the entries of a week apart."""
REVIEW = 17
"""Whether a review stops a wrongful listing."""

WORD_BITS = 32
ROUNDS = 10
MULTIPLIER_0, MULTIPLIER_1 = 0xD2511F53, 0xCD9E8D57
BUMP_0, BUMP_1 = 0x9E3779B9, 0xBB67AE85
"""Philox4x32-10: its word, rounds, multipliers and what is added to the key each round (Salmon et al. 2011)."""
WHOLE = 1 << WORD_BITS
"""A word is an integer in 0 … WHOLE - 1."""

MASK = 0xFFFFFFFF
"""All bits of a word."""


@inlined
def philox(counter_0: int, counter_1: int, counter_2: int, counter_3: int, seed: int) -> tuple[int, int, int, int]:
    """Return four independent words (0 … 2³² - 1) for a 128-bit counter and a 64-bit key."""
    low_mask, shift = uint64(MASK), uint64(WORD_BITS)
    x0, x1 = uint64(counter_0) & low_mask, uint64(counter_1) & low_mask
    x2, x3 = uint64(counter_2) & low_mask, uint64(counter_3) & low_mask
    k0, k1 = uint64(seed) & low_mask, (uint64(seed) >> shift) & low_mask
    for _ in range(ROUNDS):
        product_0 = x0 * uint64(MULTIPLIER_0)
        product_1 = x2 * uint64(MULTIPLIER_1)
        x0, x1, x2, x3 = (
            (product_1 >> shift) ^ x1 ^ k0,
            product_1 & low_mask,
            (product_0 >> shift) ^ x3 ^ k1,
            product_0 & low_mask,
        )
        k0 = (k0 + uint64(BUMP_0)) & low_mask
        k1 = (k1 + uint64(BUMP_1)) & low_mask
    return int64(x0), int64(x1), int64(x2), int64(x3)  # type: ignore[return-value]  # numba's integers


@inlined
def draw(seed: int, seat: int, occupant: int, week: int, decision: int, other: int) -> tuple[int, int, int, int]:
    """Return the four words that belong to one decision of one citizen.

    Parameters
    ----------
    seed : 0 … 2⁶³ - 1.
    seat : 0 … 2³² - 1, counted through the whole society.
    occupant : 0 … 15, which holder of the seat.
    week : 0 … 2¹⁶ - 1, counted from 1 January 2020 or from the start of the burn-in.
    decision : one of this module's numbers, 0 … 255.
    other : 0 … 2¹⁶ - 1, for decisions that are taken once for each of several things.
    """
    return philox(seat, week | (occupant << 16), decision | (other << 16), 0, seed)


@compiled
def happens(word: int, chance: int) -> bool:
    """Whether an event of probability `chance` / 2³² happens, by a word of its own."""
    return word < chance
