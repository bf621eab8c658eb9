"""What people are like at the start: marginals, never joint tables beyond two-way, never a person."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scored_society.base.grounds import Grounded, Value
from scored_society.base.units import Share, Weeks

AGE_BANDS = 21
"""Five-year bands of age: 0–4, 5–9, … 95–99, 100 and over."""

SEXES = ("male", "female")
RESIDENCES = ("rural", "urban", "floating")
Education = Literal["none", "primary", "junior", "senior", "university"]
Income = Literal["lowest", "second", "third", "fourth", "highest"]
EDUCATIONS: tuple[Education, ...] = ("none", "primary", "junior", "senior", "university")
INCOMES: tuple[Income, ...] = ("lowest", "second", "third", "fourth", "highest")
TRAIT_LEVELS = ("low", "middling", "high", "very_high")
GROUPS = tuple(f"{descent} {residence}" for descent in ("majority", "minority") for residence in RESIDENCES)
"""Groups that results are shown by, in the order of their index; no rule may be keyed on one."""
MOST_IMBALANCE = 0.002
"""How far a two-way table may lie from its marginal, by rounding."""

ByAge = Annotated[
    list[Annotated[float, Field(ge=0, allow_inf_nan=False)]], Field(min_length=AGE_BANDS, max_length=AGE_BANDS)
]
SharesByAge = Annotated[list[Share], Field(min_length=AGE_BANDS, max_length=AGE_BANDS)]
Weights = Annotated[list[Annotated[float, Field(ge=0, allow_inf_nan=False)]], Field(min_length=5, max_length=5)]


class Strict(BaseModel):
    """A section in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class AgesAtStart(Grounded):
    """People by five-year band of age, in any unit: only shares matter."""

    people: ByAge

    @model_validator(mode="after")
    def somebody(self) -> AgesAtStart:
        """Refuse nobody at all."""
        if not sum(self.people):
            raise ValueError("there is nobody of any age")
        return self


class Residences(Grounded):
    """Shares of people by residence: rural, urban, and floating (in a town without its registration)."""

    shares: dict[Literal["rural", "urban", "floating"], Share]

    @model_validator(mode="after")
    def whole(self) -> Residences:
        """Ask for all three, adding up to one, with somebody in towns."""
        if set(self.shares) != set(RESIDENCES) or abs(sum(self.shares.values()) - 1) > 1e-3:
            raise ValueError("shares of rural, urban and floating must all be given and add up to 1")
        if self.shares["rural"] == 1:
            raise ValueError("not everybody can be rural")
        return self


class SchoolingByHome(Grounded):
    """Schooling of those who come of age by the income of the home (two-way): over the fifths, the shares of all."""

    weights: dict[Income, Weights]
    """Relative chance of each level, from none to university, for each fifth."""

    @model_validator(mode="after")
    def whole(self) -> SchoolingByHome:
        """Ask for every fifth, each with some level."""
        if set(self.weights) != set(INCOMES) or not all(sum(weights) for weights in self.weights.values()):
            raise ValueError(f"weights of {', '.join(INCOMES)} must all be given, none all 0")
        return self


class EducationByAge(Grounded):
    """Schooling attained at the start, by the age at which it counts as attained: shares of each level."""

    shares: dict[Education, Share]
    older_shift: Annotated[float, Field(ge=0, le=1)]
    """How much of university and senior secondary those of 60 and over lack, as a share of it."""
    by_home: SchoolingByHome | None = None
    """The same by the home of those who come of age; alike for all where not given."""

    @model_validator(mode="after")
    def whole(self) -> EducationByAge:
        """Ask for every level, and for somebody in one."""
        if set(self.shares) != set(EDUCATIONS) or not sum(self.shares.values()):
            raise ValueError(f"shares of {', '.join(EDUCATIONS)} must all be given, not all 0")
        return self

    @model_validator(mode="after")
    def balanced(self) -> EducationByAge:
        """Refuse homes that together give another schooling than there is."""
        if self.by_home is None:
            return self
        rows = [[weight / sum(weights) for weight in weights] for weights in self.by_home.weights.values()]
        whole = sum(self.shares.values())
        for place, name in enumerate(EDUCATIONS):
            mean, share = sum(row[place] for row in rows) / len(rows), self.shares[name] / whole
            if abs(mean - share) > MOST_IMBALANCE:
                raise ValueError(f"by_home averages to {mean:.3f} of {name}, and shares say {share:.3f}")
        return self


class OutOfWork(Grounded):
    """Who is out of work at the start, and who waits for a post, so that both stay as they are under no rule book."""

    shares: SharesByAge
    """Share of each age band, of those of 18 to 59, who are out of work."""
    seeking: Share
    """Share of those out of work whose application for a post is open."""
    wait: Weeks
    """Mean time that an application for a post is open: it says how many of those at work wait for one."""


class IncomeByEducation(Grounded):
    """Relative chance of each fifth of income by schooling (two-way); fifths are equal in the whole."""

    weights: dict[Education, Weights]
    mean: Annotated[list[float], Field(min_length=5, max_length=5)]
    """Mean disposable income of each fifth, yuan per head and year."""

    @model_validator(mode="after")
    def whole(self) -> IncomeByEducation:
        """Ask for every level, each with some fifth."""
        if set(self.weights) != set(EDUCATIONS) or not all(sum(weights) for weights in self.weights.values()):
            raise ValueError(f"weights of {', '.join(EDUCATIONS)} must all be given, none all 0")
        return self


class Trait(Grounded):
    """A lasting disposition in four levels; an occupant's level is drawn from these shares."""

    number: Annotated[int, Field(ge=1, le=4)]
    what: str
    shares: Annotated[list[Share], Field(min_length=4, max_length=4)]

    @model_validator(mode="after")
    def somebody(self) -> Trait:
        """Refuse a trait that nobody has at any level."""
        if not sum(self.shares):
            raise ValueError("shares of a trait are all 0")
        return self


class Households(Grounded):
    """How those who are there at the start live together."""

    partnered: SharesByAge
    """Share of women of each age band who live with a husband."""
    at_home: SharesByAge
    """Share of unpartnered people of each age band, from 15 on, who live with a parent."""
    with_child: Share
    """Share of people of 60 and over who live with an adult child."""
    child_near: Share
    """Share of people of 60 and over with an adult child elsewhere in the neighbourhood."""

    @model_validator(mode="after")
    def whole(self) -> Households:
        """Refuse more elders than there are."""
        if self.with_child + self.child_near > 1:
            raise ValueError("with_child and child_near add up to more than 1")
        return self


class People(Strict):
    """Marginals of the people who are there at the start."""

    stationary: bool = False
    """Whether the population replaces itself: births, ages, sexes and couples are then those of the stationary
    population of the same mortality (see `tables.stationary`), whatever `ages` and `partnered` say."""
    ages: AgesAtStart
    males_per_100_females: Value[Annotated[float, Field(ge=50, le=200)]]
    males_per_100_females_at_birth: Value[Annotated[float, Field(ge=50, le=200)]]
    minority: Value[Share]
    residence: Residences
    limited: Value[SharesByAge]
    """Share, by age, who live with a disability or carry the care of one: they cannot give blood or volunteer."""
    frail: Value[SharesByAge]
    """Share, by age, who are frail at the start and need care at home."""
    education: EducationByAge
    income: IncomeByEducation
    out_of_work: OutOfWork | None = None
    traits: dict[str, Trait]
    households: Households
