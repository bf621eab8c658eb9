"""What a restriction of a right must show: a law, a legitimate aim, necessity and proportion.

Here `not shown` is what tells against the rule book. None of it can be waived, for no entry.
"""

from __future__ import annotations

from scored_society.audit.elements.entries import Answer, Ruled, Test, behaviours, entry, percent, subject_name
from scored_society.audit.finding import Sighting
from scored_society.policy.consequences import Burden, LowScore, Refusal, Reports
from scored_society.policy.rules import Rule

FORESEEN: dict[type, str] = {
    Rule: "what it counts", Refusal: "whom it strikes", Burden: "whom it strikes", LowScore: "whom it lists",
    Reports: "whom it lists",
}  # fmt: skip
"""What an entry tells people before anything happens."""
PUBLIC = {"documented": "that a rule of this kind is on record", "local": "that some places have such a rule"}
"""What the record of an entry says of a law behind it."""


def provided_by_law(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether a law says what is restricted, so that people can foresee it."""
    found, name = entry(subject, sighting), subject_name(sighting)
    if sighting.facts.get("standard") == "open":
        return "not shown", f"what {name} counts is left to whoever reports it, so that nobody can foresee it"
    if isinstance(found, Refusal) and found.share < 1:
        return "not shown", f"{name} refuses in {percent(found.share)} of cases, and nothing says in which"
    foreseen = FORESEEN.get(type(found))
    if foreseen is None:
        return "not shown", f"no law is named that {name} rests on"
    record = PUBLIC.get(found.record or "")
    said = f"; it says {record}, not which law it rests on" if record else ", and names no law that it rests on"
    return "not shown", f"{name} says beforehand {foreseen}{said}"


def legitimate_aim(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether one of the aims is pursued that the instrument allows."""
    return "not shown", f"the rule book states no aim of {subject_name(sighting)}"


def necessary(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether nothing milder would do."""
    found, name = entry(subject, sighting), subject_name(sighting)
    done = behaviours(subject, sighting).values() if isinstance(found, Rule | Reports) else ()
    if any(one.ordinary_offence for one in done):
        return "not shown", f"ordinary law punishes {name} anyhow; why that is not enough is not said"
    return "not shown", f"nothing says why nothing milder than {name} would do"


def proportionate(subject: Ruled, sighting: Sighting, _: str | None) -> Answer:
    """Whether what it costs is in proportion to what it serves; without an aim there is nothing to weigh it against."""
    found, name = entry(subject, sighting), subject_name(sighting)
    if isinstance(found, Rule) and found.points > 0:
        return "not shown", f"{name} gives {found.points} points, and no aim is weighed against what others go without"
    if isinstance(found, Rule):
        return "not shown", f"{name} takes {-found.points} points{_reach(subject, found)}; no aim is weighed against it"
    if isinstance(found, Reports):
        reports = "a single report" if found.reports == 1 else f"{found.reports} reports in a year"
        return "not shown", f"{name} lists for {reports}; no aim is weighed against it"
    return "not shown", f"no aim is weighed against what {name} brings"


def _reach(subject: Ruled, rule: Rule) -> str:
    """Return how many such entries lead from the starting score to the next punishment."""
    policy = subject.policy
    if policy.score is None or rule.points >= 0:
        return ""
    limits = [one.when.at_or_below for one in policy.sanctions.values() if one.when.at_or_below is not None]
    limits += [route.at_or_below for route in policy.blacklist.values() if isinstance(route, LowScore)]
    below = [limit for limit in limits if limit < policy.score.start]
    if not below:
        return ""
    entries = -(-(policy.score.start - max(below)) // -rule.points)
    return f", so that {entries} such {'entry leads' if entries == 1 else 'entries lead'} from the start to punishment"


TESTS: dict[str, Test] = {
    "provided_by_law": provided_by_law,
    "legitimate_aim": legitimate_aim,
    "necessary": necessary,
    "proportionate": proportionate,
}
