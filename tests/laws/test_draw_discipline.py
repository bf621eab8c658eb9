"""What one change may move, and what it must not: draws are keyed, so what does not follow from it stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from laws.living import AS_TOLD, FEEDBACKS, SMALLVILLE, Society, Week, read, steady, tables
from scored_society.week.state import score, with_score

PEOPLE, WEEKS = 1000, 60
STRENGTHS = ("obeying", "performing", "chilling")
DONE = ("acts", "withheld", "performed", "life", "adults", "people_in")
"""Not `applied`: who is served sooner may apply again sooner."""
NOTICED = ("seen", "recorded", "wrong", "strays")
SCORED = ("people", "points")

File = dict[str, Any]
"""What a rule book or a society says."""


@pytest.fixture
def policy() -> File:
    return read(AS_TOLD)


@pytest.fixture
def society() -> File:
    """Smallville, where nobody minds being scored or loses work, and no situation changes anybody."""
    told = steady(read(SMALLVILLE))
    told["situation"] |= dict.fromkeys(FEEDBACKS, 0)
    told["response"] |= dict.fromkeys(STRENGTHS, 0)
    return told


@pytest.fixture
def live(tmp_path: Path) -> Callable[[File, File], list[Week]]:
    def lived(policy: File, society: File) -> list[Week]:
        return list(Society(tables(policy, society, WEEKS, tmp_path), PEOPLE).live(WEEKS))

    return lived


def without_collectors(policy: File) -> File:
    """Return a rule book that hires nobody for their score."""
    told = deepcopy(policy)
    del told["channels"]["collectors"]
    for rule in told["rules"].values():
        rule["seen_by"] = [channel for channel in rule["seen_by"] if channel != "collectors"]
    told["rules"] = {name: rule for name, rule in told["rules"].items() if rule["seen_by"]}
    told["blacklist"] = {
        name: route for name, route in told["blacklist"].items() if "collectors" not in route.get("by", ())
    }
    return told | {"tests": []}


def same(ours: list[Week], theirs: list[Week], *kinds: str) -> list[str]:
    """Return the kinds of count that are equal in every week."""
    weeks = list(zip(ours, theirs, strict=True))
    return [kind for kind in kinds if all(np.array_equal(one.of(kind), other.of(kind)) for one, other in weeks)]


def test_points_move_scores_and_no_act_or_report(policy: File, society: File, live):
    policy = without_collectors(policy)
    changed = deepcopy(policy) | {"tests": []}
    changed["rules"]["traffic_offence"]["points"] = -60
    before, after = live(policy, society), live(changed, society)
    assert same(before, after, *DONE, *NOTICED, "entries") == [*DONE, *NOTICED, "entries"]
    assert same(before, after, *SCORED, "listings", "listed") == []


def test_points_move_no_act_even_where_collectors_are_chosen_by_score(policy: File, society: File, live):
    changed = deepcopy(policy) | {"tests": []}
    changed["rules"]["traffic_offence"]["points"] = -60
    before, after = live(policy, society), live(changed, society)
    assert same(before, after, *DONE) == [*DONE]
    assert same(before, after, *SCORED) == []


def test_points_move_acts_where_people_mind(policy: File, live):
    changed = deepcopy(policy) | {"tests": []}
    changed["rules"]["traffic_offence"]["points"] = -60
    society = read(SMALLVILLE)
    before, after = live(policy, society), live(changed, society)
    assert same(before, after, "acts", "withheld", "life") == ["life"]


def test_a_rule_that_is_removed_leaves_its_room_empty(policy: File, society: File, live):
    policy = without_collectors(policy)
    changed = deepcopy(policy) | {"tests": []}
    del changed["rules"]["jaywalking"]
    before, after = live(policy, society), live(changed, society)
    assert same(before, after, *DONE, "seen", "wrong", "strays") == [*DONE, "seen", "wrong", "strays"]
    assert same(before, after, *SCORED, "entries") == []


def test_a_new_behaviour_takes_room_after_the_others(policy: File, society: File, live):
    changed = deepcopy(society)
    changed["behaviours"]["whistling"] = {
        "number": 300, "what": "Whistles", "arises_in": "community", "act_rate": "1 per year", "at_most": "1 per year",
        "status_quo_detection": {"village_committee": 0.1},
    }  # fmt: skip
    before, after = live(policy, society), live(policy, changed)
    old = len(society["behaviours"])
    for one, other in zip(before, after, strict=True):
        assert np.array_equal(one.of("acts")[:old], other.of("acts")[:old])
        assert all(np.array_equal(one.of(kind), other.of(kind)) for kind in ("life", "applied"))
    assert sum(int(week.of("acts")[old].sum()) for week in after) > 0


def test_a_false_report_moves_nobody_elses_life(policy: File, society: File, tmp_path: Path):
    """A score is taken down in week 20; others live on as they did, but for the queue, where places are scarce."""
    accused = 7
    timetable = tables(without_collectors(policy), society, WEEKS, tmp_path)
    states = []
    for taken in (0, 200):
        place = Society(timetable, PEOPLE)

        def report(week: int, place: Society = place, taken: int = taken) -> None:
            if week == 20:
                record = place.workers.state["record"]
                record[accused] = with_score(record[accused], score(record[accused]) - taken)

        acts = [week.of("acts").copy() for week in place.live(WEEKS, report)]
        states.append((place.workers.state.copy(), acts))
    (before, acts_before), (after, acts_after) = states
    assert np.array_equal(acts_before, acts_after)
    assert before["record"][accused] != after["record"][accused]
    others = np.arange(len(before)) != accused
    for word in ("person", "record", "tally"):
        assert np.array_equal(before[word][others], after[word][others])
