import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import scored_society
from record.disk import Disk, Killed
from record.living import MEASURES, WEEKS, bulletin, census, create, live, panel, same_state, state
from scored_society.base.errors import ScoredError, UserError
from scored_society.record import recorder as recorder_module
from scored_society.record.fingerprint import Chain
from scored_society.record.folder import open_run
from scored_society.record.recorder import Recorder
from scored_society.record.weekly import WEEKLY


def chain_until(week: int) -> str:
    chain = Chain()
    for lived in range(week):
        chain.add(lived, census(lived))
    return chain.digest()


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def assert_whole(folder: Path, fingerprint: str):
    run = open_run(folder)
    assert run.manifest["fingerprint"] == fingerprint == chain_until(WEEKS)
    assert run.weekly["week"].unique().sort().to_list() == list(range(WEEKS))
    assert run.weekly.height == sum(len(census(week).keys) - 1 for week in range(WEEKS))
    assert run.bulletins.height == 2 * WEEKS
    assert run.panel["week"].to_list() == [2, 2, 2, 5, 5, 5]
    assert same_state(run.state(), state(WEEKS))
    assert [name for name in files(folder) if not name.startswith("checkpoint")] == [
        "bulletins.parquet",
        "manifest.json",
        "panel.parquet",
        "policy.yaml",
        "society.yaml",
        "weekly.parquet",
    ]
    assert [Path(name).name for name in files(folder) if name.startswith("checkpoint")] == [
        "progress.json",
        "state.npz",
    ]


def test_a_run_is_recorded(tmp_path: Path):
    folder = create(tmp_path / "run")
    assert_whole(folder, live(folder))


def test_the_tables_say_what_was_given(tmp_path: Path):
    folder = create(tmp_path / "run")
    live(folder)
    run = open_run(folder)
    expected = pl.DataFrame(
        [
            (2, "people", None, "majority rural", 1002, 60),
            (2, "people", None, "minority urban", 1002, 40),
            (2, "acts/littering", None, "majority rural", None, 2),
            (2, "waiting/hospital", "north", None, 990, 6),
            (2, "waiting/hospital", "south", None, 995, 2),
        ],
        schema=WEEKLY,
        orient="row",
    )
    assert_frame_equal(run.weekly.filter(pl.col("week") == 2), expected)
    assert_frame_equal(run.scan_weekly().collect(), run.weekly)
    assert all(np.array_equal(rows, bulletin(week)) for week, rows in run.bulletin_rows().items())
    assert sorted(run.bulletin_rows()) == list(range(WEEKS))
    assert run.panel["citizen"].to_list()[:3] == ["4", "5.2", "6.3"]


@settings(max_examples=20)
@given(every=st.integers(1, WEEKS + 1), rows_in_memory=st.sampled_from([0, 5, 1000]))
def test_checkpoints_and_parts_change_nothing(tmp_path_factory, every: int, rows_in_memory: int):
    folder = create(tmp_path_factory.mktemp("made") / "run")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recorder_module, "ROWS_IN_MEMORY", rows_in_memory)
        assert_whole(folder, live(folder, every))


def test_names_do_not_enter_the_fingerprint(tmp_path: Path):
    renamed = {number: f"new {name}" for number, name in MEASURES.items()}
    assert live(create(tmp_path / "a")) == live(create(tmp_path / "b", regions=("x", "y")), measures=renamed)


def test_a_checkpoint_costs_what_is_new(tmp_path: Path):
    folder = create(tmp_path / "run")
    with Recorder(folder, MEASURES) as recorder:
        written = {}
        for week in range(4):
            recorder.append(week, census(week), bulletin(week))
            recorder.checkpoint(week + 1, state(week + 1))
            parts = {path.name: path.stat().st_ino for path in (folder / "checkpoint/parts").iterdir()}
            assert written.items() <= parts.items()
            assert len(parts) == len(written) + 2
            assert len(list((folder / "checkpoint").iterdir())) == 2
            written = parts


def test_a_kill_at_any_step_leaves_a_run_that_ends_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    disk = Disk(monkeypatch, tmp_path)
    live(create(tmp_path / "straight"))
    steps = disk.steps
    assert steps > 50
    for step in range(steps):
        folder = tmp_path / f"run-{step}"
        disk.fail_at(step)
        with pytest.raises(Killed):
            live(create(folder))
        disk.lose_power()
        if not folder.exists():
            create(folder)
        run = open_run(folder, unfinished=True)
        progress = run.progress()
        if progress is not None:
            assert progress.chain == chain_until(progress.next_week)
            assert same_state(run.state(), state(progress.next_week))
        assert_whole(folder, live(folder))


