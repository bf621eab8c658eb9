"""An audit as HTML."""

from __future__ import annotations

from collections import Counter
from typing import Any

from scored_society.audit.about import about
from scored_society.audit.against import EFFECTS, Reform
from scored_society.audit.finding import LAST_LINE, Audit
from scored_society.audit.wording import automated, counted, notes_of
from scored_society.report.assumptions import Assumption, ranges
from scored_society.report.audit.findings import groups
from scored_society.report.audit.provisions import provisions
from scored_society.report.audit.sections import chapters
from scored_society.report.rendering import rendered


def page(found: Audit | Reform) -> str:
    """Return an audit, or a reform beside what it reforms, as one page that opens offline."""
    audits = [found.before, found.after] if isinstance(found, Reform) else [found]
    names = ("A", "B") if isinstance(found, Reform) else ("",)
    pictures = [chapter for audit, name in zip(audits, names, strict=True) for chapter in chapters(audit, name)]
    assumptions = list(dict.fromkeys(_assumption(row) for audit in audits for row in audit.assumed))
    return rendered(
        "audit.html",
        pictures,
        "Read in the rule book.",
        audit=audits[-1],
        before=audits[0] if isinstance(found, Reform) else None,
        themes=_themes(found),
        groups=groups(found),
        provisions=provisions(found),
        assumptions=assumptions,
        assumed=len(assumptions),
        notes=notes_of(*audits),
        last_line=LAST_LINE,
    )


def _themes(found: Audit | Reform) -> list[tuple[str, list[str]]]:
    """Return what was found, in short."""
    if isinstance(found, Reform):
        told = [
            (f"{name}: {audit.policy}", _in_short(audit)) for name, audit in (("A", found.before), ("B", found.after))
        ]
        did = [f"{effect} {len(found.of(effect))} findings" for effect in EFFECTS]
        return [("What the reform does", did), *told]
    return [("What was seen", _in_short(found))]


def _in_short(audit: Audit) -> list[str]:
    seen = [sighting for sighting, _ in audit.sightings()]
    each = [
        f"{check.title}: {counted(here)}"
        for check in about(audit)
        if (here := [sighting for sighting in seen if sighting.check == check.name])
    ]
    alone = [f"No person decides, under {', '.join(machines)}"] if (machines := automated(audit)) else []
    return (
        [f"{sum(Counter(one.severity for one in seen).values())} in all: {counted(seen)}", *each, *alone]
        if seen
        else ["Nothing."]
    )


def _assumption(row: dict[str, Any]) -> Assumption:
    why = " ".join(row["why"].split())
    return Assumption(row["file"], row["path"], str(row["value"]), "; ".join(ranges(row["range"])), why)
