"""Findings made up for tests of what becomes of findings."""

from __future__ import annotations

from scored_society.audit.finding import RESTRICTION, Audit, Element, Finding, Measured, Sighting
from scored_society.base.errors import Place


def finding(
    check="disproportion",
    *,
    severity="warning",
    path=("sanctions", "travel_ban"),
    number=4,
    line=10,
    file="book.yaml",
    instrument="iccpr",
    article="12",
    verdicts=("met", "not shown"),
    message="It is heavy.",
    measured=None,
):
    """Return one finding: its first element asks what was done, the second what a restriction needs."""
    sighting = Sighting(check, severity, path, Place(file, line), number, message, "Lighten it.", {}, measured)
    names = ("movement is touched", f"{RESTRICTION}necessity")
    elements = [Element(name, verdict, "As the file says.") for name, verdict in zip(names, verdicts, strict=True)]
    return Finding(sighting, instrument, article, tuple(elements))


def unlisted():
    """Return a finding that no provision takes up."""
    sighting = Sighting("unreachable", "note", ("rules", "theft"), Place("book.yaml", 3), 1, "Never.", "Remove it.")
    return Finding(sighting, "none", "", ())


def measured():
    """Return a measured finding with an interval."""
    figure = Measured(0.25, 0.2, 0.3, "of listings", "one run, within this model")
    return finding("wrongful_measured", measured=figure, article="14")


CELL = {
    "context": "play", "domain": "mobility", "related": False, "ways": ["score"], "rules": ["game_cheating"],
    "consequences": ["travel_ban"],
}  # fmt: skip
POINT = {
    "gravity": 1, "weight": 3, "years": None, "load": 30.0, "allowed": 2.0, "acts": 7, "rule": "littering",
    "consequence": "travel_ban",
}  # fmt: skip
ASSUMED = {"file": "book.yaml", "path": "rules.littering.gravity", "value": 1, "range": [1, 2], "why": "A judgement."}


def audit(*findings, policy="book", evidence=None):
    """Return an audit of some findings."""
    return Audit(policy, "smallville", findings, evidence, (CELL,), (POINT,), (ASSUMED,))
