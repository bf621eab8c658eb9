"""What leads to an entry, what a celebrity's listing does to others, and what the payment platform makes of a life."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scored_society as ss
from laws.living import SMALLVILLE, Society, Week, read, tables, written
from scored_society.policy.channels import Platform
from scored_society.record.replay import LivedAgain, Replay
from scored_society.record.sample import field
from scored_society.tables.rules import Rules
from scored_society.tables.slots import by_number
from scored_society.week.board import BOARD, PLATFORM
from scored_society.week.log import ACT, ENTRY
from scored_society.week.platform import assess_on_platform, note_purchase, platform_score
from scored_society.week.state import (
    SEAT,
    frivolous,
    platform,
    with_education,
    with_frivolous,
    with_income,
    with_quarters,
    with_residence,
)

# Acts that several channels notice at once, which is rare as told.
SEEN_BY_MANY = {
    "society": "seen-by-many",
    "extends": "smallville",
    "title": "Smallville, where a committee and police notice more",
    "behaviours": {
        name: {"status_quo_detection": {"village_committee": 0.6}} for name in ("litter_cleanup", "norm_violation")
    }
    | {"jaywalking": {"status_quo_detection": {"traffic_police": 0.6}}},
}
WATCHED = {
    "policy": "watched",
    "extends": "as-told",
    "title": "As told, with many collectors, and cameras that see all",
    "channels": {
        "collectors": {"per_thousand": 40},
        "cameras": {"sees": dict.fromkeys(("litter_cleanup", "norm_violation", "jaywalking", "theft"), 0.9)},
    },
}


def each_channel() -> dict[str, Any]:
    """Return the watched rule book, but with an entry for each report of an act."""
    rules = {name: {"count": "each_channel"} for name in ss.load_policy("as-told").at(0).rules}
    return WATCHED | {"policy": "watched-each", "rules": rules}


class Act(NamedTuple):
    """An act that was done in a week, and the entries made of it: channel and points, in order."""

    behaviour: str
    counting: str | None
    entries: list[tuple[str, int]]


class Lived:
    """A run of which every neighbourhood is lived again with the log."""

    def __init__(self, policy: dict[str, Any], folder: Path) -> None:
        run = ss.simulate(written(policy, folder), society=written(SEEN_BY_MANY, folder), citizens=500, years=2)
        replay = Replay(run)
        self.rules = replay.timetable.epoch(0).policy.rules
        society = replay.timetable.society
        self.behaviours = [name for name, _ in by_number(society.behaviours)]
        policies = replay.timetable.epoch(0).policy
        self.channels = [name for name, _ in (*by_number(society.channels), *by_number(policies.channels))]
        self.weeks: list[LivedAgain] = []
        for number in range(int(run.manifest["neighbourhoods"])):
            self.weeks += replay.neighbourhood(number)

    def acts(self, week: LivedAgain) -> list[Act]:
        """Return the acts of a week.

        Raises
        ------
        AssertionError
            If an entry of what was done is made for no act, or before it.
        """
        found: dict[tuple[int, ...], Act] = {}
        for line in week.lines.tolist():
            _, seat, occupant, kind, behaviour, channel, counting, *_ = line
            key = seat, occupant, behaviour
            if kind == ACT:
                assert key not in found  # nobody does the same twice in a week
                who = self.channels[counting] if counting >= 0 else None
                found[key] = Act(self.behaviours[behaviour], who, [])
            elif kind == ENTRY and channel % 2:
                found[key].entries.append((self.channels[channel // 2], line[6]))
        return [*found.values()]

    def seen_by(self, behaviour: str) -> list[str]:
        """Return the channels whose reports count, in the order in which they are asked."""
        ruled = {rule.behaviour or name: rule.seen_by for name, rule in self.rules.items()}
        return sorted(ruled.get(behaviour, []), key=self.channels.index)

    def reports(self, week: LivedAgain, behaviour: str) -> int:
        """Return how many reports of a behaviour that count were made of those who did it."""
        seen = week.census.counts[0].seen[:, self.behaviours.index(behaviour)].sum(axis=1)
        return sum(int(seen[self.channels.index(channel)]) for channel in self.seen_by(behaviour))

    def counted(self, week: LivedAgain, kind: str) -> Counter[str]:
        """Return a count of entries by behaviour, those of nothing left out."""
        table = week.census.counts[0][kind].sum(axis=-1)
        return +Counter({name: int(table[index]) for index, name in enumerate(self.behaviours)})

    def wrong(self, week: LivedAgain) -> Counter[str]:
        """Return how many entries the log has of what was not done, by behaviour."""
        lines = week.lines[(week.lines[:, 3] == ENTRY) & (week.lines[:, 5] % 2 == 0)]
        return Counter(self.behaviours[behaviour] for behaviour in lines[:, 4].tolist())


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return Lived(WATCHED, tmp_path_factory.mktemp("once"))


@pytest.fixture(scope="module")
def each(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return Lived(each_channel(), tmp_path_factory.mktemp("each"))


def test_one_act_one_rule_one_entry(once: Lived):
    corroborated = 0
    for week in once.weeks:
        made: Counter[str] = Counter()
        for act in once.acts(week):
            assert len(act.entries) == (act.counting is not None)
            assert [channel for channel, _ in act.entries] == [act.counting] * len(act.entries)
            assert act.counting is None or act.counting in once.seen_by(act.behaviour)
            made[act.behaviour] += len(act.entries)
        assert once.counted(week, "entries") == made + once.wrong(week)
        assert not once.counted(week, "extra_entries")
        corroborated += sum(once.reports(week, name) - count for name, count in made.items())
    assert corroborated > 100  # reports that made no entry, since there was one


def test_a_rule_that_counts_each_report_makes_an_entry_for_each(each: Lived):
    most, added = 0, 0
    for week in each.weeks:
        made, extra = Counter[str](), Counter[str]()
        for act in each.acts(week):
            channels = [channel for channel, _ in act.entries]
            assert channels == [channel for channel in each.seen_by(act.behaviour) if channel in channels]
            assert channels[:1] == [act.counting] * (act.counting is not None)
            made[act.behaviour] += len(channels)
            extra[act.behaviour] += max(0, len(channels) - 1)
            most = max(most, len(channels))
        assert {name: each.reports(week, name) for name in made} == made
        assert each.counted(week, "entries") == made + each.wrong(week)
        assert each.counted(week, "extra_entries") == +extra
        added += extra.total()
    assert most == 3
    assert added > 100


def test_an_added_entry_takes_its_points_as_any_other(each: Lived):
    """Of a rule that knows neither a yearly cap nor repetition, each report is worth the same."""
    found = defaultdict(set)
    for week in each.weeks:
        for act in each.acts(week):
            for _, points in act.entries:
                found[act.behaviour].add(points)
    assert found["litter_cleanup"] == {+1}
    assert found["jaywalking"] == {-5}
    assert found["norm_violation"] == {-10, -20, -30}  # the second and the third of a year, of whichever act


def famous(share: float | None) -> dict[str, Any]:
    """Return Smallville with so many celebrities, and people who understand what they hear."""
    told = read(SMALLVILLE)
    told["response"] |= {"aware": 0.2, "notices": 0.3}
    del told["celebrities"]
    return told if share is None else told | {"celebrities": {"share": share}}


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("share", [1e-6, 1e-4, 0.02])
def test_every_society_begins_with_a_celebrity(share: float, seed: int, tmp_path: Path):
    for people in (100, 1000):
        (week,) = Society(tables("as-told", famous(share), 1, tmp_path), people, seed).live(1)
        celebrities, adults = int(week.of("famous")[0]), int(week.of("adults").sum())
        assert 1 <= celebrities <= 1 + adults * share + 4 * np.sqrt(adults * share)


def test_somebody_follows_when_the_last_celebrity_dies(tmp_path: Path):
    timetable, followed = tables("as-told", famous(1e-6), 520, tmp_path), 0
    for seed in range(1, 9):
        society, holders = Society(timetable, 100, seed), set()
        for week in society.live(520):
            assert week.of("famous")[0] == 1
            # so rare are they that there is never a second one
            (seat,) = np.flatnonzero(field(society.workers.state.view(SEAT), "more", "famous")).tolist()
            holders.add(seat)
        followed += len(holders) > 1
    assert followed


EASILY_LISTED = {
    "policy": "easily-listed",
    "extends": "as-told",
    "title": "As told, but one offence lists",
    "blacklist": {"low_score": {"at_or_below": 990}},
}


def test_the_listing_of_a_celebrity_is_in_the_bulletin_and_felt(tmp_path: Path):
    """Until one is listed, a society with celebrities is as the one without; then people believe more."""

    def weeks(share: float | None) -> Iterator[tuple[Week, int]]:
        society = Society(tables(EASILY_LISTED, famous(share), 26, tmp_path), 2000)
        yield from ((week, int(society.bulletin["famous_share"][0])) for week in society.live(26))

    heard = parted = 0
    for (without, nothing), (week, share) in zip(weeks(None), weeks(0.1), strict=True):
        celebrities, listed = week.of("famous").tolist()
        assert share == listed * 65536 // celebrities
        assert (share > 0) == (listed > 0)
        assert nothing == 0
        more = {kind: int(week.of(kind).sum() - without.of(kind).sum()) for kind in ("belief", "aware")}
        if heard:
            assert more["belief"] > 0
            parted += more["aware"] > 0
        else:
            assert more == {"belief": 0, "aware": 0}
        heard += share
    assert heard
    assert parted


def test_the_platforms_scores_lie_within_its_range(tmp_path: Path):
    society = Society(tables("as-told", "smallville", 53, tmp_path), 1000)
    steps = sum(week.of("platform").sum(axis=0) for week in society.live(53))
    assert steps.sum() > 0
    assert np.flatnonzero(steps).max() <= 60  # sixtieths of the range
    shares = field(society.workers.state, "more", "platform")
    points = 350 + shares * 0.6
    assert 350 <= points.min() <= points.max() <= 950
    assert len(np.unique(shares)) > 50


class Standing(NamedTuple):
    """How somebody stands, in what the platform's five factors are worked out from."""

    quarters: int = 3  # without a late payment
    income: int = 4
    frivolous: int = 0
    residence: int = 1
    education: int = 4
    contacts: int = 1000  # the neighbourhood's mean, in thousandths

    def state(self) -> np.ndarray:
        seats = np.zeros(1, SEAT)
        person = with_residence(with_education(with_income(0, self.income), self.education), self.residence)
        seats[0].person, seats[0].listing = person, with_quarters(0, self.quarters)
        seats[0].more = with_frivolous(0, self.frivolous)
        return seats

    def board(self) -> Any:
        board = np.zeros(1, BOARD)
        board[0].sums[PLATFORM] = self.contacts
        return board[0]


