"""What somebody may choose to do this month: the acts of the society that are open to them."""

from __future__ import annotations

from typing import Any

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.policy.schema import Policy
from scored_society.society.behaviours import Behaviour
from scored_society.society.schema import Society
from scored_society.tables.work import WORKING_AGES
from scored_society.week.act import SCHOOL_AGES
from scored_society.week.board import ELDER_WEEKS

NOTHING = "nothing"
ELDER = ELDER_WEEKS // WEEKS_PER_YEAR
"""Years of age from which somebody is an elder."""


def open_to(society: Society, policy: Policy, person: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the acts that somebody may choose, in the society's order, each with what the rule book makes of it.

    Parameters
    ----------
    society, policy : as they stand.
    person : who chooses (see `site.person.person`).
    """
    rules = {rule.behaviour or name: rule for name, rule in policy.rules.items()}
    return [
        {
            "act": name,
            "what": behaviour.what,
            "protected": behaviour.protected,
            "good": behaviour.good,
            "points": rules[name].points if name in rules else None,
            "seen_by": list(rules[name].seen_by) if name in rules else [],
        }
        for name, behaviour in society.behaviours.items()
        if behaviour.kind == "act" and _can(behaviour, person)
    ]


def _can(behaviour: Behaviour, person: dict[str, Any]) -> bool:
    """Whether an act is open to somebody of this age and health, and with this family at home."""
    lowest, highest = behaviour.ages
    bounds = {"work": WORKING_AGES, "school": SCHOOL_AGES}.get(behaviour.requires, (lowest, highest))
    if not max(lowest, bounds[0]) <= person["age"] <= min(highest, bounds[1]):
        return False
    if behaviour.requires == "relative":
        return any(member["age"] >= ELDER for member in person["family"])
    return behaviour.requires != "health" or bool(person["health"] == "well")


def unprotected(society: Society, act: str) -> bool:
    """Whether no right protects an act."""
    return society.behaviours[act].protected == "none"


def speaking(society: Society) -> str | None:
    """Return the act by which somebody speaks: the society's plainest act of expression, that with the highest rate."""
    found = [
        (behaviour.act_rate or 0.0, -behaviour.number, name)
        for name, behaviour in society.behaviours.items()
        if behaviour.kind == "act" and behaviour.protected == "expression"
    ]
    return max(found)[2] if found else None
