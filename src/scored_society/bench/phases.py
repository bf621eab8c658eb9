"""What each phase of the week costs: the table of `scored bench --phases`."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.bench import drivers
from scored_society.bench.drivers import Scene
from scored_society.bench.living import SEED, Living
from scored_society.tables.packed import pack
from scored_society.tables.rules import RULES
from scored_society.tables.world import WORLD
from scored_society.week.board import BOARD
from scored_society.week.bulletin import bulletin_rows
from scored_society.week.census import empty_census
from scored_society.week.counted import WeekCensus
from scored_society.week.log import ACT, ENTRY, new_log
from scored_society.week.shard import live_shard
from scored_society.workers.local import SHARD

Row = dict[str, Any]
REPEATS = 30
SEAT_COLUMN, KIND_COLUMN, A, B, C = 1, 3, 4, 5, 6
"""Columns of a line of the log (see `week.log.COLUMNS`)."""
PHASES = {
    "read_board": drivers.alone_board,
    "serve": drivers.alone_serve,
    "act": drivers.alone_act,
    "witness": drivers.alone_witness,
    "score": drivers.alone_score,
    "blacklist": drivers.alone_blacklist,
    "household": drivers.alone_household,
    "adapt": drivers.alone_adapt,
    "age": drivers.alone_age,
    "apply": drivers.alone_apply,
    "count": drivers.alone_count,
}


def phase_rows(million: Living, weeks: int) -> list[Row]:
    """Return the rows of all phases: nanoseconds a citizen-week, and the share of the whole.

    The compiled phases are measured alone over one shard on one thread, so they need not add up to the week that they
    are compiled into together; what Python does each week is measured in `weeks` weeks of a million.
    """
    scene = scene_of(million)
    people = int(np.count_nonzero(scene.state["person"] & 1))
    whole = fastest(lambda scene: live_whole(scene), scene) / people
    rows = [_row("the compiled week, one thread", whole, None)]
    for name, driver in PHASES.items():
        rows.append(_row(f"phase {name}, compiled and measured alone", fastest(driver, scene) / people, whole))
    return rows + python_rows(million, weeks)


def _row(what: str, seconds: float, whole: float | None) -> Row:
    share = "" if whole is None else f"; {seconds / whole:.0%} of the whole"
    value = float(f"{seconds * 1e9:.3g}")
    return {"what": what + share, "value": value, "unit": "ns a citizen-week", "target": None, "met": None}
