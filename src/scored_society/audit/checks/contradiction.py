"""Entries that say the opposite of one another, or of what the society calls good."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.seeing import listed, sighting
from scored_society.audit.subject import Subject, by_number
from scored_society.policy.channels import Collectors
from scored_society.policy.consequences import Entitlement, Graded, LowScore, Reports, Threshold

NAME = "contradiction"


def check(subject: Subject) -> Iterator[Sighting]:
    """See good deeds that are punished and misdeeds that are rewarded, and rewards against sanctions or themselves.

    Two rules for one behaviour are refused by the loader.
    """
    yield from _deeds(subject)
    yield from _steps(subject)
    yield from _thresholds(subject)
    yield from _trusted(subject)


def _deeds(subject: Subject) -> Iterator[Sighting]:
    for name, rule in by_number(subject.policy.rules):
        good = subject.behaviour_of(name, rule)[1].good
        if not rule.points or good == (rule.points > 0):
            continue
        what, words = (
            ("good_punished", "takes points for what the society calls a good deed")
            if good
            else ("misdeed_rewarded", "gives points for what the society does not call a good deed")
        )
        at = ("rules", name, "points")
        yield sighting(subject, NAME, ("rules", name), rule.number, f"'{name}' {words}", at=at, what=what, rules=[name])
    for name, route in by_number(subject.policy.blacklist):
        good_ones = [behaviour for behaviour in sorted(_reported(route)) if _rewarded(subject, behaviour)]
        if good_ones:
            words = f"'{name}' lists for '{listed(good_ones)}', a good deed"
            yield sighting(subject, NAME, ("blacklist", name), route.number, words, what="good_listed")


def _reported(route: object) -> list[str]:
    return route.behaviours if isinstance(route, Reports) else []


def _rewarded(subject: Subject, behaviour: str) -> bool:
    rule = subject.rule_for(behaviour)
    return subject.society.behaviours[behaviour].good or (rule is not None and rule[1].points > 0)


def _steps(subject: Subject) -> Iterator[Sighting]:
    for name, reward in by_number(subject.policy.entitlements):
        given = _given(reward)
        for index in range(1, len(given)):
            if given[index][1] < given[index - 1][1]:
                words = f"'{name}' gives less from {given[index][0]} points on than below"
                path, at = ("entitlements", name), ("entitlements", name, "steps", index)
                yield sighting(subject, NAME, path, reward.number, words, at=at, what="falling_steps")
                break


def _given(reward: Entitlement) -> list[tuple[int, float]]:
    """Return the steps of a graded reward: from which score on, how much."""
    if not isinstance(reward, Graded):
        return []
    return [(step.at, (step.share if reward.service else step.worth) or 0.0) for step in reward.steps]


def _thresholds(subject: Subject) -> Iterator[Sighting]:
    """See sanctions that hold at a score from which a reward holds too."""
    earned = {name: _earned_from(subject, reward) for name, reward in by_number(subject.policy.entitlements)}
    for name, sanction in by_number(subject.policy.sanctions):
        limit = sanction.when.at_or_below
        both = [
            reward for reward, start in earned.items() if limit is not None and start is not None and start <= limit
        ]
        if both:
            words = f"'{name}' strikes at scores up to {limit}, at which there is a reward as well: '{listed(both)}'"
            path, at = ("sanctions", name), ("sanctions", name, "when", "at_or_below")
            yield sighting(subject, NAME, path, sanction.number, words, at=at, what="same_score")


def _earned_from(subject: Subject, reward: Entitlement) -> int | None:
    """Return the score from which a reward exceeds what everybody has, or any world grants; None if none does."""
    if isinstance(reward, Threshold):
        return reward.at_or_above
    given = _given(reward)
    if not isinstance(reward, Graded):
        return None
    ordinary = subject.society.services[reward.service].granted if reward.service else given[0][1]
    return next((at for at, amount in given if amount > ordinary), None)


def _trusted(subject: Subject) -> Iterator[Sighting]:
    """See collectors who are trusted at a score that is punished."""
    policy = subject.policy
    limits = [sanction.when.at_or_below for sanction in policy.sanctions.values()]
    limits += [route.at_or_below for route in policy.blacklist.values() if isinstance(route, LowScore)]
    punished = max((limit for limit in limits if limit is not None), default=-1)
    for name, channel in by_number(policy.channels):
        if isinstance(channel, Collectors) and channel.trusted_from <= punished:
            words = (
                f"'{name}' are trusted from {channel.trusted_from} points on, and scores up to {punished} are punished"
            )
            path, at = ("channels", name), ("channels", name, "trusted_from")
            yield sighting(subject, NAME, path, channel.number, words, at=at, what="trusted_punished", channels=[name])
