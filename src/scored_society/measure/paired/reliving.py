"""Both runs of a pair lived again in lockstep, neighbourhood by neighbourhood, from nothing but their bulletins."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.errors import ScoredError
from scored_society.institutions.respond import Institutions
from scored_society.measure.paired.columns import Column, columns_of, entries, folding
from scored_society.measure.paired.pair import Pair
from scored_society.record.decided import code_of
from scored_society.record.run import Run
from scored_society.tables.consequences import standing_rewards
from scored_society.tables.packed import pack
from scored_society.tables.rules import RULES
from scored_society.tables.timetable import Epoch, Timetable
from scored_society.tables.world import WORLD
from scored_society.week.board import BOARD, MOST_SEATS
from scored_society.week.bulletin import BULLETIN, bulletin_from_rows, first_bulletin
from scored_society.week.causes import PARTS
from scored_society.week.census import SCORES, empty_census
from scored_society.week.draws import MASK
from scored_society.week.founding import FOUNDERS
from scored_society.week.lockstep import NO_CAUSE, TOO_MANY_LINES, Folding, Found, nothing_found
from scored_society.week.log import new_log
from scored_society.week.reckoning import TALLIES
from scored_society.week.shard import found_shard
from scored_society.week.sides import Lives, Side, Workplace
from scored_society.week.state import empty_state
from scored_society.workers.local import LocalWorkers, available_threads, check_trouble

Integers = NDArray[np.int64]
MOST_CLUSTERS = 1000
"""Neighbourhoods are added up to so many clusters at the most: resampling them costs no more in a larger society."""
AT_ONCE = 32
"""Neighbourhoods of a piece of work, about: their states stay in a core's cache."""
LOG_ROOM = 1 << 15
PART_FIELDS = (
    ("cutoff", "last_ticket", "ranked", "listed_last", "offered", "heard_share"),
    ("pressure", "mix", "mix_channel", "mix_total"),
    ("listed_share",),
    ("famous_share",),
)
"""The parts of a bulletin that can be a cause, in the order of `CAUSES`."""


@dataclass(frozen=True)
class Relived:
    """What a pair was counted to, lived again.

    Attributes
    ----------
    columns : list of (measure, group)
        What the columns of the totals are.
    sums : [2, clusters, columns]
        Totals of each run by cluster of neighbourhoods, from the week on in which the years begin to count.
    yearly : [2, years, columns]
        The same by year of the run.
    found : Found
        Lives that parted, were harmed or helped; empty where it was not asked for.
    """

    columns: list[Column]
    sums: Integers
    yearly: Integers
    found: Found


@dataclass(frozen=True)
class Stretch:
    """Weeks under unchanged rules in both runs, within one year."""

    first_week: int
    bulletins: tuple[NDArray[Any], NDArray[Any]]
    rules: tuple[NDArray[Any], NDArray[Any]]
    transitions: tuple[Integers, Integers]
    worth: tuple[Integers, Integers]
    folding: tuple[Folding, Folding]
    mixed: NDArray[Any]
    same_rules: NDArray[np.uint8]
    same_part: NDArray[np.uint8]
    counts: bool
    """Whether its totals count: not before the years begin."""


def relive(
    pair: Pair,
    *,
    hold_bulletin: bool = False,
    mirrored: bool = False,
    seek: bool = True,
    only: int | None = None,
    threads: int | None = None,
    advance: Callable[[float], None] = lambda share: None,
) -> Relived:
    """Live both runs of a pair again.

    Parameters
    ----------
    pair : two runs that may be compared.
    hold_bulletin : let the second run read the first one's bulletins.
    mirrored : read the unit interval of chance events from its other end: the second coupling. Both runs are lived
        anew for it first, so that each reads bulletins of its own; nothing but totals is looked for then.
    seek : look for the lives that part; else nothing but totals.
    only : live nothing but this cluster of neighbourhoods.
    threads : as many as processors, if not given; the result does not depend on it.
    advance : is told what share of the work is done.

    Raises
    ------
    ScoredError
        If living a week again does not give the same week.
    """
    reliving = _Reliving(pair, hold_bulletin, mirrored, seek, threads, advance)
    return reliving.clusters_from(*((0, reliving.clusters) if only is None else (only, only + 1)), threads)


