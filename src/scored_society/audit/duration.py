"""How many acts bring a consequence, and how long it lasts, by the rule book alone.

Nobody is owed good deeds, and not everybody can do them: a score is taken to recover by fading and limitation only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from scored_society.audit.catalogue import threshold
from scored_society.audit.flow import Way
from scored_society.audit.subject import Consequence, Subject, by_number
from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.policy.consequences import BlacklistRoute, LowScore
from scored_society.policy.rules import Rule
from scored_society.society.behaviours import Behaviour

TERM_STEPS = 6
"""Steps from the shortest term to the longest, as the week has them: four of gravity, and two of a repetition."""
MOST_YEARS = 100
"""After which a score is taken never to get anywhere."""
QUARTERS = 4


@dataclass(frozen=True)
class Price:
    """What acts of one gravity cost under one sanction.

    Attributes
    ----------
    gravity : int
        Of each act, 1 to 5; 0 where nothing needs to be done.
    acts : int
        How many it takes.
    rule : str
        Name of the rule for what was done; of the behaviour, where only a route knows it; empty for nothing.
    way : str
        `score` or `listing`.
    weight : int
        How heavy the sanction is.
    years : float, optional
        How long it lasts; None: it does not end by itself.
    by_score : bool
        Whether the score brings it, at once or by way of the list; counted reports do else.
    """

    gravity: int
    acts: int
    rule: str
    way: Way
    weight: int
    years: float | None
    by_score: bool = True

    @property
    def load(self) -> float:
        """Weight × years; what has no end counts as `checks.yaml` says."""
        return self.weight * (threshold("disproportion", "endless_years") if self.years is None else self.years)

    @property
    def allowed(self) -> float:
        """The load that so many acts of this gravity are taken to answer for."""
        return threshold("disproportion", "weight_years") * self.gravity * self.acts

    @property
    def excess(self) -> float:
        """How many times the load is what is allowed."""
        return self.load / self.allowed if self.allowed else math.inf


def prices(subject: Subject, sanction: Consequence) -> Iterator[Price]:
    """Yield what each behaviour, repeated until it is enough, costs under a sanction; a parent's acts aside."""
    score = subject.policy.score
    if score is not None and sanction.score_up_to is not None:
        if sanction.score_up_to >= score.start:
            yield Price(0, 0, "", "score", sanction.weight, None)
        for name, rule, done in _punished(subject):
            reached = acts_until(subject, rule, done, sanction.score_up_to)
            if reached is not None:
                below = years_below(subject, reached[1], sanction.score_up_to)
                yield Price(rule.gravity.value, reached[0], name, "score", sanction.weight, below)
    for name in sanction.routes:
        route = subject.policy.blacklist[name]
        for gravity, acts, behaviour in leading_to(subject, route):
            years = listing_years(route, gravity)
            yield Price(gravity, acts, behaviour, "listing", sanction.weight, years, isinstance(route, LowScore))


def leading_to(subject: Subject, route: BlacklistRoute) -> Iterator[tuple[int, int, str]]:
    """Yield gravity, number of acts, and rule (or behaviour without one) of what leads onto the list by a route."""
    if isinstance(route, LowScore):
        for name, rule, done in _punished(subject):
            reached = acts_until(subject, rule, done, route.at_or_below)
            if reached is not None:
                yield rule.gravity.value, reached[0], name
        return
    for behaviour in sorted(route.behaviours):
        known = subject.rule_for(behaviour)
        name, gravity = (known[0], known[1].gravity.value) if known else (behaviour, 1)
        yield gravity, route.reports, name


def _punished(subject: Subject) -> Iterator[tuple[str, Rule, Behaviour]]:
    for name, rule in by_number(subject.policy.rules):
        if rule.points < 0:
            yield name, rule, subject.behaviour_of(name, rule)[1]


def acts_until(subject: Subject, rule: Rule, done: Behaviour, limit: int) -> tuple[int, int] | None:
    """Return how many entries of one rule take a score from the start to a limit, and where it is then.

    As many as count within a year, year after year, less what fades; None if that never gets there.
    """
    score = subject.policy.score
    if score is None:
        return None
    at, acts = score.start, 0
    for _ in range(MOST_YEARS):
        for earlier in range(_most_a_year(rule, done, score.start)):
            at, acts = max(score.lowest, at + points_of(rule, earlier)), acts + 1
            if at <= limit:
                return acts, at
        at = recovered(subject, at)
    return None


def points_of(rule: Rule, earlier: int) -> int:
    """Return the points of an entry after so many earlier ones of its rule in the year."""
    times = 1 if earlier == 0 else rule.repetition.second if earlier == 1 else rule.repetition.further
    return rule.points * times


def _most_a_year(rule: Rule, done: Behaviour, start: int) -> int:
    """Return how many entries of a rule can count within a year; enough to lose all where nothing limits them."""
    return min(rule.most_per_year or start + 1, times_a_year(done) or start + 1)


def times_a_year(done: Behaviour) -> int | None:
    """Return how often a behaviour can be recorded within a calendar year; None where nothing limits it."""
    if done.kind == "standing":
        return QUARTERS
    return math.ceil(WEEKS_PER_YEAR / done.after) if done.kind == "omission" and done.after else None


def recovered(subject: Subject, at: int) -> int:
    """Return a score below the start after a year without entries."""
    score, redress = subject.policy.score, subject.policy.redress
    if score is None or at >= score.start:
        return at
    at = min(score.start, at + score.fading)
    if redress is not None and redress.limitation is not None:
        at += -((at - score.start) * WEEKS_PER_YEAR // redress.limitation)
    return at


def years_below(subject: Subject, at: int, limit: int) -> int | None:
    """Return in how many years a score rises above a limit by itself; None if it never does."""
    for years in range(1, MOST_YEARS + 1):
        at = recovered(subject, at)
        if at > limit:
            return years
    return None


def listing_years(route: BlacklistRoute, gravity: int, before: int = 0) -> float | None:
    """Return how long a listing is expected to last; None if nothing ends it.

    The term follows gravity, and `before`: 1 for somebody who was listed before. Where the cause can be mended, the
    mean of what comes first.
    """
    rate = route.removal.discharge if route.removal else 0.0
    if route.term is None:
        return 1 / rate if rate else None
    years = term_weeks(gravity, before, route.term.shortest, route.term.longest) / WEEKS_PER_YEAR
    return (1 - math.exp(-rate * years)) / rate if rate else years


def term_weeks(gravity: int, before: int, shortest: int, longest: int) -> int:
    """Return the term of a listing in weeks, as the week gives it."""
    return shortest + (longest - shortest) * (gravity - 1 + 2 * before) // TERM_STEPS
