"""P9: two lives with the same random numbers differ by far less than two with others."""

import json
from dataclasses import asdict

import pytest

from scored_society.bench.patterns import common_numbers
from scored_society.bench.patterns.common_numbers import HELD, LAST_YEAR, common_random_numbers


class Told:
    def __init__(self):
        self.total, self.last = None, None

    def start(self, total_weeks, citizens):
        self.total = total_weeks

    def message(self, text):
        pass

    def advance(self, week):
        assert self.last is None or week > self.last
        self.last = week


@pytest.fixture(scope="module")
def small():
    told = Told()
    return common_random_numbers(citizens=300, years=1, seeds=3, progress=told), told


def test_each_figure_has_a_row_and_two_have_a_target(small):
    found, _ = small
    assert [pattern.note.split(":")[0] for pattern in found[:2]] == list(HELD)
    assert [pattern.target for pattern in found[:2]] == ["at least 10 at the lower bound, F(2, 2)"] * 2
    assert len(found) > len(HELD) + 10
    assert {(pattern.target, pattern.met) for pattern in found[2:]} == {(None, None)}
    assert {(pattern.id, pattern.role) for pattern in found} == {("P9", "verification")}


def test_with_one_year_the_last_one_is_all(small):
    ratios = {pattern.note.split(":")[0]: pattern.value for pattern in small[0]}
    assert ratios[LAST_YEAR] == ratios["score"]
    assert ratios["score"] > 1


def test_patterns_are_plain_json(small):
    for pattern in small[0]:
        assert json.loads(json.dumps(asdict(pattern), allow_nan=False)) == asdict(pattern)
        assert pattern.value is None or pattern.low < pattern.value < pattern.high


def test_progress_counts_the_weeks_of_all_lives(small):
    _, told = small
    assert told.total == 4 * 3 * 52
    assert told.last == told.total - 1


def test_the_two_rule_books_differ_by_one_point():
    first, second = (life.timetable.epochs[0].policy.rules for life in common_numbers._lives(300, 1))
    assert {name for name in first if first[name] != second[name]} == {"traffic_offence"}
    assert second["traffic_offence"].points == first["traffic_offence"].points - 1


@pytest.mark.parametrize(
    ("unrelated", "paired", "value", "met"),
    [
        ([0, 40, 90, 10, 70], [1, 2, 3, 2, 1], 2100, True),
        ([0, 4, 9, 1, 7], [1, 2, 3, 2, 1], 21, False),  # its lower bound is 2
        ([0, 4, 9, 1, 7], [2, 2, 2, 2, 2], None, True),
        ([2, 2, 2, 2, 2], [2, 2, 2, 2, 2], None, False),
    ],
)
def test_the_lower_bound_decides(unrelated, paired, value, met):
    found = common_numbers._pattern("listings", unrelated, paired)
    assert (found.value, found.met) == (pytest.approx(value) if value else None, met)
    assert common_numbers._pattern("trust", unrelated, paired).met is None


@pytest.mark.soak
def test_common_random_numbers_do_their_work():
    found = common_random_numbers()
    assert [pattern.met for pattern in found[:2]] == [True, True]
