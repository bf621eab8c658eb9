"""How long starting takes, and how much memory a run: measured in processes of their own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping

PROBE = "scored_society.bench.probe"
HELPS, STARTS = 5, 3


def run_module(*words: str, environment: Mapping[str, str] | None = None, status: int = 0) -> tuple[float, str]:
    """Run `python -m` with `words` and return the seconds that it took and what it printed.

    Raises
    ------
    CalledProcessError
        If it ends with another status than that expected.
    """
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    if done.returncode != status:
        raise subprocess.CalledProcessError(done.returncode, done.args, done.stdout, done.stderr)
    return seconds, done.stdout


def help_seconds() -> float:
    """Return the median time of `scored --help`."""
    return statistics.median(run_module("scored_society", "--help")[0] for _ in range(HELPS))


def first_week_seconds(citizens: int) -> float:
    """Return the median time from the start of a process to the end of a run's first week, machine code on disk."""
    run_module(PROBE, "first-week", str(citizens))
    return statistics.median(run_module(PROBE, "first-week", str(citizens))[0] for _ in range(STARTS))


def first_compile_seconds() -> float:
    """Return the time of the very first start, from nothing on disk to the end of the smallest society's first week."""
    with tempfile.TemporaryDirectory() as empty:
        return run_module(PROBE, "first-week", "1", environment={"SCORED_CACHE": empty})[0]


def peak_memory(citizens: int) -> int:
    """Return the peak resident memory of a year's run, in bytes."""
    return int(run_module(PROBE, "peak", str(citizens))[1])
