"""What `scored bench` starts in processes of its own.

`python -m scored_society.bench.probe first-week|peak CITIZENS`
"""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

from scored_society.record.start import simulate

STATUS = Path("/proc/self/status")
KIB = 1024


class FirstWeek:
    """Listens to a run, and ends the process after the first week."""

    def start(self, total_weeks: int, citizens: int) -> None:
        """Begin."""

    def message(self, text: str) -> None:
        """Say nothing."""

    def advance(self, week: int) -> None:
        """End."""
        raise SystemExit

    def stop(self) -> None:
        """End."""


def peak_bytes() -> int:
    """Return the most resident memory that this process has had.

    Linux hands what `getrusage` says down from the process that started this one, so its own account comes first.
    """
    if STATUS.is_file() and (found := re.search(r"VmHWM:\s*(\d+) kB", STATUS.read_text())):
        return int(found[1]) * KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else KIB)


def main(what: str, citizens: str) -> None:
    """Live one week, or a year whose peak of memory is printed."""
    if what == "first-week":
        simulate(citizens=int(citizens), years=1, progress=FirstWeek())
    else:
        simulate(citizens=int(citizens), years=1)
        print(peak_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
