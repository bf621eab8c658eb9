"""A rule book as a table that one reads from top to bottom."""

from __future__ import annotations

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.policy.channels import Cameras, Channel, Classifiers, Platform
from scored_society.policy.consequences import (
    BlacklistRoute,
    Burden,
    Entitlement,
    Graded,
    LowScore,
    Priority,
    Sanction,
    Threshold,
    When,
)
from scored_society.policy.load import PolicyBook
from scored_society.policy.redress import Redress
from scored_society.policy.rules import Rule, Score
from scored_society.policy.schema import Policy
from scored_society.policy.told import Told

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
    for name, sanction in policy.sanctions.items():
        found.append(_row("sanctions", name, sanction, _sanction(sanction)))
    for name, route in policy.blacklist.items():
        found.append(_row("blacklist", name, route, _route(route)))
    if policy.redress is not None:
        found.append(_row("redress", "redress", policy.redress, _redress(policy.redress)))
    return found


def _redress(redress: Redress) -> str:
    """Say what those have who were struck."""
    words = []
    if redress.notice:
        why = " and why" if redress.reasons > 1 else ""
        words.append(f"{_percent(redress.notice)} are told of an entry{why}")
    if redress.own_file:
        words.append(f"{_percent(redress.own_file)} of the others find it in their own file")
    if redress.appeal is not None:
        words.append(
            f"appeals, {redress.appeal.capacity:g} a week for each 1,000 people, "
            f"{_percent(redress.appeal.error)} decided wrongly"
        )
    if redress.review:
        words.append(f"a person stops {_percent(redress.review)} of wrongful listings")
    if redress.limitation:
        words.append(f"points lapse in {redress.limitation / WEEKS_PER_YEAR:g} years")
    if redress.expungement:
        words.append("they lapse when a listing ends")
    if redress.compensation:
        words.append(f"{redress.compensation:,g} yuan for what was wrong")
    return "; ".join(words) or "nothing"


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
    if rule.count == "each_channel":
        words.append("once for each channel that reports it")
    if rule.standard == "open":
        words.append("what counts is for whoever reports to say")
    return ", ".join(words)


def _channel(channel: Channel) -> str:
    if isinstance(channel, Cameras):
        covered = ", ".join(f"{residence} {_percent(share)}" for residence, share in channel.coverage.items())
        uses = "".join(f", at {_percent(share)} of {use}s" for use, share in channel.uses.items())
        return f"cameras before {covered} of public acts{uses}"
    if isinstance(channel, Platform):
        return (
            f"payment app for {_percent(channel.users)} of transactions, a score of its own from {channel.lowest} to "
            f"{channel.highest}; commends from {channel.commends_from}, warns below {channel.warns_below}"
        )
    if isinstance(channel, Classifiers):
        return f"classifiers of {len(channel.sees)} kinds of act online"
    return (
        f"collectors, {channel.per_thousand:g} per thousand adults, from {channel.trusted_from} points on; "
        f"reports that each invents: {channel.invents:g} per year"
    )


def _entitlement(entitlement: Entitlement) -> str:
    if isinstance(entitlement, Priority):
        last = ", the listed last" if entitlement.listed == "last" else ""
        return f"priority by score for {entitlement.good}{last}"
    lost = ", lost by the listed" if entitlement.listed == "lose" else ""
    if isinstance(entitlement, Threshold):
        return f"from {entitlement.at_or_above} points on, {entitlement.worth:g} yuan a year{lost}"
    return f"{_steps(entitlement)}{lost}"


def _steps(entitlement: Graded) -> str:
    if entitlement.service:
        steps = ", ".join(f"{_percent(step.share or 0)} from {step.at}" for step in entitlement.steps)
        return f"share of requests for {entitlement.service} that are granted: {steps}"
    return "yuan a year: " + ", ".join(f"{step.worth:g} from {step.at}" for step in entitlement.steps)


def _sanction(sanction: Sanction) -> str:
    if isinstance(sanction, Burden):
        some = "" if sanction.affects == 1 else f", by {_percent(sanction.affects)} of them"
        return f"borne {_when(sanction.when)}{some}"
    sometimes = "" if sanction.share == 1 else f", in {_percent(sanction.share)} of cases"
    return f"{sanction.service or sanction.good} refused {_when(sanction.when)}{sometimes}"


def _when(when: When) -> str:
    words = [] if when.at_or_below is None else [f"at {when.at_or_below} points or less"]
    words += (
        ["while listed" + (f" by {', '.join(when.listed)}" if isinstance(when.listed, list) else "")]
        if when.listed
        else []
    )
    words += ["while a parent is listed"] if when.parent_listed else []
    return " or ".join(words)


def _route(route: BlacklistRoute) -> str:
    if isinstance(route, LowScore):
        words = f"listed at {route.at_or_below} points or less"
    else:
        times = {1: "report", 2: "second report of a year", 3: "third report of a year"}[route.reports]
        words = f"listed at the {times} of {', '.join(route.behaviours)} by {', '.join(route.by)}"
    if route.term is not None:
        shortest, longest = (f"{weeks / WEEKS_PER_YEAR:g}" for weeks in (route.term.shortest, route.term.longest))
        words += f", for {shortest} to {longest} years"
    if route.removal is not None:
        words += f", removed at {route.removal.discharge:g} per year"
    return words


def _percent(share: float) -> str:
    """Return a share in per cent; small ones keep their digits."""
    return f"{100 * share:g}%"
