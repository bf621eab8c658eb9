"""The score, and the points that what people do is worth."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scored_society.base.grounds import Value
from scored_society.base.units import Points
from scored_society.policy.told import HIGHEST_SCORE, Strict, Told

COUNTED_UP_TO = 3
"""Entries of one rule are counted up to this within a calendar year."""


class Score(Told):
    """The range of the score and where everybody starts."""

    start: Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)]
    lowest: Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)]
    highest: Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)]
    scored_from_age: Annotated[int, Field(ge=0, le=120)] = 0
    fading: Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)] = 0
    """How many points a score moves back towards the start on each birthday."""
    grades: dict[str, Points] = {}
    """Names for the scores from a value on; for display."""

    @model_validator(mode="after")
    def ordered(self) -> Score:
        """Refuse a range that is upside down."""
        if not self.lowest <= self.start <= self.highest:
            raise ValueError(f"start {self.start} must lie between lowest {self.lowest} and highest {self.highest}")
        for name, limit in self.grades.items():
            if not self.lowest <= limit <= self.highest:
                raise ValueError(f"grade {name} from {limit} must lie between {self.lowest} and {self.highest}")
        return self


class Repetition(Strict):
    """From which entry of a calendar year on a rule counts heavier, and how many times."""

    second: Annotated[int, Field(ge=1, le=10)] = 1
    """The second entry of a year counts this many times."""
    further: Annotated[int, Field(ge=1, le=10)] = 1
    """The third and each later entry counts this many times."""


class Rule(Told):
    """Points for one behaviour."""

    behaviour: str | None = None
    """The behaviour of the society that it scores; the rule's own name where not given."""
    points: Annotated[Points, Field(ge=-HIGHEST_SCORE, le=HIGHEST_SCORE)]
    seen_by: Annotated[list[str], Field(min_length=1)]
    most_per_year: Annotated[int, Field(ge=1, le=COUNTED_UP_TO)] | None = None
    """How many entries a calendar year count; later ones are recorded without points."""
    repetition: Repetition = Repetition()
    count: Literal["once", "each_channel"] = "once"
    """Whether an act leads to one entry, or to one for each channel that reports it."""
    gravity: Value[Annotated[int, Field(ge=1, le=5)]] = Value(value=1)
    """How grave a misdeed is, from 1 to 5: the term of a listing goes by it."""
    standard: Literal["exact", "open"] = "exact"
    """Whether the rule says what counts, or leaves that to whoever reports; the audit asks, nothing else does."""

    def is_counted(self) -> bool:
        """Whether the rule needs to know how often it has struck this year."""
        return self.most_per_year is not None or self.repetition != Repetition()
