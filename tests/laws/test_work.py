"""Losing and finding work, and what a home gives its children: stocks, flows and incomes, seat by seat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from laws.living import FEEDBACKS, SMALLVILLE, Society, Week, read, tables
from scored_society.week.state import BIRTH_OFFSET, FIELDS, FRAIL, WORSE_OFF

Integers = np.ndarray
YOUNG = {"people": [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}
NOBODY = [0.0] * 21
FRUGAL = 0.001
"""Posts a week for a thousand people: nobody gets one."""


class Seats(NamedTuple):
    """Who was where at a week's end; ages are those of its beginning, as the week itself goes by them."""

    alive: Integers
    holders: Integers
    years: Integers
    income: Integers
    education: Integers
    without: Integers
    health: Integers
    family: Integers
    parent: Integers

    @property
    def idle(self) -> Integers:
        return (self.alive == 1) & (self.without > 0) & (self.health != FRAIL)


def field(state: np.ndarray, word: str, name: str) -> Integers:
    names = list(FIELDS[word])
    shift = sum(FIELDS[word][before] for before in names[: names.index(name)])
    return (state[word].astype(np.int64) >> shift) & ((1 << FIELDS[word][name]) - 1)


def seats_of(state: np.ndarray, week: int) -> Seats:
    born = field(state, "person", "born")
    person = {name: field(state, "person", name) for name in ("alive", "holders", "income", "education", "health")}
    ties = {name: field(state, "ties", name) for name in ("without", "family", "parent")}
    return Seats(years=(week + BIRTH_OFFSET - born) // 52, **person, **ties)


def lived(policy: str | dict[str, Any], society: Any, people: int, weeks: int, folder: Path) -> Iterator[
    tuple[Week, Seats, Seats]
]:  # fmt: skip
    """Yield each week with the seats before and after it."""
    place = Society(tables(policy, society, weeks, folder), people)
    before = seats_of(place.workers.state, -1)
    for week in place.live(weeks):
        after = seats_of(place.workers.state, week.week)
        yield week, before, after
        before = after


@pytest.fixture
def young() -> dict[str, Any]:
    """People of 20 to 39 who neither die nor bear, whom no situation changes: what changes an income is work alone."""
    told = read(SMALLVILLE)
    told["people"]["ages"] |= YOUNG
    for event in ("death", "birth"):
        told["life"][event] |= {"rate": "0 per year"}
    told["situation"] |= dict.fromkeys(FEEDBACKS, 0)
    return told


def test_who_is_out_of_work_lost_it_and_has_not_found_it(young, tmp_path):
    moved = 0
    for week, before, after in lived("none", young, 3_000, 60, tmp_path):
        lost, found = int(week.of("lost_work").sum()), int(week.of("found_work").sum())
        assert after.idle.sum() == before.idle.sum() + lost - found
        moved += lost * found
    assert moved


def test_a_loss_costs_a_fifth_of_income_and_a_post_brings_it_back(young, tmp_path):
    lost, found, poorest = 0, 0, 0
    for _, before, after in lived("none", young, 3_000, 60, tmp_path):
        change = after.income - before.income
        losing, finding = ~before.idle & after.idle, before.idle & ~after.idle
        assert (-change[losing] == (after.without[losing] == WORSE_OFF)).all()
        assert ((before.income[losing] == 0) == (after.without[losing] != WORSE_OFF)).all()
        assert (change[finding] == (before.without[finding] == WORSE_OFF)).all()
        assert not change[~losing & ~finding].any()
        lost, found = lost + losing.sum(), found + finding.sum()
        poorest += (before.income[losing] == 0).sum()
    assert min(lost, found, poorest) > 0


def test_a_frail_elder_without_care_is_not_out_of_work_and_who_retires_is_not_either(tmp_path):
    neglected = retired = 0
    for _, before, after in lived("none", "smallville", 4_000, 60, tmp_path):
        grown = (after.alive == 1) & (after.years >= 60)
        assert not (grown & (after.health != FRAIL) & (after.without > 0)).any()
        assert not ((after.alive == 1) & (after.years < 18) & (after.without > 0)).any()
        assert not ((after.alive == 1) & (after.years < 60) & (after.without > WORSE_OFF)).any()
        neglected += (after.health == FRAIL)[after.without > 0].sum()
        retired += (before.idle & (after.years >= 60)).sum()
    assert neglected > 0
    assert retired > 0


def test_the_survey_counts_those_of_working_age_who_are_out_of_work(tmp_path):
    for week, _, after in lived("none", "smallville", 2_000, 13, tmp_path):
        last, workers = after, week.of("workers_in").sum()
    there = (last.alive == 1) & (last.years >= 18) & (last.years < 60)
    assert week.of("working_age").sum() == there.sum() == workers
    assert week.of("out_of_work").sum() == last.idle.sum() > 0


@pytest.mark.parametrize("society", ["china-2020", "smallville"])
def test_as_many_are_out_of_work_after_ten_years_without_a_rule_book(society, tmp_path):
    place = Society(tables("none", society, 520, tmp_path), 50_000)
    counts = [(week.of("out_of_work").sum(), week.of("working_age").sum()) for week in place.live(520)]
    shares = [idle / asked for idle, asked in counts if asked]
    assert len(shares) == 40
    assert 0.05 < min(shares) < max(shares) < 0.065
    assert shares[0] == pytest.approx(0.056, abs=0.004)


def test_nobody_misbehaves_at_work_without_any(young, tmp_path):
    young["goods"]["vacancy"]["per_thousand"] = FRUGAL
    name = [name for name, told in young["behaviours"].items() if told.get("requires") == "work"]
    assert name == ["misbehaviour_at_work"]
    numbers = sorted(told["number"] for told in young["behaviours"].values())
    index = numbers.index(young["behaviours"]["misbehaviour_at_work"]["number"])
    done = []
    for share in (0.0, 1.0):
        young["people"]["out_of_work"]["shares"] = [share if 3 <= band < 12 else 0 for band in range(21)]
        done.append(sum(week.of("acts")[index].sum() for week, *_ in lived("none", young, 2_000, 40, tmp_path)))
    assert done[0] > 0
    assert done[1] == 0


def test_employers_who_read_the_list_keep_people_out_of_work(young, tmp_path):
    """Where everybody is refused, nobody seeks a post any more once the queue of the start is gone."""
    strict = {
        "policy": "strict", "title": "No post for anybody", "extends": "as-told",
        "sanctions": {"employers_read_the_list": {"when": {"at_or_below": 1300}, "share": 1}},
    }  # fmt: skip
    idle = []
    for policy in ("as-told", strict):
        *_, (week, _, last) = lived(policy, young, 3_000, 104, tmp_path)
        idle.append(last.idle.sum())
    assert week.of("found_work").sum() == 0
    assert idle[1] > 1.5 * idle[0]


def test_schooling_follows_the_home_as_it_was_last_week(tmp_path):
    """A home of each fifth gives one level of schooling: that of the parent's income, also where it has fallen."""
    told = read(SMALLVILLE)
    told["people"]["education"] |= {"shares": dict.fromkeys(("none", "primary", "junior", "senior", "university"), 0.2)}
    levels = ("lowest", "second", "third", "fourth", "highest")
    told["people"]["education"]["by_home"]["weights"] = {
        fifth: [float(place == level) for level in range(5)] for place, fifth in enumerate(levels)
    }
    told["situation"] |= dict.fromkeys(FEEDBACKS, 0)
    grown_up, parted = 0, 0
    for _, before, after in lived("none", told, 4_000, 104, tmp_path):
        for seat in np.flatnonzero((after.alive == 1) & (before.years == 17) & (after.years == 18)):
            above = seat // 128 * 128 + before.parent[seat]
            at_home = before.alive[above] and before.family[above] == before.family[seat]
            home = before.income[above] if at_home else before.income[seat]
            assert after.education[seat] == home
            grown_up += 1
            parted += home != before.income[seat]
    assert grown_up > 20
    assert parted > 0
