"""The city: where everybody is and how they fare, each week or every few, in three bytes a seat.

A frame has a byte for each seat (who is there, in which band of scores, on the list or not) and two bytes (in which
domains of life they are shut out). A burden that befalls only some (owners of pets, say) is not in the picture.
"""

from __future__ import annotations

import base64
import struct
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.policy.consequences import Burden, Sanction
from scored_society.record.sample import field
from scored_society.site.figures import band_edges
from scored_society.tables.consequences import DOMAINS
from scored_society.tables.rules import Rules
from scored_society.tables.slots import by_number
from scored_society.tables.timetable import Timetable
from scored_society.week.kin import CHILD_WEEKS
from scored_society.week.shard import region_of_many
from scored_society.week.state import BIRTH_OFFSET, State

MAGIC = b"SCCF"
HEADER = struct.Struct("<4sIII")
"""Magic, number of the first frame, frames, seats."""
BYTES_A_SEAT = 3
BYTES_A_NUMBER = 40
"""Of a number in a list of Python's."""
WEEKLY_SEATS, WEEKS_APART = 4_096, 4
"""As many seats at the most are drawn each week; more of them at least so many weeks apart."""
LISTED, WRONGLY, MINOR, PARENT_LISTED = 16, 32, 64, 128
"""Bits of a seat beside the band: 0 nobody, 1 not scored, 2 and more a band of scores."""
ADULT_WEEKS = 18 * 52


