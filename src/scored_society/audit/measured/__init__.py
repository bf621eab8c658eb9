"""What a run or a comparison showed of a rule book, as sightings: measured, with intervals, within this model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.measured import children, exclusion, gaps, idle, protected, proxies, wrongful
from scored_society.audit.measured.declared import MeasuredCheck, checks_document, measured_checks
from scored_society.audit.measured.entries import Entries, entries_of
from scored_society.audit.measured.evidence import Evidence, evidence_of, open_evidence, society_of
from scored_society.measure.paired.comparison import Comparison
from scored_society.policy.load import PolicyBook
from scored_society.record.engine import Progress
from scored_society.record.run import Run

__all__ = ["MeasuredCheck", "checks_document", "measured_checks", "measured_sightings", "open_evidence", "society_of"]

CHECKS: tuple[Callable[[Evidence, Entries], Iterator[Sighting]], ...] = (
    exclusion.check,
    wrongful.check,
    gaps.check,
    proxies.check,
    protected.check,
    children.check,
    idle.never_fired,
    idle.capacities,
)


def measured_sightings(
    evidence: Run | Comparison, book: PolicyBook, *, threads: int | None = None, progress: Progress | None = None
) -> list[Sighting]:
    """Return what a run or a comparison showed of a rule book.

    Parameters
    ----------
    evidence : Run or Comparison
        From `open_evidence`, `simulate` or `compare`. A run is lived again, which takes about twice as long as living
        it did; of a comparison, side B is what is looked at, and side A what it is held against.
    book : PolicyBook
        The rule book that is audited: the run's own, or that of side B.
    threads : as many as processors, if not given; the result does not depend on it.
    progress : is told how far it has come.

    Returns
    -------
    list of Sighting
        In the order of `measured_checks`, then of the entries' numbers.

    Raises
    ------
    UserError
        If the evidence is of another rule book, or does not come out of its own inputs.
    """
    found = evidence_of(evidence, book, threads=threads, progress=progress)
    entries = entries_of(book, found.run.society, found.first_week, int(found.run.manifest["weeks"]))
    order = list(measured_checks())
    sightings = [sighting for check in CHECKS for sighting in check(found, entries)]
    return sorted(sightings, key=lambda seen: (order.index(seen.check), seen.path[0], seen.number))
