"""The same people under `none`: a run lived beside another one, so that a life can be told beside its twin."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scored_society.policy.load import load_policy
from scored_society.record.engine import Progress
from scored_society.record.run import Run
from scored_society.record.schedule import Reign
from scored_society.record.start import begin
from scored_society.tables.interventions import load_interventions

NONE = "none"


def is_none(run: Run) -> bool:
    """Whether a run was lived under `none` from its first week to its last."""
    return all(scheduled["policy"] == NONE for scheduled in run.manifest["schedule"])


def live_under_none(
    run: Run, *, out: str | Path | None = None, threads: int | None = None, progress: Progress | None = None
) -> Run:
    """Live the society of a run again under `none`: the same seed, size and weeks, and without its interventions.

    Parameters
    ----------
    run : a finished run.
    out : the run folder, which must not exist; without it a temporary one that goes when Python ends.
    threads : as many as processors, if not given.
    progress : is told how far it has come.
    """
    manifest = run.manifest
    return begin(
        (Reign(0, load_policy(NONE)),), run.society, manifest["citizens_asked"], manifest["years"],
        manifest["burn_in"], manifest["seed"], load_interventions(()), out, threads, progress,
        date.fromisoformat(manifest["starts"]), run.decision,
    )  # fmt: skip