PLATFORM_AS_TOLD = ss.load_policy("as-told").at(0).channels["payment_platform"]
STANDINGS = st.builds(
    Standing,
    quarters=st.integers(0, 3),
    income=st.integers(0, 4),
    frivolous=st.integers(0, 3),
    residence=st.integers(0, 2),
    education=st.integers(0, 4),
    contacts=st.integers(0, 1000),
)
BEST, FLOATING = Standing(), 2


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    return tables("as-told", "smallville", 1, tmp_path_factory.mktemp("rules")).epoch(0).rules


def thousandths(standing: Standing, rules: Rules) -> int:
    return int(platform_score(standing.board(), 0, rules, standing.state()))


def points(standing: Standing, rules: Rules) -> Fraction:
    """Return the score as the platform gives it."""
    assert isinstance(PLATFORM_AS_TOLD, Platform)
    span = PLATFORM_AS_TOLD.highest - PLATFORM_AS_TOLD.lowest
    return PLATFORM_AS_TOLD.lowest + Fraction(span * thousandths(standing, rules), 1000)


@given(standing=STANDINGS)
def test_whoever_it_is_has_350_to_950(standing: Standing, rules: Rules):
    assert 350 <= points(standing, rules) <= 950


def test_who_stands_best_has_the_highest(rules: Rules):
    assert points(BEST, rules) == 950


