"""Freedoms whose use is punished."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.seeing import counted, own_channels, sighting
from scored_society.audit.subject import Datum, Subject

NAME = "protected_acts"


def check(subject: Subject) -> Iterator[Sighting]:
    """See each rule that takes points for a protected act, and each route that lists for one. Always an error."""
    seen = set()
    for datum in subject.data:
        if datum.protected == "none" or datum.points > 0 or (datum.path, datum.protected) in seen:
            continue
        seen.add((datum.path, datum.protected))
        yield _seen(subject, datum)


def _seen(subject: Subject, datum: Datum) -> Sighting:
    what = f"takes {counted(-datum.points, 'point', 'points')} for" if datum.points else "leads onto the list for"
    return sighting(
        subject,
        NAME,
        datum.path,
        datum.number,
        f"'{datum.name}' {what} '{datum.behaviour}', which is protected as {datum.protected}",
        protected=datum.protected,
        points=datum.points,
        behaviour=datum.behaviour,
        way="points" if datum.points else "listing",
        standard=datum.standard,
        contexts=[datum.context],
        children=datum.children,
        channels=own_channels(subject, datum.channels),
        rules=[datum.name] if datum.points else [],
    )
