"""Print the fingerprint of a run, week by week: `python tests/laws/lived.py POLICY SOCIETY PEOPLE WEEKS SEED`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from living import Society, tables

from scored_society.record.fingerprint import Chain

if __name__ == "__main__":
    policy, society, people, weeks, seed = sys.argv[1:]
    chain = Chain()
    with tempfile.TemporaryDirectory() as folder:
        timetable = tables(policy, society, int(weeks), Path(folder))
    for week in Society(timetable, int(people), int(seed)).live(int(weeks)):
        chain.add(week.week, week.cells)
        print(chain.digest(), flush=True)
