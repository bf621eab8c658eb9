"""What an audit finds: where a rule book touches a right, by which elements, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from scored_society.base.document import KeyPath
from scored_society.base.errors import Place

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")
"""From the lightest to the gravest."""
Verdict = Literal["met", "not shown", "not applicable"]
Kind = Literal["static", "measured"]
LAST_LINE = "No finding is not a finding of lawfulness."
"""What every output of an audit ends with."""


RESTRICTION = "restriction: "
"""What the names of elements begin with that a rule book has to show: legality, aim, necessity, proportionality."""


@dataclass(frozen=True)
class Measured:
    """A figure from a run or a comparison, with its interval where there is one."""

    value: float
    low: float | None
    high: float | None
    unit: str
    note: str
    """Which runs it is of, and that it holds within this model."""


@dataclass(frozen=True)
class Sighting:
    """What one check saw at one place of a rule book, before any instrument is asked.

    Attributes
    ----------
    check : str
        Name of the check, as in `checks.yaml`.
    severity : str
        How grave it is.
    path : tuple
        Where in the resolved rule book, e.g. `("sanctions", "travel_ban")`.
    place : Place
        File and line of that, in the file that says it.
    number : int
        The stable number of the entry; sorts findings whatever the entry is called.
    message : str
        What was seen, in one sentence that names the entries.
    remedy : str
        What would satisfy the check.
    facts : dict
        What elements are judged by, e.g. `{"contexts": ["play"], "domain": "mobility"}`; see each check.
    measured : Measured, optional
        For what a run or a comparison showed.
    """

    check: str
    severity: Severity
    path: KeyPath
    place: Place
    number: int
    message: str
    remedy: str
    facts: dict[str, Any] = field(default_factory=dict)
    measured: Measured | None = None

    def about(self, check: str) -> bool:
        """Whether it is what a check saw, or a figure that speaks to it."""
        return check in (self.check, *self.facts.get("speaks_to", ()))

    @property
    def kind(self) -> Kind:
        """Whether it was read in the rule book or seen in a run."""
        return "static" if self.measured is None else "measured"


@dataclass(frozen=True)
class Element:
    """One element of a provision, and whether what was seen meets it."""

    name: str
    verdict: Verdict
    why: str

    @property
    def tells_against(self) -> bool:
        """Whether the verdict tells against the rule book; what a restriction needs does so where it is not shown."""
        return self.verdict == ("not shown" if self.name.startswith(RESTRICTION) else "met")


@dataclass(frozen=True)
class Finding:
    """A sighting under one provision."""

    sighting: Sighting
    instrument: str
    """Identifier of the instrument, e.g. `eu-ai-act`."""
    article: str
    elements: tuple[Element, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the finding in the published shape."""
        seen = self.sighting
        row: dict[str, Any] = {
            "check": seen.check,
            "instrument": self.instrument,
            "article": self.article,
            "severity": seen.severity,
            "elements": [{"element": one.name, "verdict": one.verdict, "why": one.why} for one in self.elements],
            "file": seen.place.file,
            "line": seen.place.line,
            "path": list(seen.path),
            "message": seen.message,
            "remedy": seen.remedy,
            "kind": seen.kind,
        }
        if seen.measured is not None:
            row["measured"] = vars(seen.measured)
        return row


@dataclass(frozen=True)
class Audit:
    """All that was found in one rule book.

    Attributes
    ----------
    policy, society : str
        Names of the rule book and of the society whose behaviours it rules over.
    findings : tuple of Finding
        Sorted by check (in the order of `checks.yaml`), number of the entry and provision.
    evidence : str, optional
        The run or comparison that measured findings come from.
    context_flow : tuple of dict
        The full matrix of where data arise and where they bite, cell by cell (see `flow.Cell`).
    disproportion : tuple of dict
        The disproportion curve, point by point (see `curve.Point`).
    assumed : tuple of dict
        The judgements that findings rest on (see `assumed.assumed`).
    """

    policy: str
    society: str
    findings: tuple[Finding, ...]
    evidence: str | None = None
    context_flow: tuple[dict[str, Any], ...] = ()
    disproportion: tuple[dict[str, Any], ...] = ()
    assumed: tuple[dict[str, Any], ...] = ()

    def sightings(self) -> Iterator[tuple[Sighting, list[Finding]]]:
        """Yield each sighting once, with its findings under the provisions."""
        grouped: dict[int, tuple[Sighting, list[Finding]]] = {}
        for finding in self.findings:
            grouped.setdefault(id(finding.sighting), (finding.sighting, []))[1].append(finding)
        yield from grouped.values()

    def reaches(self, severity: Severity) -> bool:
        """Whether any finding is at or above a severity."""
        return any(SEVERITIES.index(one.sighting.severity) >= SEVERITIES.index(severity) for one in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the published shape (see `schema.json`)."""
        return {
            "policy": self.policy,
            "society": self.society,
            "evidence": self.evidence,
            "findings": [finding.as_json() for finding in self.findings],
            "context_flow": list(self.context_flow),
            "disproportion": list(self.disproportion),
            "assumed": list(self.assumed),
            "note": LAST_LINE,
        }
