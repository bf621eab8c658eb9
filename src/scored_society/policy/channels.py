"""Extra channels: whom and what the State asks, on top of what ordinary institutions record."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scored_society.base.units import Points, Rate, Share
from scored_society.policy.told import HIGHEST_SCORE, Strict, Told

ChannelNumber = Annotated[int, Field(ge=16, le=31)]


class Collectors(Told):
    """Trusted citizens who are paid to log their neighbours' acts; whom they spare belongs to the society."""

    kind: Literal["collectors"]
    number: ChannelNumber
    per_thousand: Annotated[float, Field(ge=0, le=40)]
    """Collectors for each thousand adults with a high enough score."""
    trusted_from: Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)]
    sees: dict[str, Share]
    """Probability that one collector of the neighbourhood logs an act, by behaviour."""
    invents: Rate
    """Reports without an act, for each collector and each neighbour."""
    spares_family: bool = True
    pay: Annotated[float, Field(ge=0, le=1_000_000)] = 0.0
    """Yuan a year for each collector."""


class Cameras(Told):
    """Cameras with face recognition; how often the matcher errs belongs to the society."""

    kind: Literal["cameras"]
    number: ChannelNumber
    coverage: dict[Literal["rural", "urban"], Share]
    """Share of public acts that happen before a camera with recognition, by kind of place."""
    sees: dict[str, Share]
    """Probability that an act before a camera is noticed as such, by behaviour."""
    uses: dict[Literal["door", "till", "dispenser"], Share] = {}
    """Share of such places that open, pay out or hand out only to a face that is recognised."""


class Weights(Strict):
    """What each factor weighs in the score of a payment platform."""

    history: Annotated[float, Field(ge=0, le=1)]
    """Quarters since the last late payment."""
    fulfilment: Annotated[float, Field(ge=0, le=1)]
    """Income, by fifths."""
    behaviour: Annotated[float, Field(ge=0, le=1)]
    """Frivolous purchases of late."""
    identity: Annotated[float, Field(ge=0, le=1)]
    """Registered where one lives; schooling."""
    contacts: Annotated[float, Field(ge=0, le=1)]
    """The mean score in the neighbourhood a quarter ago."""

    @model_validator(mode="after")
    def whole(self) -> Weights:
        """Ask for weights that add up to one."""
        total = sum((self.history, self.fulfilment, self.behaviour, self.identity, self.contacts))
        if abs(total - 1) > 1e-6:
            raise ValueError(f"weights add up to {total:g}; they must add up to 1")
        return self


class Platform(Told):
    """A payment app with a score of its own, worked out anew each quarter from state."""

    kind: Literal["platform"]
    number: ChannelNumber
    lowest: Annotated[Points, Field(ge=0, le=1000)]
    highest: Annotated[Points, Field(ge=0, le=1000)]
    weights: Weights
    commends_from: Annotated[Points, Field(ge=0, le=1000)]
    """From this score on it finds a behaviour `platform: high` each quarter."""
    warns_below: Annotated[Points, Field(ge=0, le=1000)]
    """Below this score it finds a behaviour `platform: low` each quarter."""
    users: Share
    """Share of transactions that go through it."""
    sees: dict[str, Share]
    """Probability that a transaction that goes through it is noticed as such, by behaviour."""

    @model_validator(mode="after")
    def ordered(self) -> Platform:
        """Refuse a range that is upside down, or bands that overlap."""
        if not self.lowest <= self.warns_below <= self.commends_from <= self.highest:
            raise ValueError("lowest ≤ warns_below ≤ commends_from ≤ highest must hold")
        return self


class Classifiers(Told):
    """Programs that judge what people write and play online; how they err, and on whom, belongs to the society."""

    kind: Literal["classifiers"]
    number: ChannelNumber
    sees: dict[str, Share]
    """Probability that an act is found, by behaviour."""


Channel = Annotated[Collectors | Cameras | Platform | Classifiers, Field(discriminator="kind")]
