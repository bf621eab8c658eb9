"""How people are treated: in which domain, by which criteria, and how far that fits what they did."""

from __future__ import annotations

from scored_society.audit.elements.entries import (
    ABOUT_A_CHANNEL,
    Answer,
    Ruled,
    Test,
    behaviours,
    does,
    entry,
    named,
    sanctions,
    some,
    subject_name,
)
from scored_society.audit.finding import Sighting
from scored_society.policy.consequences import Priority

HEAVY = 3
"""From this weight on a punishment is taken to affect somebody significantly, as a refusal does."""


def unrelated_context(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether the treatment falls in a context that has nothing to do with where the data arose."""
    facts = sighting.facts
    if not sighting.about("unrelated_contexts"):
        return "not shown", "whether the contexts are related was not what was seen here"
    return "met", f"what was done in {some(facts.get('contexts', ()))} counts in {facts.get('domain')}"


def disproportionate(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether the treatment weighs more than what was done."""
    facts = sighting.facts
    if sighting.check != "disproportion":
        return "not shown", "weight and gravity were not compared here"
    weeks = facts.get("weeks")
    length = "without end" if weeks is None else f"for {weeks:,} weeks"
    acts, gravity = facts.get("acts", 1), facts.get("gravity")
    deed = f"{'a deed' if acts == 1 else f'{acts} deeds'} of gravity {gravity} of 5" if gravity else "no deed of theirs"
    return "met", f"{subject_name(sighting)} weighs {facts.get('weight')} of 5, {length}, for {deed}"


def unjustified(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether the treatment has no ground in the behaviour of the person treated so."""
    name = subject_name(sighting)
    if sighting.about("guilt_by_family") and sighting.facts.get("relation") != "self":
        return "met", f"{name} goes by what others did, whatever the person did"
    if sighting.facts.get("protected", "none") != "none":
        return "not shown", f"{name} is about what is protected as {sighting.facts['protected']}; no ground is given"
    return "not shown", "it follows from what the person did; whether that is ground enough, the rule book does not say"


def interference(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether a right is interfered with: points, a listing, a refusal, a burden, a worse place in a queue."""
    found, name, facts = entry(subject, sighting), subject_name(sighting), sighting.facts
    section = sighting.path[0] if sighting.path else ""
    if section == "channels" or sighting.check == ABOUT_A_CHANNEL:
        return "met", f"{name} reports what people do, and points or listings follow"
    if section == "sanctions" and found is not None:
        return "met", f"{does(str(sighting.path[1]), found)}, which bites in {found.domain}"
    if isinstance(found, Priority):
        last = "; the blacklist comes after everybody" if found.listed == "last" else ""
        return "met", f"{name} ranks those who apply for {found.good} by score, so that others wait or go without{last}"
    if section == "entitlements":
        return "met", f"{name} gives those with a high score what others go without, in {facts.get('domain')}"
    as_what = f", which is protected as {facts['protected']}" if facts.get("protected", "none") != "none" else ""
    if section == "blacklist":
        return "met", f"{name} lists people for {named(behaviours(subject, sighting))}{as_what}"
    if section == "rules" and found is not None:
        if found.points < 0:
            return "met", f"{name} takes {-found.points} points{as_what}"
        return "not shown", f"{name} takes no points"
    return "met", sighting.message.rstrip(".")


def significant_effect(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether it has a legal effect on somebody, or affects them as much."""
    found = entry(subject, sighting)
    if isinstance(found, Priority):
        return "met", f"{subject_name(sighting)} decides who comes first for {found.good}"
    every = sanctions(subject, sighting)
    refusing = [name for name, sanction in every.items() if sanction.kind == "refusal"]
    if refusing:
        return "met", f"{named(refusing)} refuse what people apply for"
    heavy = [name for name, sanction in every.items() if sanction.weight.value >= HEAVY]
    if heavy:
        return "met", f"{named(heavy)} weigh {HEAVY} of 5 or more"
    return "not shown", f"nothing is refused, and nothing weighs {HEAVY} of 5 or more"


def rights_decided(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether somebody's rights or obligations are decided, as a court would have to."""
    every = sanctions(subject, sighting)
    deciding = [name for name, one in every.items() if one.kind == "refusal" or one.domain in ("money", "housing")]
    if deciding:
        return "met", f"{named(deciding)} decide what people may have or keep; whether these are rights, the law says"
    return "not shown", "nothing is refused, and neither money nor housing is touched"


def other_criteria(subject: Ruled, sighting: Sighting, of: str | None) -> Answer:
    """Whether something else decides than what may decide (`of`)."""
    facts = sighting.facts
    contexts = facts.get("contexts") or sorted({one.arises_in for one in behaviours(subject, sighting).values()})
    other = [context for context in contexts if context != facts.get("domain")]
    if other:
        who = " by others" if sighting.about("guilt_by_family") else ""
        meant = of or "what it is for"
        return "met", f"{subject_name(sighting)} goes by what was done{who} in {some(other)}, not by {meant}"
    return "not shown", f"what counts arises in {facts.get('domain')} itself"


TESTS: dict[str, Test] = {
    "unrelated_context": unrelated_context,
    "disproportionate": disproportionate,
    "unjustified": unjustified,
    "interference": interference,
    "significant_effect": significant_effect,
    "rights_decided": rights_decided,
    "other_criteria": other_criteria,
}
