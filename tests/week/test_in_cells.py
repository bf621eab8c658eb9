import numpy as np
import pytest

from scored_society.week.counted import in_cells


@pytest.mark.parametrize("size", [0, 1, 2, 1000])
def test_applicants_are_put_in_cells_as_unique_does(size):
    applicants = np.random.default_rng(size).integers(0, 50, size).astype(np.int32)
    cells, counts = in_cells(applicants)
    expected, times = np.unique(applicants, return_counts=True)
    assert cells.tolist() == expected.tolist()
    assert counts.tolist() == times.tolist()
    assert cells.dtype == counts.dtype == np.int64
