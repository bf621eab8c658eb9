"""Character: the lasting traits of a person, drawn once."""

from __future__ import annotations

from scored_society.tables.slots import TRAITS as TRAITS_KEPT
from scored_society.tables.world import World
from scored_society.week.compiled import compiled
from scored_society.week.draws import TRAITS, draw
from scored_society.week.state import TRAIT_BITS


@compiled
def level(word: int, cumulative) -> int:  # type: ignore[no-untyped-def]
    """Return the level that a word falls into: the first whose cumulative share is above it."""
    index = 0
    while word >= cumulative[index]:
        index += 1
    return index


@compiled
def traits_of(seed: int, place: int, occupant: int, world: World) -> int:
    """Return the levels of somebody's traits, two bits each."""
    words = draw(seed, place, occupant, 0, TRAITS, 0)
    found = 0
    for index in range(TRAITS_KEPT):
        found |= level(words[index], world.trait_cumulative[index]) << (index * TRAIT_BITS)
    return found
