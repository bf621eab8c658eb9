"""Who sees what, and errs how, as integer tables."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.policy.channels import Cameras, Channel, Classifiers, Collectors, Platform
from scored_society.policy.consequences import Reports
from scored_society.policy.schema import Policy
from scored_society.society.people import GROUPS, RESIDENCES
from scored_society.society.schema import Society
from scored_society.tables.fixed import WEEKS, WHOLE, Integers, chance, exact, weekly
from scored_society.tables.scoring import rules_by_behaviour
from scored_society.tables.slots import CHANNEL_KINDS, FACE_CHECKS, by_number
from scored_society.tables.world import NONE

REGISTRY, COLLECTORS, CAMERAS, CLASSIFIERS, PLATFORM = range(5)
MOST_COLLECTORS = 31
"""Collectors around one person beyond which more make no difference; four in a hundred adults never come near it."""
UNSEEN_BITS = 30
"""Chances that none of so many collectors saw an act, in 1/2³⁰: two of them are multiplied in a week."""
OWN_GROUP, OTHER_GROUP = range(2)
DESCENTS = 2
FACTORS = ("history", "fulfilment", "behaviour", "identity", "contacts")
"""The five factors of a payment platform's score."""
PLATFORM_SCALE = 1000
"""A seat keeps a platform's score as a share of its range, in thousandths."""


def channel_tables(policy: Policy, society: Society, document: Document) -> dict[str, Any]:
    """Return the fields of `Rules` about channels.

    Raises
    ------
    UserError
        At the line of channels whose wrong records, or checks, need more room than the society declares.
    """
    registries, channels = by_number(society.channels), by_number(policy.channels)
    names = [name for name, _ in (*registries, *channels)]
    kinds = [REGISTRY] * len(registries) + [CHANNEL_KINDS.index(channel.kind) for _, channel in channels]
    _check_wrong_records(policy, society, document)
    sight, lost, strays = _sight(society, policy)
    collectors = _collectors(policy, society)
    return {
        "behaviours": len(society.behaviours),
        "channels": len(names),
        "channel_number": np.array([entry.number for _, entry in (*registries, *channels)], np.int64),
        "channel_kind": np.array(kinds, np.int64),
        "counts": _counts(policy, society, names),
        "watched": _watched(sight, kinds, collectors["unseen_friendless"]),
        "sight": np.moveaxis(sight, 0, -1),  # an act is looked at by one channel after the other
        "lost": lost,
        "strays": strays,
        **collectors,
        **_platform(policy, names),
        "classifier_wrong": _classifier_wrong(policy, society),
        "check_chance": _checks(policy, society, document),
    }


def _watched(sight: Integers, kinds: list[int], unseen: Integers) -> Integers:
    """Return the channels that may notice an act at all, as bits [B]: so that nobody asks the others."""
    may: Integers = sight.max(axis=2)
    may[np.array(kinds) == COLLECTORS] += (1 << UNSEEN_BITS) - unseen.min(axis=(0, 1))
    watched: Integers = ((may > 0).astype(np.int64) << np.arange(len(kinds))[:, None]).sum(axis=0)
    return watched


def _counts(policy: Policy, society: Society, names: list[str]) -> Integers:
    """Return whose reports of what lead to an entry [C, B]: of a rule, or of a route onto the list."""
    counts = np.zeros((len(names), len(society.behaviours)), np.int64)
    for position, (_, rule) in rules_by_behaviour(policy, society).items():
        for channel in rule.seen_by:
            counts[names.index(channel), position] = 1
    behaviours = [name for name, _ in by_number(society.behaviours)]
    for route in policy.blacklist.values():
        if isinstance(route, Reports):
            for behaviour in route.behaviours:
                for channel in route.by:
                    counts[names.index(channel), behaviours.index(behaviour)] = 1
    return counts


def _sight(society: Society, policy: Policy) -> tuple[Integers, Integers, Integers]:
    """Return what channels other than collectors notice [C, B, 6 groups], lose and put on others [C]."""
    registries, channels = by_number(society.channels), by_number(policy.channels)
    behaviours = by_number(society.behaviours)
    index = {name: position for position, (name, _) in enumerate(behaviours)}
    total = len(registries) + len(channels)
    sight = np.zeros((total, len(index), len(GROUPS)), np.int64)
    lost, strays = np.zeros(total, np.int64), np.zeros(total, np.int64)
    for row, (name, registry) in enumerate(registries):
        for behaviour, entry in behaviours:
            sight[row, index[behaviour]] = chance(entry.status_quo_detection.get(name, 0.0))
        lost[row] = strays[row] = chance(registry.misfiled)
    for row, (_, channel) in enumerate(channels, len(registries)):
        for behaviour, share in channel.sees.items():
            sight[row, index[behaviour]] = [chance(exact(share) * part) for part in _reached(channel, society)]
        if isinstance(channel, Cameras):
            lost[row] = chance(society.face_matchers.false_non_match)
            strays[row] = chance(candidates_per_search(society))
        elif isinstance(channel, Platform):
            findings = [index[name] for name, behaviour in behaviours if behaviour.platform is not None]
            sight[row, findings] = chance(channel.users)
    return sight, lost, strays


def _reached(channel: Channel, society: Society) -> list[Fraction]:
    """Return what share of the acts of each of the 6 groups a channel can see at all."""
    rural = [RESIDENCES[group % len(RESIDENCES)] == "rural" for group in range(len(GROUPS))]
    if isinstance(channel, Cameras):  # floating people live in towns
        return [exact(channel.coverage.get("rural" if away else "urban", 0.0)) for away in rural]
    if isinstance(channel, Platform):
        return [exact(channel.users)] * len(GROUPS)
    if isinstance(channel, Classifiers):
        missed = exact(society.text_classifiers.missed_factor) if society.text_classifiers else Fraction(1)
        return [missed if group >= len(RESIDENCES) else Fraction(1) for group in range(len(GROUPS))]
    return [Fraction(0)] * len(GROUPS)  # collectors see by how many of them there are


