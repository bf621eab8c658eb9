"""The disproportion curve: the heaviest that acts of each gravity can bring, and what they answer for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scored_society.audit.duration import Price, prices
from scored_society.audit.subject import Subject

GRAVITIES = range(1, 6)


@dataclass(frozen=True)
class Point:
    """The heaviest that acts of one gravity alone can bring.

    Attributes
    ----------
    gravity : int
        Of each act, 1 to 5.
    weight : int
        Of the sanction.
    years : float, optional
        How long it lasts; None: it does not end by itself.
    load : float
        Weight × years, in weight-years.
    allowed : float
        What so many acts of this gravity are taken to answer for.
    acts : int
        How many it takes, of those that take the fewest.
    rule : str
        Name of the rule that takes so few; of the behaviour, where only a route knows it.
    consequence : str
        Name of the sanction.
    """

    gravity: int
    weight: int
    years: float | None
    load: float
    allowed: float
    acts: int
    rule: str
    consequence: str

    def as_json(self) -> dict[str, Any]:
        """Return the point as plain values."""
        return dict(vars(self))


def curve(subject: Subject) -> tuple[Point, ...]:
    """Return one point for each gravity whose acts bring any sanction; of equals, that of the fewest acts."""
    found = [(price, sanction.name) for sanction in subject.sanctions for price in prices(subject, sanction)]
    heaviest = []
    for gravity in GRAVITIES:
        of_gravity = [entry for entry in found if entry[0].gravity == gravity]
        if of_gravity:
            heaviest.append(_point(*max(of_gravity, key=lambda entry: (entry[0].load, -entry[0].acts))))
    return tuple(heaviest)


def _point(price: Price, sanction: str) -> Point:
    return Point(price.gravity, price.weight, price.years, price.load, price.allowed, price.acts, price.rule, sanction)
