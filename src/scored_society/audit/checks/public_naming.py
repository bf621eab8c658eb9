"""Punishment by showing who is punished."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import WAYS, flows_into
from scored_society.audit.seeing import listed, own_channels, sighting
from scored_society.audit.subject import Subject
from scored_society.policy.consequences import Burden

NAME = "public_naming"
SHOWN = "reputation"
"""The domain of sanctions by which one is shown to everybody."""


def check(subject: Subject) -> Iterator[Sighting]:
    """See each sanction in the domain of reputation: there, it is borne by being shown to everybody."""
    for sanction in subject.sanctions:
        if sanction.domain != SHOWN:
            continue
        flowing = flows_into(subject, sanction)
        ways = [way for way in WAYS if any(flow.way == way for flow in flowing)]
        entry = subject.policy.sanctions[sanction.name]
        yield sighting(
            subject,
            NAME,
            sanction.path,
            sanction.number,
            f"'{sanction.name}' shows to everybody who is punished" + (f" (by {listed(ways)})" if ways else ""),
            domain=sanction.domain,
            affects=entry.affects if isinstance(entry, Burden) else entry.share,
            weight=sanction.weight,
            ways=ways,
            children=sanction.children,
            contexts=sorted({flow.datum.context for flow in flowing}),
            channels=own_channels(subject, (name for flow in flowing for name in flow.datum.channels)),
        )
