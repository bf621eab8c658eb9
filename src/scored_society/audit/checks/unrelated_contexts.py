"""Data of one context that decide over another."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import WAYS, Flow, flows_into
from scored_society.audit.seeing import BY_WAY, in_order, listed, own_channels, sighting, some
from scored_society.audit.subject import Subject

NAME = "unrelated_contexts"


def check(subject: Subject) -> Iterator[Sighting]:
    """See each sanction and reward that data of an unrelated context reach, by score, list or a parent's listing.

    A reward that is withheld weighs less than a sanction: there it is a warning.
    """
    for consequence in subject.consequences:
        reaching = flows_into(subject, consequence)
        strange = [flow for flow in reaching if not flow.related]
        if not strange:
            continue
        contexts = sorted({flow.datum.context for flow in strange})
        ways = [way for way in WAYS if any(flow.way == way for flow in strange)]
        reward = consequence.kind == "reward"
        entry = getattr(subject.policy, str(consequence.path[0]))[consequence.name]
        yield sighting(
            subject,
            NAME,
            consequence.path,
            consequence.number,
            f"'{consequence.name}' bites in {consequence.domain}, and what arises in {some(contexts)} decides over it, "
            f"{listed(BY_WAY[way] for way in ways)}{'; a reward, so a warning only' if reward else ''}",
            severity="warning" if reward else None,
            contexts=contexts,
            related=sorted({flow.datum.context for flow in reaching if flow.related}),
            domain=consequence.domain,
            kind=[consequence.kind, entry.kind],
            ways=ways,
            children=consequence.children,
            channels=own_channels(subject, (name for flow in strange for name in flow.datum.channels)),
            rules=_rules(strange),
            sources=in_order(subject, (name for flow in strange for name in flow.datum.channels)),
            weight=None if reward else consequence.weight,
            access=consequence.access,
        )


def _rules(strange: list[Flow]) -> list[str]:
    names = {flow.datum.number: flow.datum.name for flow in strange if flow.datum.way == "score"}
    return [names[number] for number in sorted(names)]
