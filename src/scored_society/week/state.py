"""The one table of state: every field of a seat, in bits, and the accessors made from it.

A seat is three 32-bit words, one of 16 and one of 8, a byte of traits, a byte for each good that one may wait for, and
two bits for each rule that counts its entries within a year. What is not here (tickets, the neighbourhood's board,
which sanctions hold) is worked out from the seed or from this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.society.people import AGE_BANDS, RESIDENCES
from scored_society.tables.packed import MOST
from scored_society.tables.scoring import MOST_COUNTED
from scored_society.tables.slots import BODY, STATION
from scored_society.week.compiled import compiled

FIELDS: dict[str, dict[str, int]] = {
    "person": {
        "alive": 1,
        "holders": 4,  # how many have held this seat so far; the present occupant is holders - 1
        "born": 14,  # week of birth + BIRTH_OFFSET
        **BODY,  # sex: 0 male, 1 female; limited: lives with a disability or carries the care of one
        **STATION,  # income: fifth of the household's income
        "health": 2,  # 0 well, 1 poor, 2 frail
    },
    "ties": {
        "family": 8,  # number within the neighbourhood
        "parent": 8,  # seat of a parent within the neighbourhood; the own seat where there is none
        "coupled": 1,
        "without": 5,  # a frail elder: weeks without care; of working age: 0 or see `OUT_OF_WORK`
        "belief": 5,  # belief of being seen, in 1/31
        "trust": 5,  # in the State, in 1/31
    },
    "record": {
        "score": 11,
        "clean": 11,  # the score from true entries alone
        "until": 10,  # week in which a listing ends, modulo UNTIL_CYCLE
    },
    "listing": {
        "route": 3,  # 0 not listed, else 1 + the route's index
        "wrongly": 1,
        "quarters": 2,  # quarters since the standing was last broken, up to 3
        "aware": 1,
        "collector": 1,  # hired this year
    },
    "more": {
        "platform": 10,  # the payment platform's score, in thousandths of its range
        "frivolous": 2,  # purchases of late that it found frivolous, up to 3
        "famous": 1,
        "listed_before": 1,
        "queues": 1,  # waits for something
        "shunned": 1,  # lost friends by being shamed
    },
}
WORD_BITS = {"person": 32, "ties": 32, "record": 32, "listing": 8, "more": 16}
"""Bits of each word of a seat."""
TRAIT_BITS = 2
"""Bits of a trait: four levels."""
BIRTH_OFFSET = 6240
"""Weeks: nobody who is there at the start is older than 120 years."""
LAST_WEEK = (1 << 14) - 1 - BIRTH_OFFSET
"""The last week in which somebody can be born (year 195)."""
UNTIL_CYCLE = 1 << 10
"""Weeks after which the end of a listing is counted anew: longer than any term."""
MOST_HOLDERS = 15
"""Occupants of a seat at the most."""
FULL_BELIEF = 31
"""Belief and trust are in 1/31."""
WELL, POOR, FRAIL = range(3)
"""Values of `health`."""
OUT_OF_WORK, WORSE_OFF = 1, 2
"""Values of `without` at working age: out of work; out of work, and on the next lower fifth of income by it."""
TALLY_BITS = 2
TALLIES_A_BYTE, MOST_TALLY = 8 // TALLY_BITS, (1 << TALLY_BITS) - 1
"""Counters of rules within a year: how many a byte holds, and how far they count."""
TRAIT_MASK = (1 << TRAIT_BITS) - 1
"""The bits of one trait."""
RESIDENCE_KINDS = len(RESIDENCES)
"""Rural, urban and floating."""
YEARS_OF_A_BAND = 5
"""Years of age in a band."""
WEEKS_OF_A_BAND = YEARS_OF_A_BAND * WEEKS_PER_YEAR
"""The same in weeks."""
OLDEST_BAND = AGE_BANDS - 1
"""Ages come in bands of five years; the last is open."""
NEARLY_A_52ND, NEARLY_BITS = 80660, 22
"""80660 / 2²² is nearly 1 / 52: right for every age in weeks that fits its field."""
TALLY_BYTES = MOST_COUNTED * TALLY_BITS // 8
"""Bytes of a seat's counters within a year."""
MEMORY_ITEMS = 2
"""What a neighbourhood remembers of last week."""


SEAT = np.dtype(
    (
        np.record,
        [
            ("person", np.uint32),
            ("ties", np.uint32),
            ("record", np.uint32),
            ("more", np.uint16),
            ("listing", np.uint8),
            ("traits", np.uint8),
            ("tally", np.uint8, (TALLY_BYTES,)),
            ("waits", np.uint8, (MOST["G"],)),
        ],
    )
)
"""The memory of a seat: the words of `FIELDS`; traits, two bits each; the counters of rules that count within a year;
and for each good the weeks since the application, 0 for none."""

State = NDArray[Any]
"""Seats (`SEAT`) of a run of neighbourhoods, a multiple of the seats of a neighbourhood."""
Memory = NDArray[np.uint16]
"""(neighbourhoods, MEMORY_ITEMS): scored acts done in a neighbourhood last week, and those of them that were seen."""


def empty_state(neighbourhoods: int, seats: int) -> tuple[State, Memory]:
    """Return seats that nobody has held yet, and neighbourhoods with nothing to remember."""
    return np.zeros(neighbourhoods * seats, SEAT), np.zeros((neighbourhoods, MEMORY_ITEMS), np.uint16)


