"""Small comparisons that several tests read: each run is lived once, and changed by nobody."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import scored_society as ss
from report.invented import HOSTILE
from scored_society.measure.paired.comparison import Comparison
from scored_society.record.run import Run

LIVELY = f"""\
policy: lively
title: '{HOSTILE.replace("'", "''")}'
extends: as-told
blacklist:
  low_score: {{at_or_below: 990}}
"""
"""A list that is easy to come onto, and a title that tries to break out of the page."""
MILDER = """\
policy: milder
title: As told, with a third of the points for jaywalking
extends: as-told
rules:
  jaywalking: {points: -1}
"""
OVERLAYS = {"lively": LIVELY, "milder": MILDER}
PUNISHED = {"date": "2020-03-04", "citizen": 7, "act": "theft"}


@cache
def lived(policy: str, citizens: int = 700, experiment: bool = False) -> Run:
    """Return two years of Smallville under a rule book."""
    named: str | Path = policy
    if policy in OVERLAYS:
        named = Path(tempfile.mkdtemp()) / f"{policy}.yaml"
        named.write_text(OVERLAYS[policy], encoding="utf-8")
    interventions = [PUNISHED] if experiment else []
    return ss.simulate(named, society="smallville", citizens=citizens, years=2, interventions=interventions)


@cache
def compared(a: str, b: str, citizens: int = 700, *, experiment: bool = False, second: bool = True) -> Comparison:
    """Return what two runs differ in; with an experiment, somebody steals in the second one."""
    runs = lived(a, citizens), lived(b, citizens, experiment)
    return ss.compare(*runs, second_coupling=second)
