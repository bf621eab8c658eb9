"""Rewards, punishments and the blacklist as integer tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple, get_args

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.policy.consequences import Domain, Graded, LowScore, Priority, Refusal, Reports
from scored_society.policy.redress import Redress
from scored_society.policy.schema import Policy
from scored_society.society.schema import Society
from scored_society.tables.fixed import WEEKS, Integers, chance, exact, weekly
from scored_society.tables.slots import by_number
from scored_society.tables.world import BY_DATE, BY_LOTTERY, BY_NEED, BY_SCORE

DOMAINS: tuple[str, ...] = get_args(Domain)
REFUSES_SERVICE, REFUSES_GOOD, BURDENS = range(3)
SCORES = 2048
MOST_ROUTES = 7
"""Routes are numbered 1 … 7."""
STEPS = 16
MILLIONTHS, THOUSAND = 1_000_000, 1000
MASKS: dict[str, tuple[Domain, ...]] = {
    "mask_money": ("credit", "money"), "mask_reach": ("connectivity", "mobility"), "mask_shaming": ("reputation",),
}  # fmt: skip
"""The domains of life of sanctions that change more than the week in which they hold (see `week/feedback.py`)."""
ALLOTTED = {"date": BY_DATE, "lottery": BY_LOTTERY, "need": BY_NEED}


def consequence_tables(policy: Policy, society: Society, document: Document) -> dict[str, Any]:
    """Return the fields of `Rules` about what a score or a listing brings.

    Raises
    ------
    UserError
        At the line of a route of several reports that counts what no rule counts.
    """
    return {
        **_sanctions(policy, society),
        **_rewards(policy, society),
        **_routes(policy, society, document),
        **_redress(policy.redress),
    }


def _redress(redress: Redress | None) -> dict[str, Any]:
    """Return what those have who were struck, in the week's terms; nothing where there is none."""
    if redress is None:
        redress = Redress(number=1)
    told, found = exact(redress.notice), exact(redress.own_file)
    appeal = redress.appeal
    wrong = min(Fraction(1), exact(appeal.when_wrong) * exact(redress.reasons)) if appeal else Fraction(0)
    return {
        "known": chance(told + (1 - told) * found),
        "appeals": np.array([chance(wrong), chance(exact(appeal.when_true) if appeal else 0)], np.int64),
        "appeal_capacity": round(exact(appeal.capacity) * MILLIONTHS / THOUSAND) if appeal else 0,
        "appeal_error": chance(exact(appeal.error)) if appeal else 0,
        "review": chance(exact(redress.review)),
        "lapses": chance(Fraction(WEEKS, redress.limitation)) if redress.limitation else 0,
        "expunges": int(redress.expungement),
        "compensation": int(redress.compensation > 0),
    }


def _sanctions(policy: Policy, society: Society) -> dict[str, Any]:
    """Return the sanctions by index, and which of them (bits) hold at a score, while listed, or while a parent is."""
    sanctions = by_number(policy.sanctions)
    services = [name for name, _ in by_number(society.services)]
    goods = [name for name, _ in by_number(society.goods)]
    kind, item, share, domain = (np.zeros(len(sanctions), np.int64) for _ in range(4))
    refuses_service, refuses_good = np.zeros(len(services), np.int64), np.zeros(len(goods), np.int64)
    at_score, listed, parent = np.zeros(SCORES, np.int64), np.zeros(MOST_ROUTES + 1, np.int64), 0
    for index, (_, sanction) in enumerate(sanctions):
        bit, when = 1 << index, sanction.when
        domain[index] = DOMAINS.index(sanction.domain)
        if not isinstance(sanction, Refusal):
            kind[index], share[index] = BURDENS, chance(sanction.affects)
        else:
            share[index] = chance(sanction.share)
            if sanction.service is not None:
                kind[index], item[index] = REFUSES_SERVICE, services.index(sanction.service)
                refuses_service[item[index]] |= bit
            else:
                kind[index], item[index] = REFUSES_GOOD, goods.index(str(sanction.good))
                refuses_good[item[index]] |= bit
        if when.at_or_below is not None:
            at_score[: when.at_or_below + 1] |= bit
        for name, route in policy.blacklist.items():
            if when.listed is True or (when.listed and name in when.listed):
                listed[route.number] |= bit
        parent |= bit * when.parent_listed
    return {
        **_masks([sanction.domain for _, sanction in sanctions]),
        "sanctions": len(sanctions),
        "sanction_number": np.array([sanction.number for _, sanction in sanctions], np.int64),
        "sanction_kind": kind,
        "sanction_share": share,
        "sanction_domain": domain,
        "refuses_service": refuses_service,
        "refuses_good": refuses_good,
        "mask_at_score": at_score,
        "mask_up_to": int(np.flatnonzero(at_score).max(initial=-1)),
        "mask_listed": listed,
        "mask_parent": parent,
    }


