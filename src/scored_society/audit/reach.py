"""What can take effect at all: which channels see, which scores are reached, which routes list."""

from __future__ import annotations

from collections.abc import Iterator

from scored_society.audit.duration import times_a_year
from scored_society.audit.sources import sees
from scored_society.audit.subject import Subject
from scored_society.policy.consequences import LowScore
from scored_society.policy.rules import Score
from scored_society.policy.schema import Policy


def recorded(subject: Subject, behaviour: str, channels: list[str]) -> bool:
    """Whether somebody who is scored can do it, and a channel among these can see it."""
    done, score = subject.society.behaviours[behaviour], subject.policy.score
    old_enough = score is None or done.ages[1] >= score.scored_from_age
    done_at_all = done.kind != "act" or bool(done.act_rate)
    return old_enough and done_at_all and any(_can_see(subject, name, behaviour) for name in channels)


def _can_see(subject: Subject, channel: str, behaviour: str) -> bool:
    own = subject.policy.channels.get(channel)
    if own is not None:
        return sees(own, behaviour, subject.society)
    return subject.society.behaviours[behaviour].status_quo_detection.get(channel, 0) > 0


def reached(subject: Subject, score: Score) -> tuple[int, int]:
    """Return the lowest and the highest score that anybody can have, now or by what stood before."""
    starts = [policy.score.start for policy in (*subject.earlier, subject.policy) if policy.score]
    lowest = score.lowest if _moves(subject, -1) else min(starts)
    highest = score.highest if _moves(subject, 1) else max(starts)
    return lowest, highest


def falls(subject: Subject) -> bool:
    """Whether any entry can take points now."""
    return any(_moving(subject, subject.policy, -1))


def _moves(subject: Subject, sign: int) -> bool:
    before = any(rule.points * sign > 0 for policy in subject.earlier for rule in policy.rules.values())
    return before or any(_moving(subject, subject.policy, sign))


def _moving(subject: Subject, policy: Policy, sign: int) -> Iterator[bool]:
    for name, rule in policy.rules.items():
        if rule.points * sign > 0:
            yield recorded(subject, rule.behaviour or name, rule.seen_by)


def lists(subject: Subject, name: str) -> bool:
    """Whether a route can bring anybody onto the list."""
    route, score = subject.policy.blacklist[name], subject.policy.score
    if isinstance(route, LowScore):
        return score is not None and falls(subject) and route.at_or_below >= reached(subject, score)[0]
    behaviours = subject.society.behaviours
    return any(
        recorded(subject, behaviour, route.by)
        and (times_a_year(behaviours[behaviour]) or route.reports) >= route.reports
        for behaviour in route.behaviours
    )
