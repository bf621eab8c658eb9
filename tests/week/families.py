"""Who lives with whom: the living as columns, homes and partners among them, and shares with their standard errors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from laws.living import Society
from scored_society.record.sample import field
from scored_society.week.state import BIRTH_OFFSET, FIELDS, FRAIL

ADULT, ELDER = 18, 60
LIFE_COURSE = {
    "person": ("alive", "holders", "born", "sex", "minority", "residence", "limited"),
    "ties": ("family", "parent", "coupled"),
}
"""Fields that no rule book may touch."""
Column = NDArray[np.int64]
Mark = NDArray[np.bool_]


def life_course(society: Society, seats: int | None = None) -> dict[str, Column]:
    """Return the fields of the life course, by seat."""
    state = society.workers.state[:seats]
    fields = {name: field(state, word, name) for word, names in LIFE_COURSE.items() for name in names}
    return fields | {"frail": field(state, "person", "health") == FRAIL}  # poor health may follow from a long wait


@dataclass(frozen=True)
class People:
    """The living of a society at the start of a week: a column for each field of the state, a row for each person."""

    columns: dict[str, Column]
    seat: Column
    seats: int
    neighbourhoods: int
    week: int

    @classmethod
    def of(cls, society: Society, week: int) -> People:
        state, seats = society.workers.state, society.timetable.world.seats
        living = np.flatnonzero(field(state, "person", "alive"))
        columns = {name: field(state[living], word, name) for word, names in FIELDS.items() for name in names}
        return cls(columns, living, seats, len(state) // seats, week)

    def __getattr__(self, name: str) -> Column:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.seat)

    @cached_property
    def neighbourhood(self) -> Column:
        return self.seat // self.seats

    @cached_property
    def weeks(self) -> Column:
        return self.week + BIRTH_OFFSET - self.born

    @cached_property
    def age(self) -> Column:
        return self.weeks // 52

    @cached_property
    def adult(self) -> Mark:
        return self.age >= ADULT

    @cached_property
    def elder(self) -> Mark:
        return self.age >= ELDER

    @cached_property
    def home(self) -> Column:
        """Homes numbered through the society from 0."""
        return np.unique(self.neighbourhood * 256 + self.family, return_inverse=True)[1]

    @cached_property
    def size(self) -> Column:
        """How many live in the home of each."""
        return np.bincount(self.home)[self.home]

    @cached_property
    def head_row(self) -> Column:
        """The row of one person of each home, in the order of the homes."""
        return np.unique(self.home, return_index=True)[1]

    @cached_property
    def heads(self) -> Mark:
        heads = np.zeros(len(self), bool)
        heads[self.head_row] = True
        return heads

    @cached_property
    def parent_row(self) -> Column:
        """The row of the parent; -1 for those without, and -2 where there is nobody in the parent's seat."""
        rows = np.full(self.seats * self.neighbourhoods, -2)
        rows[self.seat] = np.arange(len(self))
        seat = self.neighbourhood * self.seats + self.parent
        return np.where(seat == self.seat, -1, rows[seat])

    @cached_property
    def partner_row(self) -> Column:
        """The row of the partner, -1 without: in a home with several couples the oldest belong together, and so on."""
        rows = np.full(len(self), -1)
        places = {}
        for sex in (0, 1):
            these = np.flatnonzero((self.coupled == 1) & (self.sex == sex))
            these = these[np.lexsort((self.seat[these], self.born[these], self.home[these]))]
            place = np.arange(len(these)) - np.searchsorted(self.home[these], self.home[these])
            places[sex] = dict(zip(zip(self.home[these].tolist(), place.tolist(), strict=True), these, strict=True))
        for at, man in places[0].items():
            if at in places[1]:
                rows[man], rows[places[1][at]] = places[1][at], man
        return rows

    def of_either(self, mark: Mark) -> Mark:
        """Return whether something holds for a person or the partner."""
        return mark | ((self.partner_row >= 0) & mark[self.partner_row])

    @cached_property
    def lives_with_child(self) -> Mark:
        """Whether a grown-up child of a person, or of the partner, lives in the home."""
        return self.of_either(self._parents_of(self.adult & self.lives_with_parent))

    @cached_property
    def child_near(self) -> Mark:
        """Whether a grown-up child lives elsewhere in the neighbourhood, and none in the home."""
        near = self._parents_of(self.adult & (self.parent_row >= 0) & ~self.lives_with_parent)
        return self.of_either(near) & ~self.lives_with_child

    @cached_property
    def lives_with_parent(self) -> Mark:
        return (self.parent_row >= 0) & (self.home[self.parent_row] == self.home)

    @cached_property
    def alone_or_with_partner(self) -> Mark:
        return (self.size == 1) | ((self.size == 2) & (self.partner_row >= 0))

    def _parents_of(self, children: Mark) -> Mark:
        found = np.zeros(len(self), bool)
        found[self.parent_row[children]] = True
        return found

    def ratio(self, upper: NDArray[np.generic], lower: NDArray[np.generic]) -> tuple[float, float]:
        """Return a ratio of sums and its standard error; whole neighbourhoods are drawn, since neighbours are alike."""
        above = np.bincount(self.neighbourhood, np.asarray(upper, float), self.neighbourhoods)
        below = np.bincount(self.neighbourhood, np.asarray(lower, float), self.neighbourhoods)
        ratio = above.sum() / below.sum()
        off = above - ratio * below
        return float(ratio), float(
            np.sqrt((off**2).sum() * self.neighbourhoods / (self.neighbourhoods - 1)) / below.sum()
        )
