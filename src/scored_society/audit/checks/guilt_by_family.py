"""Consequences for what others did."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import flows_into
from scored_society.audit.seeing import own_channels, sighting
from scored_society.audit.subject import Subject, by_number
from scored_society.policy.channels import Platform

NAME = "guilt_by_family"


def check(subject: Subject) -> Iterator[Sighting]:
    """See each sanction for a parent's listing, and a platform that weighs the neighbours' scores into a finding.

    That of neighbours is a warning: it moves points, and does not decide alone.
    """
    for sanction in subject.sanctions:
        if not sanction.parent:
            continue
        flowing = [flow for flow in flows_into(subject, sanction) if flow.way == "parent"]
        yield sighting(
            subject,
            NAME,
            sanction.path,
            sanction.number,
            f"'{sanction.name}' strikes a child, in {sanction.domain}, because a parent is on the list",
            at=(*sanction.path, "when", "parent_listed"),
            relation="parent",
            domain=sanction.domain,
            weight=sanction.weight,
            under_18=sanction.children,
            children=sanction.children,
            contexts=sorted({flow.datum.context for flow in flowing}),
            channels=own_channels(subject, (name for flow in flowing for name in flow.datum.channels)),
            access=sanction.access,
        )
    for name, channel in by_number(subject.policy.channels):
        found = [datum for datum in subject.data if name in datum.channels and _is_finding(subject, datum.behaviour)]
        if not isinstance(channel, Platform) or not channel.weights.contacts or not found or not subject.score_bites:
            continue
        yield sighting(
            subject,
            NAME,
            ("channels", name),
            channel.number,
            f"'{name}' weighs the scores of neighbours by {channel.weights.contacts:g} in what it finds of a person; "
            "that moves points and does not decide alone, so a warning only",
            severity="warning",
            at=("channels", name, "weights", "contacts"),
            relation="neighbours",
            share=channel.weights.contacts,
            under_18=any(datum.children for datum in found),
            children=any(datum.children for datum in found),
            contexts=sorted({datum.context for datum in found}),
            channels=[name],
            rules=[datum.name for datum in found if datum.points],
        )


def _is_finding(subject: Subject, behaviour: str) -> bool:
    return subject.society.behaviours[behaviour].platform is not None
