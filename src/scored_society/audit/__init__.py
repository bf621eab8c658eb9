"""A rule book against instruments of rights: what it touches, where, by which elements, and what would mend it.

It measures and points; it does not decide legality. `scored_society.audit` is the package and the call at once.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from scored_society.audit.against import Reform, against
from scored_society.audit.assumed import assumed
from scored_society.audit.curve import curve
from scored_society.audit.finding import Audit, Finding, Sighting
from scored_society.audit.flow import matrix
from scored_society.audit.law import findings
from scored_society.audit.reading import SECTIONS, sightings
from scored_society.audit.subject import Subject
from scored_society.base.calendar import day_of
from scored_society.base.document import KeyPath
from scored_society.policy.load import load_policy
from scored_society.policy.schema import Policy
from scored_society.policy.show import shown_from
from scored_society.society.load import SocietyBook, load_society
from scored_society.tables.agreement import check_agreement

if TYPE_CHECKING:
    from scored_society.measure.paired.comparison import Comparison
    from scored_society.record.engine import Progress
    from scored_society.record.run import Run

Given = str | os.PathLike[str]
SOCIETY = "china-2020"
"""Over which a rule book is read where nothing says another."""


def audit(
    policy: Given,
    *,
    society: Given | None = None,
    evidence: Run | Comparison | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Audit:
    """Hold a rule book against instruments of rights.

    Parameters
    ----------
    policy : str or path
        The name of a built-in, or the path of a YAML file.
    society : str or path, optional
        The same; that of the evidence where there is any, `china-2020` else.
    evidence : Run or Comparison, optional
        A finished run of the rule book, or a comparison with one as its B: what was measured is found, too, and
        marked so. A run is lived again for it.
    threads : int, optional
        For that; as many as processors, if not given.
    progress : Progress, optional
        Is told how far that has come.

    Returns
    -------
    Audit
        Every finding with instrument, article, elements, file and line. No finding is not a finding of lawfulness.

    Raises
    ------
    UserError
        At the line of a mistake in a file; where rule book and society do not fit; where the evidence is of another
        rule book, or of another society.

    Examples
    --------
    >>> audit("none").findings
    ()
    """
    book, people = load_policy(policy), _people(society, evidence)
    check_agreement(book, people)
    subjects, seen = sightings(book, people)
    if evidence is not None:
        from scored_society.audit.measured import measured_sightings  # noqa: PLC0415 - a static audit needs no frames

        seen = (*seen, *measured_sightings(evidence, book, threads=threads, progress=progress))
    found = [finding for sighting in seen for finding in findings(_subject_of(sighting, subjects), [sighting])]
    shown = _shown(subjects, shown_from(book))
    return Audit(
        book.name,
        people.name,
        tuple(found),
        None if evidence is None else str(evidence.path or "a comparison in no folder"),
        tuple(cell.as_json() for cell in matrix(shown)),
        tuple(point.as_json() for point in curve(shown)),
        assumed(shown),
    )


def audit_against(policy: Given, reform: Given, *, society: Given = SOCIETY) -> Reform:
    """Set the audit of a reform beside that of the rule book that it reforms.

    Parameters
    ----------
    policy, reform, society : str or path
        The name of a built-in, or the path of a YAML file.

    Returns
    -------
    Reform
        What the reform mends, worsens and leaves of what is found in the rule book. What a run measured is left out:
        one run is of one rule book, and what was not measured of the other would look mended.

    Raises
    ------
    UserError
        As `audit`.
    """
    return against(audit(policy, society=society), audit(reform, society=society))


def _people(given: Given | None, evidence: Run | Comparison | None) -> SocietyBook:
    """Return the society that a rule book is read over; evidence of another is refused."""
    if evidence is None:
        return load_society(SOCIETY if given is None else given)
    from scored_society.audit.measured import society_of  # noqa: PLC0415 - a static audit needs no frames

    return society_of(evidence, None if given is None else load_society(given))


def _subject_of(sighting: Sighting, subjects: tuple[Subject, ...]) -> Subject:
    """Return the rule book as it stood when something was seen first."""
    since = str(sighting.facts.get("since", ""))
    later = [subject for subject in subjects if str(day_of(subject.week)) >= since and _rules(subject.policy)]
    with_it = [subject for subject in later if _has(subject.policy, sighting.path)]
    return (with_it or later or list(subjects))[0]


def _rules(policy: Policy) -> bool:
    """Whether a rule book rules anything: before the day on which it starts it does not."""
    return any(getattr(policy, section) for section in SECTIONS)


def _has(policy: Policy, path: KeyPath) -> bool:
    """Whether a rule book has an entry; what it lacks is an entry of none."""
    section = getattr(policy, str(path[0]))
    return section is not None and (len(path) == 1 or not isinstance(section, dict) or path[1] in section)


def _shown(subjects: tuple[Subject, ...], week: int) -> Subject:
    """Return the rule book as it stands from the week on in which anybody is scored first."""
    return [subject for subject in subjects if subject.week <= week][-1]


class _Callable(ModuleType):
    """A module that is called by its name: Python puts a package in the place of a function of the same name."""

    def __call__(
        self,
        policy: Given,
        *,
        society: Given | None = None,
        evidence: Run | Comparison | None = None,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> Audit:
        return audit(policy, society=society, evidence=evidence, threads=threads, progress=progress)


sys.modules[__name__].__class__ = _Callable

__all__ = ["Audit", "Finding", "Reform", "Sighting", "audit", "audit_against"]
