"""Consequences that outweigh what was done."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.catalogue import threshold
from scored_society.audit.duration import Price, prices
from scored_society.audit.finding import Sighting
from scored_society.audit.flow import flows_into
from scored_society.audit.seeing import counted, own_channels, sighting, years
from scored_society.audit.subject import Consequence, Subject
from scored_society.base.calendar import WEEKS_PER_YEAR

NAME = "disproportion"


def check(subject: Subject) -> Iterator[Sighting]:
    """See each sanction whose weight × years exceeds what the acts that bring it answer for, at its worst.

    Acts are of one rule, as few as it takes; each answers for so many weight-years for each step of its gravity. What a
    sanction for a parent's listing costs the child is another check's.
    """
    for sanction in subject.sanctions:
        worst = max(prices(subject, sanction), key=lambda price: (price.excess, price.load), default=None)
        if worst is not None and worst.excess > 1:
            yield _seen(subject, sanction, worst)


def _seen(subject: Subject, sanction: Consequence, worst: Price) -> Sighting:
    flowing = flows_into(subject, sanction)
    far = worst.excess > threshold(NAME, "far_above")
    counted_as = f"without end, counted as {years(threshold(NAME, 'endless_years'))}"
    lasting = f"a weight of {worst.weight} {f'for {years(worst.years)}' if worst.years is not None else counted_as}"
    lasting += f": {worst.load:.4g} weight-years"
    if worst.gravity:
        acts = f"{counted(worst.acts, 'act', 'acts')} of gravity {worst.gravity} ('{worst.rule}')"
        what = f"{acts} can bring '{sanction.name}', {lasting}, where {worst.allowed:.4g} would answer"
    else:
        what = f"'{sanction.name}' strikes whoever is at the starting score and did nothing, {lasting}"
    return sighting(
        subject,
        NAME,
        sanction.path,
        sanction.number,
        what + ("; so far above that this is an error" if far else ""),
        severity="error" if far else None,
        contexts=sorted({flow.datum.context for flow in flowing}),
        domain=sanction.domain,
        children=sanction.children,
        channels=own_channels(subject, (name for flow in flowing for name in flow.datum.channels)),
        gravity=worst.gravity,
        weight=worst.weight,
        weeks=None if worst.years is None else round(worst.years * WEEKS_PER_YEAR),
        years=worst.years,
        acts=worst.acts,
        load=worst.load,
        allowed=worst.allowed,
        way=worst.way,
        by_score=worst.by_score,
        rules=[worst.rule] if worst.rule in subject.policy.rules else [],
        access=sanction.access,
    )
