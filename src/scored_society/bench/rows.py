"""The rows of `scored bench`: what is measured, how, and what it should be."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from scored_society.bench import audits, film, site, starts
from scored_society.bench.bare import BareWalk
from scored_society.bench.comparing import CITIZENS, TIMES, YEARS, comparing_ratios
from scored_society.bench.living import WARM_UP, Living
from scored_society.bench.phases import phase_rows
from scored_society.workers.local import available_threads

Row = dict[str, Any]
MILLION, TENTH = 1_000_000, 100_000
THREADS = 2  # of all measurements, so that machines compare
PAIRS = 5
WEEKS = 13
"""Weeks of one measurement: a quarter, so that each holds one quarter's end."""
BARE_WEEKS = 52
MOST_OF_STATE = 1.05
"""Memory that the state itself may take, as a multiple of its size."""


class Listener(Protocol):
    """What is told what is being measured."""

    def message(self, text: str) -> None:
        """Say what takes a while."""


def bench(phases: bool, progress: Listener) -> list[Row]:
    """Measure speed and size on this machine, in some four minutes.

    Parameters
    ----------
    phases : whether to measure the phases of the week, too.
    progress : is told what is being measured.

    Returns
    -------
    Rows of what, value, unit, target (None where there is none yet) and met (None likewise, or where it cannot be
    measured).
    """
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        progress.message("Founding a million and letting them live a year; the first time the week is compiled …")
        with closing(Living(Path(folder) / "million", MILLION, THREADS)) as million:
            progress.message("A million against the bare walk, on two threads and on one …")
            rows += [walk_row(million), threads_row(million, Path(folder)), *size_rows(million, Path(folder))]
            progress.message("A year of a million in a process of its own, for its memory …")
            rows += memory_rows(million)
            progress.message("Comparing two runs, against living one …")
            rows += comparing_rows(Path(folder))
            progress.message("Starting: help, a second start, and a first-ever start that compiles the week …")
            rows += start_rows()
            progress.message("Auditing a rule book …")
            rows += audit_rows()
            progress.message("Serving the site: a city of a hundred thousand, and fifty clients …")
            rows += site_rows()
            if phases:
                progress.message("Each phase of the week alone; the first time they are compiled for that …")
                rows += phase_rows(million, WEEKS)
    return rows


def row(what: str, value: float | None, unit: str, target: float | None = None, *, most: bool = False) -> Row:
    """Return a row; `target` is the least that will do, or the `most`."""
    rounded = None if value is None else float(f"{value:.4g}")
    met = None if rounded is None or target is None else (rounded <= target if most else rounded >= target)
    return {"what": what, "value": rounded, "unit": unit, "target": target, "met": met}


def ratio(ours: Callable[[], float], other: Callable[[], float]) -> float:
    """Return how many times as fast as `other` we are: the median of pairs measured one after the other.

    Both return citizen-weeks a second. Taking turns lets both meet the same state of the machine.
    """
    return statistics.median(ours() / other() for _ in range(PAIRS))


def speed_of(society: Living | BareWalk, citizens: int, weeks: int) -> Callable[[], float]:
    """Return a measurement of the citizen-weeks a second of a society."""
    return lambda: citizens * weeks / society.live(weeks)


def walk_row(million: Living) -> Row:
    """Return the row that compares the full week with the bare walk."""
    with closing(BareWalk(million.citizens, THREADS)) as bare:
        bare.live(WARM_UP)
        value = ratio(speed_of(million, million.citizens, WEEKS), speed_of(bare, million.citizens, BARE_WEEKS))
    what = f"full week of as-told × china-2020, against the bare walk; {THREADS} threads each, median of {PAIRS} pairs"
    return row(what, value, "×", 0.15)


def threads_row(million: Living, folder: Path) -> Row:
    """Return the row that compares two threads with one; it has no value where only one can run."""
    what = f"{THREADS} threads against one; median of {PAIRS} pairs"
    if available_threads() < THREADS:
        return row(what, None, "×", 1.6)
    with closing(Living(folder / "one-thread", MILLION, 1, like=million)) as single:
        two, one = (speed_of(society, million.citizens, WEEKS) for society in (million, single))
        return row(what, ratio(two, one), "×", 1.6)


def size_rows(million: Living, folder: Path) -> list[Row]:
    """Return the rows about what a week costs in societies of other sizes."""
    with closing(Living(folder / "tenth", TENTH, THREADS)) as tenth:
        weeks = WEEKS * (MILLION // TENTH)
        growth = ratio(speed_of(tenth, tenth.citizens, weeks), speed_of(million, million.citizens, WEEKS))
    with closing(Living(folder / "smallest", 1, THREADS)) as smallest:
        fixed = statistics.median(smallest.live(WARM_UP) for _ in range(PAIRS)) / WARM_UP
    return [
        row(f"cost of a citizen-week among {MILLION:,}, against {TENTH:,}; median of {PAIRS} pairs", growth, "×"),
        row("fixed cost of a week: the smallest society", fixed * 1e3, "ms"),
    ]


def memory_rows(million: Living) -> list[Row]:
    """Return the rows about memory."""
    workers = million.engine.workers
    state = workers.state.nbytes + workers.memory.nbytes
    beyond = starts.peak_memory(MILLION) - MOST_OF_STATE * state
    return [
        row(
            "mutable state of a seat, the neighbourhood's memory included",
            state / len(workers.state),
            "B",
            24,
            most=True,
        ),
        row(f"peak resident memory of a year of {MILLION:,}, beyond {MOST_OF_STATE} × state", beyond / 1e6, "MB"),
    ]


def comparing_rows(folder: Path) -> list[Row]:
    """Return the rows about comparing two runs."""
    one, both = comparing_ratios(folder, THREADS)
    what = f"comparing two runs of {CITIZENS:,} × {YEARS} years, against living one; median of {TIMES}"
    return [row(what, one, "×", 2.6, most=True), row(f"{what}; under both couplings of draws", both, "×")]


def start_rows() -> list[Row]:
    """Return the rows about starting."""
    ready, first_ever = starts.first_week_seconds(MILLION), starts.first_compile_seconds()
    what = f"second start to the end of the first week of {MILLION:,}; median of {starts.STARTS}"
    return [
        row(f"scored --help; median of {starts.HELPS}", starts.help_seconds(), "s", 0.3, most=True),
        row(what, ready, "s", 2.0, most=True),
        row("first-ever start to the end of the first week, the compile included", first_ever, "s", 25.0, most=True),
    ]


def audit_rows() -> list[Row]:
    """Return the rows about auditing a rule book without evidence."""
    what = f"static audit of {audits.BOOK}"
    return [
        row(f"{what}, as a whole command; median of {audits.TIMES}", audits.command_seconds(), "s", 1.0, most=True),
        row(f"{what}, in a running process; median of {audits.TIMES}", audits.audit_seconds(), "s", 1.0, most=True),
    ]


def site_rows() -> list[Row]:
    """Return the rows about the site, served by a process of its own."""
    picture, streamed = site.picture_seconds()
    run = f"{site.CITIZENS:,} people on the site, warm; median of {site.TIMES}"
    return [
        row(f"first picture of {run}", picture, "s", 1.0, most=True),
        row(f"{site.YEARS} years of {run}, streamed to the end", streamed, "s", 8.0, most=True),
        row(f"/api/health while {site.CLIENTS} clients start runs; 95 of 100", 1e3 * site.health_seconds(), "ms"),
        row(
            f"the city at {site.CITIZENS:,} dots, in a browser without a graphics card",
            film.frames_a_second(),
            "frames/s",
        ),
    ]
