"""What each phase of the week costs: the table of `scored bench --phases`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from scored_society.bench import drivers
from scored_society.bench.drivers import Scene
from scored_society.bench.living import SEED, Living
from scored_society.record.sample import field
from scored_society.tables.packed import pack
from scored_society.tables.rules import RULES
from scored_society.tables.timetable import NO_INTERVENTIONS, UNCHANGED
from scored_society.tables.world import WORLD
from scored_society.week.board import BOARD
from scored_society.week.bulletin import bulletin_rows
from scored_society.week.census import empty_census
from scored_society.week.log import ACT, COLUMNS, DECLINED, ENTRY, GRANTED, new_log
from scored_society.week.shard import live_shard
from scored_society.workers.local import SHARD

Row = dict[str, Any]
REPEATS = 30
SEAT, KIND, A, B, C = (COLUMNS.index(name) for name in ("seat", "kind", "a", "b", "c"))
LIVED, INSTITUTIONS, COUNT, RECORD = (
    "workers: shards, sums and queues", "institutions: the next bulletin", "count: the census as cells",
    "record: chained and kept",
)  # fmt: skip
PHASES = {
    "read_board": drivers.alone_board,
    "serve": drivers.alone_serve,
    "burdens": drivers.alone_burdens,
    "act": drivers.alone_act,
    "request": drivers.alone_request,
    "witness": drivers.alone_witness,
    "score": drivers.alone_score,
    "blacklist": drivers.alone_blacklist,
    "platform, at a quarter's end": drivers.alone_platform,
    "household": drivers.alone_household,
    "adapt": drivers.alone_adapt,
    "age": drivers.alone_age,
    "apply": drivers.alone_apply,
    "count": drivers.alone_count,
}


def phase_rows(million: Living, weeks: int) -> list[Row]:
    """Return the rows of all phases: nanoseconds a citizen-week, and in words the share of the whole.

    The compiled phases are measured alone over one shard on one thread, so they need not add up to the week that they
    are compiled into together. What Python does each week is measured in `weeks` weeks of a million.
    """
    while million.week % 13 in (0, 12):  # weeks with a quarter's end or the start of a year
        million.live(1)
    scene = scene_of(million)
    people = int(field(scene.state, "person", "alive").sum())
    whole = fastest(live_whole, scene) / people
    rows = [_row("compiled week of one shard, one thread", whole)]
    for name, driver in PHASES.items():
        seconds = fastest(driver, scene) / people
        rows.append(_row(f"phase {name}, measured alone: {seconds / whole:.0%} of the compiled week", seconds))
    parts = python_parts(million, weeks)
    for name, seconds in parts.items():
        rows.append(_row(f"{name}: {seconds / sum(parts.values()):.0%} of the full week of a million", seconds))
    return rows


def _row(what: str, seconds: float) -> Row:
    value = float(f"{seconds * 1e9:.3g}")
    return {"what": what, "value": value, "unit": "ns a citizen-week", "target": None, "met": None}


def scene_of(million: Living) -> Scene:
    """Return the first shard of a society in its present week, with what happened in that week."""
    workers, timetable, week = million.engine.workers, million.engine.timetable, million.week
    seats = timetable.world.seats
    state, memory = workers.state[: SHARD * seats].copy(), workers.memory[:SHARD].copy()
    room = 4 * len(state)
    scene = Scene(
        SEED, week, pack(timetable.world, WORLD), pack(timetable.epoch(week).rules, RULES), million.bulletin, state,
        memory, empty_census(), np.zeros(len(memory), BOARD), np.zeros((0, 3), np.int64), np.zeros((0, 5), np.int64),
        np.zeros((0, 2), np.int64), np.zeros((len(state), 3), np.int64), np.zeros(len(state), np.int16),
        np.zeros(len(state) * len(timetable.society.goods), np.int32),
        np.zeros(1, np.int64), new_log(0),
    )  # fmt: skip
    drivers.alone_board(scene)
    drivers.gather(scene)
    told = scene._replace(
        state=state.copy(), memory=memory.copy(), boards=np.zeros(1, BOARD), log=new_log(room)
    )  # fmt: skip
    live_whole(told)
    lines = told.log.lines[: told.log.used[0]]
    acts, entries = lines[lines[:, KIND] == ACT], lines[lines[:, KIND] == ENTRY]
    requests = lines[(lines[:, KIND] == GRANTED) | (lines[:, KIND] == DECLINED)]
    return scene._replace(
        acts=np.column_stack([acts[:, SEAT], acts[:, A], acts[:, C] >= 0]),
        requests=np.column_stack([requests[:, SEAT], requests[:, A]]),
        entries=np.column_stack(
            [entries[:, SEAT], entries[:, A], entries[:, B] >> 1, entries[:, B] & 1, entries[:, C]]
        ),
    )


def live_whole(scene: Scene) -> None:
    """Live the scene's week, all phases of it."""
    scene.used[0] = 0
    live_shard(
        scene.seed, scene.week, 0, UNCHANGED, scene.world, scene.rules, scene.bulletin, scene.state, scene.memory,
        NO_INTERVENTIONS, scene.census, scene.boards[:1], scene.applicants, scene.used, scene.log,
    )  # fmt: skip


def fastest(driver: Callable[[Scene], Any], scene: Scene) -> float:
    """Return the least seconds that a driver takes, each time from the same state."""
    kept = scene.state.copy(), scene.memory.copy(), scene.boards.copy()
    found = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        driver(scene)
        found.append(time.perf_counter() - start)
        scene.state[:], scene.memory[:], scene.boards[:] = kept
    return min(found)


def python_parts(million: Living, weeks: int) -> dict[str, float]:
    """Return the seconds a citizen-week of the parts of a full week, in the order in which they follow each other."""
    parts = dict.fromkeys((LIVED, INSTITUTIONS, COUNT, RECORD), 0.0)
    engine = million.engine

    def timed(part: str, function: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        value = function(*arguments)
        parts[part] += (time.perf_counter() - start) / (million.citizens * weeks)
        return value

    for week in range(million.week, million.week + weeks):
        census = timed(LIVED, engine.workers.live_one_week, week, million.bulletin)
        following = timed(INSTITUTIONS, engine.institutions.respond, week, census, million.bulletin)
        cells = timed(COUNT, engine.cells, week, census, following)
        timed(RECORD, million.recorder.append, week, cells, bulletin_rows(million.bulletin))
        million.bulletin = following
    million.week += weeks
    return parts
