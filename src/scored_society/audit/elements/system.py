"""What makes a rule book social scoring: a system, over time, of behaviour, whose score leads to treatment."""

from __future__ import annotations

from scored_society.audit.elements.entries import (
    Answer,
    Ruled,
    Test,
    behaviours,
    by_score,
    does,
    entry,
    machines,
    named,
    numbered,
    sanctions,
    some,
    subject_name,
    words,
)
from scored_society.audit.finding import Sighting
from scored_society.policy.consequences import Burden, Graded, LowScore, Priority, Refusal, Reports, Threshold

FEW = 3
"""So many things that people do are named, of more only the number."""


def ai_system(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether something infers what is reported; a table of points that people made may not be an AI system."""
    found = machines(subject, sighting)
    if found:
        told = words(f"'{name}' ({what})" for name, what in found.items())
        return "met", f"what it rests on comes from {told}, which infer what they report"
    return "not shown", "what counts is in a table that people made, and no channel here matches faces or judges texts"


def over_time(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether people are evaluated over some time, and not once."""
    score = subject.policy.score
    if score is not None:
        fades = f"fades by {score.fading} points a year" if score.fading else "never fades"
        return "met", f"the score adds up entries from week to week and {fades}"
    counting = [
        name
        for name, route in numbered(subject.policy.blacklist).items()
        if isinstance(route, Reports) and route.reports > 1
    ]
    if counting:
        return "met", f"{named(counting)} counts reports over a calendar year"
    return "not shown", "there is no score, and one report is enough: nothing is gathered over time"


def social_behaviour(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether it rests on what people do, or on what they are."""
    found = behaviours(subject, sighting)
    if not found:
        return "not shown", "no rule scores and no route counts what people do"
    areas = sorted({behaviour.arises_in for behaviour in found.values()})
    what = named(found, len(found)) if len(found) <= FEW else f"{len(found)} things that people do"
    return "met", f"it rests on {what}, in {some(areas)}"


def score_leads(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether the score leads to the treatment."""
    found, name = entry(subject, sighting), subject_name(sighting)
    if sighting.facts.get("by_score") is False:
        return "not shown", f"what was seen of {name} follows from counted reports, not from the score"
    if isinstance(found, Refusal | Burden):
        return _strikes(subject, name, found)
    if isinstance(found, Priority | Threshold | Graded):
        return "met", f"{name} goes by the score"
    if isinstance(found, LowScore):
        return "met", f"{name} lists at a score of {found.at_or_below} or below"
    if isinstance(found, Reports):
        return "not shown", f"{name} lists by counted reports, not by the score"
    following = [key for key, sanction in sanctions(subject, sighting).items() if by_score(subject, sanction)]
    if following:
        return "met", f"a low score brings {named(following)}"
    if subject.policy.entitlements:
        return "met", f"{named(numbered(subject.policy.entitlements))} go by the score"
    return "not shown", "nothing follows from the score"


def _strikes(subject: Ruled, name: str, sanction: Refusal | Burden) -> Answer:
    if sanction.when.at_or_below is not None:
        return "met", f"{name} strikes at a score of {sanction.when.at_or_below} or below"
    if by_score(subject, sanction):
        return "met", f"{name} goes by the blacklist, and a low score leads onto it"
    return "not shown", f"{name} follows from counted reports, not from the score"


def detriment(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether somebody is treated worse for it."""
    found, name = entry(subject, sighting), subject_name(sighting)
    if isinstance(found, Refusal | Burden):
        return "met", does(str(sighting.path[1]), found)
    if isinstance(found, Priority | Threshold | Graded):
        return "met", f"{name} is given by the score, so that those with less of it get less of it or wait longer"
    if subject.policy.sanctions:
        return "met", f"what follows is {named(sanctions(subject, sighting))}"
    return "not shown", "nobody is punished; what follows is rewards only, if anything"


TESTS: dict[str, Test] = {
    "ai_system": ai_system,
    "over_time": over_time,
    "social_behaviour": social_behaviour,
    "score_leads": score_leads,
    "detriment": detriment,
}
