"""What a sighting is about: the entries of the rule book that an element is judged by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from scored_society.audit.finding import Sighting, Verdict
from scored_society.policy.channels import Channel
from scored_society.policy.consequences import (
    BlacklistRoute,
    Burden,
    Entitlement,
    LowScore,
    Refusal,
    Reports,
    Sanction,
)
from scored_society.policy.rules import Rule
from scored_society.policy.schema import Policy
from scored_society.society.behaviours import Behaviour
from scored_society.society.schema import Society

Numbered = TypeVar("Numbered", Rule, Sanction, Entitlement, BlacklistRoute, Channel)
ABOUT_A_CHANNEL = "purpose_and_accuracy"
"""The check that sees channels; it sees a registry at the first entry that listens to it."""
NAMED = 3
"""So many entries are named before the rest is counted."""
Answer = tuple[Verdict, str]
MACHINES = {"cameras": "matching faces", "classifiers": "judging texts", "platform": "a score of its own"}
"""Kinds of channels that infer what they report, with what they do."""


class Ruled(Protocol):
    """What elements read of a subject: the rule book at one time, and the society."""

    @property
    def policy(self) -> Policy:
        """The rule book."""

    @property
    def society(self) -> Society:
        """The society that it rules over."""


Test = Callable[[Ruled, Sighting, str | None], Answer]
"""`test(subject, sighting, of)`."""


def subject_name(sighting: Sighting) -> str:
    """Return how a sentence names what was seen: the channel, the entry, the score, or the rule book."""
    if sighting.check == ABOUT_A_CHANNEL and sighting.facts.get("channel"):
        return f"'{sighting.facts['channel']}'"
    if sighting.path[:1] == ("score",):
        return "the score"
    return f"'{sighting.path[1]}'" if len(sighting.path) > 1 and sighting.path[0] != "redress" else "the rule book"


def named(names: Iterable[str], count: int = NAMED) -> str:
    """Return names in quotes, the rest counted: 'a', 'b', 'c' and 4 more."""
    every = list(names)
    shown = [f"'{name}'" for name in every[:count]]
    if len(every) > count:
        return f"{', '.join(shown)} and {len(every) - count} more"
    return words(shown)


def words(parts: Iterable[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    every = list(parts)
    return " and ".join(filter(None, [", ".join(every[:-1]), every[-1]])) if every else "none"


def percent(share: float) -> str:
    """Return a share as people read it: 20 %, 0.04 %."""
    return f"{100 * share:.2g} %" if share < 1 else "100 %"


def some(names: Iterable[str], count: int = NAMED) -> str:
    """Return words, the rest counted: community, credit, expression and 7 more."""
    every = list(names)
    return f"{', '.join(every[:count])} and {len(every) - count} more" if len(every) > count + 1 else words(every)


def entry(subject: Ruled, sighting: Sighting) -> Any:
    """Return the entry of the rule book that the sighting is about; None where it is about none, or a registry."""
    if sighting.check == ABOUT_A_CHANNEL:
        return subject.policy.channels.get(sighting.facts.get("channel", ""))
    if len(sighting.path) < 2:
        return None
    section = getattr(subject.policy, str(sighting.path[0]), None)
    return section.get(str(sighting.path[1])) if isinstance(section, Mapping) else None


def numbered(entries: Mapping[str, Numbered]) -> dict[str, Numbered]:
    """Return entries by number, so that their order in the file changes nothing."""
    return dict(sorted(entries.items(), key=lambda item: item[1].number))


def rules(subject: Ruled, sighting: Sighting) -> dict[str, Rule]:
    """Return the rules that the sighting rests on, by number; all that count where it names none."""
    every = subject.policy.rules
    chosen = [name for name in sighting.facts.get("rules", ()) if name in every]
    if not chosen and sighting.path[:1] == ("rules",):
        chosen = [str(name) for name in sighting.path[1:2] if name in every]
    if not chosen:
        chosen = [name for name, rule in every.items() if rule.points]
    return numbered({name: every[name] for name in chosen})


def sanctions(subject: Ruled, sighting: Sighting) -> dict[str, Sanction]:
    """Return the sanctions that the sighting is about, by number: the one it is at, or all."""
    every = subject.policy.sanctions
    if sighting.path[:1] == ("sanctions",) and len(sighting.path) > 1:
        return {name: every[name] for name in every if name == sighting.path[1]}
    return numbered(every)


def behaviours(subject: Ruled, sighting: Sighting) -> dict[str, Behaviour]:
    """Return the behaviours that what was seen goes by: of rules that count for it, then of routes that lead to it."""
    found = entry(subject, sighting)
    named_rules = bool(sighting.facts.get("rules")) or isinstance(found, Rule)
    scored = named_rules or not isinstance(found, Reports | Refusal | Burden) or _by_score(subject, found)
    wanted = [rule.behaviour or name for name, rule in rules(subject, sighting).items()] if scored else []
    if not named_rules:
        wanted += [name for route in _leading(subject, sighting, found) for name in route.behaviours]
    known = subject.society.behaviours
    return {name: known[name] for name in dict.fromkeys(wanted) if name in known}


def _by_score(subject: Ruled, found: Reports | Sanction) -> bool:
    return not isinstance(found, Reports) and by_score(subject, found)


def _leading(subject: Ruled, sighting: Sighting, found: Any) -> list[Reports]:
    """Return the routes of counted reports that what was seen goes by: its own, or all of the rule book."""
    if isinstance(found, Refusal | Burden):
        every = routes(subject, found)
    else:
        every = [found] if isinstance(found, Reports) else list(numbered(subject.policy.blacklist).values())
    counting = [route for route in every if isinstance(route, Reports)]
    if sighting.check == ABOUT_A_CHANNEL:
        return [route for route in counting if sighting.facts.get("channel") in route.by]
    return counting


def machines(subject: Ruled, sighting: Sighting) -> dict[str, str]:
    """Return the channels that infer what they report, with what they do; of those that the sighting rests on.

    All that any rule listens to, where what was seen names none.
    """
    policy, used = subject.policy, sighting.facts.get("channels")
    if used is None:
        used = [name for rule in policy.rules.values() for name in rule.seen_by]
    channels = {name: channel for name, channel in numbered(policy.channels).items() if name in used}
    return {name: MACHINES[channel.kind] for name, channel in channels.items() if channel.kind in MACHINES}


def by_score(subject: Ruled, sanction: Sanction) -> bool:
    """Whether a sanction follows from the score, at once or by a route onto the blacklist."""
    when = sanction.when
    return when.at_or_below is not None or any(isinstance(route, LowScore) for route in routes(subject, sanction))


def routes(subject: Ruled, sanction: Sanction) -> list[BlacklistRoute]:
    """Return the routes onto the blacklist that bring a sanction."""
    every = numbered(subject.policy.blacklist)
    listed = sanction.when.listed
    if listed is True or sanction.when.parent_listed:
        return list(every.values())
    return [route for name, route in every.items() if isinstance(listed, list) and name in listed]


def does(name: str, sanction: Sanction) -> str:
    """Return what a sanction does, as the start of a sentence."""
    if isinstance(sanction, Refusal):
        part = f" in {percent(sanction.share)} of requests" if sanction.share < 1 else ""
        return f"'{name}' refuses {sanction.service or sanction.good}{part}"
    whom = "on everybody it can befall" if sanction.affects == 1 else f"on {percent(sanction.affects)} of those struck"
    return f"'{name}' is a burden of weight {sanction.weight.value} of 5 {whom}"
