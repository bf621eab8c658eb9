"""Being out of work, and waiting for a post, as a life tells it where no line of the log does."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.record.sample import field
from scored_society.week.log import APPLIED, LAPSED, LOST_WORK
from scored_society.week.state import FRAIL

OUT_OF_WORK = "out of work"
"""What it is called among consequences."""
_KIND, _DETAIL = 3, 4


def is_out_of_work(person: NDArray[np.void]) -> bool:
    """Whether the one person of a seat is out of work."""
    frail = field(person, "person", "health")[0] == FRAIL
    return bool(field(person, "ties", "without")[0]) and not frail


def was_out_of_work(person: NDArray[np.void], lines: NDArray[np.int64]) -> bool:
    """Whether a person was so before the first week: `person` at its end, `lines` of it."""
    return is_out_of_work(person) and LOST_WORK not in lines[:, _KIND]


def waited_before(seat: Any, lines: NDArray[np.int64]) -> list[int]:
    """Return the goods that a person waited for before the first week: `seat` at its end, `lines` of it."""
    waits = set(np.flatnonzero(seat["waits"]).tolist())
    lapsed, applied = (set(lines[lines[:, _KIND] == kind][:, _DETAIL].tolist()) for kind in (LAPSED, APPLIED))
    return sorted((waits | lapsed) - applied)
