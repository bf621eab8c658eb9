"""A rule book as integer tables, for the weeks in which it stands unchanged."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.policy.schema import Cameras, Collectors, Policy, Rule
from scored_society.society.people import RESIDENCES
from scored_society.society.schema import Society
from scored_society.tables.fixed import FACTOR, WEEKS, Integers, chance, decay, exact, factor, weekly
from scored_society.tables.packed import block_type
from scored_society.tables.slots import CHANNEL_KINDS, by_number
from scored_society.tables.world import BY_DATE, BY_LOTTERY, BY_SCORE, NONE

REGISTRY, COLLECTORS, CAMERAS = range(3)
MOST_COLLECTORS = 31
"""Collectors around one person beyond which more make no difference; four in a hundred adults never come near it."""
UNLIMITED = 1 << 20
NEAR = 2048
CURVE = 4096
CURVE_STEPS = 512
"""Steps of the response curve for each unit of expected gain or loss."""
WORTH = 256
"""Scale of the worth of a point."""
MOST_ROUTES = 7
MOST_COUNTED = 8
"""Rules of a run that may count their entries within a year: a seat has two bits for each."""


class Rules(NamedTuple):
    """Tables of a rule book; B behaviours, C channels (registries first), G goods, L routes."""

    behaviours: int
    channels: int
    goods: int
    routes: int
    scored: int
    start: int
    lowest: int
    highest: int
    scored_from_age: int
    fading: int
    points: Integers  # [B]; 0 without a rule
    most_per_year: Integers  # [B]
    second: Integers  # [B] times
    further: Integers  # [B] times
    tally: Integers  # [B] index of the counter; -1 for rules that do not count
    channel_number: Integers  # [C]
    channel_kind: Integers  # [C]
    counts: Integers  # [C, B] whether its reports lead to an entry
    sight: Integers  # [C, B, 3] chance that it notices an act, by residence
    lost: Integers  # [C] chance that what it noticed is not recorded on who did it
    strays: Integers  # [C] chance that what it noticed is recorded on somebody else
    collector_sight: Integers  # [32, B] chance by the number of collectors around
    invents: Integers  # [B] how often an invented report is of this act, in any unit
    hired: int  # chance that a trusted adult is a collector in a year
    trusted_from: int
    spares_family: int
    invented: int  # chance a week that a collector invents a report on a given neighbour
    route_number: Integers  # [L]
    route_below: Integers  # [L]
    route_shortest: Integers  # [L] weeks
    route_longest: Integers  # [L] weeks
    ranked: Integers  # [G] BY_DATE, BY_LOTTERY or BY_SCORE
    listed_last: Integers  # [G]
    effect: Integers  # [B] strength of response × points, in 1/64
    rises: Integers  # [B] whether people do more of it (else less)
    near: Integers  # [2048] nearness by distance in points, in 1/256
    curve: Integers  # [256] 1 - exp(-x), in 1/2¹⁶
    rise: int  # factor
    fall: int  # factor
    worth: Integers  # [3] of a point: anywhere, near a listing, near a place; in 1/256
    kin: int  # in 1/256


RULES = block_type(
    {
        **dict.fromkeys(("behaviours", "channels", "goods", "routes"), ()),
        **dict.fromkeys(("scored", "start", "lowest", "highest", "scored_from_age", "fading"), ()),
        **dict.fromkeys(("points", "most_per_year", "second", "further", "tally"), ("B",)),
        **dict.fromkeys(("channel_number", "channel_kind"), ("C",)),
        "counts": ("C", "B"),
        "sight": ("C", "B", len(RESIDENCES)),
        **dict.fromkeys(("lost", "strays"), ("C",)),
        "collector_sight": (MOST_COLLECTORS + 1, "B"),
        "invents": ("B",),
        **dict.fromkeys(("hired", "trusted_from", "spares_family", "invented"), ()),
        **dict.fromkeys(("route_number", "route_below", "route_shortest", "route_longest"), ("L",)),
        **dict.fromkeys(("ranked", "listed_last"), ("G",)),
        **dict.fromkeys(("effect", "rises"), ("B",)),
        "near": (NEAR,),
        "curve": (CURVE,),
        **dict.fromkeys(("rise", "fall"), ()),
        "worth": (3,),
        "kin": (),
    }
)
"""The block that `pack` makes of `Rules`."""


def rule_tables(policy: Policy, society: Society, document: Document, tallies: dict[int, int]) -> Rules:
    """Round a rule book to fixed point.

    Parameters
    ----------
    policy : the rule book as it stands.
    society : the society that it rules over; names were checked by `check_agreement`.
    document : where the rule book was read, for messages.
    tallies : index of the counter of each behaviour (by its number) whose entries are counted in any part of the run.

    Raises
    ------
    UserError
        At the line of a rule that raises the score for what the society does not call good, or of a channel whose wrong
        records need more room than the society declares.
    """
    behaviours = by_number(society.behaviours)
    index = {name: position for position, (name, _) in enumerate(behaviours)}
    rules = rules_by_behaviour(policy, index)
    registries, channels = by_number(society.channels), by_number(policy.channels)
    goods = by_number(society.goods)
    routes = by_number(policy.blacklist)
    for name, route in routes:
        if route.number > MOST_ROUTES:
            raise mistake(
                f"route '{name}' has the number {route.number}",
                place=place_of(document, ("blacklist", name, "number")),
                allowed=f"routes are numbered 1 to {MOST_ROUTES}",
            )
    count = len(behaviours)
    points = np.zeros(count, np.int64)
    most, second, further = (np.full(count, value, np.int64) for value in (UNLIMITED, 1, 1))
    tally = np.full(count, NONE, np.int64)
    for position, (name, rule) in rules.items():
        if rule.points > 0 and not behaviours[position][1].good:
            raise mistake(
                f"rule '{name}' raises the score for a behaviour that the society does not mark as good",
                place=place_of(document, ("rules", name, "points")),
                allowed="negative points, or 'good: true' in the society (its slot then has the room)",
            )
        points[position] = rule.points
        most[position] = rule.most_per_year or UNLIMITED
        second[position], further[position] = rule.repetition.second, rule.repetition.further
        if rule.is_counted():
            tally[position] = tallies[behaviours[position][1].number]
    kinds = np.array(
        [REGISTRY] * len(registries) + [CHANNEL_KINDS.index(channel.kind) for _, channel in channels], np.int64
    )
    names = [name for name, _ in registries] + [name for name, _ in channels]
    counts = np.zeros((len(names), count), np.int64)
    for position, (_, rule) in rules.items():
        for channel in rule.seen_by:
            counts[names.index(channel), position] = 1
    sight, lost, strays = _sight(society, policy, index)
    hired, trusted, spares, invented, collector_sight = _collectors(policy, index)
    _check_wrong_records(policy, society, document)
    score, response = policy.score, society.response
    ranked, last = _ranking(policy, society)
    return Rules(
        behaviours=count,
        channels=len(names),
        goods=len(goods),
        routes=len(routes),
        scored=int(score is not None),
        start=score.start if score else 0,
        lowest=score.lowest if score else 0,
        highest=score.highest if score else 0,
        scored_from_age=score.scored_from_age if score else 0,
        fading=score.fading if score else 0,
        points=points,
        most_per_year=most,
        second=second,
        further=further,
        tally=tally,
        channel_number=np.array([c.number for _, c in registries] + [c.number for _, c in channels], np.int64),
        channel_kind=kinds,
        counts=counts,
        sight=sight,
        lost=lost,
        strays=strays,
        collector_sight=collector_sight,
        invents=_invented(collector_sight, society),
        hired=hired,
        trusted_from=trusted,
        spares_family=spares,
        invented=invented,
        route_number=np.array([route.number for _, route in routes], np.int64),
        route_below=np.array([route.at_or_below for _, route in routes], np.int64),
        route_shortest=np.array([route.term.shortest for _, route in routes], np.int64),
        route_longest=np.array([route.term.longest for _, route in routes], np.int64),
        ranked=np.array(
            [ranked.get(name, BY_LOTTERY if good.allotted_by == "lottery" else BY_DATE) for name, good in goods]
        ),
        listed_last=np.array([last.get(name, 0) for name, _ in goods], np.int64),
        effect=_effect(points, society),
        rises=(points > 0).astype(np.int64),
        near=np.array([decay(distance, response.reach, WORTH) for distance in range(NEAR)], np.int64),
        curve=np.array([FACTOR - decay(step, CURVE_STEPS, FACTOR) for step in range(CURVE)], np.int64),
        rise=factor(response.most_rise),
        fall=factor(response.most_fall),
        worth=np.array(
            [
                round(exact(worth) * WORTH)
                for worth in (response.base_worth, response.listing_worth, response.place_worth)
            ],
            np.int64,
        ),
        kin=round(exact(response.kin) * WORTH),
    )


def rules_by_behaviour(policy: Policy, index: dict[str, int]) -> dict[int, tuple[str, Rule]]:
    """Return the rules of a policy by the index of the behaviour that they score."""
    return {index[rule.behaviour or name]: (name, rule) for name, rule in policy.rules.items()}


def counted_behaviours(policies: list[Policy], society: Society) -> dict[int, int]:
    """Return the counter of each behaviour that any of the rule books counts within a year, by its number."""
    numbers = {
        society.behaviours[rule.behaviour or name].number
        for policy in policies
        for name, rule in policy.rules.items()
        if rule.is_counted()
    }
    return {number: position for position, number in enumerate(sorted(numbers))}


def _sight(society: Society, policy: Policy, index: dict[str, int]) -> tuple[Integers, Integers, Integers]:
    """Return what registries and cameras notice, lose and put on others."""
    registries, channels = by_number(society.channels), by_number(policy.channels)
    total = len(registries) + len(channels)
    sight = np.zeros((total, len(index), len(RESIDENCES)), np.int64)
    lost, strays = np.zeros(total, np.int64), np.zeros(total, np.int64)
    for row, (name, registry) in enumerate(registries):
        for behaviour, entry in society.behaviours.items():
            sight[row, index[behaviour]] = chance(entry.status_quo_detection.get(name, 0.0))
        lost[row] = strays[row] = chance(registry.misfiled)
    for row, (_, channel) in enumerate(channels, len(registries)):
        if isinstance(channel, Cameras):
            for behaviour, share in channel.sees.items():
                for column, residence in enumerate(RESIDENCES):  # floating people live in towns
                    covered = exact(channel.coverage.get("rural" if residence == "rural" else "urban", 0.0))
                    sight[row, index[behaviour], column] = chance(covered * exact(share))
            lost[row] = chance(society.face_matchers.false_non_match)
            strays[row] = chance(candidates_per_search(society))
    return sight, lost, strays


def candidates_per_search(society: Society) -> Fraction:
    """Return the expected false candidates of a search: false match rate × gallery (a society has at most one)."""
    matchers = society.face_matchers
    return exact(matchers.false_match) * matchers.gallery


def _collectors(policy: Policy, index: dict[str, int]) -> tuple[int, int, int, int, Integers]:
    """Return how collectors are hired, whom they spare, what they invent, and what 0 … 31 of them see."""
    sight = np.zeros((MOST_COLLECTORS + 1, len(index)), np.int64)
    for channel in policy.channels.values():
        if isinstance(channel, Collectors):
            for behaviour, share in channel.sees.items():
                for around in range(MOST_COLLECTORS + 1):
                    sight[around, index[behaviour]] = chance(1 - (1 - exact(share)) ** around)
            hired, invented = chance(exact(channel.per_thousand) / 1000), chance(weekly(channel.invents))
            return hired, channel.trusted_from, int(channel.spares_family), invented, sight
    return 0, 0, 0, 0, sight


def _invented(collector_sight: Integers, society: Society) -> Integers:
    """Return how often each act is what a collector invents: as often as collectors see it, for it must be believed."""
    rates = [behaviour.act_rate or 0.0 for _, behaviour in by_number(society.behaviours)]
    return np.array(
        [int(sight) * round(exact(rate) * 1000) >> 16 for sight, rate in zip(collector_sight[1], rates, strict=True)],
        np.int64,
    )


def _ranking(policy: Policy, society: Society) -> tuple[dict[str, int], dict[str, int]]:
    """Return the goods that go by score, and those for which the listed come last."""
    return (
        {entitlement.good: BY_SCORE for entitlement in policy.entitlements.values()},
        {entitlement.good: int(entitlement.listed == "last") for entitlement in policy.entitlements.values()},
    )


def _effect(points: Integers, society: Society) -> Integers:
    """Return how strongly each behaviour responds to its points, in 1/64."""
    response, out = society.response, np.zeros(len(points), np.int64)
    for position, (_, behaviour) in enumerate(by_number(society.behaviours)):
        strength = response.obeying
        if behaviour.protected != "none":
            strength = response.chilling
        elif points[position] > 0:
            strength = response.performing
        out[position] = round(exact(strength) * abs(int(points[position])) * 64)
    return out


def _check_wrong_records(policy: Policy, society: Society, document: Document) -> None:
    """Refuse channels whose wrong records could outgrow the room that the society declares for their kind."""
    registries = sum(
        exact(behaviour.at_most or 0) * exact(share) * exact(society.channels[channel].misfiled)
        for behaviour in society.behaviours.values()
        for channel, share in behaviour.status_quo_detection.items()
    )
    standings = sum(  # everybody is assessed in the same week, once a quarter
        WEEKS * exact(share) * exact(society.channels[channel].misfiled)
        for behaviour in society.behaviours.values()
        if behaviour.kind == "standing"
        for channel, share in behaviour.status_quo_detection.items()
    )
    needed = {"registry": registries + standings, "collectors": Fraction(0), "cameras": Fraction(0)}
    place = {"registry": "rules", "collectors": "channels", "cameras": "channels"}
    for channel in policy.channels.values():
        if isinstance(channel, Collectors):
            needed["collectors"] += exact(channel.invents) * MOST_COLLECTORS
        else:
            searches = sum(
                exact(society.behaviours[name].at_most or WEEKS) * exact(share) for name, share in channel.sees.items()
            )
            covered = max((exact(share) for share in channel.coverage.values()), default=Fraction(0))
            matchers = society.face_matchers
            needed["cameras"] += searches * covered * candidates_per_search(society) * exact(matchers.minority_factor)
    for kind, rate in needed.items():
        room = exact(getattr(society.wrong_records, kind))
        if rate * Fraction(11, 10) > room:  # a tenth more: the people of last week may be fewer this week
            raise mistake(
                f"wrong records by {kind} can reach {float(rate):.4g} per year for a person, "
                f"above the society's wrong_records.{kind} of {float(room):g} per year",
                place=place_of(document, (place[kind],)),
                allowed=f"wrong_records.{kind} of at least {float(rate * Fraction(11, 10)):.4g} per year",
            )
