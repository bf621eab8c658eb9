"""Single lives of a finished run: told, and found by what was done to somebody."""

from __future__ import annotations

import random
import secrets
from typing import Any, Literal

from scored_society.record.explain import explain, parse_citizen
from scored_society.record.life.find import MOST_DRAWS, find
from scored_society.record.life.names import citizen_name
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.site.person import person
from scored_society.week.state import SEAT

What = Literal[
    "random", "listed", "listed-wrongly", "wrong-record", "refused", "refused-wrongly", "turned-away",
    "parent-listed", "lapsed", "shut-out",
]  # fmt: skip
"""What may be asked of a life: only what was done to somebody."""


def life(run: Run, citizen: str) -> dict[str, Any]:
    """Tell a life, and who it is that lives it.

    Raises
    ------
    UserError
        If there is no such citizen.
    """
    told = explain(run, citizen)
    seat, occupant = parse_citizen(run, citizen)
    return told | {"person": _first_seen(run, seat, occupant), "policy": run.manifest["policy"]}


def found(run: Run, what: What, domain: str | None, draw: int | None) -> dict[str, Any]:
    """Find a few lives: by chance, or by what was done to them.

    Raises
    ------
    UserError
        For a domain of life that there is not.
    """
    if what == "random":
        return _by_chance(run, secrets.randbelow(MOST_DRAWS) if draw is None else draw)
    lives = find(run, [f"{what}:{domain or ''}" if what == "shut-out" else what], draw)
    return {
        "lives": [{"citizen": citizen, "why": why} for citizen, why in lives.lives],
        "looked_through": lives.looked_through,
        "draw": lives.draw,
    }


def _by_chance(run: Run, draw: int) -> dict[str, Any]:
    """Return somebody who is alive at the end: anybody, by chance."""
    chance, replay = random.Random(draw), Replay(run)
    number, seats = chance.randrange(int(run.manifest["neighbourhoods"])), replay.timetable.world.seats
    here = run.state()["state"].view(SEAT)[number * seats : (number + 1) * seats]
    alive = [local for local, there in enumerate(field(here, "person", "alive").tolist()) if there]
    local = chance.choice(alive)
    occupant = int(field(here, "person", "holders")[local]) - 1
    return {
        "lives": [{"citizen": citizen_name(number * seats + local, occupant), "why": []}],
        "looked_through": 1,
        "draw": draw,
    }


def _first_seen(run: Run, seat: int, occupant: int) -> dict[str, Any] | None:
    """Return who somebody is in the first week in which they are there."""
    replay = Replay(run)
    seats = replay.timetable.world.seats
    for lived in replay.neighbourhood(seat // seats):
        told = person(replay, lived, seat, occupant)
        if told is not None:
            return told
    return None
