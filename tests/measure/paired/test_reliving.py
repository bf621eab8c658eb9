"""Living two runs again: totals are what the runs recorded, and causes, fates and transitions what replays show."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from measure.paired.pairs import HEAVIER, LATER, lived
from scored_society.measure.outcomes import totals_of
from scored_society.measure.paired.comparison import FATES
from scored_society.measure.paired.pair import Pair, paired
from scored_society.measure.paired.reliving import Relived, relive
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.tables.consequences import standing_rewards
from scored_society.week.causes import CAUSES
from scored_society.week.log import DECLINED, REFUSED, SERVED, TURNED_AWAY, UNDER


def pair(a: str, b: str, **options: Any) -> Pair:
    return paired(lived(a, **options), lived(b, **options))


@pytest.mark.parametrize("policies", [("none", "as-told"), ("as-told", LATER), ("rongcheng", "suining")])
def test_totals_are_what_the_runs_recorded(policies):
    both = pair(*policies)
    relived = relive(both)
    for which, run in enumerate((both.a, both.b)):
        totals = totals_of(run.weekly, both.first_week)
        recorded = {(measure, group): value for measure, group, value in totals.iter_rows() if value}
        counted = relived.sums[which].sum(axis=0).tolist()
        assert {column: value for column, value in zip(relived.columns, counted, strict=True) if value} == recorded
        assert np.array_equal(relived.yearly[which].sum(axis=0), counted)


def test_the_years_of_a_burn_in_do_not_count():
    both = pair("none", "as-told", burn_in=1)
    relived = relive(both)
    first = both.first_week
    assert first == 52
    recorded = {(m, g): value for m, g, value in totals_of(both.b.weekly, first).iter_rows() if value}
    counted = relived.sums[1].sum(axis=0).tolist()
    assert {column: value for column, value in zip(relived.columns, counted, strict=True) if value} == recorded
    assert not relived.yearly[:, 0].any()
    assert not relived.found.parted[:first].any()


def same(one: Relived, other: Relived) -> bool:
    arrays = [(one.sums, other.sums), (one.yearly, other.yearly), *zip(one.found, other.found, strict=True)]
    return all(np.array_equal(*both) for both in arrays)


def test_threads_pieces_and_clusters_change_nothing(monkeypatch):
    both = pair("as-told", HEAVIER)
    whole = relive(both, threads=1)
    assert whole.sums.shape[1] == 6
    assert same(whole, relive(both, threads=3))
    monkeypatch.setattr("scored_society.measure.paired.reliving.AT_ONCE", 1)
    assert same(whole, relive(both, threads=2))
    monkeypatch.setattr("scored_society.measure.paired.reliving.MOST_CLUSTERS", 4)
    fewer = relive(both)
    assert fewer.sums.shape[1] == 3
    assert np.array_equal(fewer.sums[:, 1], whole.sums[:, 2:4].sum(axis=1))
    assert all(np.array_equal(*found) for found in zip(fewer.found, whole.found, strict=True))
    only = relive(both, only=1)
    assert np.array_equal(only.sums[:, 1], fewer.sums[:, 1])
    assert not only.sums[:, [0, 2]].any()


def test_the_second_coupling_is_another_life_of_the_same_society():
    both = pair("as-told", HEAVIER)
    first, second = relive(both), relive(both, mirrored=True)
    place = first.columns.index(("acts/traffic_offence", "everybody"))
    acts = [part.sums[0, :, place].sum() for part in (first, second)]
    assert acts[0] != acts[1]
    assert abs(acts[0] - acts[1]) < 5 * np.sqrt(sum(acts))
    assert not second.found.lives.any()
    alike = relive(pair("as-told", "as-told"), mirrored=True)
    assert np.array_equal(*alike.sums)


def test_totals_alone_are_the_same_totals():
    both = pair("as-told", HEAVIER)
    whole, totals = relive(both), relive(both, seek=False)
    assert np.array_equal(whole.sums, totals.sums)
    assert whole.found.lives.any()
    assert not totals.found.lives.any()


def test_nothing_parts_before_the_rules_do():
    found = relive(pair("as-told", LATER)).found
    assert not found.parted[:52].any()
    assert found.parted[52:].any()
    assert found.differing.sum() >= found.parted.sum()
    # only drivers whom it struck differ through their own record at first; others through those
    assert found.differing.sum(axis=0)[CAUSES.index("own rule")] > 0
    assert found.differing.sum(axis=0)[CAUSES.index("intervention")] == 0


def test_all_lives_are_counted_once():
    both = pair("none", "as-told")
    found = relive(both).found
    lives = {
        (number, seat, holder)
        for number in range(6)
        for week in Replay(both.a).neighbourhood(number)
        for seat, holder in zip(*alive_of(week.state), strict=True)
    }
    assert found.lives.sum() == len(lives)
    assert found.fates.sum() == len(lives)
    assert np.array_equal(found.fates.sum(axis=(1, 2)), found.lives)
    people = both.a.weekly.filter(measure="people", week=103)["value"].sum()
    assert found.transitions.sum() == people


def alive_of(state: Any) -> tuple[list[int], list[int]]:
    seats = np.flatnonzero(field(state, "person", "alive"))
    return seats.tolist(), field(state, "person", "holders")[seats].tolist()


def fate_of_all(run: Run) -> dict[tuple[int, int, int], np.ndarray]:
    """Return the tallies of each life, from what a replay shows of it."""
    replay, tallies = Replay(run), {}
    rewards = standing_rewards(replay.timetable.epoch(0).policy)
    for number in range(6):
        for week in replay.neighbourhood(number):
            rules = replay.timetable.epoch(week.week).rules
            seats = len(week.state)
            for _, seat, occupant, kind, a, b, *_ in week.lines.tolist():
                tally = tallies.setdefault((number, seat - number * seats, occupant + 1), np.zeros(6, np.int64))
                if kind == UNDER:
                    tally[0] += len({rules.sanction_domain[bit] for bit in range(24) if a >> bit & 1})
                elif kind in (DECLINED, REFUSED, TURNED_AWAY):
                    tally[2] += 1
                elif kind == SERVED:
                    tally[3] += 1
                    tally[4] += b
            for seat, holder in zip(*alive_of(week.state), strict=True):
                tally = tallies.setdefault((number, seat, holder), np.zeros(6, np.int64))
                person = week.state[seat : seat + 1]
                listed = bool(field(person, "listing", "route")[0])
                score = int(field(person, "record", "score")[0])
                tally[1] += listed
                if rules.scored:
                    held = (reward.worth[score] for reward in rewards if not (listed and reward.lost_by_listed))
                    tally[5] += int(sum(held))
    return tallies


def test_who_is_harmed_and_helped_is_what_replays_show():
    both = pair("none", "as-told", years=1)
    a, b = fate_of_all(both.a), fate_of_all(both.b)
    assert a.keys() == b.keys()
    expected: Counter[str] = Counter()
    for life, before in a.items():
        after = b[life]
        served = before[3] - after[3] or after[4] - before[4]
        worse = [after[0] - before[0], after[1] - before[1], after[2] - before[2], served, before[5] - after[5]]
        kind = 1 * any(way > 0 for way in worse) + 2 * any(way < 0 for way in worse)
        expected[FATES[kind]] += 1
    counted = dict(zip(FATES, relive(both).found.fates.sum(axis=(0, 1)).tolist(), strict=True))
    assert {fate: count for fate, count in counted.items() if count} == dict(expected)
    assert len(expected) >= 3
