"""What is told of each check: its title, the question that it asks, and what would satisfy it."""

from __future__ import annotations

from typing import NamedTuple

from scored_society.audit.catalogue import checks
from scored_society.audit.finding import Audit, Severity


class About(NamedTuple):
    """What is told of one check."""

    name: str
    family: str
    title: str
    question: str
    severity: Severity
    remedy: str


MEASURED = "measured"
"""The family of whatever a run or a comparison showed."""


def about(audit: Audit) -> tuple[About, ...]:
    """Return what is told of each check that an audit made, in the order of its findings.

    Measured checks are among them only where there was evidence.
    """
    static = [
        About(name, text.family, text.title, text.question, text.severity, text.remedy)
        for name, text in checks().items()
    ]
    if audit.evidence is None:
        return tuple(static)
    from scored_society.audit.measured import measured_checks  # noqa: PLC0415 - a static audit needs no frames

    measured = [
        About(name, MEASURED, text.title, text.question, text.severity, text.remedy)
        for name, text in measured_checks().items()
    ]
    return (*static, *measured)
