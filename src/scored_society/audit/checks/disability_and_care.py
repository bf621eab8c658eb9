"""Points that not everybody can earn, or avoid to lose, alike."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.flow import flows
from scored_society.audit.seeing import own_channels, sighting, some
from scored_society.audit.subject import Datum, Subject
from scored_society.society.behaviours import Behaviour

NAME = "disability_and_care"
LEVELS = ("no", "yes")
"""Whether somebody is limited in daily life, in the order of factors."""


def check(subject: Subject) -> Iterator[Sighting]:
    """See rules that favour people without a limitation, and those that punish a lack of care."""
    flowing, seen = flows(subject), set()
    for datum in subject.data:
        domains = sorted({flow.consequence.domain for flow in flowing if flow.datum == datum})
        done = subject.society.behaviours[datum.behaviour]
        rewarded = datum.points > 0
        disability, care = _hampered(done, rewarded), done.kind == "omission" and not rewarded
        if not domains or not (disability or care) or datum.path in seen:
            continue
        seen.add(datum.path)
        yield _seen(subject, datum, domains, disability, care)


def _hampered(done: Behaviour, rewarded: bool) -> bool:
    """Whether people with a limitation do less of what is rewarded, or more of what is punished."""
    if done.requires == "health":
        return rewarded
    factors = done.varies.get("limited")
    if factors is None:
        return False
    without, with_one = (factors.get(level, 1.0) for level in LEVELS) if isinstance(factors, dict) else factors
    return with_one < without if rewarded else with_one > without


def _seen(subject: Subject, datum: Datum, domains: list[str], disability: bool, care: bool) -> Sighting:
    if care:
        what = "strikes those who have somebody to care for, and nobody else"
    elif datum.points > 0:
        what = "is earned less, or not at all, by people with a limitation"
    else:
        what = "strikes people with a limitation more than others"
    return sighting(
        subject,
        NAME,
        datum.path,
        datum.number,
        f"'{datum.name}' {what}; it counts for {some(domains)}",
        disability=disability,
        care=care,
        points=datum.points,
        domains=domains,
        contexts=[datum.context],
        children=datum.children,
        channels=own_channels(subject, datum.channels),
        rules=[datum.name] if datum.way == "score" else [],
    )
