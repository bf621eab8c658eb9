"""The panel: which neighbourhoods are kept, and their people as columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.timetable import Timetable
from scored_society.week.shard import region_of_many
from scored_society.week.state import BIRTH_OFFSET, FIELDS, State

MOST_SAMPLED = 32


def panel_neighbourhoods(seed: int, neighbourhoods: int) -> NDArray[np.int64]:
    """Return the neighbourhoods of the panel: all of a small society, else some, spread evenly."""
    if neighbourhoods <= MOST_SAMPLED:
        return np.arange(neighbourhoods)
    return np.sort((np.arange(MOST_SAMPLED) * neighbourhoods // MOST_SAMPLED + seed % neighbourhoods) % neighbourhoods)


def field(state: State, word: str, name: str) -> NDArray[np.int64]:
    """Return one field of many seats."""
    names = list(FIELDS[word])
    shift = sum(FIELDS[word][before] for before in names[: names.index(name)])
    return state[word].astype(np.int64) >> shift & (1 << FIELDS[word][name]) - 1


def panel_columns(
    state: State, sampled: NDArray[np.int64], timetable: Timetable, week: int
) -> dict[str, NDArray[np.int64]]:
    """Return the living people of the sampled neighbourhoods after `week`; `state` is the whole society's."""
    seats = timetable.world.seats
    places = (sampled[:, None] * seats + np.arange(seats)[None, :]).reshape(-1)
    return people_columns(state[places], places, timetable, week)


def people_columns(
    state: State, places: NDArray[np.int64], timetable: Timetable, week: int
) -> dict[str, NDArray[np.int64]]:
    """Return the living of some whole neighbourhoods as columns; `places` are the seats' numbers in the society."""
    living = field(state, "person", "alive") == 1
    parent, parent_occupant = (column[living] for column in _parents(state, places, timetable.world.seats))
    state, places = state[living], places[living]
    scored = bool(timetable.epoch(week).rules.scored)
    unscored = np.full(len(places), -1, np.int64)
    neighbourhood = places // timetable.world.seats
    return {
        "occupant": field(state, "person", "holders") - 1,
        "seat": places,
        "neighbourhood": neighbourhood,
        "family": field(state, "ties", "family"),
        "parent": parent,
        "parent_occupant": parent_occupant,
        "coupled": field(state, "ties", "coupled"),
        "age": (week + BIRTH_OFFSET - field(state, "person", "born")) // 52,
        "sex": field(state, "person", "sex"),
        "group": field(state, "person", "minority") * 3 + field(state, "person", "residence"),
        "region": region_of_many(neighbourhood, timetable.world.region_cumulative),
        "limited": field(state, "person", "limited"),
        "education": field(state, "person", "education"),
        "income": field(state, "person", "income") + 1,
        "score": field(state, "record", "score") if scored else unscored,
        "clean_score": field(state, "record", "clean") if scored else unscored,
        "listed": np.minimum(field(state, "listing", "route"), 1),
        "listed_wrongly": field(state, "listing", "wrongly"),
        "aware": field(state, "listing", "aware"),
        "belief": field(state, "ties", "belief"),
    }


def _parents(state: State, places: NDArray[np.int64], seats: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the seat and the occupant of each seat's known parent, -1 where none is alive in the neighbourhood."""
    own, first = np.arange(len(places)), np.arange(len(places)) // seats * seats
    above = first + field(state, "ties", "parent")
    known = (above != own) & (field(state, "person", "alive")[above] == 1)
    occupants = field(state, "person", "holders")[above] - 1
    return np.where(known, places[above], -1), np.where(known, occupants, -1)
