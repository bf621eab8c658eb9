"""How data flow: where each arises, by which way it reaches a consequence, and where that bites."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from scored_society.audit.catalogue import CONTEXTS, DOMAINS, related
from scored_society.audit.subject import Consequence, Datum, Subject

Way = Literal["score", "listing", "parent"]
WAYS: tuple[Way, ...] = ("score", "listing", "parent")


@dataclass(frozen=True)
class Flow:
    """One datum that decides over one consequence, by one way."""

    datum: Datum
    consequence: Consequence
    way: Way

    @property
    def related(self) -> bool:
        """Whether it arises where it bites, or in what belongs to that."""
        return related(self.datum.context, self.consequence.domain)


@dataclass(frozen=True)
class Cell:
    """All that flows from one context into one domain.

    Attributes
    ----------
    context, domain : str
        Where the data arise, and where they bite.
    related : bool
        Whether the two belong together.
    ways : tuple of str
        Of `score`, `listing` and `parent`.
    rules : tuple of str
        Names of the rules, and of the routes of reports, by section and number.
    consequences : tuple of str
        Names of the sanctions and rewards, by section and number.
    """

    context: str
    domain: str
    related: bool
    ways: tuple[Way, ...]
    rules: tuple[str, ...]
    consequences: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the cell as plain values."""
        return {
            "context": self.context,
            "domain": self.domain,
            "related": self.related,
            "ways": list(self.ways),
            "rules": list(self.rules),
            "consequences": list(self.consequences),
        }


def flows(subject: Subject) -> tuple[Flow, ...]:
    """Return every flow, by consequence, way and datum.

    A rule reaches what goes by the score, and through a route of low scores what follows from the list; a route of
    reports carries its own behaviours alone. Points of either sign flow: what raises a score decides as well.
    """
    return tuple(flow for consequence in subject.consequences for flow in flows_into(subject, consequence))


def flows_into(subject: Subject, consequence: Consequence) -> tuple[Flow, ...]:
    """Return the flows into one consequence."""
    found = [
        Flow(datum, consequence, "score") for datum in subject.data if consequence.by_score and datum.way == "score"
    ]
    found += [Flow(datum, consequence, "listing") for datum in subject.leading(consequence.routes)]
    if consequence.parent:
        found += [Flow(datum, consequence, "parent") for datum in subject.leading(tuple(subject.policy.blacklist))]
    return tuple(found)


def matrix(subject: Subject) -> tuple[Cell, ...]:
    """Return the context-flow matrix: its cells in which anything flows, by context and domain."""
    gathered: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for flow in flows(subject):
        gathered[flow.datum.context, flow.consequence.domain].append(flow)
    order = {pair: (CONTEXTS.index(pair[0]), DOMAINS.index(pair[1])) for pair in gathered}
    return tuple(_cell(*pair, gathered[pair]) for pair in sorted(gathered, key=lambda pair: order[pair]))


def _cell(context: str, domain: str, found: list[Flow]) -> Cell:
    ways = {flow.way for flow in found}
    rules = {flow.datum.path: flow.datum for flow in found}
    consequences = {flow.consequence.path: flow.consequence for flow in found}
    return Cell(
        context,
        domain,
        related(context, domain),
        tuple(way for way in WAYS if way in ways),
        tuple(one.name for one in sorted(rules.values(), key=lambda one: (one.path[0] != "rules", one.number))),
        tuple(one.name for one in sorted(consequences.values(), key=lambda one: (one.kind != "sanction", one.number))),
    )
