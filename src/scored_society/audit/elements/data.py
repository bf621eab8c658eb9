"""What is recorded: for which purpose, how rightly, for how long, of which kind, and to whom it is shown."""

from __future__ import annotations

from scored_society.audit.elements.entries import (
    Answer,
    Ruled,
    Test,
    behaviours,
    named,
    numbered,
    percent,
    rules,
    some,
    subject_name,
    words,
)
from scored_society.audit.finding import Sighting
from scored_society.policy.channels import Cameras

SPECIAL = {
    "expression": "opinions, political ones among them",
    "assembly": "political opinions",
    "association": "political opinions or membership of a union",
    "religion": "religious beliefs",
}
"""What kind of data an entry about a protected act reveals."""


def personal_data(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether data about a person are processed."""
    found = behaviours(subject, sighting)
    if found:
        return "met", f"it is recorded of each person what they do, such as {named(found)}"
    return "not shown", "nothing is recorded about anybody here"


def other_purpose(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether data are used for something else than what they were collected for."""
    facts, name = sighting.facts, subject_name(sighting)
    if sighting.about("unrelated_contexts"):
        return "met", f"what was recorded in {some(facts.get('contexts', ()))} is used for {facts.get('domain')}"
    if facts.get("purpose"):
        kept, used = some(facts.get("kept_for", ())), some(facts.get("domains", ()))
        return "met", f"'{facts.get('channel')}' keeps records for {kept}, and they are used for {used}"
    return "not shown", f"no other use of what {name} records was seen here"


def used_for_score(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether what cameras see moves a score."""
    found = _cameras(subject, sighting)
    moved = [name for name, rule in rules(subject, sighting).items() if rule.points and set(found) & set(rule.seen_by)]
    if moved:
        return "met", f"what {named(found)} sees moves the score, by {named(moved)}"
    return "not shown", "nothing that a camera sees moves a score here"


def inaccurate(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether wrong records are to be expected and nothing is done about them before they count."""
    facts = sighting.facts
    if not facts.get("accuracy") and not sighting.about("unreliable_channel_alone"):
        return "not shown", f"nothing wrong with the records of {subject_name(sighting)} was seen here"
    shares = [facts["wrong_share"]] if "wrong_share" in facts else list(facts.get("wrong_shares", ()))
    wrong = f", and {percent(shares[0])} of it is wrong" if shares and shares[0] else ""
    return "met", f"what '{facts.get('channel')}' reports counts as it comes{wrong}"


def kept_long(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether data are kept longer than a purpose needs."""
    if sighting.check != "long_records":
        return "not shown", "how long it is kept was not asked here"
    weeks = sighting.facts.get("weeks")
    if weeks is None:
        return "met", f"nothing says when what {subject_name(sighting)} holds ends"
    return "met", f"what {subject_name(sighting)} holds is kept for {weeks:,} weeks; no purpose is given that needs it"


def special_category(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether data reveal opinions or beliefs, or tell people apart by their body."""
    facts, name = sighting.facts, subject_name(sighting)
    if facts.get("protected") in SPECIAL:
        return "met", f"{name} reveals {SPECIAL[facts['protected']]}"
    if _cameras(subject, sighting):
        return "met", f"{named(_cameras(subject, sighting))} tells people apart by their face"
    return "not applicable", f"{name} reveals neither opinions nor beliefs, nor rests on faces"


def offence_data(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether data are about offences."""
    offences = [name for name, one in behaviours(subject, sighting).items() if one.ordinary_offence]
    if offences:
        what = "an offence" if len(offences) == 1 else "offences"
        return "met", f"ordinary law punishes {named(offences)} as {what}"
    return "not applicable", "no offence of ordinary law is among what is recorded"


def no_official_control(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether data on offences are in other hands than an authority's."""
    if sighting.check == "public_naming":
        return "met", f"{subject_name(sighting)} shows them to everybody"
    kind = sighting.facts.get("channel_kind")
    if kind == "collectors":
        return "met", f"'{sighting.facts.get('channel')}' are neighbours, not an authority"
    if kind == "platform":
        return "met", f"'{sighting.facts.get('channel')}' is a company, not an authority"
    return "not shown", "in whose hands they are is not said"


def made_public(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether people are shown to the public."""
    if sighting.check == "public_naming":
        affects = sighting.facts.get("affects")
        share = f", {percent(affects)} of those on the list" if affects is not None and affects < 1 else ""
        return "met", f"{subject_name(sighting)} shows who is punished to everybody{share}"
    return "not shown", "nobody is shown to the public here"


def biometric(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether people are identified from afar by their body."""
    found = _cameras(subject, sighting)
    if found:
        return "met", f"{named(found)} recognises faces"
    return "not applicable", "no face is recognised"


def public_space(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether that happens where everybody may go."""
    for name, channel in _cameras(subject, sighting).items():
        if any(channel.coverage.values()):
            told = words(f"{percent(share)} of {place} acts" for place, share in sorted(channel.coverage.items()))
            return "met", f"'{name}' sees {told} in public"
    return "not shown", "where the cameras stand is not said"


def real_time(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether faces are recognised at once, and not afterwards from a recording."""
    return "not shown", "the rule book does not say whether faces are matched at once or afterwards"


def law_enforcement(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether the purpose is to prevent, find or prosecute offences."""
    known = subject.society.behaviours
    seen = {name for channel in _cameras(subject, sighting).values() for name in channel.sees if name in known}
    offences = sorted((name for name in seen if known[name].ordinary_offence), key=lambda name: known[name].number)
    if offences:
        return "not shown", f"cameras also see {named(offences)}, which are offences; the purpose is not said"
    return "not shown", "the purpose is not said"


def _cameras(subject: Ruled, sighting: Sighting) -> dict[str, Cameras]:
    """Return the cameras that a sighting rests on."""
    used = sighting.facts.get("channels")
    if used is None:
        used = [name for rule in rules(subject, sighting).values() for name in rule.seen_by]
    every = numbered(subject.policy.channels)
    return {name: channel for name, channel in every.items() if isinstance(channel, Cameras) and name in used}


TESTS: dict[str, Test] = {
    "personal_data": personal_data,
    "other_purpose": other_purpose,
    "used_for_score": used_for_score,
    "inaccurate": inaccurate,
    "kept_long": kept_long,
    "special_category": special_category,
    "offence_data": offence_data,
    "no_official_control": no_official_control,
    "made_public": made_public,
    "biometric": biometric,
    "public_space": public_space,
    "real_time": real_time,
    "law_enforcement": law_enforcement,
}
