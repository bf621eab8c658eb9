"""The societies in which somebody is lived: a few are kept ready, the others are read again from their folders."""

from __future__ import annotations

import threading
from collections import OrderedDict

from scored_society.record.replay import Replay
from scored_society.site.living import RunTask


class Replays:
    """Keeps what lives neighbourhoods of finished runs again.

    Parameters
    ----------
    most : how many are kept ready; the one used longest ago goes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._ready: OrderedDict[str, Replay] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, task: RunTask) -> Replay:
        """Return what lives a run's neighbourhoods again; the run has to be held meanwhile."""
        with self._lock:
            found = self._ready.pop(task.id, None) or Replay(task.run())
            self._ready[task.id] = found
            if len(self._ready) > self._most:
                self._ready.popitem(last=False)
            return found
