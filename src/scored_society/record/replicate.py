"""Lives of a society that are told of but not kept: what they share is lived once, and they go on from there in memory.

A life that goes on from where another one ended is, week for week, the one that `simulate` records (tested): the state
at the end of a week, that week's census and the bulletin that ruled it are all that the next week comes from.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import polars as pl
from numpy.typing import NDArray

from scored_society.base.errors import Interrupted
from scored_society.decision.code import BUILT_IN, Code
from scored_society.decision.read import Decision
from scored_society.institutions.respond import Institutions
from scored_society.record.behind import Behind
from scored_society.record.fingerprint import Chain, canonical
from scored_society.record.manifest import Manifest
from scored_society.record.recorder import ROWS_IN_MEMORY
from scored_society.record.schedule import Reign, compiled
from scored_society.record.start import manifest_of
from scored_society.record.weekly import Rows, weekly_frame, without_bins
from scored_society.simulation import live
from scored_society.society.load import SocietyBook
from scored_society.tables.timetable import Timetable
from scored_society.week.bulletin import first_bulletin
from scored_society.week.counted import Measures, WeekCensus
from scored_society.workers.local import LocalWorkers

Keep = Callable[[pl.DataFrame], None]
"""What is given the weekly census of a life, piece by piece and in order, as a run's `weekly` has it."""


@dataclass(frozen=True)
class Life:
    """What a life is made from, whatever its seed."""

    manifest: Manifest
    timetable: Timetable
    code: Code = BUILT_IN


@dataclass(frozen=True)
class Moment:
    """The end of a week of a life: all that is needed to go on from there, any number of times.

    Attributes
    ----------
    week : int
        The next week.
    arrays : dict
        The state.
    last : (census, bulletin), optional
        What was counted in the last week, and the bulletin that everybody read in it; None before the first.
    fingerprint : str
        Of the weeks lived so far (see `fingerprint.Chain`).
    """

    week: int
    arrays: dict[str, NDArray[Any]]
    last: tuple[WeekCensus, NDArray[Any]] | None
    fingerprint: str


def planned(
    reigns: tuple[Reign, ...],
    society: SocietyBook,
    citizens: int | None,
    years: int,
    burn_in: int,
    seed: int,
    decision: Decision | None = None,
) -> Life:
    """Return what a life is made from.

    Raises
    ------
    UserError
        For numbers out of range, where a rule book and the society do not fit together, and where a decision function
        does not compile.
    """
    manifest = manifest_of(reigns, society, citizens, years, burn_in, seed, decision=decision)
    timetable, code = compiled(reigns, society, manifest.weeks), Code(decision)
    code.prepare()
    return Life(manifest, timetable, code)


def founded(life: Life, seed: int, threads: int | None) -> Moment:
    """Return the moment before the first week."""
    with closing(LocalWorkers(life.timetable, seed, life.manifest.neighbourhoods, threads)) as workers:
        workers.found()
        return Moment(0, workers.arrays(), None, "")


def go_on(
    life: Life,
    since: Moment,
    until: int,
    seed: int,
    threads: int | None,
    keep: Keep | None = None,
    advance: Callable[[int], None] | None = None,
    interrupt: threading.Event | None = None,
) -> Moment:
    """Live on from a moment, which stays as it is, and return the one at the end.

    Parameters
    ----------
    life : the rule books that rule it; from `since.week` on they may be others than those before.
    since : the moment to go on from.
    until : the first week that is not lived.
    seed, threads : as for a run.
    keep : is given what is counted.
    advance : is told of each week that has been lived.
    interrupt : is looked at between two weeks.

    Raises
    ------
    Interrupted
        Once `interrupt` is set.
    """
    institutions, told = Institutions(life.timetable), _Told(life, keep, since.fingerprint)
    bulletin = first_bulletin()
    if since.last is not None:  # answered anew: the answer depends on who rules the next week
        bulletin = institutions.respond(since.week - 1, *since.last)
    last = since.last
    workers = LocalWorkers(life.timetable, seed, life.manifest.neighbourhoods, threads, code=life.code)
    with closing(workers), Behind() as behind:
        workers.restore(since.arrays)

        def record(week: int, census: WeekCensus, ruling: NDArray[Any], following: NDArray[Any]) -> None:
            nonlocal last
            last = census, ruling
            behind.run(told.take_in, week, census, following)
            if advance is not None:
                advance(week)
            if interrupt is not None and interrupt.is_set():
                raise Interrupted(f"interrupted in week {week + 1}; nothing is kept")

        live(range(since.week, until), workers, institutions, bulletin, record)
        behind.wait()
        told.flush()
        return Moment(until, workers.arrays(), last, told.chain.digest())


class _Told:
    """Takes in the census of each week: into the fingerprint, and as tables to whom they are told."""

    def __init__(self, life: Life, keep: Keep | None, fingerprint: str) -> None:
        self._life, self._keep = life, keep
        self._measures = {epoch.first_week: Measures(life.timetable, epoch) for epoch in life.timetable.epochs}
        self._names = {number: name for found in self._measures.values() for number, name in found.names().items()}
        self._weeks: list[tuple[int, Rows]] = []
        self.chain = Chain(bytes.fromhex(fingerprint))

    def take_in(self, week: int, census: WeekCensus, following: NDArray[Any]) -> None:
        """Take in a week; the `following` bulletin has the places that were offered."""
        measures = self._measures[self._life.timetable.epoch(week).first_week]
        cells = canonical(measures.cells(census, following["offered"][0]))
        self.chain.add(week, cells)
        if self._keep is None:
            return
        self._weeks.append((week, without_bins(cells)))
        if sum(len(rows) for _, rows in self._weeks) > ROWS_IN_MEMORY:
            self.flush()

    def flush(self) -> None:
        """Tell what was taken in."""
        if self._keep is not None and self._weeks:
            manifest = self._life.manifest
            self._keep(weekly_frame(self._weeks, self._names, manifest.regions, manifest.groups))
        self._weeks = []
