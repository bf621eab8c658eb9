"""A few lives to which something was done: drawn by chance from a few neighbourhoods, never a list of all."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scored_society.base.calendar import day_of
from scored_society.record.folder import not_finished
from scored_society.record.life.family import kin_of
from scored_society.record.life.names import citizen_name
from scored_society.record.life.predicates import Predicate, read_predicates
from scored_society.record.replay import LivedAgain, Replay
from scored_society.record.run import Run
from scored_society.record.sample import field
from scored_society.record.verify import verify
from scored_society.tables.slots import by_number
from scored_society.tables.timetable import SCORING_BEGINS, SCORING_ENDS
from scored_society.week import log as kinds
from scored_society.week.counted import Measures
from scored_society.week.kin import CHILD_WEEKS
from scored_society.week.request import GOODS_FROM
from scored_society.week.state import State

MOST_LIVES = 5
FEWEST_NEIGHBOURHOODS, MOST_NEIGHBOURHOODS = 3, 200
"""A sample comes from more than one neighbourhood, where there are more, and from no more than so many."""
MOST_DRAWS = 1 << 32
SEAT, OCCUPANT, KIND, A, B, C = 1, 2, 3, 4, 5, 6

Citizen = tuple[int, int]


class Found(NamedTuple):
    """Some lives of a run: at most `MOST_LIVES`, and never how many there would be."""

    lives: list[tuple[str, list[str]]]
    """A citizen, and for each predicate why it holds."""
    looked_through: int
    """Neighbourhoods that were lived again for it."""
    draw: int
    """The number that brings the same sample again."""


def find(
    run: Run, texts: Sequence[str], draw: int | None = None, progress: Callable[[int, int], None] | None = None
) -> Found:
    """Find a few lives to which something was done.

    Parameters
    ----------
    run : a complete run.
    texts : predicates (see `predicates.PREDICATES`), all of which must hold.
    draw : brings the same sample again; where not given, the operating system's chance decides.
    progress : is told which neighbourhood is lived, counted from 1, of at most how many.

    Raises
    ------
    UserError
        For what is no predicate, or is about an act; and if the run is not finished or does not come out of its inputs.
    """
    if not run.manifest["fingerprint"]:
        raise not_finished(run.path)
    predicates = read_predicates(texts, run.society.society)
    verify(run)
    draw = secrets.randbelow(MOST_DRAWS) if draw is None else draw
    chance, neighbourhoods = random.Random(draw), int(run.manifest["neighbourhoods"])
    order = chance.sample(range(neighbourhoods), min(MOST_NEIGHBOURHOODS, neighbourhoods))
    searcher, matches, looked = Searcher(Replay(run), predicates), [], 0
    for looked, number in enumerate(order, 1):
        if progress is not None:
            progress(looked, len(order))
        matches += searcher.neighbourhood(number)
        if looked >= FEWEST_NEIGHBOURHOODS and len(matches) >= MOST_LIVES:
            break
    chosen = chance.sample(matches, min(MOST_LIVES, len(matches)))
    return Found([(citizen_name(*who), why) for who, why in sorted(chosen)], looked, draw)


class Week(NamedTuple):
    """A neighbourhood's week, as it is searched."""

    lived: LivedAgain
    before: State | None
    """As of last week's end; None before the first."""
    first: int
    """The number of the neighbourhood's first seat."""
    measures: Measures

    def lines(self, kind: int) -> list[list[int]]:
        """Return what the log says of one kind."""
        rows: list[list[int]] = self.lived.lines[self.lived.lines[:, KIND] == kind].tolist()
        return rows


Reasons = Iterator[tuple[Citizen, str]]
"""Whom a predicate holds for by what one week did to them, and what that was."""


