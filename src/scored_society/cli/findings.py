"""An audit on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from scored_society.audit.about import about
from scored_society.audit.against import EFFECTS, Change, Effect, Reform
from scored_society.audit.finding import LAST_LINE, Audit, Sighting
from scored_society.audit.law import NO_INSTRUMENT
from scored_society.audit.wording import automated, became, counted, notes_of, provision, verdicts
from scored_society.cli.output import PAGE_WIDTH, console

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}
_HEADINGS: dict[Effect, str] = {"mends": "Mended", "worsens": "Worsened", "leaves": "Left as it was"}
_INDENT = 2


def audit_text(found: Audit | Reform, colour: bool) -> str:
    """Return what was found, check by check; of a reform what it mends, worsens and leaves.

    Parameters
    ----------
    found : Audit or Reform
        What to tell.
    colour : bool
        Whether it goes onto a terminal, which shows colours and has a width of its own.
    """
    written = StringIO()
    shown = colour and sys.stdout.isatty()
    width = console().width if shown else PAGE_WIDTH
    out = Console(file=written, width=width, force_terminal=shown, markup=False, highlight=False, emoji=False)
    if isinstance(found, Reform):
        _print_reform(found, out)
    else:
        _print_findings(found, out)
    out.print(f"\n{LAST_LINE}")
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def _print_findings(audit: Audit, out: Console) -> None:
    seen = list(audit.sightings())
    touched = {(one.instrument, one.article) for one in audit.findings if one.instrument != NO_INSTRUMENT}
    out.print(f"{audit.policy}, as it rules over {audit.society}")
    out.print(f"{counted(sighting for sighting, _ in seen)}; {len(touched)} provisions touched")
    if audit.evidence is not None:
        out.print(f"measured in {audit.evidence}, within this model")
    if machines := automated(audit):
        out.print(f"no person decides, under {', '.join(machines)}")
    notes = notes_of(audit)
    for number, note in enumerate(notes, 1):
        _print_at(Text(f"[measured {number}] {note}"), out, _INDENT)
    for check in about(audit):
        here = [(sighting, findings) for sighting, findings in seen if sighting.check == check.name]
        if not here:
            continue
        out.print(f"\n{check.title} ({check.name}): {counted(sighting for sighting, _ in here)}", style="bold")
        _print_at(Text(check.question), out, _INDENT)
        for sighting, findings in here:
            out.print()
            _print_sighting(sighting, notes, out)
            for finding in findings:
                if finding.instrument != NO_INSTRUMENT:
                    _print_at(Text(f"{provision(finding)}: {verdicts(finding.elements)}"), out, 3 * _INDENT)
            _print_at(Text(f"to mend it: {sighting.remedy}"), out, 3 * _INDENT)


def _print_sighting(sighting: Sighting, notes: list[str], out: Console) -> None:
    line = Text.assemble((sighting.severity, _STYLES[sighting.severity]), f"  {sighting.place}  ", sighting.message)
    if sighting.measured is not None:
        line.append(f" [measured {notes.index(sighting.measured.note) + 1}]")
    _print_at(line, out, _INDENT)


def _print_reform(reform: Reform, out: Console) -> None:
    before, after = reform.before, reform.after
    out.print(f"{after.policy} (B) against {before.policy} (A), as they rule over {after.society}")
    for name, audit in (("A", before), ("B", after)):
        out.print(f"{name}: {counted(sighting for sighting, _ in audit.sightings())}")
    for effect in EFFECTS:
        changes = reform.of(effect)
        out.print(f"\n{_HEADINGS[effect]}: {len(changes)} findings", style="bold")
        for line, rows in _by_sighting(reform, changes):
            _print_at(line, out, _INDENT)
            for row in rows:
                _print_at(Text(row), out, 3 * _INDENT)


def _by_sighting(reform: Reform, changes: Iterable[Change]) -> Iterator[tuple[Text, list[str]]]:
    """Yield each thing seen once, with what becomes of it under each provision."""
    grouped: dict[tuple[int, str], list[Change]] = {}
    for change in changes:
        grouped.setdefault((id(change.finding.sighting), change.how), []).append(change)
    for same in grouped.values():
        seen = same[0].finding.sighting
        line = Text.assemble((became(reform, same[0]), _STYLES[seen.severity]))
        yield line.append(f"  {seen.place}  {seen.check}: {seen.message}"), [_became(change) for change in same]


def _became(change: Change) -> str:
    if change.finding.instrument == NO_INSTRUMENT:
        return "under no provision"
    moved = [
        f"{element['element']} {element['before'] or 'none'} → {element['after'] or 'none'}"
        for element in change.elements()
        if change.before is not None and change.after is not None
    ]
    return f"{provision(change.finding)}: {'; '.join(moved)}" if moved else provision(change.finding)


def _print_at(text: Text, out: Console, indent: int) -> None:
    out.print(Padding(text, (0, 0, 0, indent)))
