"""Redress: what a rule book gives to those whom it struck, rightly or not."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from scored_society.base.units import Share, Weeks
from scored_society.policy.told import Strict, Told


class Appeal(Strict):
    """An appeal against an entry that takes points; nothing of the entry holds while it is open."""

    when_wrong: Share
    """Share of those who know of an entry without an act who appeal against it."""
    when_true: Share
    """The same of an entry that is true."""
    capacity: Annotated[float, Field(ge=0, le=1000)]
    """Appeals heard a week for each thousand people; of more, each is heard with the same probability."""
    error: Share
    """Probability that an appeal that is heard is decided wrongly, either way."""


class Redress(Told):
    """What those have who were struck; what is left out they have not."""

    notice: Share = 0.0
    """Share of entries that take points of which people are told."""
    reasons: Annotated[float, Field(ge=1, le=10)] = 1.0
    """How many times as likely somebody appeals against a wrong entry who is told why it was made."""
    own_file: Share = 0.0
    """Share of those not told who find an entry in their own file."""
    appeal: Appeal | None = None
    review: Share = 0.0
    """Probability that a person who looks at a listing before it holds stops a wrongful one."""
    limitation: Annotated[Weeks, Field(ge=52, le=5200)] | None = None
    """In how long points of old lapse: each year that share of the way back to the start."""
    expungement: bool = False
    """Whether the points that led to a listing lapse when it ends."""
    compensation: Annotated[float, Field(ge=0, le=1e6)] = 0.0
    """Yuan paid for an entry without an act that an appeal undoes, and for a wrongful listing that a review stops."""

    @model_validator(mode="after")
    def known(self) -> Redress:
        """Refuse an appeal against what nobody can know of."""
        if self.appeal is not None and not (self.notice or self.own_file):
            raise ValueError("an appeal needs 'notice' or 'own_file': nobody appeals against what they do not know of")
        return self