def _masks(domains: list[Domain]) -> dict[str, int]:
    """Return the sanctions (bits) by which one is without money, cut off, or shamed."""
    return {
        name: sum(1 << index for index, domain in enumerate(domains) if domain in meant)
        for name, meant in MASKS.items()
    }


def _rewards(policy: Policy, society: Society) -> dict[str, Any]:
    """Return how applicants for goods are ranked, and what share of requests is granted from a score on."""
    goods, services = by_number(society.goods), by_number(society.services)
    ranked = np.array([ALLOTTED[good.allotted_by] for _, good in goods], np.int64)
    last = np.zeros(len(goods), np.int64)
    grades, at, share = (np.zeros((len(services), size), np.int64) for size in (1, STEPS, STEPS))
    loses = np.zeros(len(services), np.int64)
    for entitlement in policy.entitlements.values():
        if isinstance(entitlement, Priority):
            index = [name for name, _ in goods].index(entitlement.good)
            ranked[index], last[index] = BY_SCORE, entitlement.listed == "last"
        elif isinstance(entitlement, Graded) and entitlement.service is not None:
            index = [name for name, _ in services].index(entitlement.service)
            grades[index], loses[index] = len(entitlement.steps), entitlement.listed == "lose"
            for step, grade in enumerate(entitlement.steps):
                at[index, step], share[index, step] = grade.at, chance(grade.share or 0.0)
    return {
        "goods": len(goods),
        "ranked": ranked,
        "listed_last": last,
        "services": len(services),
        "grades": grades[:, 0],
        "grade_at": at,
        "grade_share": share,
        "grade_lost": loses,
    }


def _routes(policy: Policy, society: Society, document: Document) -> dict[str, Any]:
    """Return the routes onto the list."""
    routes = by_number(policy.blacklist)
    behaviours = [name for name, _ in by_number(society.behaviours)]
    channels = [name for name, _ in (*by_number(society.channels), *by_number(policy.channels))]
    count = len(routes)
    below, reports, shortest, longest, discharge = (np.zeros(count, np.int64) for _ in range(5))
    of_behaviour = np.zeros((count, len(behaviours)), np.int64)
    of_channel = np.zeros((count, len(channels)), np.int64)
    counted = {rule.behaviour or name for name, rule in policy.rules.items() if rule.is_counted()}
    for index, (name, route) in enumerate(routes):
        below[index] = route.at_or_below if isinstance(route, LowScore) else -1
        if route.term is not None:
            shortest[index], longest[index] = route.term.shortest, route.term.longest
        if route.removal is not None:
            discharge[index] = chance(weekly(route.removal.discharge))
        if isinstance(route, Reports):
            reports[index] = route.reports
            for position, behaviour in enumerate(route.behaviours):
                of_behaviour[index, behaviours.index(behaviour)] = 1
                if route.reports > 1 and behaviour not in counted:
                    raise mistake(
                        f"route '{name}' waits for {route.reports} reports of '{behaviour}', which no rule counts",
                        place=place_of(document, ("blacklist", name, "behaviours", position)),
                        allowed="reports: 1, or a rule for it with most_per_year or repetition",
                    )
            for channel in route.by:
                of_channel[index, channels.index(channel)] = 1
    return {
        "routes": count,
        "route_number": np.array([route.number for _, route in routes], np.int64),
        "route_below": below,
        "route_reports": reports,
        "route_behaviour": of_behaviour,
        "route_channel": of_channel,
        "route_shortest": shortest,
        "route_longest": longest,
        "route_discharge": discharge,
    }


class StandingReward(NamedTuple):
    """A reward that one has without asking, as long as the score, and the list, allow."""

    name: str
    number: int
    domain: str
    worth: Integers  # [2048] yuan a year by score; 0: not had
    lost_by_listed: bool


def standing_rewards(policy: Policy) -> list[StandingReward]:
    """Return the rewards that one has without asking, in the order of their numbers."""
    found = []
    for name, entitlement in by_number(policy.entitlements):
        if isinstance(entitlement, Priority) or (isinstance(entitlement, Graded) and entitlement.service):
            continue
        worth = np.zeros(SCORES, np.int64)
        if isinstance(entitlement, Graded):
            for grade in entitlement.steps:
                worth[grade.at :] = round(grade.worth or 0)
        else:
            worth[entitlement.at_or_above :] = round(entitlement.worth)
        lost = entitlement.listed == "lose"
        found.append(StandingReward(name, entitlement.number, entitlement.domain, worth, lost))
    return found
