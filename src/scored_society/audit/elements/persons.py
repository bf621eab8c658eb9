"""Whom it strikes: children, families, people with a disability, those who care for them."""

from __future__ import annotations

from scored_society.audit.elements.entries import Answer, Ruled, Test, percent, subject_name
from scored_society.audit.finding import Sighting


def child(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether somebody under 18 is struck."""
    if sighting.facts.get("children"):
        return "met", f"{subject_name(sighting)} may strike somebody under 18"
    return "not applicable", f"{subject_name(sighting)} strikes nobody under 18"


def for_others(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether somebody is struck for what their family, or others near them, did or are."""
    facts, name = sighting.facts, subject_name(sighting)
    if not sighting.about("guilt_by_family") or facts.get("relation") == "self":
        return "not shown", f"{name} goes by what people themselves did"
    if facts.get("relation") == "neighbours":
        share = f", with {percent(facts['share'])} of the weight" if "share" in facts else ""
        return "met", f"{name} rates people by the scores of those around them{share}"
    return "met", f"{name} strikes those whose parent is on the blacklist"


def disadvantage(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether a group that law protects is at a disadvantage: by disability or care, or by birth."""
    facts, name = sighting.facts, subject_name(sighting)
    if sighting.about("guilt_by_family") and facts.get("relation") != "self":
        return "met", f"{name} sets people apart by the family or the neighbours that they have"
    if facts.get("by"):
        return "met", f"a difference by {facts['by']} was measured: {sighting.message.rstrip('.')}"
    if facts.get("care"):
        return "met", f"{name} falls on those who have somebody to care for"
    if facts.get("disability"):
        rewarded = facts.get("points", 0) > 0
        how = "passes over those who cannot do it for" if rewarded else "strikes those more often who have"
        return "met", f"{name} {how} a limitation"
    return "not shown", f"{name} sets no such group apart"


def disability(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether people with a disability are concerned."""
    if sighting.facts.get("disability"):
        return "met", f"{subject_name(sighting)} counts what a disability may keep somebody from doing"
    if sighting.facts.get("care"):
        return "not shown", f"{subject_name(sighting)} falls on those who care; a disability of the other is not said"
    return "not applicable", f"{subject_name(sighting)} has nothing to do with a disability"


def no_accommodation(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether nobody is excused who cannot do what is asked."""
    return "met", f"no key of the rule book excuses anybody from {subject_name(sighting)}"


TESTS: dict[str, Test] = {
    "child": child,
    "for_others": for_others,
    "disadvantage": disadvantage,
    "disability": disability,
    "no_accommodation": no_accommodation,
}
