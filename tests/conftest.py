"""What all tests share: the same examples every time, files of their own, and the command line."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from scored_society.cli import main

# a shell lets jobs in its background ignore Ctrl-C, and so what they start; tests press it
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("repeatable")


@pytest.fixture
def write(tmp_path: Path):
    """Write a small file into the test's own folder and return its path."""

    def written(text: str | bytes, name: str = "file.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


class Outcome(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str


@pytest.fixture
def scored(capsys, tmp_path, monkeypatch):
    """Run the command line with some arguments, within the test's own process and folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(ended.value.code, printed.out, printed.err)

    return run
