"""From what was seen to findings: each sighting under each provision that it touches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from scored_society.audit.elements import TESTS, Ruled
from scored_society.audit.finding import Element, Finding, Sighting
from scored_society.audit.instruments import ElementRule, Instrument, Provision, instruments

NO_INSTRUMENT = "none"
"""What a finding names that no provision takes up, such as a rule that can never strike; it has no article."""


def findings(
    subject: Ruled, sightings: Iterable[Sighting], given: Collection[Instrument] | None = None
) -> tuple[Finding, ...]:
    """Judge each sighting under the provisions that its check triggers.

    Parameters
    ----------
    subject : Subject
        The rule book and the society that it rules over.
    sightings : iterable of Sighting
        What the checks saw.
    given : collection of Instrument, optional
        All that come with the package where not given.

    Returns
    -------
    tuple of Finding
        In the order of the sightings; of each, in the order of instruments and provisions. A pair is left out only
        if an element of scope cannot apply. What no provision takes up is one finding under no instrument, so
        nothing that was seen is lost.
    """
    known = instruments() if given is None else given
    found: list[Finding] = []
    for sighting in sightings:
        touched = list(_touched(subject, sighting, known))
        found += touched or [Finding(sighting, NO_INSTRUMENT, "", ())]
    return tuple(found)


def triggered(provision: Provision, sighting: Sighting) -> bool:
    """Whether a provision takes up a sighting, by its check and facts.

    What was measured is taken up by what takes up a check that it speaks to (`speaks_to`), too; of those, what a
    sighting does not say restricts nothing, but `access`, which few have.
    """
    if _fits(provision.triggers.get(sighting.check), sighting.facts):
        return True
    told = sighting.facts.keys() | {"access"}
    spoken_to = (provision.triggers.get(check) for check in sighting.facts.get("speaks_to", ()))
    return any(
        _fits({fact: allowed for fact, allowed in conditions.items() if fact in told}, sighting.facts)
        for conditions in spoken_to
        if conditions is not None
    )


def _touched(subject: Ruled, sighting: Sighting, known: Iterable[Instrument]) -> Iterator[Finding]:
    for instrument in known:
        for article, provision in instrument.provisions.items():
            if triggered(provision, sighting):
                elements = _judged(subject, sighting, instrument.elements(article))
                if elements is not None:
                    yield Finding(sighting, instrument.instrument, article, elements)


def _judged(subject: Ruled, sighting: Sighting, rules: Iterable[ElementRule]) -> tuple[Element, ...] | None:
    """Return the elements with their verdicts; None where one of scope cannot apply."""
    elements = []
    for rule in rules:
        verdict, why = TESTS[rule.test](subject, sighting, rule.of)
        if rule.scope and verdict == "not applicable":
            return None
        elements.append(Element(rule.name, verdict, why))
    return tuple(elements)


def _fits(conditions: Mapping[str, Collection[str | bool]] | None, facts: Mapping[str, Any]) -> bool:
    """Whether there is a trigger and facts meet its conditions."""
    return conditions is not None and all(_meets(facts.get(fact), allowed) for fact, allowed in conditions.items())


def _meets(fact: Any, allowed: Collection[str | bool]) -> bool:
    """Whether a fact is one of the allowed values, or has one of them in it."""
    values = fact if isinstance(fact, list | tuple | set | frozenset) else [fact]
    return any(value in allowed for value in values)
