import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from scored_society.bench import phases

SOURCES = Path(phases.__file__).parents[2]
LIVED_ALONE = Path(__file__).with_name("lived_alone.py")
ORDER = ("serve", "act", "witness", "score", "blacklist", "household", "adapt", "age", "apply")


def test_a_phase_alone_counts_what_it_counts_within_the_week():
    printed = subprocess.run(
        [sys.executable, LIVED_ALONE],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(SOURCES)},
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found = json.loads(printed)
    assert [(phase, alone) for phase, alone, _ in found] == [(phase, whole) for phase, _, whole in found]
    busy = {phase for phase, alone, _ in found if any(alone)}
    assert busy >= {"serve", "witness", "score", "apply", "count"}


def test_phases_come_in_the_order_of_the_week():
    assert [name for name in phases.PHASES if name in ORDER] == list(ORDER)


@pytest.fixture
def measured(monkeypatch):
    """Rows from pretended times: a whole week of 200 ns, phases of 20 ns."""
    scene = SimpleNamespace(state=np.array([(1,), (1,), (0,)], [("person", np.uint32)]))
    monkeypatch.setattr(phases, "scene_of", lambda million: scene)
    monkeypatch.setattr(phases, "fastest", lambda driver, scene: 4e-7 if driver is phases.live_whole else 4e-8)
    monkeypatch.setattr(phases, "python_parts", lambda million, weeks: {phases.LIVED: 3e-8, phases.RECORD: 1e-8})
    lived = []
    million = SimpleNamespace(week=51)

    def live(weeks):
        lived.append(million.week)
        million.week += weeks

    million.live = live
    rows = phases.phase_rows(million, 13)
    assert lived == [51, 52]
    return rows


def test_each_phase_has_its_time_for_a_citizen_and_its_share(measured):
    assert measured[0]["value"] == 200.0
    (row,) = [row for row in measured if row["what"].startswith("phase act")]
    assert row == {
        "what": "phase act, measured alone: 10% of the compiled week", "value": 20.0, "unit": "ns a citizen-week",
        "target": None, "met": None,
    }  # fmt: skip
    assert len(measured) == 1 + len(phases.PHASES) + 2


def test_what_python_does_is_a_share_of_the_full_week(measured):
    assert measured[-2]["what"] == f"{phases.LIVED}: 75% of the full week of a million"


def test_the_fastest_run_counts_and_each_starts_from_the_same_state():
    scene = SimpleNamespace(state=np.zeros(3), memory=np.zeros(3), boards=np.zeros(3))
    met = []

    def driver(scene):
        met.append(scene.state.sum())
        scene.state[:] = 5

    assert phases.fastest(driver, scene) > 0
    assert met == [0.0] * phases.REPEATS
