"""`scored compare`, as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from measure.paired.pairs import HEAVIER, lived


def test_a_summary_of_effects_and_lives(scored, tmp_path):
    found = scored("compare", lived().path, lived(HEAVIER).path, "--out", "kept")
    assert found.status == 0
    for words in (
        "heavier (B) against as-told (A): the same 600 people", "mean score", "95 % interval", "second coupling",
        "first through own rule", "harmed", "Only 6 neighbourhoods: intervals are rough",
        "within this model and this coupling of draws", "Invented people", "scored report kept",
    ):  # fmt: skip
        assert words.lower() in found.out.lower()
    assert (tmp_path / "kept" / "comparison.json").is_file()


def test_json(scored):
    found = scored("compare", lived().path, lived(HEAVIER).path, "--one-coupling", "--hold-bulletin", "--json")
    told = json.loads(found.out)
    assert {"effects", "parted", "harmed", "helped"} <= told.keys()
    assert told["bulletin"] == "held"
    assert told["effects"][0].keys() >= {"measure", "group", "effect", "low", "high", "unit"}
    assert {effect["second_effect"] for effect in told["effects"]} == {None}


@pytest.mark.parametrize(
    ("b", "options", "message"),
    [
        ("other", (), "cannot be compared: their sizes differ"),
        ("nowhere", (), "does not exist"),
        ("file", (), "is not a run folder"),
        ("b", ("--out", "taken"), "exists already"),
        ("b", ("--threads", "0"), "--threads"),
    ],
)
def test_mistakes_end_with_status_2_one_line_and_nothing_written(scored, tmp_path, b, options, message):
    (tmp_path / "taken").mkdir()
    (tmp_path / "file").write_text("x")
    runs = {"other": lived(citizens=500).path, "b": lived(HEAVIER).path}
    found = scored("compare", lived().path, runs.get(b, Path(b)), *options)
    assert (found.status, found.out) == (2, "")
    assert message in found.err
    assert found.err.count("\n") <= 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "taken"]


INTERRUPTED = """\
import os, signal, sys
import scored_society.measure.paired.reliving as reliving
def strike(self, first, last):
    os.kill(os.getpid(), signal.SIGINT)
    return piece(self, first, last)
piece, reliving._Reliving._piece = reliving._Reliving._piece, strike
from scored_society.cli import main
main(sys.argv[1:])
"""


def test_ctrl_c_ends_with_status_130_and_leaves_nothing(tmp_path):
    command = [
        sys.executable,
        "-c",
        INTERRUPTED,
        "compare",
        str(lived().path),
        str(lived(HEAVIER).path),
        "--out",
        "kept",
    ]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 130
    assert "interrupted; nothing was written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.iterdir())
