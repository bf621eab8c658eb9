"""A rule book's own tests: an invented life of a few entries, and whether it ends as expected.

It answers pass or fail and gives no score. The arithmetic is that of the week: the same functions, not compiled.
"""

from __future__ import annotations

from scored_society.base.document import Document
from scored_society.policy.schema import COUNTED_UP_TO, Life, Policy
from scored_society.society.schema import Society
from scored_society.tables.rules import Rules, counted_behaviours, rule_tables
from scored_society.tables.slots import by_number
from scored_society.week.score import clamped, points_of

NOWHERE = Document("", {}, {})


def rehearse(policy: Policy, society: Society, life: Life) -> list[str]:
    """Return what does not hold at the end of an invented life; nothing when the test passes.

    Every step is an entry in its week; nobody ages, nothing fades, and a listing outlasts the life.
    """
    if policy.score is None:
        return ["the rule book scores nobody"]
    rules = rule_tables(policy, society, NOWHERE, counted_behaviours([policy], society))
    index = {name: position for position, (name, _) in enumerate(by_number(society.behaviours))}
    found: dict[str, object] = dict(_lived(rules, life, index))
    expected = life.expect.model_dump(exclude_none=True)
    return [f"{name} is {found[name]}, not {wanted}" for name, wanted in expected.items() if found[name] != wanted]


def _lived(rules: Rules, life: Life, index: dict[str, int]) -> dict[str, int | bool]:
    """Return how a life ends."""
    score = clean = rules.start
    listed = wrongly = False
    struck: dict[tuple[int, int], int] = {}
    limits = [int(limit) for limit in rules.route_below]
    for step in sorted(life.life, key=lambda step: step.week):
        behaviour, year = index[step.act], step.week // 52
        points = points_of(behaviour, struck.get((behaviour, year), 0), rules)
        struck[behaviour, year] = min(COUNTED_UP_TO, struck.get((behaviour, year), 0) + 1)
        score = clamped(score + points, rules)
        clean = clamped(clean + points, rules) if step.real else clean
        if points < 0 and not listed:
            listed = any(score <= limit for limit in limits)
            wrongly = listed and not (step.real and any(clean <= limit for limit in limits))
    return {"score": int(score), "clean_score": int(clean), "listed": listed, "listed_wrongly": bool(wrongly)}
