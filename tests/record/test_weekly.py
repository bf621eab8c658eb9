from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from record.living import GROUPS, MEASURES, REGIONS, cells_of
from scored_society.record.fingerprint import canonical
from scored_society.record.weekly import BULLETINS, WEEKLY, bulletin_frame, weekly_frame, without_bins

keys = st.tuples(
    st.sampled_from(sorted(MEASURES)), st.integers(-1, 1), st.integers(-1, 1), st.integers(-1, 2), st.integers(-1, 2)
)


@settings(max_examples=40)
@given(st.lists(st.dictionaries(keys, st.integers(-5, 5)), max_size=3))
def test_a_frame_adds_up_to_the_census(weeks):
    given_weeks, expected = [], Counter()
    for week, counts in enumerate(weeks):
        rows = np.array([[*key, value] for key, value in counts.items()], dtype=np.int64).reshape(-1, 6)
        given_weeks.append((week, without_bins(canonical(cells_of(rows)))))
        for (measure, region, group, score, _), value in counts.items():
            place = [None if region < 0 else REGIONS[region], None if group < 0 else GROUPS[group]]
            expected[week, MEASURES[measure], *place, None if score < 0 else score] += value
    frame = weekly_frame(given_weeks, MEASURES, REGIONS, GROUPS)
    assert frame.schema == WEEKLY
    assert {row[:-1]: row[-1] for row in frame.rows()} == {key: n for key, n in expected.items() if n}
    assert len(set(frame.select(list(WEEKLY)[:-1]).rows())) == frame.height


def test_no_weeks_make_empty_frames():
    assert weekly_frame([], MEASURES, REGIONS, GROUPS).schema == WEEKLY
    assert bulletin_frame([]).schema == BULLETINS
