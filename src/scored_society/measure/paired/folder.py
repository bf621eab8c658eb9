"""The folder of a comparison: what it found, and what both runs were made from, so that it can be derived again."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from pathlib import Path
from typing import Any

import polars as pl

from scored_society.base.errors import ScoredError, UserError, mistake
from scored_society.decision.read import GivenDecision, read_decision
from scored_society.measure.paired.comparison import EFFECTS, FATES, TABLES, Comparison
from scored_society.measure.paired.frames import effects_from_totals, totals_frame
from scored_society.measure.paired.pair import Pair
from scored_society.measure.paired.reliving import number_of_clusters, relive
from scored_society.record.decided import with_decision
from scored_society.record.files import (
    aside_of,
    disk_trouble,
    json_bytes,
    remove,
    sync_folder,
    write_bytes,
    write_frame,
)
from scored_society.record.manifest import MANIFEST, file_hash, read_manifest
from scored_society.record.run import DECISION, SOCIETY, UNREADABLE, Run
from scored_society.record.schedule import tables_of
from scored_society.week.causes import CAUSES

FORMAT = 1
COMPARISON = "comparison.json"
SHAPE: dict[str, type] = {
    **dict.fromkeys(("a", "b", "tables", "parted_by_cause", "differing_by_cause"), dict),
    **dict.fromkeys(("clusters", "neighbourhoods_per_cluster", "couplings", "counts_from_week"), int),
    **dict.fromkeys(("lives", "differing", "parted", *FATES), int), "bulletin": str, "version": str,
}  # fmt: skip
"""What a comparison says of itself."""


def check_place(path: Path) -> None:
    """Refuse a folder that exists, or that cannot be made.

    Raises
    ------
    UserError
        With the reason.
    """
    if path.exists() or path.is_symlink():
        raise mistake(f"{path} exists already", allowed="name another folder with --out")
    if not path.absolute().parent.is_dir():
        raise mistake(f"{path.absolute().parent} is not a folder", allowed="make it first, or name another with --out")


def write_comparison(comparison: Comparison, path: Path) -> Comparison:
    """Write a comparison: all of it, or nothing.

    Raises
    ------
    UserError
        If the folder will not do.
    ScoredError
        If the disk fails.
    """
    check_place(path)
    aside = aside_of(path)
    try:
        remove(aside)
        aside.mkdir()
        for name in TABLES:
            write_frame(aside / f"{name}.parquet", getattr(comparison, name))
        for which, run in (("a", comparison.a), ("b", comparison.b)):
            (aside / which).mkdir()
            files = {MANIFEST, SOCIETY, "bulletins.parquet", *(each["file"] for each in run.manifest["schedule"])}
            files |= {DECISION} if run.manifest["decision_sha256"] else set()
            for name in sorted(files):
                shutil.copyfile(run.path / name, aside / which / name)
            sync_folder(aside / which)
        hashes = {name: file_hash(aside / f"{name}.parquet") for name in TABLES}
        manifest = {"format": FORMAT, **comparison.manifest, "tables": hashes}
        write_bytes(aside / COMPARISON, json_bytes(manifest))
        sync_folder(aside)
        os.replace(aside, path)
    except OSError as error:
        raise ScoredError(f"{disk_trouble(error)}; {path} cannot be made") from error
    finally:
        remove(aside)
    return read_comparison(path, decision=comparison.a.decision)


def is_comparison(path: Path) -> bool:
    """Whether a folder holds a comparison rather than a run."""
    return (path / COMPARISON).is_file()


def read_comparison(path: Path, *, decision: GivenDecision = None) -> Comparison:
    """Read a comparison, as it was written; a decision function that its runs were made with has to be named.

    Raises
    ------
    UserError
        If the folder holds none, or a damaged one.
    """
    manifest = _manifest(path)
    for name, wanted in manifest["tables"].items():
        if not (path / f"{name}.parquet").is_file():
            raise mistake(f"{path / name}.parquet is missing")
        if file_hash(path / f"{name}.parquet") != wanted:
            raise mistake(f"{path / name}.parquet is not the one that was written: its hash is not the comparison's")
    try:
        tables = {name: pl.read_parquet(path / f"{name}.parquet", glob=False) for name in TABLES}
    except UNREADABLE as error:
        raise mistake(f"{path} is damaged: {error}") from error
    runs = [Run(path / which, read_manifest(path / which).as_json()) for which in ("a", "b")]
    for run, which in zip(runs, ("a", "b"), strict=True):
        run.check_sources()
        if not (run.path / "bulletins.parquet").is_file():
            raise mistake(f"{run.path}/bulletins.parquet is missing")
        if file_hash(run.path / "bulletins.parquet") != run.manifest["tables"]["bulletins"]:
            raise mistake(f"{run.path}/bulletins.parquet is not the one that the run wrote")
        if dict(run.manifest) != manifest[which]:
            raise mistake(f"{run.path}/{MANIFEST} is not that of the run that was compared")
    named = read_decision(decision)
    runs = [with_decision(run, named) for run in runs]
    told = {key: value for key, value in manifest.items() if key not in ("format", "tables")}
    return Comparison(told, a=runs[0], b=runs[1], path=path, **tables)


def open_comparison(path: str | os.PathLike[str], *, decision: GivenDecision = None) -> Comparison:
    """Open the folder of a comparison.

    A random cluster of neighbourhoods is lived again in both runs, from nothing but what they were made from and their
    bulletins; what it counts must be what the comparison holds. If they were made with a decision function of their
    own, its file has to be named.

    Raises
    ------
    UserError
        If the folder holds no comparison, a damaged one, or one that does not come out of its own inputs.
    """
    comparison = read_comparison(Path(path), decision=decision)
    verify_comparison(comparison)
    return comparison


def verify_comparison(comparison: Comparison) -> None:
    """Derive again what can be: effects and counts from the tables, and a random cluster of neighbourhoods from lives.

    Raises
    ------
    UserError
        If what it counts is not what the comparison holds.
    """
    where = comparison.path or "the comparison"
    if not _adds_up(comparison):
        raise mistake(f"{where} does not add up: its effects or counts do not come out of its own tables")
    cluster = secrets.randbelow(int(comparison.manifest["clusters"]))
    pair = Pair(comparison.a, comparison.b, tables_of(comparison.a), tables_of(comparison.b))
    relived = relive(pair, hold_bulletin=comparison.manifest["bulletin"] == "held", only=cluster)
    if not totals_frame(relived).equals(comparison.totals.filter(cluster=cluster)):
        raise mistake(
            f"{where} does not come out of its own inputs: cluster {cluster} differs",
            allowed="only a comparison as this version of scored made it, with nothing altered",
        )


def _adds_up(comparison: Comparison) -> bool:
    """Whether effects, fates and partings are what totals and manifest say."""
    manifest, fates = comparison.manifest, comparison.fates
    said = {fate: int(fates.filter(fate=fate)["lives"].sum()) for fate in FATES}
    causes = {cause: int(comparison.partings.filter(cause=cause)["lives"].sum()) for cause in CAUSES}
    counts = {"lives": sum(said.values()), "parted": sum(causes.values()), "parted_by_cause": causes, **said}
    clusters = number_of_clusters(int(comparison.a.manifest["neighbourhoods"]))
    if manifest["clusters"] != clusters or any(manifest[key] != value for key, value in counts.items()):
        return False
    first = EFFECTS.names()[:7]
    derived = effects_from_totals(comparison.totals, clusters, comparison.effects).select(first)
    return derived.equals(comparison.effects.select(first))


def _manifest(path: Path) -> dict[str, Any]:
    """Read what a comparison says of itself."""
    try:
        value = json.loads((path / COMPARISON).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        what = "is not the folder of a comparison" if path.exists() else "does not exist"
        raise mistake(f"{path} {what}", allowed=f"a comparison has a {COMPARISON}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path, error) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise mistake(f"{path / COMPARISON} is not of this version", allowed=f"this version reads format {FORMAT}")
    if missing := SHAPE.keys() - value.keys():
        raise _damaged(path, f"'{min(missing)}' is missing")
    for key, kind in SHAPE.items():
        if not isinstance(value[key], kind):
            raise _damaged(path, f"'{key}' is {value[key]!r}"[:100])
    if set(value["tables"]) != set(TABLES):
        raise _damaged(path, "'tables' does not name its tables")
    return value


def _damaged(path: Path, why: object) -> UserError:
    return mistake(f"{path / COMPARISON} is damaged: {why}")
