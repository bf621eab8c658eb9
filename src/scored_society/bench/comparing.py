"""What comparing two runs costs, against living one of them."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from scored_society.measure.paired.compare import compare
from scored_society.record.run import Run
from scored_society.record.start import simulate

CITIZENS, YEARS = 100_000, 3
TIMES = 3
HEAVIER = "policy: heavier\ntitle: As told, but heavier\nextends: as-told\nrules: {traffic_offence: {points: -6}}\n"
"""One point more, so that lives part all through the years: the dearest kind of comparison."""


def comparing_ratios(folder: Path, threads: int) -> tuple[float, float]:
    """Return what a comparison costs as a multiple of one run, with one coupling of draws and with both.

    The median of `TIMES`, each against a run lived right before it.
    """
    book = folder / "heavier.yaml"
    book.write_text(HEAVIER, encoding="utf-8")
    baseline = simulate("as-told", citizens=CITIZENS, years=YEARS, out=folder / "baseline", threads=threads)
    compare(baseline, baseline, threads=threads)  # compiles, where that is not done yet
    one, both = [], []
    for number in range(TIMES):
        run, seconds = _lived(book, folder / f"heavier-{number}", threads)
        one.append(_seconds(baseline, run, threads, second_coupling=False) / seconds)
        both.append(_seconds(baseline, run, threads, second_coupling=True) / seconds)
    return statistics.median(one), statistics.median(both)


def _lived(book: Path, out: Path, threads: int) -> tuple[Run, float]:
    """Live a run, and return it with the seconds that it took."""
    start = time.perf_counter()
    run = simulate(book, citizens=CITIZENS, years=YEARS, out=out, threads=threads)
    return run, time.perf_counter() - start


def _seconds(a: Run, b: Run, threads: int, *, second_coupling: bool) -> float:
    """Return the seconds that comparing takes."""
    start = time.perf_counter()
    compare(a, b, second_coupling=second_coupling, threads=threads)
    return time.perf_counter() - start
