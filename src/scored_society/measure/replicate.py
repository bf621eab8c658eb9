"""Living the same rule books for many seeds."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from scored_society.base.calendar import WEEKS_PER_YEAR, week_of
from scored_society.base.errors import mistake
from scored_society.decision.read import GivenDecision, read_decision
from scored_society.measure.outcomes import TOTALS, outcomes, totals_of
from scored_society.measure.replicates import Replicates
from scored_society.policy.load import PolicyBook, load_policy
from scored_society.record.engine import Progress, interruptible
from scored_society.record.replicate import Life, Moment, founded, go_on, planned
from scored_society.record.schedule import reigns_of
from scored_society.record.start import check_threads
from scored_society.society.load import load_society

RUNS = pl.Schema({"policy": pl.String, "seed": pl.Int64, "fingerprint": pl.String})


def replicate(
    policies: str | Path | Sequence[str | Path],
    seeds: Iterable[int],
    *,
    society: str | Path = "china-2020",
    citizens: int | None = None,
    years: int = 10,
    burn_in: int = 0,
    decision: GivenDecision = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Replicates:
    """Let a society live under each of some rule books, once for each of some seeds, and return what came of it.

    Everything stays in memory. The burn-in is lived once for each seed; each rule book goes on from its end, so all of
    them meet the same people, and draw the same random numbers where they make the same decisions.

    Parameters
    ----------
    policies : names of built-in rule books or paths of YAML files; the first is the baseline.
    seeds : at least two different ones, such as `range(1, 21)`.
    society, citizens, years, burn_in, decision, threads : as for `simulate`.
    progress : is told which seed and rule book are lived, and how far all of it has come.

    Raises
    ------
    UserError
        For a mistake in a file (with its line) or in an argument; nothing is lived then.
    Interrupted
        After Ctrl-C; nothing is kept.

    Examples
    --------
    >>> import scored_society as ss
    >>> found = ss.replicate(["as-told", "none"], range(1, 21), society="smallville", years=3)  # doctest: +SKIP
    >>> found.differences()  # doctest: +SKIP
    """
    chosen = _checked_seeds(seeds)
    check_threads(threads)
    books = _checked_books([policies] if isinstance(policies, str | Path) else list(policies))
    people, decided = load_society(society), read_decision(decision)
    lives = [
        planned(reigns_of(book, burn_in), people, citizens, years, burn_in, max(chosen), decided) for book in books
    ]
    starts = {life.manifest.starts for life in lives}
    if len(starts) > 1:
        days = ", ".join(f"'{book.name}' on {life.manifest.starts}" for book, life in zip(books, lives, strict=True))
        raise mistake(f"the rule books start on different days: {days}", allowed="the same day, to be compared")
    return _lived(lives, [book.name for book in books], chosen, burn_in, threads, progress)


@dataclass
class _Watched:
    """Tells how far all lives together have come."""

    progress: Progress | None
    weeks: int = 0

    def advance(self, week: int) -> None:
        """Count one week more, whichever it was."""
        if self.progress is not None:
            self.progress.advance(self.weeks)
        self.weeks += 1

    def say(self, text: str) -> None:
        """Say what is lived now."""
        if self.progress is not None:
            self.progress.message(text)


def _lived(
    lives: list[Life],
    names: list[str],
    seeds: tuple[int, ...],
    burn_in: int,
    threads: int | None,
    progress: Progress | None,
) -> Replicates:
    """Live all of it: for each seed what is shared, then each rule book."""
    first, end = burn_in * WEEKS_PER_YEAR, lives[0].manifest.weeks
    watched = _Watched(progress)
    if progress is not None:
        if not lives[0].code.is_compiled_already():
            progress.message("Compiling the week; only the first time, some half a minute …")
        progress.start(len(seeds) * (first + len(lives) * (end - first)), lives[0].manifest.citizens)
    totals: dict[tuple[str, int], pl.DataFrame] = {}
    fingerprints: dict[tuple[str, int], str] = {}
    with interruptible() as interrupt:
        for position, seed in enumerate(seeds, 1):
            of_all = f"seed {seed} ({position} of {len(seeds)})"
            shared = founded(lives[0], seed, threads)
            if first:
                watched.say(f"{of_all}: the burn-in …")
                shared = go_on(lives[0], shared, first, seed, threads, None, watched.advance, interrupt)
            for life, name in zip(lives, names, strict=True):
                watched.say(f"{of_all}: {name} …")
                totals[name, seed], fingerprints[name, seed] = _ruled(life, shared, seed, threads, watched, interrupt)
    return _result(tuple(names), seeds, totals, fingerprints)


def _ruled(
    life: Life, shared: Moment, seed: int, threads: int | None, watched: _Watched, interrupt: threading.Event
) -> tuple[pl.DataFrame, str]:
    """Live under one rule book; return the totals from its start, and the fingerprint of the whole life."""
    starts = week_of(life.manifest.starts)
    parts: list[pl.DataFrame] = []
    end = go_on(
        life, shared, life.manifest.weeks, seed, threads,
        lambda weekly: parts.append(totals_of(weekly, starts)), watched.advance, interrupt,
    )  # fmt: skip
    together = pl.concat(parts).group_by("measure", "group").agg(pl.col("value").sum()).select(TOTALS.names())
    return together, end.fingerprint


def _result(
    policies: tuple[str, ...],
    seeds: tuple[int, ...],
    totals: dict[tuple[str, int], pl.DataFrame],
    fingerprints: dict[tuple[str, int], str],
) -> Replicates:
    """Return all outcomes, each for every life in which it is defined."""
    measures = sorted({measure for frame in totals.values() for measure in frame["measure"]})
    frames = []
    for policy in policies:
        for seed in seeds:
            whose = {"policy": pl.lit(policy, pl.String), "seed": pl.lit(seed, pl.Int64)}
            frames.append(outcomes(totals[policy, seed], measures).with_columns(**whose))
    runs = [(policy, seed, fingerprints[policy, seed]) for policy in policies for seed in seeds]
    found = pl.concat(frames).select("policy", "seed", "measure", "group", "value", "unit")
    return Replicates(policies, seeds, found, pl.DataFrame(runs, RUNS, orient="row"))


def _checked_seeds(seeds: Iterable[int]) -> tuple[int, ...]:
    if isinstance(seeds, int | str) or not isinstance(seeds, Iterable):
        raise mistake(f"seeds is {seeds!r}", allowed="several whole numbers, such as range(1, 21)")
    chosen = tuple(seeds)
    for seed in chosen:
        if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or not 0 <= seed < 2**63:
            raise mistake(f"a seed is {seed!r}", allowed=f"whole numbers from 0 to {2**63 - 1}")
    if len(chosen) < 2:
        raise mistake(f"{len(chosen)} seeds", allowed="at least 2: what varies by chance shows only between seeds")
    twice = sorted({seed for seed in chosen if chosen.count(seed) > 1})
    if twice:
        raise mistake(f"the seed {twice[0]} is there twice", allowed="different seeds")
    return tuple(map(int, chosen))


def _checked_books(policies: list[str | Path]) -> list[PolicyBook]:
    if not policies:
        raise mistake("no rule book", allowed="at least one")
    books = [load_policy(policy) for policy in policies]
    names = [book.name for book in books]
    for name in names:
        if names.count(name) > 1:
            raise mistake(f"two of the rule books are called '{name}'", allowed="different names, at 'policy:'")
    return books
