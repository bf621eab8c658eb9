"""A rule book as a table that one reads from top to bottom."""

from __future__ import annotations

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.policy.load import PolicyBook
from scored_society.policy.schema import Cameras, Collectors, LowScore, Policy, Priority, Rule, Score, Told

Row = dict[str, str | int | None]


def shown_from(book: PolicyBook) -> int:
    """Return the week from which a rule book is shown: the first in which anybody is scored."""
    return next((week for week, policy in book.epochs if policy.score is not None), 0)


def rows(policy: Policy) -> list[Row]:
    """Return one row for each entry of a rule book.

    Returns
    -------
    list of dict
        `section`, `name`, `number`, `points` (of a rule), `rules` (what it rules, in words), `seen_by`, and what the
        file says about it: `claim`, `voice`, `record`, `basis`.
    """
    found: list[Row] = []
    if policy.score is not None:
        found.append(_row("score", "score", policy.score, _score(policy.score)))
    for name, rule in policy.rules.items():
        found.append(_row("rules", name, rule, _rule(name, rule)))
        found[-1] |= {"points": rule.points, "seen_by": ", ".join(rule.seen_by)}
    for name, channel in policy.channels.items():
        found.append(_row("channels", name, channel, _channel(channel)))
    for name, entitlement in policy.entitlements.items():
        found.append(_row("entitlements", name, entitlement, _entitlement(entitlement)))
    for name, route in policy.blacklist.items():
        found.append(_row("blacklist", name, route, _route(route)))
    return found


def _row(section: str, name: str, entry: Told, words: str) -> Row:
    return {
        "section": section,
        "name": name,
        "number": entry.number,
        "points": None,
        "rules": words,
        "seen_by": None,
        "claim": entry.claim,
        "voice": entry.voice,
        "record": entry.record,
        "basis": entry.basis,
    }


def _score(score: Score) -> str:
    words = [f"starts at {score.start}, from {score.lowest} to {score.highest}"]
    if score.scored_from_age:
        words.append(f"from age {score.scored_from_age}")
    if score.fading:
        words.append(f"fades by {score.fading} a year")
    return ", ".join(words)


def _rule(name: str, rule: Rule) -> str:
    words = [f"{rule.points:+d} {'point' if abs(rule.points) == 1 else 'points'}"]
    if rule.behaviour not in (None, name):
        words.append(f"for {rule.behaviour}")
    if rule.most_per_year is not None:
        words.append(f"at most {rule.most_per_year} a year")
    if rule.repetition.second != 1:
        words.append(f"the second of a year × {rule.repetition.second}")
    if rule.repetition.further != 1:
        words.append(f"the third of a year and later ones × {rule.repetition.further}")
    return ", ".join(words)


def _channel(channel: Collectors | Cameras) -> str:
    if isinstance(channel, Cameras):
        covered = ", ".join(f"{residence} {share:.0%}" for residence, share in channel.coverage.items())
        return f"cameras before {covered} of public acts"
    return (
        f"collectors, {channel.per_thousand:g} per thousand adults, from {channel.trusted_from} points on; "
        f"reports that each invents: {channel.invents:g} per year"
    )


def _entitlement(entitlement: Priority) -> str:
    return f"priority by score for {entitlement.good}" + (", the listed last" if entitlement.listed == "last" else "")


def _route(route: LowScore) -> str:
    shortest, longest = (f"{weeks / WEEKS_PER_YEAR:g}" for weeks in (route.term.shortest, route.term.longest))
    return f"listed at {route.at_or_below} points or less, for {shortest} to {longest} years"
