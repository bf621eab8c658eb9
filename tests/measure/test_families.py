from measure.census_rows import census, people
from scored_society.measure.families import celebrities, children_of_listed

A, B = {"group": "a"}, {"group": "b"}


def test_minors_are_whoever_is_no_adult():
    weekly = census(
        people(7, "a", 1000, 50),
        people(7, "b", None, 10),
        (7, "adults", 40, A),
        (7, "adults", 10, B),
        (7, "children_of_listed", 2, A),
        (6, "children_of_listed", 9, A),
    )
    assert children_of_listed(weekly, [7]).rows() == [
        (7, "a", 10, 2, 0.2),
        (7, "b", 0, 0, None),
        (7, "everybody", 10, 2, 0.2),
    ]


def test_celebrities_are_a_mean_over_weeks_and_their_listings_a_sum():
    weekly = census(
        people(0, "a", 1000, 50),
        people(1, "a", 1000, 50),
        people(52, "a", 1000, 50),
        (0, "famous", 3),
        (1, "famous", 2),
        (1, "famous_listed", 1),
    )
    assert celebrities(weekly).rows() == [(2020, 2.5, 1), (2021, 0.0, 0)]
