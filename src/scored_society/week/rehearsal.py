"""A rule book's own tests: an invented life of a few entries, and whether it ends as expected.

It answers pass or fail and gives no score. The arithmetic is that of the week: the same functions, not compiled.
"""

from __future__ import annotations

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.document import Document
from scored_society.policy.rules import COUNTED_UP_TO
from scored_society.policy.schema import Life, Policy
from scored_society.society.schema import Society
from scored_society.tables.rules import Rules, rule_tables
from scored_society.tables.scoring import counted_behaviours
from scored_society.tables.slots import by_number
from scored_society.week.blacklist import lists
from scored_society.week.score import clamped, points_of

NOWHERE = Document("", {}, {})


def rehearse(policy: Policy, society: Society, life: Life) -> list[str]:
    """Return what does not hold at the end of an invented life; nothing when the test passes.

    Every step is an entry in its week; nobody ages, nothing fades, and a listing outlasts the life.
    """
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
    for step in sorted(life.life, key=lambda step: step.week):
        behaviour, year = index[step.act], step.week // WEEKS_PER_YEAR
        record = struck.get((behaviour, year), 0)
        points = points_of(behaviour, record, rules)
        struck[behaviour, year] = min(COUNTED_UP_TO, record + 1)
        score = clamped(score + points, rules)
        clean = clamped(clean + points, rules) if step.real else clean
        if not listed:
            listed = _lists(behaviour, record + 1, points < 0, score, rules)
            wrongly = listed and not (step.real and _lists(behaviour, record + 1, points < 0, clean, rules))
    return {"score": int(score), "clean_score": int(clean), "listed": listed, "listed_wrongly": bool(wrongly)}


def _lists(behaviour: int, struck: int, fell: bool, score: int, rules: Rules) -> bool:
    """Whether any route lists for an entry, which whoever the route asks reported."""
    return any(
        lists(route, behaviour, int(rules.route_channel[route].argmax()), struck, fell, score, rules)
        for route in range(rules.routes)
    )
