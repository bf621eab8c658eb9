"""What a run must not depend on, and a few things that it must."""

from __future__ import annotations

import random
import shlex
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

import scored_society as ss
from invariance.lived import InterruptedIn, fingerprint, hamlet, python, smallville, unlived
from scored_society.base.calendar import WEEKS_PER_YEAR as YEAR
from scored_society.base.calendar import day_of, week_of
from scored_society.base.errors import Interrupted
from scored_society.record.engine import Engine

DRIVER = """\
import sys
import scored_society as ss
from scored_society.record.engine import Engine

class Weeks:
    def start(self, total_weeks, citizens): pass
    def message(self, text): pass
    def stop(self): pass
    def advance(self, week): print(week, flush=True)

Engine(ss.open_run(sys.argv[1], unfinished=True)).live_to_the_end(Weeks(), checkpoint_weeks=1)
"""
INTERRUPTED = """\
import os, signal, sys
from scored_society.cli import main, progress

def advance(self, week):
    if week == 20:
        os.kill(os.getpid(), signal.SIGINT)

progress.WeekProgress.advance = advance
main(["simulate", "as-told", "--society", "smallville", "--citizens", "300", "--years", "1", "--out", sys.argv[1]])
"""
PLAIN = """\
import scored_society as ss
print(ss.simulate("as-told", society="smallville", citizens=300, years=1).manifest["fingerprint"])
"""


@pytest.mark.parametrize(("threads", "shard"), [(1, 7), (2, 3), (3, 1)])
def test_threads_and_shards_change_nothing(tmp_path, threads, shard):
    run = unlived(tmp_path / "run", citizens=2000, years=2)
    assert Engine(run, threads, shard).live_to_the_end(None) == smallville().manifest["fingerprint"]
    assert ss.open_run(run.path).weekly.equals(smallville().weekly)
    assert ss.open_run(run.path).panel.equals(smallville().panel)
    assert ss.open_run(run.path).bulletins.equals(smallville().bulletins)


def test_the_same_again_and_another_seed():
    assert fingerprint(seed=1) == hamlet().manifest["fingerprint"]
    assert fingerprint(seed=2) != hamlet().manifest["fingerprint"]


def test_killed_at_any_moment_and_resumed(tmp_path):
    """One run is killed five times; each process goes on with what the one before it left."""
    chance = random.Random(1)
    folder, straight = unlived(tmp_path / "run").path, hamlet()
    for week in sorted(chance.sample(range(2, YEAR - 8), 5)):
        _live_until(folder, week, chance.random() / 100)
        left = ss.open_run(folder, unfinished=True).progress()
        assert left is not None
        assert week <= left.next_week < YEAR
    resumed = ss.resume(folder)
    assert resumed.manifest["fingerprint"] == straight.manifest["fingerprint"]
    assert resumed.weekly.equals(straight.weekly)
    assert resumed.bulletins.equals(straight.bulletins)
    assert resumed.panel.equals(straight.panel)


def _live_until(folder: Path, week: int, delay: float) -> None:
    """Let another process go on with a run, and kill it `delay` seconds after it has lived `week`."""
    with python(DRIVER, folder) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == week:
                break
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.stdout.read()
    assert process.returncode == -signal.SIGKILL


def test_interrupted_and_gone_on_with_by_the_printed_command(tmp_path):
    folder = tmp_path / "my run"
    with python(INTERRUPTED, folder) as process:
        out, err = process.communicate()
    message = f"interrupted in week 21 of 52; to go on: scored simulate --resume {shlex.quote(str(folder))}"
    assert (process.returncode, out, err) == (130, "", f"{message}\n")
    program, *arguments = shlex.split(message.partition("to go on: ")[2])
    command = [Path(sys.executable).parent / program, *arguments, "--quiet"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert ss.open_run(folder).manifest["fingerprint"] == hamlet().manifest["fingerprint"]


@pytest.mark.parametrize("week", [0, YEAR - 1])
def test_interrupted_in_the_first_or_the_last_week(tmp_path, week):
    run = unlived(tmp_path / "run")
    with pytest.raises(Interrupted, match=f"in week {week + 1} of 52"):
        Engine(run).live_to_the_end(InterruptedIn(week))
    assert ss.resume(run.path).manifest["fingerprint"] == hamlet().manifest["fingerprint"]


@pytest.mark.parametrize("day", ["2020-06-10", "2021-01-01"])
def test_forked_and_straight(write, day):
    change = f"{{from: {day}, rules: {{theft: {{points: -90}}}}, remove: {{rules: [speaking_out]}}}}"
    straight = ss.simulate(
        write(f"policy: dated\ntitle: Dated\nextends: as-told\nchanges:\n  - {change}\n", "dated.yaml"),
        society="smallville", citizens=2000, years=2,
    )  # fmt: skip
    undated = "rules: {theft: {points: -90}}\nremove: {rules: [speaking_out]}\n"
    forked = ss.fork(smallville(), write(f"policy: other\ntitle: Other\nextends: as-told\n{undated}"), day)
    assert forked.manifest["fingerprint"] == straight.manifest["fingerprint"]
    assert forked.manifest["fingerprint"] != smallville().manifest["fingerprint"]
    assert forked.weekly.equals(straight.weekly)
    assert forked.panel.equals(straight.panel)
    assert [entry["from"] for entry in forked.manifest["schedule"]] == ["2020-01-01", _week_start(day)]


def _week_start(day: str) -> str:
    return day_of(week_of(date.fromisoformat(day))).isoformat()


def test_before_the_fork_nothing_changes():
    forked = ss.fork(hamlet(), "none", "2020-07-01")
    before = pl.col("week") < 26
    assert forked.weekly.filter(before).equals(hamlet().weekly.filter(before))
    assert not forked.weekly.filter(~before).equals(hamlet().weekly.filter(~before))


def test_a_burn_in_is_a_run_under_none_forked_at_its_end():
    burnt_in = ss.simulate("as-told", society="smallville", citizens=300, years=1, burn_in=1)
    forked = ss.fork(ss.simulate("none", society="smallville", citizens=300, years=2), "as-told", "2021-01-01")
    assert burnt_in.manifest["starts"] == "2021-01-01"
    assert burnt_in.manifest["weeks"] == forked.manifest["weeks"] == 2 * YEAR
    assert burnt_in.manifest["fingerprint"] == forked.manifest["fingerprint"]


@pytest.mark.parametrize(
    "numba_too", [False, pytest.param(True, marks=[pytest.mark.soak, pytest.mark.timeout(0)], id="numba too")]
)
def test_without_vector_instructions(numba_too):
    """With numba too the week is compiled afresh, for a processor that can do nothing in particular."""
    masked = {"NPY_DISABLE_CPU_FEATURES": " ".join(name for name in __cpu_dispatch__ if __cpu_features__[name])}
    if numba_too:
        masked |= {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
    if not masked["NPY_DISABLE_CPU_FEATURES"] and not numba_too:
        pytest.skip("this processor has nothing that could be masked")
    with python(PLAIN, **masked) as process:
        out, err = process.communicate()
    assert (out, err) == (f"{hamlet().manifest['fingerprint']}\n", "")
