import pytest

from measure.census_rows import census, people
from scored_society.measure.awareness import awareness
from scored_society.measure.population import population

A, B = {"group": "a"}, {"group": "b"}


def test_awareness_is_of_adults_and_belief_of_certainty():
    weekly = census(
        (3, "adults", 6, A),
        (3, "adults", 4, B),
        (3, "aware", 5, A),
        (3, "belief", 62, A),
        (4, "adults", 1, A),
    )
    assert awareness(weekly, [3]).rows() == [(3, 10, 5, 0.5, pytest.approx(0.2))]


def test_people_births_and_deaths_by_year():
    weekly = census(
        people(0, "a", 1000, 100),
        people(1, "a", 1000, 101),
        people(1, "b", None, 7),
        people(52, "a", 1000, 104),
        (1, "births", 1, A),
        (52, "deaths", 4, A),
    )
    first, second = population(weekly).rows(named=True)
    assert (first["people"], first["lived"], first["births"], first["deaths"]) == (108, 208, 1, 0)
    assert first["birth_rate"] == pytest.approx(250)
    assert (second["year"], second["people"], second["death_rate"]) == (2021, 104, 2000)
