"""Creating a run folder, and opening one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from scored_society.base.errors import ScoredError, UserError, mistake
from scored_society.decision.read import GivenDecision, read_decision
from scored_society.record.decided import with_decision
from scored_society.record.files import (
    aside_of,
    disk_trouble,
    remove,
    resumable,
    resume_command,
    sync_folder,
    write_bytes,
)
from scored_society.record.manifest import MANIFEST, Manifest, hash_of, read_manifest, write_manifest
from scored_society.record.run import DECISION, POLICY, SOCIETY, Run

BYTES_PER_MB = 1_000_000


def create_folder(path: Path, manifest: Manifest, texts: Mapping[str, str], estimate_bytes: int) -> None:
    """Create the folder of a new run: manifest and the resolved files, all of it or nothing.

    Parameters
    ----------
    path : Path
        The folder; it must not exist, and the one that is to hold it must.
    manifest : Manifest
        With the hashes of the texts (see `manifest.hash_of`).
    texts : mapping of file name to text
        The resolved society, every rule book of the schedule, and the decision function, if it is not the built-in one.
    estimate_bytes : int
        How much the run will need on the disk.

    Raises
    ------
    UserError
        If the folder exists, cannot be made there, or would not find enough free space. Nothing is written.
    ScoredError
        If the disk fails.
    """
    wanted = {SOCIETY: manifest.society_sha256, POLICY: manifest.policy_sha256}
    wanted |= {scheduled.file: scheduled.sha256 for scheduled in manifest.schedule}
    if manifest.decision_sha256:
        wanted[DECISION] = manifest.decision_sha256
    if wanted != {name: hash_of(text) for name, text in texts.items()}:
        raise ValueError("the manifest's hashes are not those of its files")
    _check_place(path, estimate_bytes)
    aside = aside_of(path)
    try:
        remove(aside)
        aside.mkdir()
        for name, text in texts.items():
            write_bytes(aside / name, text.encode())
        write_manifest(aside, manifest)
        sync_folder(aside)
        os.replace(aside, path)
    except OSError as error:
        raise ScoredError(f"{disk_trouble(error)}; {path} cannot be made") from error
    finally:
        remove(aside)
    with resumable(path):
        sync_folder(path.absolute().parent)


def open_run(path: str | os.PathLike[str], *, unfinished: bool = False, decision: GivenDecision = None) -> Run:
    """Open a run folder to read from it.

    Parameters
    ----------
    path : path
        The folder.
    unfinished : bool
        Whether a run that has not come to its end will do; it has no tables yet.
    decision : path, optional
        The decision function that the run was made with, if it is not the built-in one. Without it the run's tables can
        be read, but nothing of it is lived again: it is a program, and only you can say that it may run.

    Returns
    -------
    Run

    Raises
    ------
    UserError
        If this is no run folder, if it is damaged, or if the run is not finished; or if it was made with another
        decision function.
    """
    named, folder = read_decision(decision), Path(path)
    manifest = read_manifest(folder)
    run = Run(folder, manifest.as_json())
    run.check_sources()
    run = with_decision(run, named)
    if manifest.complete:
        run.check_tables()
    elif not unfinished:
        raise not_finished(folder)
    return run


def not_finished(folder: Path) -> UserError:
    """Say that a run has not come to its end, and how to go on."""
    return mistake(f"the run in {folder} is not finished", allowed=f"to go on: {resume_command(folder)}")


def _check_place(path: Path, estimate_bytes: int) -> None:
    if os.path.lexists(path):
        raise _taken(path)
    parent = path.absolute().parent
    if not parent.is_dir():
        raise mistake(f"cannot make {path}: there is no folder {parent}", allowed="make it first")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise mistake(f"cannot make {path}: {parent} is not yours to write in", allowed="choose another folder")
    free = shutil.disk_usage(parent).free
    if free < estimate_bytes:
        raise mistake(
            f"not enough space for {path}: about {_megabytes(estimate_bytes)} are needed, {_megabytes(free)} are free"
        )


def _taken(path: Path) -> UserError:
    """Say that a folder exists, and what can be done with it."""
    if not (path / MANIFEST).is_file():
        return mistake(f"{path} exists", allowed="choose a folder that does not exist")
    try:
        complete = read_manifest(path).complete
    except UserError:
        return mistake(f"{path} exists and holds a run that cannot be read", allowed="choose another folder")
    if complete:
        return mistake(f"{path} exists and holds a finished run", allowed="choose another folder")
    return mistake(f"{path} exists and holds an unfinished run", allowed=f"to go on: {resume_command(path)}")


def _megabytes(size: int) -> str:
    """Return a size in MB: what is needed and what is free must not look alike, so it is not rounded further."""
    return f"{size / BYTES_PER_MB:,.1f} MB"
