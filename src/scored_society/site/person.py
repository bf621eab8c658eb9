"""Who somebody in the society is: what the society's file says of people, of one of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.record.life.names import citizen_name
from scored_society.record.replay import LivedAgain, Replay
from scored_society.record.sample import field
from scored_society.society.people import EDUCATIONS, GROUPS, INCOMES, SEXES
from scored_society.week.shard import region_of_many
from scored_society.week.state import BIRTH_OFFSET

HEALTH = ("well", "poor", "frail")


def person(replay: Replay, lived: LivedAgain, seat: int, occupant: int) -> dict[str, Any] | None:
    """Return who holds a seat at a week's end, None if it is not this occupant."""
    seats = replay.timetable.world.seats
    state, local = lived.state, seat % seats

    def of(word: str, name: str) -> int:
        return int(field(state[local : local + 1], word, name)[0])

    if not of("person", "alive") or of("person", "holders") != occupant + 1:
        return None
    alive = field(state, "person", "alive") == 1
    family, holders = field(state, "ties", "family"), field(state, "person", "holders")
    age = (lived.week + BIRTH_OFFSET - field(state, "person", "born")) // WEEKS_PER_YEAR
    home = alive & (family == of("ties", "family"))
    region = region_of_many(np.array([seat // seats]), replay.timetable.world.region_cumulative)
    return {
        "citizen": citizen_name(seat, occupant),
        "week": lived.week,
        "age": int(age[local]),
        "sex": SEXES[of("person", "sex")],
        "group": GROUPS[of("person", "minority") * 3 + of("person", "residence")],
        "education": EDUCATIONS[of("person", "education")],
        "income": INCOMES[of("person", "income")],
        "health": HEALTH[of("person", "health")],
        "region": replay.run.manifest["regions"][int(region[0])],
        "family": [
            {"citizen": citizen_name(seat - local + other, int(holders[other]) - 1), "age": int(age[other])}
            for other in np.flatnonzero(home).tolist()
            if other != local
        ],
        "score": of("record", "score") if replay.timetable.epoch(lived.week).rules.scored else None,
        "listed": of("listing", "route") > 0,
        "listed_wrongly": bool(of("listing", "wrongly")),
        "aware": bool(of("listing", "aware")),
    }
