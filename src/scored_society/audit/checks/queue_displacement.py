"""Scarce goods that go first to those with a high score."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import flows_into
from scored_society.audit.seeing import own_channels, sighting
from scored_society.audit.subject import Subject
from scored_society.policy.consequences import Priority

NAME = "queue_displacement"
WITHOUT_SCORE = {"date": "whoever came first", "lottery": "whom the lot falls on", "need": "whoever needs it most"}


def check(subject: Subject) -> Iterator[Sighting]:
    """See each priority for a scarce good; an error where it displaces need."""
    for reward in subject.consequences:
        entry = subject.policy.entitlements[reward.name] if reward.kind == "reward" else None
        if not isinstance(entry, Priority):
            continue
        good = subject.society.goods[entry.good]
        flowing = flows_into(subject, reward)
        last = ", and those on the list come last" if reward.routes else ""
        need = good.allotted_by == "need"
        yield sighting(
            subject,
            NAME,
            reward.path,
            reward.number,
            f"'{reward.name}' serves a high score before {WITHOUT_SCORE[good.allotted_by]}{last}"
            + ("; it displaces need, so an error" if need else ""),
            severity="error" if need else None,
            good=entry.good,
            domain=reward.domain,
            listed=entry.listed,
            allotted_by=good.allotted_by,
            children=reward.children,
            contexts=sorted({flow.datum.context for flow in flowing}),
            channels=own_channels(subject, (name for flow in flowing for name in flow.datum.channels)),
            access=reward.access,
        )
