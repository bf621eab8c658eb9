"""Runs that several tests read, and runs that are made ready but not lived."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import scored_society as ss
from scored_society.policy.load import load_policy
from scored_society.record.folder import create_folder
from scored_society.record.run import POLICY, SOCIETY, Run
from scored_society.record.schedule import reigns_of
from scored_society.record.start import manifest_of
from scored_society.society.load import load_society

SOURCE = Path(__file__).parents[2] / "src"


@cache
def smallville() -> Run:
    """All of Smallville, two years as told; it is lived once, read by many and changed by nobody."""
    return ss.simulate("as-told", society="smallville", years=2)


@cache
def hamlet() -> Run:
    """Three neighbourhoods of Smallville, one year as told."""
    return ss.simulate("as-told", society="smallville", citizens=300, years=1)


def fingerprint(policy: str | Path = "as-told", society: str | Path = "smallville", **options: Any) -> str:
    """Return the fingerprint of another run; where nothing else is said, it is like `hamlet`."""
    run = ss.simulate(policy, society=society, **({"citizens": 300, "years": 1} | options))
    return str(run.manifest["fingerprint"])


def unlived(folder: Path, citizens: int = 300, years: int = 1) -> Run:
    """Make the folder of a run of which no week has been lived."""
    book, people = load_policy("as-told"), load_society("smallville")
    manifest = manifest_of(reigns_of(book, 0), people, citizens, years, 0, 1)
    create_folder(folder, manifest, {POLICY: book.text(), SOCIETY: people.text()}, 0)
    return ss.open_run(folder, unfinished=True)


class InterruptedIn:
    """Follows the progress of a run, and interrupts it in one week as Ctrl-C does."""

    def __init__(self, week: int) -> None:
        self.week = week

    def start(self, total_weeks: int, citizens: int) -> None:
        pass

    def message(self, text: str) -> None:
        pass

    def advance(self, week: int) -> None:
        if week == self.week:
            os.kill(os.getpid(), signal.SIGINT)

    def stop(self) -> None:
        pass


def python(script: str, *arguments: object, **variables: str) -> subprocess.Popen[str]:
    """Start a Python of its own on a script, with the machine code that this one uses."""
    command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)} | variables
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