def per_cluster(neighbourhoods: int) -> int:
    """Return how many neighbourhoods are added up to a cluster."""
    return -(-neighbourhoods // MOST_CLUSTERS)


def number_of_clusters(neighbourhoods: int) -> int:
    """Return how many clusters so many neighbourhoods make."""
    return -(-neighbourhoods // per_cluster(neighbourhoods))


class _Reliving:
    def __init__(
        self, pair: Pair, hold_bulletin: bool, mirrored: bool, seek: bool, threads: int | None,
        advance: Callable[[float], None],
    ) -> None:  # fmt: skip
        self.pair, self.seek, self._advance = pair, seek and not mirrored, advance
        self._relive_both = code_of(pair.a).relive_both  # the second run's is the same (see `pair.SHARED`)
        tables = [
            replace(each, world=each.world._replace(mirror=MASK if mirrored else 0))
            for each in (pair.tables_a, pair.tables_b)
        ]
        self.worlds = [pack(each.world, WORLD) for each in tables]
        self.seats = pair.tables_a.world.seats
        self.neighbourhoods = int(pair.a.manifest["neighbourhoods"])
        self.clusters = number_of_clusters(self.neighbourhoods)
        self.per_cluster = per_cluster(self.neighbourhoods)
        self.seed = int(pair.a.manifest["seed"])
        self.aimed = _only_in_one(pair.tables_a.interventions, pair.tables_b.interventions)
        cells = [[entries(table, epoch) for epoch in table.epochs] for table in (pair.tables_a, pair.tables_b)]
        self.columns = columns_of(entry for run in cells for epoch in run for entry in epoch)
        folded = tuple(
            {epoch.first_week: folding(found, self.columns) for epoch, found in zip(table.epochs, run, strict=True)}
            for table, run in zip((pair.tables_a, pair.tables_b), cells, strict=True)
        )
        read = _lived_anew if mirrored else _recorded
        first = read(pair.a, tables[0], threads)
        second = first if hold_bulletin else read(pair.b, tables[1], threads)
        self.stretches = list(_stretches(pair, (first, second), folded))
        self.years = -(-pair.weeks // WEEKS_PER_YEAR)
        self.sums = np.zeros((2, self.clusters, len(self.columns)), np.int64)
        self.yearly = np.zeros((2, self.years, len(self.columns)), np.int64)
        self.found = nothing_found(pair.weeks)
        self._lock, self._done = threading.Lock(), 0

    def clusters_from(self, first: int, last: int, threads: int | None) -> Relived:
        """Live the clusters from `first` up to, but without, `last`."""
        at_once = max(1, AT_ONCE // self.per_cluster)
        with ThreadPoolExecutor(threads or available_threads()) as pool:
            pending = [pool.submit(self._piece, at, min(at + at_once, last)) for at in range(first, last, at_once)]
            try:
                for future in pending:
                    future.result()
            except BaseException:
                for future in pending:
                    future.cancel()
                raise
        return Relived(self.columns, self.sums, self.yearly, self.found)

    def _piece(self, first_cluster: int, last_cluster: int) -> None:
        """Live the neighbourhoods of some clusters through all weeks."""
        first = first_cluster * self.per_cluster
        count = min(last_cluster * self.per_cluster, self.neighbourhoods) - first
        sums = self.sums[:, first_cluster:last_cluster]
        yearly, found = np.zeros_like(self.yearly), nothing_found(self.pair.weeks)
        hand = _Hand(self, first, count)
        for stretch in self.stretches:
            year = stretch.first_week // WEEKS_PER_YEAR
            totals = (sums, yearly[:, year]) if stretch.counts else (np.zeros_like(sums), np.zeros_like(yearly[:, 0]))
            a, b = (hand.side(which, stretch, totals[0][which], totals[1][which]) for which in (0, 1))
            last = stretch is self.stretches[-1]
            self._relive_both(
                self.seed, stretch.first_week, last, self.seek, first, self.per_cluster, self.worlds[0], a, b,
                hand.lives, hand.workplace(stretch), found, *stretch.folding,
            )  # fmt: skip
        for census in hand.censuses:
            check_trouble(census)
        if found.trouble[TOO_MANY_LINES]:
            raise ScoredError(f"more happened in a week of one neighbourhood than {LOG_ROOM} lines have room for")
        if found.trouble[NO_CAUSE]:
            raise ScoredError("a week that was lived again was not the same; please report this")
        with self._lock:
            self.yearly += yearly
            for total, part in zip(self.found, found, strict=True):
                np.add(total, part, out=total)
            self._done += count
            self._advance(self._done / self.neighbourhoods)


class _Hand:
    """What one piece of work needs."""

    def __init__(self, whole: _Reliving, first: int, count: int) -> None:
        seats, goods = whole.seats, len(whole.pair.tables_a.society.goods)
        self.whole = whole
        states = [empty_state(count, seats) for _ in (0, 1)]
        for state, memory in states:
            found_shard(whole.seed, first, whole.worlds[0], state, memory, np.zeros(1, FOUNDERS))
        self.states = states
        self.censuses = [empty_census() for _ in (0, 1)]
        self.fates = [np.zeros((count * seats, TALLIES), np.int64) for _ in (0, 1)]
        self.logs = [new_log(LOG_ROOM if whole.seek else 0) for _ in (0, 1)]
        self.lives = Lives(*(np.zeros(count * seats, np.uint8) for _ in Lives._fields))
        self.trial = empty_state(3, seats)
        self.trial_census, self.board = empty_census(), np.zeros(1, BOARD)
        self.applicants, self.used = np.zeros(seats * goods, np.int32), np.zeros(1, np.int64)
        self.quiet = new_log(0)
        self.fresh, self.cause = (np.zeros(MOST_SEATS, np.int16) for _ in (0, 1))

    def side(self, which: int, stretch: Stretch, sums: Integers, yearly: Integers) -> Side:
        """Return one of the two runs, for a stretch of weeks."""
        tables = (self.whole.pair.tables_a, self.whole.pair.tables_b)[which]
        state, memory = self.states[which]
        census = self.censuses[which]
        return Side(
            self.whole.worlds[which], stretch.rules[which], stretch.bulletins[which], stretch.transitions[which],
            tables.interventions,
            stretch.worth[which], state, memory, census, census.view(np.int64), self.fates[which], self.logs[which],
            sums, yearly,
        )  # fmt: skip

    def workplace(self, stretch: Stretch) -> Workplace:
        """Return where weeks are tried out."""
        state, memory = self.trial
        return Workplace(
            state, memory, self.trial_census, self.board, stretch.mixed, self.whole.aimed, stretch.same_rules,
            stretch.same_part, self.applicants, self.used, self.quiet, self.fresh, self.cause,
        )  # fmt: skip


def _lived_anew(run: Run, tables: Timetable, threads: int | None) -> NDArray[Any]:
    """Live a run under other tables, and return the bulletin that is read in each week."""
    institutions, bulletin = Institutions(tables), first_bulletin()
    found = np.zeros(int(run.manifest["weeks"]), BULLETIN)
    neighbourhoods = int(run.manifest["neighbourhoods"])
    workers = LocalWorkers(tables, int(run.manifest["seed"]), neighbourhoods, threads, code=code_of(run))
    try:
        workers.found()
        for week in range(len(found)):
            found[week] = bulletin[0]
            bulletin = institutions.respond(week, workers.live_one_week(week, bulletin), bulletin)
    finally:
        workers.close()
    return found


def _recorded(run: Run, tables: Timetable, threads: int | None) -> NDArray[Any]:
    """Return the bulletin that was read in each week of a run, as it recorded them."""
    found = np.zeros(int(run.manifest["weeks"]), BULLETIN)
    for week, rows in run.bulletin_rows().items():
        found[week] = bulletin_from_rows(rows)[0]
    return found


def _stretches(
    pair: Pair, bulletins: tuple[NDArray[Any], ...], folded: tuple[dict[int, Folding], ...]
) -> Iterator[Stretch]:
    """Yield the weeks in stretches within which nothing changes but the bulletins."""
    tables = (pair.tables_a, pair.tables_b)
    edges = {*range(0, pair.weeks, WEEKS_PER_YEAR), pair.weeks, min(pair.first_week, pair.weeks)}
    edges |= {epoch.first_week for table in tables for epoch in table.epochs if epoch.first_week < pair.weeks}
    alike = pack(tables[0].world, WORLD).tobytes() == pack(tables[1].world, WORLD).tobytes()
    packed = [{epoch.first_week: pack(epoch.rules, RULES) for epoch in table.epochs} for table in tables]
    for first, last in pairwise(sorted(edges)):
        epochs = [table.epoch(first) for table in tables]
        read = (bulletins[0][first:last], bulletins[1][first:last])
        rules = tuple(packed[which][epoch.first_week] for which, epoch in enumerate(epochs))
        transitions = tuple(
            np.array([table.transition(week) for week in range(first, last)], np.int64) for table in tables
        )
        same = rules[0].tobytes() == rules[1].tobytes() and alike
        mixed, same_part = _mixed(*read)
        yield Stretch(
            first,
            read,
            (rules[0], rules[1]),
            (transitions[0], transitions[1]),
            (_worth(epochs[0]), _worth(epochs[1])),
            (folded[0][epochs[0].first_week], folded[1][epochs[1].first_week]),
            mixed,
            (np.equal(*transitions) & same).astype(np.uint8),
            same_part,
            first >= pair.first_week,
        )


def _mixed(a: NDArray[Any], b: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    """Return, for each part, the first run's bulletins with this part and all before it from the second's.

    With it comes in which weeks that part is the same in both, so that nothing need be tried.
    """
    mixed, same = np.empty((PARTS, len(a)), BULLETIN), np.ones((PARTS, len(a)), np.uint8)
    for part, names in enumerate(PART_FIELDS):
        mixed[part] = mixed[part - 1] if part else a
        for name in names:
            mixed[part][name] = b[name]
            for week in range(len(a)):
                same[part, week] &= np.array_equal(a[name][week], b[name][week])
    return mixed, same


def _worth(epoch: Epoch) -> Integers:
    """Return what all standing rewards are worth, yuan a year by score, off the list and on it."""
    worth = np.zeros((2, SCORES), np.int64)
    if epoch.rules.scored:
        for reward in standing_rewards(epoch.policy):
            worth[0] += reward.worth
            worth[1] += 0 if reward.lost_by_listed else reward.worth
    return worth


def _only_in_one(a: Integers, b: Integers) -> Integers:
    """Return the interventions of one run and not of the other."""
    first, second = ({tuple(row) for row in rows.tolist()} for rows in (a, b))
    return np.array(sorted(first ^ second), np.int64).reshape(-1, a.shape[1])
