"""Pairs of runs that several tests compare; each is lived once and changed by nobody."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import scored_society as ss
from scored_society.record.replay import Replay
from scored_society.record.run import Run
from scored_society.record.sample import field

HEAVIER = "policy: heavier\ntitle: H\nextends: as-told\nrules: {traffic_offence: {points: -15}}\n"
LATER = """\
policy: later
title: L
extends: as-told
rules: {traffic_offence: {points: {2020-01-01: -5, 2021-01-01: -15}}}
"""


@cache
def lived(policy: str = "as-told", citizens: int = 600, years: int = 2, **options: Any) -> Run:
    """Return a run of Smallville; `policy` is a name or the text of a rule book."""
    if "\n" in policy:
        path = Path(tempfile.mkdtemp()) / "policy.yaml"
        path.write_text(policy, encoding="utf-8")
        return ss.simulate(path, society="smallville", citizens=citizens, years=years, **options)
    return ss.simulate(policy, society="smallville", citizens=citizens, years=years, **options)


def adult(run: Run, number: int) -> int:
    """Return a citizen of a neighbourhood who is an adult, knows of the scheme and lives to the end."""
    *_, week = Replay(run).neighbourhood(number)
    born, alive, aware = (
        field(week.state, *name) for name in (("person", "born"), ("person", "alive"), ("listing", "aware"))
    )
    seats = len(week.state)
    return number * seats + next(
        seat for seat in range(seats) if alive[seat] and aware[seat] and 30 * 52 < 6240 - born[seat] < 50 * 52
    )
