"""Comparing two runs: both lived again in lockstep, and told as effects, partings, fates and transitions."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scored_society.base.errors import Interrupted, mistake
from scored_society.decision.read import GivenDecision, read_decision
from scored_society.measure.outcomes import totals_of
from scored_society.measure.paired.comparison import FATES, Comparison
from scored_society.measure.paired.folder import check_place, write_comparison
from scored_society.measure.paired.frames import (
    effects_frame,
    fates_frame,
    partings_frame,
    totals_frame,
    transitions_frame,
    ways_frame,
    yearly_frame,
)
from scored_society.measure.paired.pair import Pair, paired
from scored_society.measure.paired.reliving import Relived, relive
from scored_society.record.engine import Progress
from scored_society.record.folder import open_run
from scored_society.record.run import Run
from scored_society.record.start import check_threads
from scored_society.week.causes import CAUSES


def compare(
    a: Run | str | os.PathLike[str],
    b: Run | str | os.PathLike[str],
    *,
    hold_bulletin: bool = False,
    second_coupling: bool = True,
    decision: GivenDecision = None,
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Compare the same people under two rule books.

    Both runs are lived again in lockstep from their bulletins; a difference is what the second run has over the first.

    Parameters
    ----------
    a, b : two finished runs of the same society, seed, size and weeks, or their folders; `a` is the baseline.
    hold_bulletin : let the second run read the first one's bulletins: what its rules do without scarcity, news and
        misfiled records answering to them.
    second_coupling : live both anew with the slots of chance events in reverse order, and give the effects under that
        coupling of draws, too.
    decision : the decision function that both runs were made with, if it is not the built-in one and their folders are
        given. Two decision functions cannot be lived in lockstep; `replicate` tells what comes of each.
    out : a folder for the comparison, which must not exist.
    threads : as many as processors, if not given; the result does not depend on it.
    progress : is told how far it has come.

    Raises
    ------
    UserError
        If the runs cannot be compared (with the reason) or do not come out of their own inputs, or the folder will not
        do; nothing is written.
    """
    check_threads(threads)
    if out is not None:
        check_place(Path(out))
    named = read_decision(decision)
    pair = paired(*(run if isinstance(run, Run) else open_run(run) for run in (a, b)), decision=named)
    passes = 2 if second_coupling else 1  # and each second one lives the runs anew besides
    if progress is not None:
        progress.message("Living both runs again …")
        progress.start(pair.weeks, 2 * passes * int(pair.a.manifest["citizens"]))

    def advancing(done: int) -> Callable[[float], None]:
        def advance(share: float) -> None:
            if progress is not None:
                progress.advance(int((done + share) / passes * pair.weeks) - 1)

        return advance

    try:
        relived = relive(pair, hold_bulletin=hold_bulletin, threads=threads, advance=advancing(0))
        second = None
        if second_coupling:
            second = relive(pair, hold_bulletin=hold_bulletin, mirrored=True, threads=threads, advance=advancing(1))
    except KeyboardInterrupt:
        raise Interrupted("interrupted; nothing was written") from None
    for which, run in enumerate((pair.a, pair.b)[: 1 if hold_bulletin else 2]):
        check_recorded(run, relived, which, pair.first_week)
    comparison = _told(pair, relived, second, hold_bulletin)
    return comparison if out is None else write_comparison(comparison, Path(out))


def check_recorded(run: Run, relived: Relived, which: int, first_week: int) -> None:
    """Check that what was counted while a run was lived again is what it recorded.

    Raises
    ------
    UserError
        If it is not: the folder was altered, or made by another version.
    """
    recorded = {(measure, group): value for measure, group, value in totals_of(run.weekly, first_week).iter_rows()}
    counted = dict(zip(relived.columns, relived.sums[which].sum(axis=0).tolist(), strict=True))
    for column in sorted(recorded.keys() | counted.keys()):
        if recorded.get(column, 0) != counted.get(column, 0):
            raise mistake(
                f"{run.path} does not come out of its own inputs: {column[0]} of {column[1]} differs",
                allowed="only a run as this version of scored made it, with nothing altered",
            )


def _told(pair: Pair, relived: Relived, second: Relived | None, hold_bulletin: bool) -> Comparison:
    """Tell what was counted."""
    found, clusters = relived.found, relived.sums.shape[1]
    fates = found.fates.sum(axis=(0, 1)).tolist()
    manifest: dict[str, Any] = {
        "version": version("scored-society"),
        "a": dict(pair.a.manifest),
        "b": dict(pair.b.manifest),
        "bulletin": "held" if hold_bulletin else "free",
        "couplings": 1 if second is None else 2,
        "counts_from_week": pair.first_week,
        "clusters": clusters,
        "neighbourhoods_per_cluster": -(-int(pair.a.manifest["neighbourhoods"]) // clusters),
        "lives": int(found.lives.sum()),
        "differing": int(found.differing.sum()),
        "parted": int(found.parted.sum()),
        **dict(zip(FATES, fates, strict=True)),
        "differing_by_cause": dict(zip(CAUSES, found.differing.sum(axis=0).tolist(), strict=True)),
        "parted_by_cause": dict(zip(CAUSES, found.parted.sum(axis=0).tolist(), strict=True)),
    }
    return Comparison(
        manifest,
        effects_frame(relived, second),
        yearly_frame(relived),
        partings_frame(relived),
        fates_frame(relived),
        ways_frame(relived),
        transitions_frame(relived),
        totals_frame(relived),
        pair.a,
        pair.b,
    )
