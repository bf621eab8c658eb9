"""Findings as a page shows them: by check, or by what a reform does to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scored_society.audit.about import about
from scored_society.audit.against import EFFECTS, Change, Effect, Reform
from scored_society.audit.finding import Audit, Finding, Measured, Sighting
from scored_society.audit.law import NO_INSTRUMENT
from scored_society.audit.wording import became, counted, notes_of, provision
from scored_society.report.tables import Table
from scored_society.report.wording import NONE, fine


class Entry(NamedTuple):
    """One thing that was seen, with its elements or what became of them."""

    number: int
    severity: str
    label: str
    place: str
    message: str
    measured: str
    remedy: str
    table: Table | None


class Group(NamedTuple):
    """Entries under one heading."""

    name: str
    title: str
    lead: str
    counted: str
    entries: list[Entry]


_EFFECTS: dict[Effect, tuple[str, str]] = {
    "mends": ("Mended", "What is gone or lighter under B."),
    "worsens": ("Worsened", "What is new or graver under B."),
    "leaves": ("Left as it was", "What B leaves as it is under A."),
}
_VERDICTS = ("Provision", "Element", "Verdict", "Why")
_CHANGES = ("Provision", "Element", "Verdict under A → under B")


def groups(found: Audit | Reform) -> list[Group]:
    """Return what was found in the order of a page; groups with nothing in them are left out."""
    every = list(_by_effect(found) if isinstance(found, Reform) else _by_check(found))
    numbered, count = [], 0
    for group in every:
        entries = [entry._replace(number=count + place) for place, entry in enumerate(group.entries, 1)]
        count += len(entries)
        numbered.append(group._replace(entries=[_named(entry) for entry in entries]))
    return numbered


def _by_check(audit: Audit) -> Iterator[Group]:
    seen, notes = list(audit.sightings()), notes_of(audit)
    for check in about(audit):
        here = [(sighting, findings) for sighting, findings in seen if sighting.check == check.name]
        if here:
            entries = [_entry(sighting, sighting.severity, _verdicts(findings), notes) for sighting, findings in here]
            told = counted(sighting for sighting, _ in here)
            yield Group(f"check-{check.name}", check.title, check.question, told, entries)


def _by_effect(reform: Reform) -> Iterator[Group]:
    notes = notes_of(reform.before, reform.after)
    for effect in EFFECTS:
        grouped: dict[tuple[int, str], list[Change]] = {}
        for change in reform.of(effect):
            grouped.setdefault((id(change.finding.sighting), change.how), []).append(change)
        if grouped:
            entries = [
                _entry(same[0].finding.sighting, became(reform, same[0]), _changes(same), notes)
                for same in grouped.values()
            ]
            yield Group(f"reform-{effect}", *_EFFECTS[effect], f"{len(reform.of(effect))} findings", entries)


def _entry(sighting: Sighting, label: str, table: Table | None, notes: list[str]) -> Entry:
    told = "" if sighting.measured is None else _figure(sighting.measured, notes)
    return Entry(0, sighting.severity, label, str(sighting.place), sighting.message, told, sighting.remedy, table)


def _named(entry: Entry) -> Entry:
    """Give the table of an entry a name that no other table of the page has."""
    if entry.table is None:
        return entry
    return entry._replace(table=entry.table._replace(caption=f"Finding {entry.number}: {entry.table.caption}"))


def _figure(measured: Measured, notes: list[str]) -> str:
    """Return a figure; what it rests on stands once, under its number."""
    interval = ""
    if measured.low is not None and measured.high is not None:
        interval = f" ({fine(measured.low)} to {fine(measured.high)})"
    return f"Measured ({measured.unit}): {fine(measured.value)}{interval} [measured {notes.index(measured.note) + 1}]."


def _verdicts(findings: Iterable[Finding]) -> Table | None:
    rows = tuple(
        (provision(finding), element.name, element.verdict, element.why)
        for finding in findings
        if finding.instrument != NO_INSTRUMENT
        for element in finding.elements
    )
    return Table("elements of each provision", _VERDICTS, rows, prose=True) if rows else None


def _changes(changes: Iterable[Change]) -> Table | None:
    rows = tuple(row for change in changes if change.finding.instrument != NO_INSTRUMENT for row in _rows(change))
    return Table("elements of each provision", _CHANGES, rows, prose=True) if rows else None


def _rows(change: Change) -> list[tuple[str, ...]]:
    cited, moved = provision(change.finding), change.elements()
    if not moved:
        return [(cited, "all", "the same")]
    return [(cited, str(row["element"]), f"{row['before'] or NONE} → {row['after'] or NONE}") for row in moved]
