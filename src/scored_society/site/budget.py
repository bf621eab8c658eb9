"""How much may be lived in a minute: a bucket that fills as time goes by, and that every request takes from."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from scored_society.site.problem import Problem

MINUTE = 60.0


class Budget:
    """Citizen-weeks of a minute.

    Parameters
    ----------
    a_minute : how many.
    clock : seconds that only go forward.
    """

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute, self._clock = a_minute, clock
        self._left, self._at = float(a_minute), clock()
        self._lock = threading.Lock()

    def take(self, citizen_weeks: int, spare: int = 0) -> None:
        """Take what a request needs, and leave so much for others, if it needs less than all but that.

        Raises
        ------
        Problem
            If there is not so much left, with the seconds after which there will be.
        """
        with self._lock:
            now = self._clock()
            self._left = min(self._a_minute, self._left + (now - self._at) * self._a_minute / MINUTE)
            self._at = now
            if citizen_weeks > self._a_minute:
                raise Problem(422, f"at most {self._a_minute:,} citizen-weeks in one request")
            missing = citizen_weeks + min(spare, self._a_minute - citizen_weeks) - self._left
            if missing > 0:
                wait = math.ceil(missing * MINUTE / self._a_minute)
                raise Problem(429, f"too much is being lived at the moment; try again in {wait} s", retry_after=wait)
            self._left -= citizen_weeks

    def give_back(self, citizen_weeks: int) -> None:
        """Give back what was taken for a request that was refused after all."""
        with self._lock:
            self._left = min(self._a_minute, self._left + citizen_weeks)
