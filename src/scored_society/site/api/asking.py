"""What requests say, and what an endpoint needs to answer them.

No request says anything about a person, and none brings a list of events (tested over the description of the API).
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from scored_society.site.given import Inputs, society
from scored_society.site.hub import Hub
from scored_society.site.settings import Limits
from scored_society.site.visitors import Visitor

RuleBookText = Annotated[
    str,
    Field(min_length=1, max_length=100_000, description="A built-in rule book's name, or a rule book as YAML."),
]
SocietyName = Annotated[str, Field(min_length=1, max_length=60, description="A built-in society's name.")]
BuiltIn = Annotated[str, Path(max_length=60, description="The name of a built-in rule book or society.")]
Number = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{16}$", description="As the answer that began it says.")]
Citizen = Annotated[
    str, Path(pattern=r"^[0-9]{1,11}(\.[0-9]{1,2})?$", description="A seat, or a seat and its occupant: 1234.2.")
]
Picture = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,40}$", description="The name of a picture or table.")]
Language = Annotated[Literal["en", "zh"], Query(description="In which it is said.")]
Seed = Annotated[int, Field(ge=0, le=2**63 - 1, description="All chance comes from it.")]


class Asked(BaseModel):
    """A request; what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OfSize(Asked):
    """How large, how long, and by which chance."""

    society: SocietyName = "china-2020"
    citizens: Annotated[
        int | None,
        Field(ge=1, description="Alive at the start; where not given, the society's own number, else a few."),
    ] = None
    years: Annotated[int, Field(ge=1, description="To live from the start of the rule book.")] = 10
    burn_in: Annotated[int, Field(ge=0, description="Years to live before, under 'none'.")] = 0
    seed: Seed = 1

    def inputs(self, policy: str, limits: Limits) -> Inputs:
        """Return what a run is to be made from."""
        citizens = self.citizens
        if citizens is None:
            citizens = society(self.society).society.citizens or limits.default_citizens
        return Inputs(policy, self.society, citizens, self.years, self.burn_in, self.seed)


class RunAsked(OfSize):
    """A run to be lived."""

    policy: RuleBookText = "as-told"


class ComparisonAsked(OfSize):
    """Two runs of the same people to be lived and compared; the first is the baseline."""

    policy_a: RuleBookText = "none"
    policy_b: RuleBookText = "as-told"


class CheckAsked(Asked):
    """A rule book to be checked."""

    policy: RuleBookText
    society: SocietyName = "china-2020"


class SomeoneAsked(Asked):
    """A society in which the site draws somebody."""

    policy: RuleBookText = "as-told"
    society: SocietyName = "smallville"
    seed: Seed = 1


class MonthAsked(Asked):
    """What is chosen for a month: one of the acts that were offered, or nothing."""

    month: Annotated[int, Field(ge=0, le=59, description="Which month it is chosen for.")]
    choice: Annotated[str, Field(min_length=1, max_length=60, description="One of the acts offered, or 'nothing'.")]


def hub_of(request: Request) -> Hub:
    """Return the memory of the site."""
    hub: Hub = request.app.state.hub
    return hub


def client_of(request: Request) -> Visitor:
    """Return who asks."""
    visitor: Visitor = request.scope["visitor"]
    return visitor


TheHub = Annotated[Hub, Depends(hub_of)]
TheClient = Annotated[Visitor, Depends(client_of)]
