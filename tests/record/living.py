"""A small made-up society that is recorded week by week; whatever it counts follows from the week's number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from scored_society.record.folder import create_folder
from scored_society.record.manifest import Assumed, Manifest, Scheduled, hash_of
from scored_society.record.panel import GIVEN
from scored_society.record.recorder import Recorder
from scored_society.week.cells import Cells, keys_of

MEASURES = {3: "people", 40: "acts/littering", 41: "waiting/hospital"}
REGIONS = ("north", "south")
GROUPS = ("majority rural", "minority urban")
POLICY_TEXT = "policy: told\n"
SOCIETY_TEXT = "society: village\n"
TEXTS = {"policy.yaml": POLICY_TEXT, "society.yaml": SOCIETY_TEXT}
WEEKS = 6
YEAR = 3
"""Weeks from one panel to the next."""


def manifest(**changes) -> Manifest:
    sha256 = changes.get("policy_sha256", hash_of(POLICY_TEXT))
    values = {
        "version": "0.1.0",
        "policy": "told",
        "society": "village",
        "citizens": 100,
        "citizens_asked": 100,
        "neighbourhoods": 2,
        "seats": 128,
        "years": 1,
        "burn_in": 0,
        "seed": 1,
        "weeks": WEEKS,
        "starts": date(2020, 1, 1),
        "schedule": (Scheduled(starts=date(2020, 1, 1), policy="told", file="policy.yaml", sha256=sha256),),
        "policy_sha256": sha256,
        "society_sha256": hash_of(SOCIETY_TEXT),
        "groups": GROUPS,
        "regions": REGIONS,
        "assumed": (Assumed(file="policy.yaml", path="rules.littering.points", value=-5),),
    }
    return Manifest(**(values | changes))


def create(folder: Path, **changes) -> Path:
    create_folder(folder, manifest(**changes), TEXTS, 1000)
    return folder


def cells_of(rows: np.ndarray) -> Cells:
    """Return rows (measure, region, group, score, bin, value) as cells, in their order."""
    return Cells(keys_of(rows[:, :5]), rows[:, 5])


def census(week: int) -> Cells:
    rows = [
        [3, -1, 0, 1000 + week, -1, 60],
        [3, -1, 1, 1000 + week, -1, 40],
        [40, -1, 0, -1, -1, week],
        [41, 0, -1, 990, 2, 1 + week],
        [41, 0, -1, 990, 5, 3],
        [41, 1, -1, 995, 0, 2],
    ]
    return cells_of(np.array([row for row in rows if row[-1]], dtype=np.int64))


def bulletin(week: int) -> np.ndarray:
    return np.array([[0, 0, 0, 1 << 20], [5, 2, 17, week + (1 << 31)]], dtype=np.int64)


def state(next_week: int) -> dict[str, np.ndarray]:
    return {"person": np.arange(50, dtype=np.uint32) + next_week, "board": np.full((2, 3), next_week, dtype=np.uint16)}


def panel(week: int) -> dict[str, np.ndarray]:
    columns = {name: np.zeros(3, dtype=np.int64) for name in GIVEN}
    return columns | {
        "seat": np.array([4, 5, 6]),
        "occupant": np.array([0, 1, 2]),
        "parent": np.array([-1, 4, 5]),
        "parent_occupant": np.array([-1, 0, 1]),
        "score": np.array([-1, 1000, 1000 + week]),
        "listed": np.array([False, False, True]),
    }


def live(folder: Path, every: int = 4, until: int = WEEKS, measures: dict[int, str] = MEASURES) -> str:
    """Live from wherever the folder stands, with a checkpoint after each `every` weeks, to the end."""
    with Recorder(folder, measures) as recorder:
        next_week, arrays = recorder.restore()
        assert not arrays or same_state(arrays, state(next_week))
        for week in range(next_week, until):
            recorder.append(week, census(week), bulletin(week))
            if (week + 1) % YEAR == 0:
                recorder.panel(week, panel(week))
            if (week + 1) % every == 0:
                recorder.checkpoint(week + 1, state(week + 1))
        return recorder.finish(state(until))


def same_state(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> bool:
    return found.keys() == expected.keys() and all(
        np.array_equal(found[name], array) and found[name].dtype == array.dtype for name, array in expected.items()
    )
