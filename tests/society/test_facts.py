"""Each published fact that a society says it meets is measured, and met within three standard errors and rounding."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib.resources import files

import numpy as np
import pytest
from numpy.typing import NDArray

from laws.living import Society, tables
from scored_society.society.load import SOCIETIES, load_society
from scored_society.tables.slots import by_number
from week.families import People

CITIZENS = 200_000
Ratio = tuple[NDArray[np.generic], NDArray[np.generic]]
"""What is added up over people, and by what the sum is divided."""


def everybody(people: People) -> NDArray[np.generic]:
    return np.ones(len(people))


FOUNDED: dict[str, Callable[[People], Ratio]] = {
    "age_0_14": lambda people: (people.age < 15, everybody(people)),
    "age_15_59": lambda people: ((people.age >= 15) & (people.age < 60), everybody(people)),
    "age_60_plus": lambda people: (people.age >= 60, everybody(people)),
    "age_65_plus": lambda people: (people.age >= 65, everybody(people)),
    "sex_ratio": lambda people: (100 * (people.sex == 0), people.sex == 1),
    "minority": lambda people: (people.minority, everybody(people)),
    "urban": lambda people: (people.residence > 0, everybody(people)),
    "floating_population": lambda people: ((people.residence == 2) * float(FACTS["population"]), everybody(people)),
    "household_size": lambda people: (everybody(people), people.heads),
    "elders_with_child": lambda people: (people.elder & people.lives_with_child, people.elder),
    "elders_child_near": lambda people: (people.elder & people.child_near, people.elder),
}
"""What is measured on those who are there at the start."""
RECORDED = {
    "blood_rate": ("blood_donation", "blood_bank"),
    "traffic_violations": ("traffic_offence", "traffic_police"),
    "jaywalking_fined": ("jaywalking", "traffic_police"),
    "larceny_filed": ("theft", "police"),
}
"""What ordinary institutions record in a year without any score, a head: behaviour and channel."""


def published() -> dict[str, str]:
    """Return the value of each fact, as it was published."""
    text = files("scored_society.society").joinpath("facts.csv").read_text(encoding="utf-8")
    return {row["id"]: row["value"] for row in csv.DictReader(text.splitlines())}


FACTS = published() | {"population": str(load_society("china-2020").society.population.value)}


def rounding(value: str) -> float:
    """Return half a unit of the last digit that a value was published with; for large counts, of the fourth."""
    decimals = len(value.partition(".")[2])
    return 0.5 * (10.0**-decimals if decimals else 10.0 ** max(0, len(value) - 4))


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Society:
    return Society(tables("none", "china-2020", 52, tmp_path_factory.mktemp("files")), CITIZENS)


@pytest.fixture(scope="module")
def founded(society: Society) -> People:
    """The people who are there at the start; they are read before a week is lived."""
    return People.of(society, 0)


@pytest.fixture(scope="module")
def recorded(society: Society, founded: People) -> tuple[dict[str, int], float]:
    """What was recorded in the first year, and the years that were lived by everybody together."""
    behaviours = [name for name, _ in by_number(society.timetable.society.behaviours)]
    channels = [name for name, _ in by_number(society.timetable.society.channels)]
    counts, person_weeks = 0, 0
    for week in society.live(52):
        counts = counts + week.of("recorded").sum(axis=2)
        person_weeks += int(week.of("people").sum())
    found = {
        fact: int(counts[channels.index(channel), behaviours.index(behaviour)])
        for fact, (behaviour, channel) in RECORDED.items()
    }
    return found, person_weeks / 52


@pytest.mark.parametrize("name", SOCIETIES.names())
def test_every_fact_that_is_met_is_published_and_measured(name: str):
    meets = load_society(name).society.meets
    assert len(set(meets)) == len(meets)
    assert set(meets) <= set(published())
    assert set(meets) <= set(FOUNDED) | set(RECORDED)


def test_china_meets_every_fact_of_the_table():
    assert set(load_society("china-2020").society.meets) == set(published()) == set(FOUNDED) | set(RECORDED)


@pytest.mark.parametrize("fact", FOUNDED)
def test_people_at_the_start_meet(fact: str, founded: People):
    found, error = founded.ratio(*FOUNDED[fact](founded))
    assert abs(found - float(FACTS[fact])) <= 3 * error + rounding(FACTS[fact])


@pytest.mark.parametrize("fact", RECORDED)
def test_records_of_a_year_meet(fact: str, recorded: tuple[dict[str, int], float]):
    counts, years = recorded
    found, error = counts[fact] / years, np.sqrt(counts[fact]) / years
    assert abs(found - float(FACTS[fact])) <= 3 * error + rounding(FACTS[fact])


def test_a_wrong_figure_would_be_noticed(founded: People):
    """The tolerances are narrow: a twentieth more or less of any fact that is measured at the start is outside."""
    for fact, ratio in FOUNDED.items():
        found, error = founded.ratio(*ratio(founded))
        room = 3 * error + rounding(FACTS[fact])
        assert room < 0.05 * found or fact in ("urban", "floating_population"), fact  # places differ as a whole