class Searcher:
    """Looks through neighbourhoods for lives for which all predicates hold."""

    def __init__(self, replay: Replay, predicates: Sequence[Predicate]) -> None:
        self._replay, self._predicates = replay, predicates
        self._goods = [name for name, _ in by_number(replay.timetable.society.goods)]
        self._measures = {epoch.first_week: Measures(replay.timetable, epoch) for epoch in replay.timetable.epochs}
        self._reasons: dict[str, Callable[[Predicate, Week], Reasons]] = {
            "listed": self._listed,
            "listed-wrongly": self._listed,
            "wrong-record": self._wrong_record,
            "refused": self._refused,
            "refused-wrongly": self._refused,
            "shut-out": self._shut_out,
            "turned-away": self._turned_away,
            "parent-listed": self._parent_listed,
            "waited-longer-than": self._waited,
            "lapsed": self._lapsed,
        }

    def neighbourhood(self, number: int) -> list[tuple[Citizen, list[str]]]:
        """Return who, in one neighbourhood, and why: for each predicate the first that made it hold."""
        reasons: dict[Citizen, dict[Predicate, str]] = {}
        before: State | None = None
        for lived in self._replay.neighbourhood(number):
            measures = self._measures[self._replay.timetable.epoch(lived.week).first_week]
            week = Week(lived, before, number * self._replay.timetable.world.seats, measures)
            for predicate in self._predicates:
                for citizen, why in self._reasons[predicate.name](predicate, week):
                    told = f"{why.replace('_', ' ')} in the week of {day_of(lived.week)}"
                    reasons.setdefault(citizen, {}).setdefault(predicate, told)
            before = lived.state
        of_all = [(who, why) for who, why in reasons.items() if len(why) == len(self._predicates)]
        return [(who, [why[predicate] for predicate in self._predicates]) for who, why in sorted(of_all)]

    @staticmethod
    def _listed(predicate: Predicate, week: Week) -> Reasons:
        routes = {number: route for route, number in week.measures.routes}
        for line in week.lines(kinds.LISTED):
            if line[C] or predicate.name == "listed":
                yield _who(line), f"listed{_wrongfully(line[C])} by {routes[line[A]]}"

    @staticmethod
    def _wrong_record(predicate: Predicate, week: Week) -> Reasons:
        for line in week.lines(kinds.ENTRY):
            if line[B] % 2 == 0:
                yield _who(line), f"an entry without an act, from {week.measures.channels[line[B] // 2][0]},"

    def _refused(self, predicate: Predicate, week: Week) -> Reasons:
        services, sanctions = week.measures.services, week.measures.sanctions
        for line in week.lines(kinds.REFUSED):
            if line[C] or predicate.name == "refused":
                index = line[B]
                thing = self._goods[index - GOODS_FROM] if index >= GOODS_FROM else services[index][0]
                yield _who(line), f"refused{_wrongfully(line[C])} {thing} by {sanctions[line[A]][0]}"

    def _shut_out(self, predicate: Predicate, week: Week) -> Reasons:
        rules = self._replay.timetable.epoch(week.lived.week).policy.sanctions
        names = [name for name, _ in week.measures.sanctions]
        here = [index for index, name in enumerate(names) if rules[name].domain == predicate.domain]
        for line in week.lines(kinds.UNDER):
            for index in here:
                if line[A] >> index & 1:
                    yield _who(line), f"shut out by {names[index]}"
                    break

    @staticmethod
    def _turned_away(predicate: Predicate, week: Week) -> Reasons:
        for line in week.lines(kinds.TURNED_AWAY):
            yield _who(line), f"turned away by a camera ({week.measures.things['uses'][line[A]][0]})"

    def _parent_listed(self, predicate: Predicate, week: Week) -> Reasons:
        list_ends = self._replay.timetable.transition(week.lived.week) in (SCORING_BEGINS, SCORING_ENDS)
        if week.before is None or list_ends or not field(week.before, "listing", "route").any():
            return
        kin = kin_of(week.before, week.lived.week, week.first)
        homes = kin.family[kin.listed]
        children = (kin.alive == 1) & (kin.age < CHILD_WEEKS) & np.isin(kin.family[kin.parent], homes)
        for child in np.flatnonzero(children).tolist():
            for parent in kin.listed_parents(child)[:1]:
                yield (week.first + child, int(kin.holders[child]) - 1), f"a parent ({kin.name(parent)}) on the list"

    def _waited(self, predicate: Predicate, week: Week) -> Reasons:
        """Yield who has waited one week longer at this week's end."""
        state, weeks = week.lived.state, predicate.weeks + 1
        alive, holders = field(state, "person", "alive"), field(state, "person", "holders")
        waits = (state["waits"][:, : len(self._goods)] == weeks) & (alive == 1)[:, None]
        for local, good in np.argwhere(waits).tolist():
            yield (week.first + local, int(holders[local]) - 1), f"{weeks} weeks of waiting for {self._goods[good]}"

    def _lapsed(self, predicate: Predicate, week: Week) -> Reasons:
        for line in week.lines(kinds.LAPSED):
            yield _who(line), f"an application for {self._goods[line[A]]} lapsed"


def _wrongfully(wrong: int) -> str:
    return ", wrongfully," if wrong else ""


def _who(line: list[int]) -> Citizen:
    return line[SEAT], line[OCCUPANT]
