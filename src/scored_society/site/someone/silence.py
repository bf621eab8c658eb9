"""What silence costs the neighbours: their neighbourhood with a twin who kept silent, less that with one who spoke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from scored_society.record.replay import LivedAgain
from scored_society.record.sample import field
from scored_society.society.schema import Society
from scored_society.tables.slots import by_number
from scored_society.week.log import WITHHELD
from scored_society.week.state import BIRTH_OFFSET, FULL_BELIEF

ADULT_WEEKS = 18 * 52
SEAT, OCCUPANT, KIND, BEHAVIOUR = 1, 2, 3, 4


def twins(
    acts: dict[int, str], society: Society, speaking: str | None, months: int
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the acts of the twin who kept silent and of the one who spoke, by month.

    Both do the same unprotected acts in the same months. One does no protected act; the other does those that were
    chosen, and speaks in each month in which nothing was.
    """
    protected = {month: act for month, act in acts.items() if society.behaviours[act].protected != "none"}
    silent = {month: act for month, act in acts.items() if month not in protected}
    if speaking is None:
        return silent, silent | protected
    return silent, silent | {month: protected.get(month, speaking) for month in range(months) if month not in silent}


def cost(
    silent: Sequence[LivedAgain], spoke: Sequence[LivedAgain], seat: int, occupant: int, society: Society
) -> dict[str, Any]:
    """Return what silence cost the neighbours: silent less speaking twin, under the same bulletins.

    Parameters
    ----------
    silent, spoke : the weeks of the neighbourhood with each of the twins.
    seat, occupant : whose twins they are; everybody else is a neighbour.
    society : its protected acts are what can be withheld.
    """
    behaviours = by_number(society.behaviours)
    protected = {index for index, (_, behaviour) in enumerate(behaviours) if behaviour.protected != "none"}
    first, second = _minds(silent[-1], seat, len(silent[-1].state)), _minds(spoke[-1], seat, len(spoke[-1].state))
    kept, said = _withheld(silent, seat, occupant, protected), _withheld(spoke, seat, occupant, protected)
    return {
        "neighbours": first["neighbours"],
        "trust": round(first["trust"] - second["trust"], 6),
        "belief": round(first["belief"] - second["belief"], 6),
        "withheld": kept - said,
        "silent": first | {"withheld": kept},
        "speaking": second | {"withheld": said},
        "of": "one life",
    }


def _minds(week: LivedAgain, seat: int, seats: int) -> dict[str, Any]:
    """Return how much adult neighbours trust and believe to be seen at a week's end, from 0 to 1."""
    state = week.state
    age = week.week + BIRTH_OFFSET - field(state, "person", "born")
    adults = (field(state, "person", "alive") == 1) & (age >= ADULT_WEEKS) & (np.arange(seats) != seat % seats)
    count = int(adults.sum())
    means = {
        name: int(field(state, "ties", name)[adults].sum()) / (FULL_BELIEF * count) if count else 0.0
        for name in ("trust", "belief")
    }
    return {"neighbours": count, **means}


def _withheld(weeks: Sequence[LivedAgain], seat: int, occupant: int, protected: set[int]) -> int:
    """Return how many protected acts neighbours left undone because of the score."""
    count = 0
    for week in weeks:
        lines = week.lines[week.lines[:, KIND] == WITHHELD]
        own = (lines[:, SEAT] == seat) & (lines[:, OCCUPANT] == occupant)
        count += int(np.isin(lines[:, BEHAVIOUR], sorted(protected))[~own].sum())
    return count