def candidates_per_search(society: Society) -> Fraction:
    """Return the expected false candidates of a search: false match rate × gallery (a society has at most one)."""
    matchers = society.face_matchers
    return exact(matchers.false_match) * matchers.gallery


def _collectors(policy: Policy, society: Society) -> dict[str, Any]:
    """Return how collectors are hired, whom they spare, what they invent, and what 0 … 31 of them do not see.

    `unseen` [2, 32, B]: of their own descent, and of another one, of whom they report misdeeds more, good deeds less.
    """
    behaviours = by_number(society.behaviours)
    unseen, friendless = (
        np.full((2, MOST_COLLECTORS + 1, len(behaviours)), 1 << UNSEEN_BITS, np.int64) for _ in range(2)
    )
    found = {
        "hired": 0, "trusted_from": 0, "spares_family": 0, "invented": 0, "unseen": unseen,
        "unseen_friendless": friendless, "invents": np.zeros(len(behaviours), np.int64),
    }  # fmt: skip
    for channel in policy.channels.values():
        if not isinstance(channel, Collectors):
            continue
        report = 1 - exact(society.collecting.spare_friends)
        for position, (name, behaviour) in enumerate(behaviours):
            sees = exact(channel.sees.get(name, 0.0))
            share = sees * report
            bias = exact(society.collecting.out_group)
            for table, of_own in ((unseen, share), (friendless, sees)):
                of_others = of_own / bias if behaviour.good else min(Fraction(1), of_own * bias)
                for around in range(MOST_COLLECTORS + 1):
                    table[OWN_GROUP, around, position] = round((1 - of_own) ** around * (1 << UNSEEN_BITS))
                    table[OTHER_GROUP, around, position] = round((1 - of_others) ** around * (1 << UNSEEN_BITS))
            # What is invented must be believed, so it is what collectors see, as often as they do.
            rate = exact(behaviour.act_rate or 0.0)
            found["invents"][position] = round(share * rate * (1 << 26))  # type: ignore[index]
        found |= {
            "hired": chance(exact(channel.per_thousand) / 1000),
            "trusted_from": channel.trusted_from,
            "spares_family": int(channel.spares_family),
            "invented": chance(weekly(channel.invents)),
        }
    return found


def _platform(policy: Policy, names: list[str]) -> dict[str, Any]:
    """Return how a payment platform scores: its channel (-1 without), weights in 1/2¹⁶, bands in thousandths."""
    for name, channel in policy.channels.items():
        if isinstance(channel, Platform):
            span = channel.highest - channel.lowest
            bands = [
                -(-(limit - channel.lowest) * PLATFORM_SCALE // span) if span else 0
                for limit in (channel.commends_from, channel.warns_below)
            ]
            weights = [round(exact(getattr(channel.weights, factor)) * (1 << 16)) for factor in FACTORS]
            return {
                "platform": names.index(name),
                "platform_weights": np.array(weights, np.int64),
                "platform_bands": np.array(bands, np.int64),
            }
    return {
        "platform": NONE,
        "platform_weights": np.zeros(len(FACTORS), np.int64),
        "platform_bands": np.zeros(2, np.int64),
    }


def _classifier_wrong(policy: Policy, society: Society) -> Integers:
    """Return the chance a week that a classifier finds what somebody did not write, by descent, for each classifier."""
    count = sum(isinstance(channel, Classifiers) for channel in policy.channels.values())
    given = society.text_classifiers
    if not count or given is None:
        return np.zeros(DESCENTS, np.int64)
    rate = weekly(given.false_positive) * count
    return np.array([chance(rate), chance(rate * exact(given.minority_factor))], np.int64)


def _checks(policy: Policy, society: Society, document: Document) -> Integers:
    """Return the chance a week of being shut out by a check of faces, [3 uses]: every try fails."""
    out = np.zeros(len(FACE_CHECKS), np.int64)
    for name, channel in policy.channels.items():
        for use, share in channel.uses.items() if isinstance(channel, Cameras) else ():
            check = getattr(society.face_checks, use)
            place = place_of(document, ("channels", name, "uses", use))
            if check is None:
                known = [known for known in FACE_CHECKS if getattr(society.face_checks, known) is not None]
                raise mistake(f"the society has no check of faces at a {use}", place=place, allowed=known or "none")
            rate = exact(check.passes) * exact(share) * exact(society.face_matchers.false_non_match) ** check.tries
            if rate > exact(check.shut_out.at_most):
                raise mistake(
                    f"people can be shut out at a {use} {float(rate):.4g} per year, above the society's "
                    f"face_checks.{use}.shut_out.at_most of {check.shut_out.at_most:g} per year",
                    place=place,
                    allowed=f"at_most of at least {float(rate):.4g} per year",
                )
            out[FACE_CHECKS.index(use)] += chance(rate / WEEKS)
    return np.minimum(out, WHOLE)


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
    needed = {
        "registry": registries + standings,
        **dict.fromkeys(("collectors", "cameras", "classifiers"), Fraction(0)),
    }
    place = {"registry": "rules", "collectors": "channels", "cameras": "channels", "classifiers": "channels"}
    for channel in policy.channels.values():
        if isinstance(channel, Collectors):
            needed["collectors"] += exact(channel.invents) * MOST_COLLECTORS
        elif isinstance(channel, Classifiers) and society.text_classifiers:
            given = society.text_classifiers
            needed["classifiers"] += exact(given.false_positive) * exact(given.minority_factor)
        elif isinstance(channel, Cameras):
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
