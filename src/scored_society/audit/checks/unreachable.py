"""Entries that can provably never take effect."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.finding import Sighting
from scored_society.audit.reach import lists, reached, recorded
from scored_society.audit.seeing import sighting
from scored_society.audit.subject import Subject, by_number
from scored_society.base.document import KeyPath
from scored_society.policy.channels import Cameras, Collectors
from scored_society.policy.consequences import Entitlement, Graded, Priority, Refusal, Reports, Sanction
from scored_society.policy.rules import Rule

NAME = "unreachable"
Reason = tuple[str, KeyPath, str]
"""A short code, the key that is meant, and what it says in words."""


def check(subject: Subject) -> Iterator[Sighting]:
    """See rules, channels, rewards, sanctions and routes that no way leads to, and parts of them.

    What the loader refuses anyway is left to it: a threshold outside the range, a channel that does not see.
    """
    policy = subject.policy
    for name, rule in by_number(policy.rules):
        yield from _seen(subject, ("rules", name), rule.number, _rule(subject, name, rule))
    for name, channel in by_number(policy.channels):
        yield from _seen(subject, ("channels", name), channel.number, _channel(subject, name))
    for name, reward in by_number(policy.entitlements):
        yield from _seen(subject, ("entitlements", name), reward.number, _reward(subject, reward))
    for name, sanction in by_number(policy.sanctions):
        yield from _seen(subject, ("sanctions", name), sanction.number, _sanction(subject, sanction))
    for name, route in by_number(policy.blacklist):
        never: Iterator[Reason] = iter([] if lists(subject, name) else [("never_lists", (), "can never list anybody")])
        yield from _seen(subject, ("blacklist", name), route.number, never)


def _seen(subject: Subject, path: KeyPath, number: int, reasons: Iterator[Reason]) -> Iterator[Sighting]:
    """Make a sighting of the first reason: an entry that nothing leads to needs no second one."""
    for what, key, words in reasons:
        yield sighting(subject, NAME, path, number, f"'{path[1]}' {words}", at=(*path, *key), what=what)
        return


def _rule(subject: Subject, name: str, rule: Rule) -> Iterator[Reason]:
    behaviour = rule.behaviour or name
    if not recorded(subject, behaviour, rule.seen_by):
        yield "never_recorded", ("seen_by",), "can never be recorded on anybody who is scored and did it"
    routes = subject.policy.blacklist.values()
    if not rule.points and not any(isinstance(route, Reports) and behaviour in route.behaviours for route in routes):
        yield "no_points", ("points",), "moves no score and leads onto no list"
    most, repetition = rule.most_per_year or 3, rule.repetition
    if most < 2 and repetition.second > 1:
        yield "second_never", ("repetition", "second"), "makes a second entry heavier, and counts one a year"
    if most < 3 and repetition.further > 1:
        yield "further_never", ("repetition", "further"), f"makes a third entry heavier, and counts {most} a year"


def _channel(subject: Subject, name: str) -> Iterator[Reason]:
    channel, policy, score = subject.policy.channels[name], subject.policy, subject.policy.score
    heard = any(name in rule.seen_by for rule in policy.rules.values())
    heard = heard or any(isinstance(route, Reports) and name in route.by for route in policy.blacklist.values())
    if not heard and not (isinstance(channel, Cameras) and any(channel.uses.values())):
        yield "unheard", (), "reports to no rule and no route"
    if isinstance(channel, Collectors) and score and channel.trusted_from > reached(subject, score)[1]:
        yield "nobody_trusted", ("trusted_from",), f"asks for {channel.trusted_from} points, which nobody can have"


def _reward(subject: Subject, reward: Entitlement) -> Iterator[Reason]:
    score = subject.policy.score
    if isinstance(reward, Priority) or score is None:
        return
    highest = reached(subject, score)[1]
    if isinstance(reward, Graded):
        given = [step.share if reward.service else step.worth for step in reward.steps]
        for index, step in enumerate(reward.steps):
            if step.at > highest:
                yield "step_never", ("steps", index), f"has a step from {step.at} points on, which nobody can have"
        if len(given) > 1 and len(set(given)) == 1:
            yield "flat_steps", ("steps",), "has steps that do not differ"
    elif reward.at_or_above > highest:
        yield "never_earned", ("at_or_above",), f"asks for {reward.at_or_above} points, which nobody can have"


def _sanction(subject: Subject, sanction: Sanction) -> Iterator[Reason]:
    policy, when = subject.policy, sanction.when
    strikes = sanction.share if isinstance(sanction, Refusal) else sanction.affects
    if strikes == 0:
        yield (
            "no_share",
            ("share" if isinstance(sanction, Refusal) else "affects",),
            "strikes nobody of those whom it is for",
        )
        return
    by_score = when.at_or_below is not None and policy.score is not None
    if by_score and policy.score and (when.at_or_below or 0) >= reached(subject, policy.score)[0]:
        return
    named = list(policy.blacklist) if when.listed is True or when.parent_listed else when.listed or []
    if not any(lists(subject, name) for name in named):
        yield "never_strikes", ("when",), "strikes nobody: no score is so low, and nobody is listed"
