"""What a score or a listing brings: rewards, punishments, and the routes onto the blacklist."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scored_society.base.grounds import Value
from scored_society.base.units import Points, Rate, Share, Weeks
from scored_society.policy.told import HIGHEST_SCORE, Strict, Told

Limit = Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)]
Worth = Annotated[float, Field(ge=0, le=1_000_000)]
Weight = Value[Annotated[int, Field(ge=1, le=5)]]
Domain = Literal[
    "schooling", "work", "credit", "housing", "health", "mobility", "connectivity", "money", "companionship",
    "reputation", "expression", "family",
]  # fmt: skip
"""The life domains that a consequence may bite in, in the order of their index."""


class Priority(Told):
    """A reward: rank by score among those who apply for a scarce good."""

    kind: Literal["priority"]
    good: str
    listed: Literal["last", "ranked"] = "ranked"
    """Whether those on the blacklist come after everybody else."""


class Threshold(Told):
    """A reward for everybody with a high enough score."""

    kind: Literal["threshold"]
    at_or_above: Limit
    worth: Worth
    """Yuan a year."""
    domain: Domain
    listed: Literal["lose", "keep"] = "lose"
    """Whether those on the blacklist lose it."""


class Grade(Strict):
    """From a score on, how much of a graded reward."""

    at: Limit
    share: Share | None = None
    worth: Worth | None = None


class Graded(Told):
    """A reward that grows with the score: the share of requests for a service that are granted, or yuan a year."""

    kind: Literal["graded"]
    service: str | None = None
    """The service whose requests it decides, in place of what is granted in any world."""
    steps: Annotated[list[Grade], Field(min_length=1, max_length=16)]
    domain: Domain
    listed: Literal["lose", "keep"] = "lose"
    """Whether those on the blacklist are at the lowest step."""

    @model_validator(mode="after")
    def ordered(self) -> Graded:
        """Ask for rising steps of one kind."""
        wanted, idle = ("share", "worth") if self.service else ("worth", "share")
        for step in self.steps:
            if getattr(step, wanted) is None or getattr(step, idle) is not None:
                raise ValueError(f"each step needs '{wanted}' and no '{idle}'")
        if any(after.at <= before.at for before, after in zip(self.steps, self.steps[1:], strict=False)):
            raise ValueError("steps must rise from one score to a higher one")
        return self


Entitlement = Annotated[Priority | Threshold | Graded, Field(discriminator="kind")]


class When(Strict):
    """Who is punished: any of these is enough."""

    at_or_below: Limit | None = None
    listed: bool | Annotated[list[str], Field(min_length=1)] = False
    """Being on the blacklist, by whichever route or by those that are named."""
    parent_listed: bool = False
    """A parent who lives in the neighbourhood is on the blacklist."""

    @model_validator(mode="after")
    def somebody(self) -> When:
        """Ask for a condition."""
        if self.at_or_below is None and not self.listed and not self.parent_listed:
            raise ValueError("say when: at_or_below, listed or parent_listed")
        return self


class Refusal(Told):
    """A punishment: a service or a scarce good is refused."""

    kind: Literal["refusal"]
    service: str | None = None
    good: str | None = None
    when: When
    share: Share = 1.0
    """Probability that it is refused when asked for (an office or employer that looks the list up)."""
    weight: Weight = Value(value=1)
    """How heavy it is, from 1 to 5."""
    domain: Domain

    @model_validator(mode="after")
    def one_thing(self) -> Refusal:
        """Ask for a service or a good."""
        if (self.service is None) == (self.good is None):
            raise ValueError("a refusal needs 'service' or 'good', one of them")
        return self


class Burden(Told):
    """A punishment that one bears from week to week."""

    kind: Literal["burden"]
    when: When
    affects: Share = 1.0
    """Share of those whom it can befall (owners of pets, say)."""
    weight: Weight = Value(value=1)
    """How heavy it is, from 1 to 5."""
    domain: Domain


Sanction = Annotated[Refusal | Burden, Field(discriminator="kind")]


class Term(Strict):
    """How long a listing lasts, by gravity and repetition: the shortest for a first one of gravity 1."""

    shortest: Annotated[Weeks, Field(ge=1, le=1000)]
    longest: Annotated[Weeks, Field(ge=1, le=1000)]

    @model_validator(mode="after")
    def ordered(self) -> Term:
        """Refuse a term that is upside down."""
        if self.shortest > self.longest:
            raise ValueError(f"shortest ({self.shortest} weeks) is longer than longest ({self.longest} weeks)")
        return self


class Removal(Strict):
    """An end before the term: the cause is mended (a debt is paid, say)."""

    discharge: Rate


class Route(Told):
    """What the routes onto the blacklist share."""

    number: Annotated[int, Field(ge=1, le=7)]
    term: Term | None = None
    """None: until removal."""
    removal: Removal | None = None

    @model_validator(mode="after")
    def ends(self) -> Route:
        """Ask for an end."""
        if self.term is None and self.removal is None:
            raise ValueError("a listing needs a 'term' or a 'removal', or it never ends")
        return self


class LowScore(Route):
    """The route of a low score onto the blacklist."""

    kind: Literal["low_score"]
    at_or_below: Limit


class Reports(Route):
    """The route of a misdeed onto the blacklist: so many reports of it within a calendar year, whatever the score."""

    kind: Literal["reports"]
    behaviours: Annotated[list[str], Field(min_length=1, max_length=8)]
    by: Annotated[list[str], Field(min_length=1, max_length=8)]
    """The channels whose report counts."""
    reports: Annotated[int, Field(ge=1, le=3)] = 1


BlacklistRoute = Annotated[LowScore | Reports, Field(discriminator="kind")]
