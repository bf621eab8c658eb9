"""The neighbourhood in which somebody is lived: replayed from the society's bulletins, with chosen acts in it.

This is the one path by which more than twenty things can happen to a numbered citizen, and it leads nowhere else: it
replays a single neighbourhood in memory, and no run is made of it. The rest of the society lives as it did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

import numpy as np

from scored_society.record.explain import Teller
from scored_society.record.life.names import citizen_name
from scored_society.record.replay import LivedAgain, Replay
from scored_society.tables.interventions import COLUMNS, DO, NO_CHANNEL
from scored_society.tables.slots import by_number
from scored_society.week.counted import WeekCensus

MONTHS = 60
YEARS = 5
WEEKS = YEARS * 52
NOT_KEPT = WeekCensus(*(np.zeros(0, np.int64),) * 3)
"""In place of a census: those of five years are more than a hundred megabytes, and nobody looks at them."""
Acts = Mapping[int, str]
"""The act that is done in each month; months without one are left out."""


def first_week(month: int) -> int:
    """Return the first week of a month; a year has twelve, of four or five weeks.

    Examples
    --------
    >>> [first_week(month) for month in (0, 1, 2, 3, 12, 60)]
    [0, 4, 8, 13, 52, 260]
    """
    return month * WEEKS // MONTHS


class Neighbourhood:
    """One neighbourhood of a finished run, lived with acts of somebody's in it.

    Parameters
    ----------
    replay : of the run.
    seat, occupant : of whom acts are chosen for.
    """

    def __init__(self, replay: Replay, seat: int, occupant: int) -> None:
        self.replay, self.seat, self.occupant = replay, seat, occupant
        self.seats = replay.timetable.world.seats
        self._behaviours = [name for name, _ in by_number(replay.timetable.society.behaviours)]

    @property
    def citizen(self) -> str:
        """The citizen's name."""
        return citizen_name(self.seat, self.occupant)

    def lived(self, acts: Acts, months: int) -> Iterator[LivedAgain]:
        """Yield the weeks of the first months, with these acts in them, each in the first week of its month."""
        replay = copy(self.replay)
        replay.timetable = replace(replay.timetable, interventions=self._rows(acts))
        return replay.neighbourhood(self.seat // self.seats, first_week(months))

    def told(self, acts: Acts, months: int) -> tuple[dict[str, Any], list[LivedAgain]]:
        """Return the life of the first months, and the weeks that it was lived in, without their censuses."""
        teller, weeks = Teller(self.replay, self.seat, self.occupant), []
        for week in self.lived(acts, months):
            teller.week(week)
            weeks.append(replace(week, census=NOT_KEPT))
        return teller.told(self.citizen), weeks

    def _rows(self, acts: Acts) -> Any:
        rows = [
            (first_week(month), self.seat, self.occupant, DO, self._behaviours.index(act), NO_CHANNEL)
            for month, act in sorted(acts.items())
        ]
        return np.array(rows, np.int64).reshape(-1, COLUMNS)
