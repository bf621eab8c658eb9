"""What is said of a pattern, and lives that patterns are measured on."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from scored_society.record.engine import Progress, interruptible
from scored_society.record.replicate import Life
from scored_society.workers.local import available_threads

Found = TypeVar("Found")


@dataclass(frozen=True)
class Pattern:
    """A pattern, or one figure of it, and whether the model shows it.

    Attributes
    ----------
    id, role : str
        As in docs/validation.md.
    target : str, optional
        What must hold; None for a figure that is shown beside it.
    value, low, high : float, optional
        What was found, and its interval (95 % where the target names no other); None where it is not defined or
        infinite.
    met : bool, optional
        Whether the target is met; None without one.
    note : str
        What was measured.
    """

    id: str
    role: str
    target: str | None
    value: float | None
    low: float | None
    high: float | None
    met: bool | None
    note: str


def finite(value: float) -> float | None:
    """Return a number with four digits, None where there is none."""
    return float(f"{value:.4g}") if math.isfinite(value) else None


def of_each(
    lives: Sequence[tuple[Life, int]],
    measured: Callable[[Life, int, threading.Event], Found],
    progress: Progress | None,
) -> list[Found]:
    """Return what is measured on some lives, each given with its seed; as many go on at once as there are processors.

    Parameters
    ----------
    lives : of the same length and size.
    measured : lives one, of one thread, and returns what was found; it heeds the event that interrupts it.
    progress : is told how far all lives together have come.
    """
    weeks = lives[0][0].manifest.weeks
    if progress is not None:
        progress.start(weeks * len(lives), lives[0][0].manifest.citizens)
    found: list[Found] = []
    with interruptible() as interrupt:
        pool = ThreadPoolExecutor(available_threads())
        try:
            for values in pool.map(lambda one: measured(one[0], one[1], interrupt), lives):
                found.append(values)
                if progress is not None:
                    progress.advance(weeks * len(found) - 1)
        finally:
            pool.shutdown(cancel_futures=True)
    return found
