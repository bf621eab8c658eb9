"""One epoch of a rule book over a society, in the terms of the audit: what is recorded, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from scored_society.audit.sources import Source, sources
from scored_society.base.document import Document, KeyPath, place_of
from scored_society.base.errors import Place
from scored_society.policy.consequences import Graded, LowScore, Priority, Refusal, Reports, Threshold
from scored_society.policy.rules import Rule
from scored_society.policy.schema import Policy
from scored_society.society.behaviours import Behaviour
from scored_society.society.institutions import Good, Service
from scored_society.society.schema import Society

OF_AGE = 18


@dataclass(frozen=True)
class Datum:
    """A behaviour that is recorded and has consequences: by a rule with points, or by a route of reports.

    Attributes
    ----------
    name : str
        Of the rule, or of the route.
    path : tuple
        Of the same.
    number : int
        Of the same.
    behaviour : str
        Name of the behaviour.
    context : str
        Where it arises.
    protected : str
        Which freedom it uses; `none`.
    gravity : int
        As the rule for it says; 1 without.
    points : int
        0 for a route.
    channels : tuple of str
        Whose reports count.
    standard : str
        `exact`, or `open`: what counts is for whoever reports to say.
    way : str
        `score`, or the name of the route.
    children : bool
        Whether somebody under 18 may do it and have the entry.
    """

    name: str
    path: KeyPath
    number: int
    behaviour: str
    context: str
    protected: str
    gravity: int
    points: int
    channels: tuple[str, ...]
    standard: str
    way: str
    children: bool


@dataclass(frozen=True)
class Consequence:
    """A sanction or a reward, and what brings it.

    Attributes
    ----------
    name, path, number
        Of the entry.
    kind : str
        `sanction` or `reward`.
    domain : str
        Where it bites.
    weight : int
        How heavy a sanction is, 1 to 5; 0 for a reward.
    by_score : bool
        Whether it goes by the score.
    score_up_to : int, optional
        The score at or below which a sanction holds.
    routes : tuple of str
        Listings that bring it (or, for a reward, take it away).
    parent : bool
        Whether the listing of a parent brings it.
    access : str, optional
        Which equal access it touches, as the society says of the good or service.
    children : bool
        Whether somebody under 18 may be struck by it.
    """

    name: str
    path: KeyPath
    number: int
    kind: Literal["sanction", "reward"]
    domain: str
    weight: int
    by_score: bool
    score_up_to: int | None
    routes: tuple[str, ...]
    parent: bool
    access: str | None
    children: bool


@dataclass(frozen=True)
class Subject:
    """A rule book as it stands from a week on, over a society.

    Attributes
    ----------
    week : int
        The first week, counted from 2020-01-01.
    policy : Policy
        The rule book in these weeks.
    society : Society
        The society.
    document : Document
        The file as it stands, to find lines.
    earlier : tuple of Policy
        What stood before, in order.
    """

    week: int
    policy: Policy
    society: Society
    document: Document = field(repr=False)
    earlier: tuple[Policy, ...] = field(default=(), repr=False)

    def place(self, *path: str | int) -> Place:
        """Return file and line of an entry or key."""
        return place_of(self.document, path)

    @cached_property
    def channels(self) -> dict[str, Source]:
        """Every channel by name, the society's registries included."""
        return sources(self.policy, self.society)

    @cached_property
    def data(self) -> tuple[Datum, ...]:
        """What is recorded with consequences: rules with points, then what leads onto the list by report."""
        return (*self._scored(), *self._reported())

    @cached_property
    def consequences(self) -> tuple[Consequence, ...]:
        """The sanctions, then the rewards, each by number."""
        return (*self._sanctions(), *self._rewards())

    @property
    def sanctions(self) -> tuple[Consequence, ...]:
        """The sanctions, by number."""
        return tuple(one for one in self.consequences if one.kind == "sanction")

    @cached_property
    def score_bites(self) -> bool:
        """Whether anything follows from the score, now or by way of the list."""
        low = any(isinstance(self.policy.blacklist[name], LowScore) for name in self.used_routes)
        return low or any(one.by_score for one in self.consequences)

    @cached_property
    def used_routes(self) -> tuple[str, ...]:
        """The routes onto the list that anything follows from, by number."""
        named = {name for one in self.consequences for name in one.routes}
        for_parents = any(one.parent for one in self.consequences)
        return tuple(name for name, _ in by_number(self.policy.blacklist) if for_parents or name in named)

    @cached_property
    def punishing(self) -> tuple[KeyPath, ...]:
        """The entries that punish: sanctions, routes that lead to any, rules that take points where it matters."""
        rules = [datum.path for datum in self._scored() if datum.points < 0] if self.score_bites else []
        routes = [("blacklist", name) for name in self.used_routes]
        return (*(one.path for one in self.sanctions), *routes, *rules)

    def leading(self, routes: tuple[str, ...]) -> tuple[Datum, ...]:
        """Return what can bring somebody onto the list by any of these routes."""
        by_score = any(isinstance(self.policy.blacklist[name], LowScore) for name in routes)
        return tuple(datum for datum in self.data if datum.way in routes or (by_score and datum.way == "score"))

    def behaviour_of(self, name: str, rule: Rule) -> tuple[str, Behaviour]:
        """Return the behaviour that a rule scores, with its name."""
        behaviour = rule.behaviour or name
        return behaviour, self.society.behaviours[behaviour]

    def rule_for(self, behaviour: str) -> tuple[str, Rule] | None:
        """Return name and rule for a behaviour, if there is one."""
        rules = self.policy.rules.items()
        return next(((name, rule) for name, rule in rules if (rule.behaviour or name) == behaviour), None)

    def recorded_young(self, behaviour: Behaviour) -> bool:
        """Whether somebody under 18 may do it and have an entry for it."""
        score = self.policy.score
        return behaviour.ages[0] < OF_AGE and (score is None or score.scored_from_age < OF_AGE)

    def _scored(self) -> Iterator[Datum]:
        for name, rule in by_number(self.policy.rules):
            behaviour, done = self.behaviour_of(name, rule)
            if rule.points:
                yield Datum(
                    name, ("rules", name), rule.number, behaviour, done.arises_in, done.protected, rule.gravity.value,
                    rule.points, tuple(rule.seen_by), rule.standard, "score", self.recorded_young(done),
                )  # fmt: skip

    def _reported(self) -> Iterator[Datum]:
        for name, route in by_number(self.policy.blacklist):
            for behaviour in sorted(route.behaviours) if isinstance(route, Reports) else ():
                done, rule = self.society.behaviours[behaviour], self.rule_for(behaviour)
                gravity, standard = (rule[1].gravity.value, rule[1].standard) if rule else (1, "exact")
                yield Datum(
                    name, ("blacklist", name), route.number, behaviour, done.arises_in, done.protected, gravity, 0,
                    tuple(route.by), standard, name, self.recorded_young(done),
                )  # fmt: skip

    def _sanctions(self) -> Iterator[Consequence]:
        for name, sanction in by_number(self.policy.sanctions):
            when, routes = sanction.when, self._routes(sanction.when.listed)
            young = self._young(when.at_or_below is not None, routes)
            thing = self._thing(sanction.good, sanction.service) if isinstance(sanction, Refusal) else None
            asked_young = thing is None or thing.need.ages[0] < OF_AGE
            yield Consequence(
                name, ("sanctions", name), sanction.number, "sanction", sanction.domain, sanction.weight.value,
                when.at_or_below is not None, when.at_or_below, routes, when.parent_listed,
                thing.access if thing else None, asked_young and (young or when.parent_listed),
            )  # fmt: skip

    def _rewards(self) -> Iterator[Consequence]:
        for name, reward in by_number(self.policy.entitlements):
            thing: Good | Service | None = None
            if isinstance(reward, Priority):
                thing, listed = self.society.goods[reward.good], reward.listed == "last"
            else:
                listed = reward.listed == "lose"
                if isinstance(reward, Graded) and reward.service is not None:
                    thing = self.society.services[reward.service]
            routes = self._routes(listed)
            young = self._young(True, routes)
            domain = reward.domain if isinstance(reward, Threshold | Graded) else self.society.goods[reward.good].domain
            yield Consequence(
                name, ("entitlements", name), reward.number, "reward", domain, 0, True, None, routes, False,
                thing.access if thing else None, young and (thing is None or thing.need.ages[0] < OF_AGE),
            )  # fmt: skip

    def _young(self, by_score: bool, routes: tuple[str, ...]) -> bool:
        """Whether somebody under 18 may have an entry that leads to what goes by the score, or by these routes."""
        scored = self._scored() if by_score else ()
        return any(datum.children for datum in (*scored, *self.leading(routes)))

    def _routes(self, listed: bool | list[str]) -> tuple[str, ...]:
        """Return the routes that a condition names, by number; all for True."""
        return tuple(
            name
            for name, _ in by_number(self.policy.blacklist)
            if listed is True or (isinstance(listed, list) and name in listed)
        )

    def _thing(self, good: str | None, service: str | None) -> Good | Service:
        return self.society.goods[good] if good is not None else self.society.services[str(service)]


def by_number(entries: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return named entries in the order of their numbers."""
    return sorted(entries.items(), key=lambda entry: entry[1].number)
