import numpy as np
import pytest

from record.living import GROUPS, REGIONS, panel
from scored_society.record.panel import PANEL, citizen_names, panel_frame


def test_a_panel_has_names_for_numbers():
    frame = panel_frame(52 + 51, panel(51), REGIONS, GROUPS)
    assert frame.schema == PANEL
    assert frame["year"].to_list() == [2021] * 3
    assert frame["citizen"].to_list() == ["4", "5.2", "6.3"]
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


def test_nobody_has_two_names():
    assert citizen_names(np.array([7, 7, 71]), np.array([0, 1, 0])) == ["7", "7.2", "71"]
