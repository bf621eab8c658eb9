"""How it is decided: by whom, told to whom, and with what that may be done about it."""

from __future__ import annotations

from scored_society.audit.elements.entries import (
    Answer,
    Ruled,
    Test,
    behaviours,
    machines,
    named,
    percent,
    rules,
    subject_name,
)
from scored_society.audit.finding import Sighting
from scored_society.policy.redress import Redress

TOLD = {
    "notice": "those who lose points are told",
    "reasons": "those who are told are told why",
    "file": "people find entries in their own file",
    "appeal": "an appeal can be brought",
    "review": "a person looks at a listing before it holds",
    "compensation": "a wrong entry or listing is paid for",
}
"""What each part of redress gives, as a sentence."""


def missing(subject: Ruled, sighting: Sighting, of: str | None) -> Answer:
    """Whether a part of redress (`of`) is lacking."""
    part = of or "appeal"
    if not _given(subject.policy.redress)[part]:
        return "met", f"nothing in the rule book says that {TOLD[part]}"
    if part in sighting.facts.get("missing", ()):
        return "met", f"the rule book says that {TOLD[part]}, but not so that it would help anybody"
    return "not shown", f"the rule book says that {TOLD[part]}"


def solely_automated(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether no person decides anything between what is reported and what follows."""
    found = machines(subject, sighting)
    redress = subject.policy.redress
    if redress is not None and redress.review:
        return "not shown", "a person looks at listings before they hold, though not at what a score brings by itself"
    if found:
        return "met", f"what comes from {named(found)} counts by itself, and no person looks at it"
    return "not shown", "people report; from then on it counts by itself, and no person looks at it"


def criminal(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether it is a criminal charge, or a criminal penalty."""
    offences = [name for name, one in behaviours(subject, sighting).items() if one.ordinary_offence]
    if offences:
        return "not shown", f"the rule book calls nothing a penalty, though ordinary law punishes {named(offences)}"
    return "not shown", "the rule book calls nothing a charge or a penalty, and ordinary law punishes nothing of it"


def after_the_fact(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether what was done before a rule is judged by it."""
    if sighting.check != "retroactivity":
        return "not shown", "nothing that was done before a change is judged by it here"
    facts = sighting.facts
    since = f" since {facts['since']}" if facts.get("since") else ""
    return "met", f"{facts.get('what') or subject_name(sighting)} holds{since} for what was done before as well"


def not_foreseeable(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether people cannot know beforehand what counts."""
    facts = sighting.facts
    open_ended = [name for name, rule in rules(subject, sighting).items() if rule.standard == "open"]
    if open_ended and facts.get("of") != "refusal":
        return "met", f"what {named(open_ended)} counts is left to whoever reports it"
    if facts.get("of") == "refusal":
        share = f" in {percent(facts['share'])} of cases" if "share" in facts else ""
        return "met", f"whether {subject_name(sighting)} refuses is left to whoever is asked{share}"
    return "not shown", f"{subject_name(sighting)} says beforehand what it counts"


def presumed_guilty(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether somebody is treated as having done what nobody has proved that they did."""
    facts, name = sighting.facts, subject_name(sighting)
    if sighting.about("guilt_by_family") and facts.get("relation") != "self":
        return "met", f"{name} strikes people for what others did"
    if facts.get("channel"):
        return "met", f"{name} follows a report of '{facts['channel']}' alone, with nothing to prove it"
    return "not applicable", "what is asked here is how it is decided, not on what proof"


def _given(redress: Redress | None) -> dict[str, bool]:
    """Return which parts of redress a rule book gives."""
    if redress is None:
        return dict.fromkeys(TOLD, False)
    return {
        "notice": redress.notice > 0,
        "reasons": redress.notice > 0 and redress.reasons > 1,
        "file": redress.own_file > 0,
        "appeal": redress.appeal is not None,
        "review": redress.review > 0,
        "compensation": redress.compensation > 0,
    }


TESTS: dict[str, Test] = {
    "missing": missing,
    "solely_automated": solely_automated,
    "criminal": criminal,
    "after_the_fact": after_the_fact,
    "not_foreseeable": not_foreseeable,
    "presumed_guilty": presumed_guilty,
}
