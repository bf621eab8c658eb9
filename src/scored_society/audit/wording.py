"""What findings are called where people read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scored_society.audit.against import Change, Reform
from scored_society.audit.finding import SEVERITIES, Audit, Element, Finding, Sighting
from scored_society.audit.instruments import load_instrument

AUTOMATED = "automated alone"
"""The element of a provision that is met where machines decide alone."""


def counted(sightings: Iterable[Sighting]) -> str:
    """Return how many of what severity, the gravest first: `3 errors, 1 note`; `nothing` where there are none."""
    counts = Counter(sighting.severity for sighting in sightings)
    told = [f"{counts[one]} {one}{'' if counts[one] == 1 else 's'}" for one in reversed(SEVERITIES) if counts[one]]
    return ", ".join(told) or "nothing"


def provision(finding: Finding) -> str:
    """Return the provision of a finding as people cite it."""
    return f"{load_instrument(finding.instrument).short} {finding.article}"


def verdicts(elements: Iterable[Element]) -> str:
    """Return elements by verdict: `met: a, b; not shown: c`."""
    grouped: dict[str, list[str]] = {}
    for element in elements:
        grouped.setdefault(element.verdict, []).append(element.name)
    return "; ".join(f"{verdict}: {', '.join(names)}" for verdict, names in grouped.items())


def notes_of(*audits: Audit) -> list[str]:
    """Return what measured figures rest on, each note once, in the order of the findings."""
    figures = [sighting.measured for audit in audits for sighting, _ in audit.sightings()]
    return list(dict.fromkeys(figure.note for figure in figures if figure is not None))


def automated(audit: Audit) -> list[str]:
    """Return the provisions under which no person decides, as people cite them."""
    found = [
        one for one in audit.findings if any(each.name == AUTOMATED and each.tells_against for each in one.elements)
    ]
    return sorted(set(map(provision, found)))


def became(reform: Reform, change: Change) -> str:
    """Return what became of a finding, with its severity before and after: `lighter: error → note`."""
    both = [finding.sighting.severity for finding in (change.before, change.finding) if finding is not None]
    part = " in part" if reform.in_part(change) else ""
    return f"{change.how}{part}: {' → '.join(dict.fromkeys(both))}"