def test_a_disk_that_fills_up_at_any_step_can_be_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    disk = Disk(monkeypatch, tmp_path, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    live(create(tmp_path / "straight"))
    for step in range(disk.steps):
        folder = tmp_path / f"run-{step}"
        disk.fail_at(step)
        message = trouble(folder)
        assert not message or "the disk is full: " in message
        assert not message or not folder.exists() or f"scored simulate --resume {folder}" in message
        disk.work()
        if not folder.exists():
            create(folder)
        assert_whole(folder, live(folder))


def trouble(folder: Path) -> str:
    """Return the message a run ends with, empty if the trouble was with something that may stay."""
    try:
        live(create(folder))
    except ScoredError as error:
        return str(error)
    return ""


def test_a_recorder_can_try_again_once_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = create(tmp_path / "run")
    disk = Disk(monkeypatch, tmp_path, lambda: OSError(errno.ENOSPC, "full"))
    with Recorder(folder, MEASURES) as recorder:
        for week in range(WEEKS):
            recorder.append(week, census(week), bulletin(week))
            if week in (2, 5):
                recorder.panel(week, panel(week))
            for step in range(12):
                disk.fail_at(step)
                try:
                    recorder.checkpoint(week + 1, state(week + 1))
                except ScoredError:
                    continue
            disk.work()
            recorder.checkpoint(week + 1, state(week + 1))
        assert_whole(folder, recorder.finish(state(WEEKS)))


KILL = """
import os, signal, sys
from pathlib import Path
from record.living import live
replace, left = os.replace, int(sys.argv[2])
def deadly(*paths):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(*paths)
os.replace = deadly
live(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("renames", [6, 14])
def test_a_killed_process_can_be_resumed(tmp_path: Path, renames: int):
    folder = create(tmp_path / "run")
    sources = [Path(scored_society.__path__[0]).parent, Path(__file__).parents[1]]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, sources))}
    command = [sys.executable, "-c", KILL, str(folder), str(renames)]
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL
    assert_whole(folder, live(folder))


def test_a_finished_run_stays_as_it_is(tmp_path: Path):
    folder = create(tmp_path / "run")
    fingerprint = live(folder)
    before = {name: (folder / name).read_bytes() for name in files(folder)}
    assert live(folder) == fingerprint
    assert {name: (folder / name).read_bytes() for name in files(folder)} == before


def test_one_process_writes_at_a_time(tmp_path: Path):
    folder = create(tmp_path / "run")
    with Recorder(folder, MEASURES), pytest.raises(UserError, match="being written by another process"):
        Recorder(folder, MEASURES)
    Recorder(folder, MEASURES).close()


def test_weeks_follow_one_another(tmp_path: Path):
    with Recorder(create(tmp_path / "run"), MEASURES) as recorder:
        with pytest.raises(ValueError, match="without a week"):
            recorder.finish(state(0))
        recorder.append(52, census(0), bulletin(0))
        with pytest.raises(ValueError, match="week 54 cannot follow week 52"):
            recorder.append(54, census(0), bulletin(0))
        with pytest.raises(ValueError, match="before week 54 cannot follow week 52"):
            recorder.checkpoint(54, state(54))


def test_an_unknown_measure_is_refused(tmp_path: Path):
    with Recorder(create(tmp_path / "run"), {3: "people"}) as recorder:
        recorder.append(0, census(0), bulletin(0))
        with pytest.raises(ValueError, match="measure 41 has no name"):
            recorder.checkpoint(1, state(1))


@pytest.mark.parametrize("name", ["state.npz", "progress.json"])
@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_a_damaged_checkpoint_is_named(tmp_path: Path, name: str, content: bytes | None):
    folder = create(tmp_path / "run")
    with Recorder(folder, MEASURES) as recorder:
        recorder.append(0, census(0), bulletin(0))
        recorder.checkpoint(1, state(1))
    path = folder / "checkpoint/000001" / name
    path.write_bytes(path.read_bytes()[:-30] if content is None else content)
    with pytest.raises(UserError, match=f"{name} is damaged"), Recorder(folder, MEASURES) as recorder:
        recorder.restore()
