"""What a replay writes down; a run does not."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.week.compiled import compiled

ENTRY, ACT, WITHHELD, LISTED, DELISTED, APPLIED, SERVED, LAPSED, FADED, RESET = range(10)
"""Kinds of line, 0 to 9."""
BORN, DIED, PAIRED, LEFT_HOME, FRAIL, LEARNED, HIRED = range(10, 17)
"""Kinds of line, 10 to 16."""
LOST_WORK, FOUND_WORK = 27, 28
"""Kinds of line, 27 and 28."""
UNDER, GRANTED, DECLINED, REFUSED, TURNED_AWAY, FAMED, INTERVENED, APPEALED, REVIEWED, EXPUNGED = range(17, 27)
"""Kinds of line. The details of each are given where it is written."""
COLUMNS = ("week", "seat", "occupant", "kind", "a", "b", "c", "d", "e")


class Log(NamedTuple):
    """Lines (week, seat, occupant, kind, five details); `used` may exceed the room, and then the log is too short."""

    lines: NDArray[np.int64]
    used: NDArray[np.int64]


def new_log(room: int) -> Log:
    """Return an empty log with room for so many lines; with room for none nothing is written."""
    return Log(np.zeros((room, len(COLUMNS)), np.int64), np.zeros(1, np.int64))


@compiled
def note(
    log: Log, week: int, seat: int, occupant: int, kind: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0, e: int = 0
) -> None:
    """Write one line, if the log has room at all."""
    room = log.lines.shape[0]
    if room == 0:
        return
    used = log.used[0]
    if used < room:
        line = log.lines[used]
        line[0], line[1], line[2], line[3] = week, seat, occupant, kind
        line[4], line[5], line[6], line[7], line[8] = a, b, c, d, e
    log.used[0] = used + 1
