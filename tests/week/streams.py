"""The draws of a society as one long stream of words, in each of the orders in which a society may be read.

A stream fills a block with 32-bit words, one draw (four words) a row, from any place on. test_draws.py and
tests/soak/test_dieharder.py read the same streams.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np

from scored_society.week.compiled import entry_point
from scored_society.week.draws import MASK, PROPOSAL, draw, philox

WEEKS = 52 * 100
"""How many weeks are read before the next seat comes."""

DECISIONS = 64
"""How many decisions are read before the next week comes; the numbers in use are lower."""

BLOCK = 1 << 14
"""How many draws are poured at a time: a quarter of a megabyte, so that a pipe holds some blocks before its reader."""

Stream = Callable[[np.ndarray, int, int], None]


@entry_point
def drawn(seed: int, seat: int, occupant: int, week: int, decision: int, other: int) -> tuple[int, int, int, int]:
    """Return the compiled draw: what the week writes into itself cannot be called from here."""
    return draw(seed, seat, occupant, week, decision, other)


@entry_point
def scrambled(counter_0: int, counter_1: int, counter_2: int, counter_3: int, key: int) -> tuple[int, int, int, int]:
    """Return the compiled words of a counter under a key."""
    return philox(counter_0, counter_1, counter_2, counter_3, key)


@entry_point
def by_citizen(block: np.ndarray, start: int, seed: int) -> None:
    """Fill `block` with the proposals of one seat after the other (2³²), then of the next week."""
    for row in range(block.shape[0]):
        number = start + row
        block[row, 0], block[row, 1], block[row, 2], block[row, 3] = draw(
            seed, number & MASK, 0, number >> 32, PROPOSAL, 0
        )


@entry_point
def by_week(block: np.ndarray, start: int, seed: int) -> None:
    """Fill `block` with the proposals of one week after the other (a hundred years), then of the next seat."""
    for row in range(block.shape[0]):
        number = start + row
        block[row, 0], block[row, 1], block[row, 2], block[row, 3] = draw(
            seed, number // WEEKS, 0, number % WEEKS, PROPOSAL, 0
        )


@entry_point
def by_decision(block: np.ndarray, start: int, seed: int) -> None:
    """Fill `block` with one decision after the other, then with those of the next week, then of the next seat."""
    for row in range(block.shape[0]):
        number = start + row
        weeks = number // DECISIONS
        block[row, 0], block[row, 1], block[row, 2], block[row, 3] = draw(
            seed, weeks // WEEKS, 0, weeks % WEEKS, number % DECISIONS, 0
        )


@entry_point
def of_keys(block: np.ndarray, keys: np.ndarray) -> None:
    """Fill `block` with the draws of `keys`: a row of (seed, seat, occupant, week, decision, other) for each."""
    for row in range(block.shape[0]):
        key = keys[row]
        block[row, 0], block[row, 1], block[row, 2], block[row, 3] = draw(
            key[0], key[1], key[2], key[3], key[4], key[5]
        )


STREAMS: dict[str, Stream] = {"citizen": by_citizen, "week": by_week, "decision": by_decision}


def pour(stream: Stream, start: int, seed: int, pipe: int) -> None:
    """Write a stream from draw number `start` on into a pipe (a file descriptor) until its reader has had enough."""
    block = np.empty((BLOCK, 4), "<u4")
    try:
        while True:
            stream(block, start, seed)
            left = memoryview(block).cast("B")
            while left:  # a process that was paused and continued may have written a part only
                left = left[os.write(pipe, left) :]
            start += BLOCK
    except BrokenPipeError:
        return
