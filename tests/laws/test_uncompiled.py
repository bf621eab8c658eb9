"""The compiled week against the same functions as they were written: equal to the bit, and without a warning."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numba

from laws.living import BUILT_IN, Society, tables
from scored_society.record.fingerprint import Chain

PEOPLE, WEEKS, SEED = 200, 60, 1


def test_the_uncompiled_week_is_the_compiled_week(tmp_path: Path):
    assert not numba.config.DISABLE_JIT
    script = Path(__file__).with_name("lived.py")
    uncompiled = subprocess.run(
        [sys.executable, "-W", "error", script, "as-told", "smallville", str(PEOPLE), str(WEEKS), str(SEED)],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(BUILT_IN.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (uncompiled.returncode, uncompiled.stderr) == (0, "")
    chain, compiled = Chain(), []
    for week in Society(tables("as-told", "smallville", WEEKS, tmp_path), PEOPLE, SEED).live(WEEKS):
        chain.add(week.week, week.cells)
        compiled.append(chain.digest())
    parted = [
        week for week, pair in enumerate(zip(uncompiled.stdout.split(), compiled, strict=True)) if len(set(pair)) > 1
    ]
    assert parted == []