class City:
    """Draws frames of a run, and keeps them in a file; once all are drawn, it holds no tables any more.

    Parameters
    ----------
    path : the file.
    timetable, regions : of the run.
    neighbourhoods : of the society.
    weeks : of the run.
    most_seats, most_frames : that are kept; a larger society is shown in part, a longer run less often.
    """

    def __init__(
        self, path: Path, timetable: Timetable, regions: tuple[str, ...], neighbourhoods: int, weeks: int,
        most_seats: int, most_frames: int,
    ) -> None:  # fmt: skip
        self.path, self._timetable = path, timetable
        self._a_neighbourhood = timetable.world.seats
        self.neighbourhoods = min(neighbourhoods, max(1, most_seats // self._a_neighbourhood))
        self.seats = self.neighbourhoods * self._a_neighbourhood
        self.every = max(1 if self.seats <= WEEKLY_SEATS else WEEKS_APART, -(-weeks // most_frames))
        self.weeks: list[int] = []
        self._last = weeks - 1
        self._bands = band_edges(timetable)
        self._shut = {
            epoch.first_week: shut_of(epoch.rules, by_number(epoch.policy.sanctions)) for epoch in timetable.epochs
        }
        self._family = b""
        self._still = self._layout(regions)

    def wants(self, week: int) -> bool:
        """Whether the end of a week is a frame: the first, every few, and the last."""
        return week % self.every == 0 or week == self._last

    def snapshot(self, state: State) -> State:
        """Return the state of the seats that are shown, to be drawn while the next week is lived."""
        return state[: self.seats].copy()

    def draw(self, week: int, state: State) -> None:
        """Draw a frame, from the state at the end of a week."""
        if not self.weeks:
            self._family = field(state, "ties", "family").astype(np.uint8).tobytes()
        with self.path.open("ab") as file:
            file.write(self.frame(week, state))
        self.weeks.append(week)

    def frame(self, week: int, state: State) -> bytes:
        """Return a frame: the first plane, then the second."""
        rules, shut = self._timetable.epoch(week).rules, self._shut[self._timetable.epoch(week).first_week]
        alive = field(state, "person", "alive") == 1
        age = week + 1 + BIRTH_OFFSET - field(state, "person", "born")
        score, route = field(state, "record", "score"), field(state, "listing", "route")
        children = listed_parent(state, alive, age, route > 0, self._a_neighbourhood)
        plane = self._band(score, bool(rules.scored)).astype(np.uint8)
        for bit, holds in (
            (LISTED, route > 0), (WRONGLY, field(state, "listing", "wrongly") == 1), (MINOR, age < ADULT_WEEKS),
            (PARENT_LISTED, children),
        ):  # fmt: skip
            plane |= holds.astype(np.uint8) * bit
        domains = shut.by_score[score] | shut.by_route[route] | children.astype(np.uint16) * shut.by_parent
        first: bytes = (plane * alive).astype(np.uint8).tobytes()
        second: bytes = (domains * alive).astype("<u2").tobytes()
        return first + second

    def layout(self) -> dict[str, Any]:
        """Return what stays as it is, and which frames there are."""
        weeks = list(self.weeks)
        family = base64.b64encode(self._family).decode()
        return self._still | {"frames": len(weeks), "weeks": weeks, "family": family}

    def part(self, first: int, count: int) -> tuple[bytes, tuple[int, int]]:
        """Return the header of some frames, and where in the file they are; fewer where there are not so many yet."""
        size = self.seats * BYTES_A_SEAT
        count = max(0, min(count, len(self.weeks) - first))
        return HEADER.pack(MAGIC, first, count, self.seats), (first * size, count * size)

    def finish(self) -> None:
        """Let go of the tables: all frames are drawn."""
        del self._timetable, self._shut

    def memory(self) -> int:
        """Return how many bytes it holds in memory, once it is finished."""
        return len(self._family) + BYTES_A_NUMBER * (len(self.weeks) + self.neighbourhoods)

    def _layout(self, regions: tuple[str, ...]) -> dict[str, Any]:
        numbers = np.arange(self.neighbourhoods)
        bands = self._bands or []
        return {
            "seats": self.seats,
            "seats_a_neighbourhood": self._a_neighbourhood,
            "neighbourhoods": self.neighbourhoods,
            "every": self.every,
            "regions": list(regions),
            "region": region_of_many(numbers, self._timetable.world.region_cumulative).tolist(),
            "bands": [{"from": low, "to": high - 1} for low, high in pairwise(bands)],
            "domains": list(DOMAINS),
            "left_out": sorted(
                {
                    name
                    for epoch in self._timetable.epochs
                    for name, found in epoch.policy.sanctions.items()
                    if partial(found)
                }
            ),
        }

    def _band(self, score: NDArray[np.int64], scored: bool) -> NDArray[np.int64]:
        if not scored or self._bands is None:
            return np.ones(len(score), np.int64)
        inner = np.array(self._bands[1:-1])
        return np.searchsorted(inner, score, side="right") + 2


class Shut(NamedTuple):
    """Domains of life (bits) that one is shut out of at a score, on the list by a route, or with a parent on it."""

    by_score: NDArray[np.uint16]
    by_route: NDArray[np.uint16]
    by_parent: np.uint16


def shut_of(rules: Rules, sanctions: list[tuple[str, Sanction]]) -> Shut:
    """Return what a rule book shuts people out of, by burdens that befall everybody and by refusals."""
    bits = [
        (index, 1 << DOMAINS.index(found.domain)) for index, (_, found) in enumerate(sanctions) if not partial(found)
    ]

    def domains(mask: NDArray[np.int64]) -> NDArray[np.uint16]:
        found = np.zeros(mask.shape, np.uint16)
        for index, domain in bits:
            found |= ((mask >> index & 1) * domain).astype(np.uint16)
        return found

    return Shut(
        domains(np.asarray(rules.mask_at_score)),
        domains(np.asarray(rules.mask_listed)),
        np.uint16(domains(np.array([int(rules.mask_parent)]))[0]),
    )


def partial(sanction: Sanction) -> bool:
    """Whether a sanction is a burden that befalls only some."""
    return isinstance(sanction, Burden) and sanction.affects < 1


def listed_parent(
    state: State, alive: NDArray[np.bool_], age: NDArray[np.int64], listed: NDArray[np.bool_], seats: int
) -> NDArray[np.bool_]:
    """Return who has a parent on the list, as `week/kin.py` says: the known one, or their partner at home."""
    place = np.arange(len(state))
    first = place - place % seats
    parent = first + field(state, "ties", "parent")
    child = alive & (age < CHILD_WEEKS) & (parent != place) & alive[parent]
    found: NDArray[np.bool_] = child & listed[parent]
    coupled, family = field(state, "ties", "coupled") == 1, field(state, "ties", "family")
    home = first // seats * (1 << 8) + family
    partners = np.flatnonzero(listed & alive & coupled)
    homes = np.zeros(int(home.max(initial=0)) + 1, np.bool_)
    homes[home[partners]] = True
    sex = field(state, "person", "sex")
    for local in np.flatnonzero(child & ~found & coupled[parent] & homes[home[parent]]).tolist():
        above = parent[local]
        others = partners[home[partners] == home[above]]
        fits = (sex[others] != sex[above]) & (parent[others] != above) & (others != parent[above])
        found[local] = bool((fits & (others != above) & (others != local)).any())
    return found
