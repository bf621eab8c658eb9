"""Rules and refusals that leave to somebody what counts."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import flows_into
from scored_society.audit.seeing import in_order, listed, own_channels, sighting
from scored_society.audit.subject import Datum, Subject
from scored_society.policy.consequences import Refusal
from scored_society.policy.rules import Rule

NAME = "unbounded_discretion"


def check(subject: Subject) -> Iterator[Sighting]:
    """See each rule of an open standard that harms, and each refusal that somebody may or may not speak.

    An open standard for a protected act is an error: nobody can know what may be said. A term between the shortest and
    the longest is no discretion here, for it follows gravity and repetition; nor is a burden that befalls a share: it
    says whom it can befall.
    """
    seen = set()
    for datum in subject.data:
        harms = (datum.points < 0 and subject.score_bites) or datum.way in subject.used_routes
        if datum.standard == "open" and harms and datum.behaviour not in seen:
            seen.add(datum.behaviour)
            known = subject.rule_for(datum.behaviour)
            if known is not None:
                yield _rule(subject, datum, known)
    for sanction in subject.sanctions:
        entry = subject.policy.sanctions[sanction.name]
        if not isinstance(entry, Refusal) or not 0 < entry.share < 1:
            continue
        flowing = flows_into(subject, sanction)
        yield sighting(
            subject,
            NAME,
            sanction.path,
            sanction.number,
            f"'{sanction.name}' refuses in {100 * entry.share:g} % of cases, and no rule says in which",
            at=(*sanction.path, "share"),
            share=entry.share,
            of="refusal",
            domain=sanction.domain,
            children=sanction.children,
            contexts=sorted({flow.datum.context for flow in flowing}),
            channels=own_channels(subject, (name for flow in flowing for name in flow.datum.channels)),
            access=sanction.access,
        )


def _rule(subject: Subject, datum: Datum, known: tuple[str, Rule]) -> Sighting:
    guarded = datum.protected != "none"
    name, rule = known
    return sighting(
        subject,
        NAME,
        ("rules", name),
        rule.number,
        f"what counts as '{name}' is for {listed(in_order(subject, datum.channels))} to say"
        + (f"; the act is protected as {datum.protected}, so an error" if guarded else ""),
        severity="error" if guarded else None,
        at=("rules", name, "standard"),
        standard=datum.standard,
        protected=datum.protected,
        of="rule",
        contexts=[datum.context],
        children=datum.children,
        channels=own_channels(subject, datum.channels),
        rules=[name],
    )
