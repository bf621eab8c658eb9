"""What a run or a comparison holds for an audit: whose it is, and what was counted in it by neighbourhood."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from scored_society.audit.measured.counted import Counted
from scored_society.base.calendar import day_of
from scored_society.base.errors import UserError, mistake
from scored_society.decision.read import GivenDecision
from scored_society.measure.paired.compare import check_recorded
from scored_society.measure.paired.comparison import Comparison
from scored_society.measure.paired.folder import is_comparison, open_comparison
from scored_society.measure.paired.pair import Pair
from scored_society.measure.paired.reliving import relive
from scored_society.policy.load import PolicyBook
from scored_society.record.engine import Progress
from scored_society.record.folder import open_run
from scored_society.record.run import Run
from scored_society.record.schedule import tables_of
from scored_society.record.verify import verify
from scored_society.society.load import SocietyBook

CAVEAT = "within this model, invented people"
PAIRED = "paired, within this model and this coupling of draws, invented people"


@dataclass(frozen=True)
class Evidence:
    """What measured checks read.

    Attributes
    ----------
    run : Run
        The run of the audited rule book; of a comparison from a folder, without tables.
    label : str
        Which run or comparison it is.
    counted : Counted
        What was counted in it, by cluster of neighbourhoods; of a comparison, in both runs.
    first_week : int
        From which it counts.
    panel : DataFrame, optional
        The yearly panel of a run, from the first week on; a comparison has none.
    against : str
        The rule book of the other run of a comparison; empty for a run.
    """

    run: Run
    label: str
    counted: Counted
    first_week: int
    panel: pl.DataFrame | None = None
    against: str = ""

    def note(self, interval: str = "") -> str:
        """Return what stands beside a figure of the audited run alone; `interval`: where its own comes from."""
        of = f"side B, {self.run.manifest['policy']}, of {self.label}" if self.against else self.label
        return f"{of}: {CAVEAT}; {interval or self._interval()}"

    def effect_note(self) -> str:
        """Return what stands beside an effect: of a run, beside its figure."""
        return f"{self.label}: {PAIRED}; {self._interval()}" if self.against else self.note()

    def _interval(self) -> str:
        if self.counted.clusters < 2:
            return "no interval: there is only one neighbourhood"
        return f"95 % interval from {self.counted.clusters} {self.units}, given the cut-offs and news of the run"

    @property
    def units(self) -> str:
        """What the clusters are: neighbourhoods, or so many of them each."""
        each = -(-int(self.run.manifest["neighbourhoods"]) // self.counted.clusters)
        return "neighbourhoods" if each == 1 else f"clusters of {each} neighbourhoods"


def open_evidence(path: str | os.PathLike[str], *, decision: GivenDecision = None) -> Run | Comparison:
    """Open the folder of a run or of a comparison, and live a random part of it again.

    Parameters
    ----------
    path : the folder.
    decision : the decision function that it was made with, if it is not the built-in one.

    Raises
    ------
    UserError
        If it holds neither, is damaged or not finished, or does not come out of its own inputs.
    """
    if is_comparison(Path(path)):
        return open_comparison(path, decision=decision)
    run = open_run(path, decision=decision)
    verify(run)
    return run


def society_of(given: Run | Comparison, wanted: SocietyBook | None = None) -> SocietyBook:
    """Return the society that a run or a comparison was lived in.

    Raises
    ------
    UserError
        If another is wanted: what was read over one society and measured in another would stand side by side.
    """
    run = given.b if isinstance(given, Comparison) else given
    own: SocietyBook = run.society
    if wanted is None or wanted.sha256 == own.sha256:
        return own
    then = " as it stood then" if own.name == wanted.name else ""
    raise mistake(
        f"{given.path or 'the evidence'} was lived in {own.name}{then}, not in the society that is audited,"
        f" {wanted.name}",
        allowed="name no society, and that of the evidence is taken",
    )


def evidence_of(
    given: Run | Comparison, book: PolicyBook, *, threads: int | None = None, progress: Progress | None = None
) -> Evidence:
    """Return what an audit reads of a run or a comparison.

    A run is lived again, all of it, to count by neighbourhood what its folder has for the whole society; what comes
    out must be what it recorded. A comparison holds such counts.

    Raises
    ------
    UserError
        If it is of another rule book, or the run does not come out of its own inputs.
    """
    if isinstance(given, Comparison):
        _check_side(given, book)
        first = int(given.manifest["counts_from_week"])
        _check_alone(given.b, book, first)
        against = str(given.a.manifest["policy"])
        label = f"a comparison of {_label(given.b)} with {against}"
        return Evidence(given.b, label, _kept(given), first, against=against)
    _check_book(given, book)
    tables = tables_of(given)
    pair = Pair(given, given, tables, tables)
    _check_alone(given, book, pair.first_week)
    counted = _lived_again(pair, threads, progress)
    panel = given.panel.filter(pl.col("week") >= pair.first_week)
    return Evidence(given, f"one run of {_label(given)}", counted, pair.first_week, panel)


def _label(run: Run) -> str:
    told = run.manifest
    people = f"{told['citizens']:,} people, {told['years']} years"
    return f"{told['policy']} on {told['society']}, seed {told['seed']} ({people})"


def _lived_again(pair: Pair, threads: int | None, progress: Progress | None) -> Counted:
    """Count by cluster what a run has, by living it again as a pair with itself."""
    if progress is not None:
        progress.message("Living the run again, to count by neighbourhood …")
        progress.start(pair.weeks, 2 * int(pair.a.manifest["citizens"]))

    def advance(share: float) -> None:
        if progress is not None:
            progress.advance(int(share * pair.weeks) - 1)

    relived = relive(pair, seek=False, threads=threads, advance=advance)
    check_recorded(pair.b, relived, 1, pair.first_week)
    return Counted({column: place for place, column in enumerate(relived.columns)}, relived.sums[1:])


def _kept(comparison: Comparison) -> Counted:
    """Return the counts that a comparison holds."""
    totals = comparison.totals
    columns = sorted(set(totals.select("measure", "group").iter_rows()))
    places = {column: place for place, column in enumerate(columns)}
    sums = np.zeros((2, int(comparison.manifest["clusters"]), len(columns)), np.int64)
    for run, cluster, measure, group, value in totals.iter_rows():
        sums["ab".index(run), cluster, places[measure, group]] = value
    return Counted(places, sums)


def _check_book(run: Run, book: PolicyBook) -> None:
    if run.manifest["policy_sha256"] != book.sha256:
        raise mistake(
            f"{run.path} is a run of {run.manifest['policy']}{_same_name(run, book)}, not of the rule book that is"
            f" audited, {book.name}",
            allowed="name a run of that rule book, as it stands now",
        )


def _check_side(comparison: Comparison, book: PolicyBook) -> None:
    a, b = comparison.a, comparison.b
    if b.manifest["policy_sha256"] == book.sha256:
        return
    where = comparison.path or "the comparison"
    raise mistake(
        f"{where} is of {a.manifest['policy']} (A) and {b.manifest['policy']} (B){_same_name(b, book)}; its B is not"
        f" the rule book that is audited, {book.name}",
        allowed="name a comparison whose B is that rule book, as it stands now",
    )


def _same_name(run: Run, book: PolicyBook) -> str:
    return " as it stood then" if run.manifest["policy"] == book.name else ""


def _check_alone(run: Run, book: PolicyBook, first_week: int) -> None:
    """Refuse a run in which another rule book rules, too, in the weeks that count."""
    for reign, following in zip(run.reigns, (*run.reigns[1:], None), strict=True):
        ends = following.week if following else int(run.manifest["weeks"])
        if ends > first_week and reign.book.sha256 != book.sha256:
            raise _mixed(run, reign.book.name, max(reign.week, first_week), ends)


def _mixed(run: Run, other: str, first: int, end: int) -> UserError:
    return mistake(
        f"{run.path} was under {other}, too: from {day_of(first)} to {day_of(end - 1)}",
        allowed="name a run of the audited rule book alone, or compare a fork with the run that it was forked from",
    )
