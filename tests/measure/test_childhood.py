import pytest

from measure.panel_rows import panel
from measure.test_amounts import persons
from scored_society.measure.childhood import childhoods, grown_up

LISTED, WRONGLY = {"listed": True}, {"listed": True, "listed_wrongly": True}


def home(family, age, **given):
    return {"family": family, "age": age, **given}


def test_a_listed_parent_is_of_the_same_home_and_15_years_older():
    rows = panel(
        (2020, "child", 1000, home(1, 10)),
        (2020, "parent", 700, home(1, 30, **LISTED)),
        (2020, "other child", 1000, home(2, 10)),
        (2020, "brother", 700, home(2, 24, **LISTED)),
        (2020, "far child", 1000, home(1, 10, neighbourhood=5)),
        (2020, "grown", 1000, home(1, 18)),
    )
    assert childhoods(rows).rows() == [("child", 1, 1, 0), ("far child", 1, 0, 0), ("other child", 1, 0, 0)]


def test_years_are_counted_once_however_many_are_listed_and_only_as_minors():
    rows = panel(
        *((2020 + age, "child", 1000, home(1, 15 + age)) for age in range(4)),
        *((year, "mother", 700, home(1, 40, **WRONGLY)) for year in (2020, 2021, 2023)),
        (2020, "father", 700, home(1, 40, **LISTED)),
    )
    assert childhoods(rows).rows() == [("child", 3, 2, 1)]


def test_grown_up_children_are_compared_by_their_parents_listing():
    rows = panel(
        (2020, "0", 1000, home(1, 10)),
        (2020, "1", 1000, home(2, 10)),
        (2020, "2", 1000, home(2, 12)),
        (2020, "3", 1000, home(1, 3)),
        (2020, "parent", 700, home(1, 30, **LISTED)),
    )
    people = persons(
        ("a", 900, True, 2), ("b", 1000, False, 5), ("b", 1100, False, 3), ("a", 1000, False, 1), ("a", 800, True, 1)
    )
    people = people.with_columns(age=people["seat"].replace_strict([3], [13], default=40), education=people["seat"] * 2)
    found = {(row["parent_listed"], row["group"]): row for row in grown_up(rows, people).rows(named=True)}
    assert set(found) == {(True, "everybody"), (True, "a"), (False, "everybody"), (False, "b")}
    hit, spared = found[True, "everybody"], found[False, "everybody"]
    assert (hit["grown"], hit["university_share"], hit["income"], hit["listed_share"], hit["score"]) == (
        1,
        0,
        2,
        1,
        900,
    )
    assert (spared["grown"], spared["university_share"], spared["income"]) == (2, 0.5, 4)
    assert (spared["education"], spared["score"]) == (pytest.approx(3), 1050)


def test_nobody_grew_up():
    assert grown_up(panel((2020, "0", 1000)), persons(("a", 900, False, 1))).is_empty()
    assert childhoods(panel()).is_empty()
