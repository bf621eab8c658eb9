import errno
import json
import os
import shutil
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from record.disk import Disk
from record.living import POLICY_TEXT, SOCIETY_TEXT, TEXTS, create, live, manifest
from scored_society.base.errors import ScoredError, UserError
from scored_society.policy.load import load_policy
from scored_society.record.folder import create_folder, open_run
from scored_society.record.manifest import hash_of
from scored_society.society.load import load_society


def refused(folder: Path) -> str:
    """Return why `folder` cannot be created, having checked that nothing was written."""
    before = sorted(folder.parent.rglob("*")) if folder.parent.is_dir() else []
    with pytest.raises(UserError) as caught:
        create(folder)
    assert (sorted(folder.parent.rglob("*")) if folder.parent.is_dir() else []) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_new_folder_can_be_resumed_at_once(tmp_path: Path):
    run = open_run(create(tmp_path / "run"), unfinished=True)
    assert run.manifest == manifest().as_json()
    assert (run.path / "policy.yaml").read_text() == POLICY_TEXT
    assert (run.path / "society.yaml").read_text() == SOCIETY_TEXT
    assert run.progress() is None
    assert run.state() == {}
    assert os.listdir(tmp_path) == ["run"]


def test_an_unfinished_run_is_to_be_resumed(tmp_path: Path):
    folder = create(tmp_path / "my run")
    assert f"to go on: scored simulate --resume '{folder}'" in refused(folder)
    with pytest.raises(UserError, match="is not finished; to go on: scored simulate --resume"):
        open_run(folder)


def test_what_exists_is_left_alone(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken/manifest.json").write_text("{")
    live(create(tmp_path / "finished"))
    assert refused(tmp_path / "file").endswith("exists; choose a folder that does not exist")
    assert "choose a folder that does not exist" in refused(tmp_path / "folder")
    assert "choose a folder that does not exist" in refused(tmp_path / "link")
    assert "holds a run that cannot be read" in refused(tmp_path / "broken")
    assert "holds a finished run" in refused(tmp_path / "finished")


def test_a_folder_needs_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert f"there is no folder {tmp_path / 'missing'}" in refused(tmp_path / "missing/run")
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    assert "not yours to write in" in refused(tmp_path / "run")


def test_a_folder_needs_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    usage = namedtuple("usage", "total used free")(10**9, 10**9, 7_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(UserError, match=r"about 1,500\.0 MB are needed, 7\.0 MB are free"):
        create_folder(tmp_path / "run", manifest(), TEXTS, 1_500_000_000)
    assert os.listdir(tmp_path) == []


def test_a_full_disk_leaves_nothing_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    disk = Disk(monkeypatch, tmp_path, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    create(tmp_path / "whole")
    steps = disk.steps
    for step in range(steps):
        disk.fail_at(step)
        with pytest.raises(ScoredError, match="the disk is full: "):
            create(tmp_path / "run")
        disk.work()
        assert os.listdir(tmp_path) == ["whole"] or step == steps - 1
    assert open_run(tmp_path / "run", unfinished=True).progress() is None


def test_hashes_are_checked_before_anything_is_written(tmp_path: Path):
    with pytest.raises(ValueError, match="hashes"):
        create_folder(tmp_path / "run", manifest(policy_sha256="0"), TEXTS, 0)
    assert os.listdir(tmp_path) == []


def cut(name: str) -> Callable[[Path], object]:
    return lambda folder: os.truncate(folder / name, (folder / name).stat().st_size // 2)


def edited(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text)


def of_format(number: int) -> Callable[[Path], object]:
    return edited("manifest.json", json.dumps({"format": number}))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut("manifest.json"), r"manifest\.json is damaged: "),
        (edited("manifest.json", "[]"), r"manifest\.json is not the manifest of a run"),
        (edited("manifest.json", "[" * 100_000), r"manifest\.json is damaged"),
        (edited("manifest.json", '{"format": 1}'), r"manifest\.json is damaged: version: Field required"),
        (of_format(2), r"is of format 2; this version of scored reads format 1"),
        (lambda folder: (folder / "manifest.json").unlink(), r"is not a run folder; a run folder has a manifest\.json"),
        (shutil.rmtree, "does not exist"),
        (edited("policy.yaml", "policy: other\n"), r"policy\.yaml is not the one this run was made from"),
        (lambda folder: (folder / "society.yaml").unlink(), r"cannot read .*society\.yaml"),
        (cut("weekly.parquet"), r"weekly\.parquet is damaged"),
        (lambda folder: (folder / "panel.parquet").unlink(), r"panel\.parquet is missing"),
        (
            lambda folder: pl.DataFrame({"week": [1]}).write_parquet(folder / "bulletins.parquet"),
            r"bulletins\.parquet is damaged: its columns are week, not week, item",
        ),
    ],
)
def test_damage_is_named(tmp_path: Path, damage: Callable[[Path], object], message: str):
    folder = create(tmp_path / "run")
    live(folder)
    damage(folder)
    with pytest.raises(UserError, match=message) as caught:
        open_run(folder)
    assert "\n" not in str(caught.value)


def test_a_table_damaged_within_is_named_when_read(tmp_path: Path):
    folder = create(tmp_path / "run")
    live(folder)
    run = open_run(folder)
    (folder / "weekly.parquet").write_bytes(b"PAR1" + bytes(100))
    with pytest.raises(UserError, match=r"weekly\.parquet is damaged"):
        _ = run.weekly


def test_a_file_is_not_a_run(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="run folder"):
        open_run(tmp_path / "file")


def test_a_run_knows_its_rule_book_and_society(tmp_path: Path):
    policy, society = load_policy("none"), load_society("smallville")
    texts = policy.text(), society.text()
    made = manifest(policy_sha256=hash_of(texts[0]), society_sha256=hash_of(texts[1]))
    create_folder(tmp_path / "run", made, dict(zip(TEXTS, texts, strict=True)), 0)
    run = open_run(tmp_path / "run", unfinished=True)
    assert run.policy.epochs == policy.epochs
    assert run.society.society == society.society
    assert run.manifest["policy_sha256"] == policy.sha256
