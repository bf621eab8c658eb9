"""How long an audit takes that only reads a rule book."""

from __future__ import annotations

import statistics
import time

from scored_society.audit import audit
from scored_society.bench.starts import run_module

BOOK = "as-told"
TIMES = 5
FOUND = 1
"""The status of a command that found what it is to fail on, as it does in `as-told`."""


def command_seconds() -> float:
    """Return the median time of the whole command, from the start of its process on."""
    command = ("scored_society", "audit", BOOK, "--json")
    return statistics.median(run_module(*command, status=FOUND)[0] for _ in range(TIMES))


def audit_seconds() -> float:
    """Return the median time of the audit alone, in a process that has made one before."""
    audit(BOOK)
    return statistics.median(_timed() for _ in range(TIMES))


def _timed() -> float:
    start = time.perf_counter()
    audit(BOOK)
    return time.perf_counter() - start
