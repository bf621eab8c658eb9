"""Punishment by showing who is punished."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import WAYS, flows_into
from scored_society.audit.seeing import BY_WAY, listed, own_channels, sighting
from scored_society.audit.subject import Subject
from scored_society.policy.consequences import Burden

NAME = "public_naming"
SHOWN = "reputation"
"""The domain of burdens by which one is shown to everybody."""


def check(subject: Subject) -> Iterator[Sighting]:
    """See each burden in the domain of reputation: there, it is borne by being shown to everybody.

    A refusal is none, whatever its domain: it is heard by whoever is refused and by whoever refuses.

    A warning: a law may provide for a public register and weigh who is in it, and no rule book shows whether one does.
    An error where somebody under 18 may be shown: what is best for a child comes first, and nothing may attack its
    reputation (CRC 3, 16).
    """
    for sanction in subject.sanctions:
        entry = subject.policy.sanctions[sanction.name]
        if sanction.domain != SHOWN or not isinstance(entry, Burden):
            continue
        flowing = flows_into(subject, sanction)
        ways = [way for way in WAYS if any(flow.way == way for flow in flowing)]
        yield sighting(
            subject,
            NAME,
            sanction.path,
            sanction.number,
            f"'{sanction.name}' makes public who is punished"
            + (f", {listed(BY_WAY[way] for way in ways)}" if ways else "")
            + ("; somebody under 18 may be among them, so an error" if sanction.children else ""),
            severity="error" if sanction.children else None,
            domain=sanction.domain,
            affects=entry.affects,
            weight=sanction.weight,
            ways=ways,
            children=sanction.children,
            contexts=sorted({flow.datum.context for flow in flowing}),
            channels=own_channels(subject, (name for flow in flowing for name in flow.datum.channels)),
        )
