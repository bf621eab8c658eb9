"""Points, and how people respond to them, as integer tables."""

from __future__ import annotations

from typing import Any

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.policy.rules import Rule
from scored_society.policy.schema import Policy
from scored_society.society.schema import Society
from scored_society.tables.fixed import FACTOR, Integers, decay, exact, factor
from scored_society.tables.slots import by_number
from scored_society.tables.world import NONE

UNLIMITED = 1 << 20
NEAR = 2048
CURVE = 4096
CURVE_STEPS = 512
"""Steps of the response curve for each unit of expected gain or loss."""
WORTH = 256
"""Scale of the worth of a point."""
MOST_COUNTED = 8
"""Rules of a run that may count their entries within a year: a seat has two bits for each."""


def scoring(policy: Policy, society: Society, document: Document, tallies: dict[int, int]) -> dict[str, Any]:
    """Return the fields of `Rules` about points.

    Raises
    ------
    UserError
        At the line of a rule that raises the score for what the society does not call good.
    """
    behaviours = by_number(society.behaviours)
    count, score = len(behaviours), policy.score
    points, each_channel = np.zeros(count, np.int64), np.zeros(count, np.int64)
    most, second, further, gravity = (np.full(count, value, np.int64) for value in (UNLIMITED, 1, 1, 1))
    tally = np.full(count, NONE, np.int64)
    for position, (name, rule) in rules_by_behaviour(policy, society).items():
        if rule.points > 0 and not behaviours[position][1].good:
            raise mistake(
                f"rule '{name}' raises the score for a behaviour that the society does not mark as good",
                place=place_of(document, ("rules", name, "points")),
                allowed="negative points, or 'good: true' in the society (its slot then has the room)",
            )
        points[position], gravity[position] = rule.points, rule.gravity.value
        each_channel[position] = rule.count == "each_channel"
        most[position] = rule.most_per_year or UNLIMITED
        second[position], further[position] = rule.repetition.second, rule.repetition.further
        if rule.is_counted():
            tally[position] = tallies[behaviours[position][1].number]
    return {
        "scored": int(score is not None),
        "start": score.start if score else 0,
        "lowest": score.lowest if score else 0,
        "highest": score.highest if score else 0,
        "scored_from_age": score.scored_from_age if score else 0,
        "fading": score.fading if score else 0,
        "points": points,
        "gravity": gravity,
        "each_channel": each_channel,
        "most_per_year": most,
        "second": second,
        "further": further,
        "tally": tally,
    }


def responding(points: Integers, society: Society, policy: Policy) -> dict[str, Any]:
    """Return the fields of `Rules` about how people respond to points.

    Parents fear a listing more only where a rule book holds it against children.
    """
    response = society.response
    kin = any(sanction.when.parent_listed for sanction in policy.sanctions.values())
    worths = (response.base_worth, response.listing_worth, response.place_worth)
    return {
        "effect": _effect(points, society),
        "rises": (points > 0).astype(np.int64),
        "near": np.array([decay(distance, response.reach, WORTH) for distance in range(NEAR)], np.int64),
        "curve": np.array([FACTOR - decay(step, CURVE_STEPS, FACTOR) for step in range(CURVE)], np.int64),
        "rise": factor(response.most_rise),
        "fall": factor(response.most_fall),
        "worth": np.array([round(exact(worth) * WORTH) for worth in worths], np.int64),
        "kin": round(exact(response.kin) * WORTH) if kin else 0,
        "crowding": _crowding(points, society, policy.score is not None),
    }


def _crowding(points: Integers, society: Society, scored: bool) -> Integers:
    """Return the factor of good deeds that nobody counts, where others are counted."""
    crowded = round((1 - exact(society.response.crowding_out)) * FACTOR)
    good = [behaviour.good for _, behaviour in by_number(society.behaviours)]
    uncounted = [scored and is_good and not worth for is_good, worth in zip(good, points.tolist(), strict=True)]
    return np.array([crowded if alone else FACTOR for alone in uncounted], np.int64)


def rules_by_behaviour(policy: Policy, society: Society) -> dict[int, tuple[str, Rule]]:
    """Return the rules of a policy by the index of the behaviour that they score."""
    index = {name: position for position, (name, _) in enumerate(by_number(society.behaviours))}
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