@pytest.mark.parametrize(
    ("worse", "factor", "lost"),
    [
        ({"quarters": 0}, "history", 1),
        ({"income": 0}, "fulfilment", 1),
        ({"frivolous": 3}, "behaviour", 1),
        ({"residence": FLOATING}, "identity", 1 / 4),  # half of one half: registration
        ({"education": 0}, "identity", 1 / 2),
        ({"contacts": 0}, "contacts", 1),
    ],
)
def test_each_factor_alone_moves_it_by_its_weight(worse: dict[str, int], factor: str, lost: float, rules: Rules):
    weight = getattr(PLATFORM_AS_TOLD.weights, factor)
    assert points(BEST, rules) - points(BEST._replace(**worse), rules) == pytest.approx(600 * weight * lost, abs=0.61)


@given(standing=STANDINGS, better=STANDINGS)
def test_nothing_better_makes_it_worse(standing: Standing, better: Standing, rules: Rules):
    for name in ("quarters", "income", "education", "contacts"):
        higher = max(getattr(standing, name), getattr(better, name))
        assert thousandths(standing._replace(**{name: higher}), rules) >= thousandths(standing, rules)
    fewer = min(standing.frivolous, better.frivolous)
    assert thousandths(standing._replace(frivolous=fewer), rules) >= thousandths(standing, rules)


@given(standing=STANDINGS)
def test_what_it_finds_follows_from_its_bands(standing: Standing, rules: Rules):
    state = standing.state()
    finding = assess_on_platform(standing.board(), 0, rules, state)
    found = points(standing, rules)
    assert finding == (0 if found >= 850 else 1 if found < 550 else -1)
    assert platform(state[0].more) == thousandths(standing, rules)


def test_it_remembers_three_frivolous_purchases_and_forgets_one_a_quarter(rules: Rules):
    state, board = BEST.state(), BEST.board()
    for _ in range(5):
        note_purchase(0, state)
    seen = []
    for _ in range(5):
        seen.append(int(frivolous(state[0].more)))
        assess_on_platform(board, 0, rules, state)
    assert seen == [3, 2, 1, 0, 0]