def bytes_per_seat(seats: int) -> float:
    """Return the mutable state of a seat, its share of the neighbourhood's memory included, in bytes."""
    return sum(array.nbytes for array in empty_state(1, seats)) / seats


def _accessors(word: str, name: str) -> tuple[Callable[[Any], int], Callable[[Any, int], int]]:
    """Make the reader and the writer of one field from the table."""
    names = list(FIELDS[word])
    shift = sum(FIELDS[word][before] for before in names[: names.index(name)])
    mask = (1 << FIELDS[word][name]) - 1
    cleared = ~(mask << shift)

    def read(bits: Any) -> int:
        return (int64(bits) >> shift) & mask

    def write(bits: Any, value: int) -> int:
        return (int64(bits) & cleared) | (value << shift)

    return compiled(read), compiled(write)


def _together(word: str, fields: dict[str, int]) -> Callable[[Any], int]:
    """Make the reader of several fields that stand side by side, the first lowest."""
    names = list(FIELDS[word])
    shift = sum(FIELDS[word][before] for before in names[: names.index(next(iter(fields)))])
    mask = (1 << sum(fields.values())) - 1

    def read(bits: Any) -> int:
        return (int64(bits) >> shift) & mask

    return compiled(read)


body, station = _together("person", BODY), _together("person", STATION)
alive, with_alive = _accessors("person", "alive")
holders, with_holders = _accessors("person", "holders")
born, with_born = _accessors("person", "born")
sex, with_sex = _accessors("person", "sex")
minority, with_minority = _accessors("person", "minority")
residence, with_residence = _accessors("person", "residence")
education, with_education = _accessors("person", "education")
income, with_income = _accessors("person", "income")
limited, with_limited = _accessors("person", "limited")
health, with_health = _accessors("person", "health")
family, with_family = _accessors("ties", "family")
parent, with_parent = _accessors("ties", "parent")
coupled, with_coupled = _accessors("ties", "coupled")
without, with_without = _accessors("ties", "without")
neglect, with_neglect = without, with_without
"""Weeks without care share a field with being out of work. They never meet: only those of 60 and over are frail, and
the field is cleared on the 60th birthday and on becoming frail."""
belief, with_belief = _accessors("ties", "belief")
trust, with_trust = _accessors("ties", "trust")
score, with_score = _accessors("record", "score")
clean, with_clean = _accessors("record", "clean")
until, with_until = _accessors("record", "until")
route, with_route = _accessors("listing", "route")
wrongly, with_wrongly = _accessors("listing", "wrongly")
quarters, with_quarters = _accessors("listing", "quarters")
aware, with_aware = _accessors("listing", "aware")
collector, with_collector = _accessors("listing", "collector")
platform, with_platform = _accessors("more", "platform")
frivolous, with_frivolous = _accessors("more", "frivolous")
famous, with_famous = _accessors("more", "famous")
listed_before, with_listed_before = _accessors("more", "listed_before")
queues, with_queues = _accessors("more", "queues")
shunned, with_shunned = _accessors("more", "shunned")


@compiled
def age_in_weeks(person: int, week: int) -> int:
    """Return the age in weeks at the start of `week`."""
    return week + BIRTH_OFFSET - born(person)


@compiled
def age_in_years(person: int, week: int) -> int:
    """Return the age in whole years of 52 weeks."""
    return (week + BIRTH_OFFSET - born(person)) // WEEKS_PER_YEAR


@compiled
def has_birthday(weeks: int) -> bool:
    """Whether an age in weeks (0 … 2¹⁴) is one in whole years, without a division: 80660 / 2²² is nearly 1 / 52."""
    return ((weeks * NEARLY_A_52ND) >> NEARLY_BITS) * WEEKS_PER_YEAR == weeks


@compiled
def group_of(person: int) -> int:
    """Return the index of the group by which results are shown: descent, then residence."""
    return minority(person) * RESIDENCE_KINDS + residence(person)


@compiled
def out_of_work(person: int, ties: int) -> bool:
    """Whether somebody of working age is out of work; a frail elder's weeks without care are none of it."""
    return health(person) != FRAIL and without(ties) > 0


@compiled
def trait(traits: int, index: int) -> int:
    """Return the level (0 … 3) of a trait."""
    return int(int64(traits) >> (index * TRAIT_BITS)) & TRAIT_MASK


@compiled
def empty(seat: Any) -> None:
    """Leave a seat to the next occupant; who held it is still counted."""
    seat.person = with_holders(0, holders(seat.person))
    seat.ties = 0
    seat.record = 0
    seat.more = 0
    seat.listing = 0
    seat.traits = 0
    clear_tally(seat)
    for good in range(seat.waits.shape[0]):
        seat.waits[good] = 0


@compiled
def tally_of(seat: Any, index: int) -> int:
    """Return how often a counted rule has struck this year, 0 … 3 (three or more)."""
    return (int64(seat.tally[index // TALLIES_A_BYTE]) >> (index % TALLIES_A_BYTE * TALLY_BITS)) & MOST_TALLY


@compiled
def count_tally(seat: Any, index: int) -> None:
    """Count one more entry of a counted rule, up to three."""
    before = tally_of(seat, index)
    if before < MOST_TALLY:
        byte = index // TALLIES_A_BYTE
        seat.tally[byte] = int64(seat.tally[byte]) + (1 << (index % TALLIES_A_BYTE * TALLY_BITS))


@compiled
def clear_tally(seat: Any) -> None:
    """Forget the entries of the year."""
    for index in range(TALLY_BYTES):
        seat.tally[index] = 0
