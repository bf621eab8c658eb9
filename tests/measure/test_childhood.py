import polars as pl
import pytest

import scored_society as ss
from measure.panel_rows import panel
from scored_society.measure.census import measured
from scored_society.measure.childhood import childhoods, grown_up, listed_parents

LISTED, WRONGLY = {"listed": True}, {"listed": True, "listed_wrongly": True}
MOTHER, FATHER = {"sex": "female", "coupled": True}, {"sex": "male", "coupled": True}


def home(family, age, **given):
    return {"family": family, "age": age, **given}


def test_a_listed_parent_is_the_known_one_wherever_they_live():
    rows = panel(
        (2020, "child", 1000, home(1, 10, parent="mother")),
        (2020, "mother", 700, home(1, 30, **LISTED)),
        (2020, "lodger's child", 1000, home(1, 9, parent="lodger")),
        (2020, "lodger", 1000, home(1, 50)),
        (2020, "far child", 1000, home(2, 10, parent="mother")),
        (2020, "orphan", 1000, home(1, 10)),
        (2020, "grown", 1000, home(1, 18, parent="mother")),
    )
    assert childhoods(rows).rows() == [
        ("child", 1, 1, 0),
        ("far child", 1, 1, 0),
        ("lodger's child", 1, 0, 0),
        ("orphan", 1, 0, 0),
    ]


def test_so_is_the_partner_of_the_known_one():
    rows = panel(
        (2020, "child", 1000, home(1, 10, parent="mother", sex="male")),
        (2020, "mother", 1000, home(1, 40, parent="grandfather", **MOTHER)),
        (2020, "father", 700, home(1, 40, **FATHER, **WRONGLY)),
    )
    assert childhoods(rows).rows() == [("child", 1, 1, 1)]


@pytest.mark.parametrize(
    "other",
    [
        home(1, 70, **FATHER) | {"citizen": "grandfather"},  # the mother's own father
        home(1, 40, sex="female", coupled=True),
        home(1, 40, sex="male"),
        home(2, 40, **FATHER),
        home(1, 40, **FATHER, neighbourhood=5),
        home(1, 20, **FATHER, parent="mother"),  # a grown brother
    ],
)
def test_nobody_else_at_home_is(other):
    rows = panel(
        (2020, "child", 1000, home(1, 10, parent="mother")),
        (2020, "mother", 1000, home(1, 40, parent="grandfather", **MOTHER)),
        (2020, other.pop("citizen", "other"), 700, other | LISTED),
    )
    assert childhoods(rows).rows() == [("child", 1, 0, 0)]


def test_years_are_counted_once_however_many_are_listed_and_only_as_minors():
    rows = panel(
        *((2020 + age, "child", 1000, home(1, 15 + age, parent="mother")) for age in range(4)),
        *((year, "mother", 700, home(1, 40, **MOTHER, **WRONGLY)) for year in (2020, 2021, 2023)),
        (2020, "father", 700, home(1, 40, **FATHER, **LISTED)),
    )
    assert childhoods(rows).rows() == [("child", 3, 2, 1)]


def test_parents_of_the_panel_are_those_that_sanctions_know(tmp_path):
    """The census of the week after a panel counts the minors who have a listed parent at the panel's week's end."""
    path = tmp_path / "strict.yaml"
    path.write_text("policy: strict\ntitle: S\nextends: as-told\nblacklist: {low_score: {at_or_below: 995}}\n")
    run = ss.simulate(path, society="smallville", citizens=2000, years=2, out=tmp_path / "run")
    year = run.panel.filter(pl.col("year") == 2020)
    ages = {most: listed_parents(year.filter(pl.col("age") < most), year)["citizen"].n_unique() for most in (17, 18)}
    counted = measured(run.weekly, "children_of_listed").filter(pl.col("week") == 52)["value"].sum()
    assert 30 < ages[17] <= counted <= ages[18]  # some have their 18th birthday in between
    assert listed_parents(year.filter(pl.col("age") < 18), year)["listed_wrongly"].any()
    assert ages[18] - counted < 3


def test_grown_up_children_are_compared_by_their_parents_listing():
    rows = panel(
        (2020, "0", 1000, home(1, 10, parent="mother")),
        (2020, "1", 1000, home(2, 10)),
        (2020, "2", 1000, home(2, 12)),
        (2020, "3", 1000, home(1, 3, parent="mother")),
        (2020, "mother", 700, home(1, 30, **LISTED)),
        (2029, "0", 900, home(1, 19, group="a", listed=True, education=0, income=2)),
        (2029, "1", 1000, home(2, 19, group="b", education=2, income=5)),
        (2029, "2", 1100, home(2, 21, group="b", education=4, income=3)),
        (2029, "3", 1000, home(1, 12, parent="mother")),
    ).with_columns(week=(pl.col("year") - 2020) * 52 + 51)
    found = {(row["parent_listed"], row["group"]): row for row in grown_up(rows).rows(named=True)}
    assert set(found) == {(True, "everybody"), (True, "a"), (False, "everybody"), (False, "b")}
    hit, spared = found[True, "everybody"], found[False, "everybody"]
    assert [hit[name] for name in ("grown", "university_share", "income", "listed_share", "score")] == [1, 0, 2, 1, 900]
    assert (spared["grown"], spared["university_share"], spared["income"]) == (2, 0.5, 4)
    assert (spared["education"], spared["score"]) == (pytest.approx(3), 1050)


def test_nobody_grew_up():
    assert grown_up(panel((2020, "0", 1000, {"week": 51}))).is_empty()
    assert childhoods(panel()).is_empty()
    assert grown_up(panel()).is_empty()
