"""The provisions that findings name: what each says, how sure that is, and what would satisfy it."""

from __future__ import annotations

from scored_society.audit.against import Reform
from scored_society.audit.finding import Audit
from scored_society.audit.instruments import Instrument, Provision, instruments
from scored_society.report.tables import Table


def provisions(found: Audit | Reform) -> list[Table]:
    """Return a table of the instruments that findings name, and one of their provisions."""
    findings = (*found.before.findings, *found.after.findings) if isinstance(found, Reform) else found.findings
    touched = {(finding.instrument, finding.article) for finding in findings}
    named = [one for one in instruments() if one.instrument in {instrument for instrument, _ in touched}]
    if not named:
        return []
    rows = tuple(
        (f"{one.short} {article}", _wording(each), each.satisfied_by)
        for one in named
        for article, each in one.provisions.items()
        if (one.instrument, article) in touched
    )
    return [
        Table("Whom the instruments bind", ("Instrument", "Binding on"), tuple(map(_instrument, named)), prose=True),
        Table("What the provisions say", ("Provision", "What it says", "What would satisfy it"), rows, prose=True),
    ]


def _instrument(one: Instrument) -> tuple[str, ...]:
    bound = f"{one.binding_on.who} ({one.binding_on.certainty})"
    return f"{one.title} ({one.year}), {one.force}", bound


def _wording(one: Provision) -> str:
    said = f"“{one.wording.strip()}”" if one.wording_is == "verbatim" else one.wording.strip()
    return f"{one.title}. {said} ({one.wording_is}; {one.certainty})"
