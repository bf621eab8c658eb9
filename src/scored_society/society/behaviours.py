"""What people do, and how they respond to being scored, whatever the rule book."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scored_society.base.grounds import Grounded
from scored_society.base.units import Rate, Share, Weeks
from scored_society.society.people import ByAge

Protected = Literal["expression", "assembly", "association", "religion", "privacy", "none"]
Domain = Literal[
    "schooling", "work", "credit", "housing", "health", "mobility", "connectivity", "money", "companionship",
    "reputation", "expression", "family", "community", "commerce", "play",
]  # fmt: skip
Factor = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]
Factors = dict[str, Factor] | list[Factor]


class Event(Grounded):
    """Something that happens to people by chance: a rate, what it varies with, and the room it may take.

    `rate` is per eligible person; factors multiply it. `at_most` is the highest rate that any person may attain, all
    factors and responses included: it fixes the width of the event's slot and never follows a rule book.
    """

    number: Annotated[int, Field(ge=1, le=999)]
    rate: Rate
    at_most: Rate
    ages: Annotated[list[int], Field(min_length=2, max_length=2)] = [0, 120]
    """From this age to this age, in whole years, both included."""
    by_age: ByAge | None = None
    """Factor for each five-year band of age."""
    varies: dict[str, Factors] = {}
    """Factor for each level of a trait or characteristic."""

    @model_validator(mode="after")
    def sensible(self) -> Event:
        """Refuse an upside-down age range and a rate above its own maximum."""
        if not 0 <= self.ages[0] <= self.ages[1] <= 120:
            raise ValueError(f"ages {self.ages} are not a range; write [from, to] between 0 and 120")
        if self.rate > self.at_most:
            raise ValueError(f"rate {self.rate:g} per year is above at_most {self.at_most:g} per year")
        return self


EVENT_KEYS = {"act_rate", "at_most", "by_age", "varies", "requires"}


class Behaviour(Grounded):
    """One thing people do, fail to do, or stand for."""

    number: Annotated[int, Field(ge=20, le=999)]
    """Keys its draws, for good. Events take room in the order of their numbers, so a new one takes a number after the
    last of its society (the built-in ones end at 252), and moves no other."""
    what: str
    kind: Literal["act", "omission", "standing"] = "act"
    good: bool = False
    """Whether a neighbour would call it a good deed (for measures; rules decide about points)."""
    ordinary_offence: bool = False
    """Whether ordinary law punishes it in any world, so that it may be asked how much of it a score deters."""
    protected: Protected = "none"
    arises_in: Domain
    requires: Literal["none", "relative", "work", "school", "health"] = "none"
    """A situation without which it cannot happen: an elder relative near, a working age, a school age, good health."""
    act_rate: Rate | None = None
    at_most: Rate | None = None
    ages: Annotated[list[int], Field(min_length=2, max_length=2)] = [0, 120]
    by_age: ByAge | None = None
    varies: dict[str, Factors] = {}
    status_quo_detection: dict[str, Share] = {}
    """Probability that an ordinary institution records it, without any score."""
    after: Weeks | None = None
    """Omission: after how many weeks without care it counts."""
    relieved_by: str | None = None
    """Omission: the act that ends it."""
    broken_by: str | None = None
    """Standing: the act that breaks it; it counts in each quarter after three quarters without."""
    platform: Literal["high", "low"] | None = None
    """Standing: a finding of the payment platform about its own score; it counts in each quarter in which it holds."""
    helping: bool = False
    """Whether it is done for others nearby, so that people do less of it where they trust their neighbours less."""

    @model_validator(mode="after")
    def complete(self) -> Behaviour:
        """Ask for what the kind needs."""
        needs = {"act": ("act_rate", "at_most"), "omission": ("after", "relieved_by"), "standing": ()}
        for name in needs[self.kind]:
            if getattr(self, name) is None:
                raise ValueError(f"a behaviour of kind {self.kind} needs '{name}'")
        if self.kind == "standing" and (self.broken_by is None) == (self.platform is None):
            raise ValueError("a behaviour of kind standing needs 'broken_by' or 'platform', one of them")
        if self.ordinary_offence and (self.good or self.protected != "none"):
            raise ValueError("an ordinary offence is neither a good deed nor protected")
        given = set(self.model_fields_set)
        idle = {
            "act": {"after", "relieved_by", "broken_by", "platform"},
            "standing": EVENT_KEYS | {"after", "relieved_by", "helping"},
        }
        for name in sorted(given & idle.get(self.kind, EVENT_KEYS | {"broken_by", "platform", "ages", "helping"})):
            raise ValueError(f"'{name}' does nothing for a behaviour of kind {self.kind}; leave it out")
        if self.kind == "omission" and not 1 <= (self.after or 0) <= 30:
            raise ValueError("after must lie between 1 and 30 weeks")
        return self

    def event(self) -> Event:
        """Return the act as an event."""
        return Event.model_construct(  # validated above
            number=self.number, rate=self.act_rate or 0.0, at_most=self.at_most or 0.0, ages=self.ages,
            by_age=self.by_age, varies=self.varies,
        )  # fmt: skip


class Response(Grounded):
    """How people respond to being scored, once they know of it."""

    aware: Share
    """Share who know of the scheme at its start."""
    belief: Share
    """Belief of being seen at its start."""
    learning: Share
    """Step of belief towards what was experienced: belief ← belief + learning · (seen − belief)."""
    notices: Share
    """Probability that somebody unaware understands an entry of their own."""
    reach: Annotated[float, Field(gt=0, le=500)]
    """Over how many points the worth of a cut-off fades, e-fold."""
    listing_worth: Annotated[float, Field(ge=0, le=100)]
    place_worth: Annotated[float, Field(ge=0, le=100)]
    base_worth: Annotated[float, Field(ge=0, le=100)]
    """Worth of a point far from any cut-off."""
    kin: Annotated[float, Field(ge=0, le=10)]
    """How much more a parent of a child at home values not being listed."""
    obeying: Annotated[float, Field(ge=0, le=10)]
    performing: Annotated[float, Field(ge=0, le=10)]
    chilling: Annotated[float, Field(ge=0, le=10)]
    crowding_out: Annotated[float, Field(ge=-3, le=1)] = 0.0
    """Relative fall of good deeds that the rule book does not count, among those who know that it counts others; they
    rise below 0."""
    most_rise: Annotated[float, Field(ge=0, le=3)]
    most_fall: Share

    @model_validator(mode="after")
    def roomy(self) -> Response:
        """Refuse good deeds that rise by more than their slots have room for."""
        if -self.crowding_out > self.most_rise:
            raise ValueError(f"crowding_out {self.crowding_out:g} raises good deeds by more than most_rise")
        return self
