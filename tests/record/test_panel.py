import numpy as np
import polars as pl
import pytest

from invariance.lived import smallville
from record.living import GROUPS, REGIONS, panel
from scored_society.record.panel import PANEL, citizen_names, panel_frame


def test_a_panel_has_names_for_numbers():
    frame = panel_frame(52 + 51, panel(51), REGIONS, GROUPS)
    assert frame.schema == PANEL
    assert frame["year"].to_list() == [2021] * 3
    assert frame["citizen"].to_list() == ["4", "5.2", "6.3"]
    assert frame["parent"].to_list() == [None, "4", "5.2"]
    assert frame["sex"].to_list() == ["male"] * 3
    assert frame["region"].to_list() == ["north"] * 3
    assert frame["score"].to_list() == [None, 1000, 1051]
    assert frame["listed"].to_list() == [False, False, True]


def test_a_panel_may_be_empty():
    nobody = {name: column[:0] for name, column in panel(51).items()}
    assert panel_frame(51, nobody, REGIONS, GROUPS).schema == PANEL


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seats": np.zeros(3)}, "has the columns"),
        ({"age": np.zeros(2)}, "of one length"),
        ({"group": np.array([0, 1, 2])}, "group 2 has no name"),
    ],
)
def test_columns_are_checked(change: dict[str, np.ndarray], message: str):
    with pytest.raises(ValueError, match=message):
        panel_frame(51, panel(51) | change, REGIONS, GROUPS)


def test_parents_are_alive_older_and_of_the_neighbourhood():
    panel = smallville().panel
    pairs = panel.join(panel, left_on=["week", "parent"], right_on=["week", "citizen"], how="inner", suffix="_above")
    assert pairs.height == panel["parent"].count() > 500
    assert (pairs["neighbourhood"] == pairs["neighbourhood_above"]).all()
    assert (pairs["age_above"] - pairs["age"] >= 15).all()
    minors = panel.filter(pl.col("age") < 18)
    assert minors["parent"].count() / minors.height > 0.95


def test_what_was_guessed_before_is_known():
    panel = smallville().panel
    assert panel["income"].is_between(1, 5).all()
    assert panel["income"].n_unique() == 5
    assert panel["education"].is_between(0, 4).all()
    assert panel.filter(pl.col("age") < 6)["education"].max() == 0
    assert set(panel.filter(pl.col("coupled"))["age"] >= 18) == {True}
    old, young = (panel.filter(pl.col("age").is_between(*ages))["limited"].mean() for ages in ((70, 120), (0, 30)))
    assert old > 3 * young > 0


def test_nobody_has_two_names():
    assert citizen_names(np.array([7, 7, 71]), np.array([0, 1, 0])) == ["7", "7.2", "71"]
