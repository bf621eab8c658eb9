"""A society file, as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scored_society.base.grounds import Grounded, Value
from scored_society.society.behaviours import Behaviour, Event, Response
from scored_society.society.institutions import (
    Celebrities,
    Collecting,
    FaceChecks,
    FaceMatchers,
    Good,
    Registry,
    Service,
    Situation,
    TextClassifiers,
    Trust,
    WrongRecords,
)
from scored_society.society.people import People, Strict

MAX_REGIONS = 32


class Neighbourhood(Grounded):
    """The closed unit of replay: a block of seats, some of them empty."""

    seats: Annotated[int, Field(ge=32, le=256)]
    people: Annotated[int, Field(ge=20, le=240)]

    @model_validator(mode="after")
    def room(self) -> Neighbourhood:
        """Leave seats for those who are yet to be born."""
        if self.people > 0.9 * self.seats:
            raise ValueError(
                f"people must be at most 90 % of the seats ({int(0.9 * self.seats)}), to leave room for births"
            )
        return self


class Region(Grounded):
    """A part of the country with capacities of its own."""

    number: Annotated[int, Field(ge=1, le=MAX_REGIONS)]
    people: Annotated[float, Field(gt=0)]
    """Inhabitants, in millions."""


class LifeEvents(Strict):
    """What befalls people whatever the rule book; drawn from the seed alone."""

    death: Event
    birth: Event
    pairing: Event
    leaving_home: Event
    frailty: Event
    talk: Event
    """Talks about the scheme with a neighbour: how awareness and belief spread."""
    news: Event
    """Hears of the published list; the rate is at its maximum when everybody is listed."""
    job_loss: Event | None = None
    """Loses work, of those who have any; who has none looks anew for a post in the same room of the interval. Nobody
    loses work where not given."""


class Society(Strict):
    """A whole society: people, families, ordinary institutions, and the errors of devices."""

    society: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: str
    kind: Literal["country", "place"]
    invented: bool = False
    population: Value[Annotated[int, Field(ge=1000, le=2_000_000_000)]]
    citizens: Annotated[int, Field(ge=20)] | None = None
    """Default size of a run."""
    meets: list[str] = []
    """Published facts (their ids) that the society is checked against."""
    neighbourhood: Neighbourhood
    regions: Annotated[dict[str, Region], Field(min_length=1, max_length=MAX_REGIONS)]
    people: People
    life: LifeEvents
    behaviours: Annotated[dict[str, Behaviour], Field(min_length=1, max_length=64)]
    channels: Annotated[dict[str, Registry], Field(max_length=15)]
    goods: Annotated[dict[str, Good], Field(min_length=1, max_length=5)]
    """At most five: a seat remembers one application for each."""
    services: Annotated[dict[str, Service], Field(max_length=12)] = {}
    wrong_records: WrongRecords
    face_matchers: FaceMatchers
    face_checks: FaceChecks = FaceChecks()
    text_classifiers: TextClassifiers | None = None
    collecting: Collecting = Collecting(spare_friends=0.0, out_group=1.0)
    celebrities: Celebrities | None = None
    trust: Trust | None = None
    situation: Situation = Situation(helping=0.0)
    response: Response

    @model_validator(mode="after")
    def boundary(self) -> Society:
        """Hold the boundary: a whole country, or a place marked as invented."""
        if self.kind == "place" and not self.invented:
            raise ValueError(
                "a place must be marked 'invented: true'; only a whole country may be modelled after a real one"
            )
        return self
