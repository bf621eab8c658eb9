"""A rule book: what the State rules on top of ordinary law."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scored_society.base.grounds import Grounded, Reference
from scored_society.base.units import Day, Points, Rate, Share, Weeks

HIGHEST_SCORE = 2047
"""Scores are kept in eleven bits."""
COUNTED_UP_TO = 3
"""Entries of one rule are counted up to this within a calendar year."""


class Strict(BaseModel):
    """A section in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Told(Grounded):
    """An entry of the rule book: what the text claims, in which voice, and what scholarship says."""

    number: Annotated[int, Field(ge=1, le=250)]
    claim: str | None = None
    """The words of the source text, verbatim; null where the text is silent."""
    added: str | None = None
    """Why the entry is there although the text is silent."""
    voice: Literal["fact", "praise"] | None = None
    record: Literal["documented", "local", "disputed", "contradicted", "no rule found"] | None = None
    record_reference: Reference | None = None

    @model_validator(mode="after")
    def told_or_added(self) -> Told:
        """Ask for a voice where there is a claim."""
        if self.claim is not None and self.voice is None:
            raise ValueError("an entry with a claim needs a voice (fact or praise)")
        return self


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

    def is_counted(self) -> bool:
        """Whether the rule needs to know how often it has struck this year."""
        return self.most_per_year is not None or self.repetition != Repetition()


class Collectors(Told):
    """Trusted citizens who are paid to log their neighbours' acts."""

    kind: Literal["collectors"]
    number: Annotated[int, Field(ge=16, le=31)]
    per_thousand: Annotated[float, Field(ge=0, le=40)]
    """Collectors for each thousand adults with a high enough score."""
    trusted_from: Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)]
    sees: dict[str, Share]
    """Probability that one collector of the neighbourhood logs an act, by behaviour."""
    invents: Rate
    """Reports without an act, for each collector and each neighbour."""
    spares_family: bool = True


class Cameras(Told):
    """Cameras with face recognition; how often the matcher errs belongs to the society."""

    kind: Literal["cameras"]
    number: Annotated[int, Field(ge=16, le=31)]
    coverage: dict[Literal["rural", "urban"], Share]
    """Share of public acts that happen before a camera with recognition, by kind of place."""
    sees: dict[str, Share]
    """Probability that an act before a camera is noticed as such, by behaviour."""


Channel = Annotated[Collectors | Cameras, Field(discriminator="kind")]


class Priority(Told):
    """A reward: rank by score among those who apply for a scarce good."""

    kind: Literal["priority"]
    good: str
    listed: Literal["last", "ranked"] = "ranked"
    """Whether those on the blacklist come after everybody else."""


class Term(Strict):
    """How long a listing lasts: uniform between the two, both included."""

    shortest: Annotated[Weeks, Field(ge=1, le=1000)]
    longest: Annotated[Weeks, Field(ge=1, le=1000)]

    @model_validator(mode="after")
    def ordered(self) -> Term:
        """Refuse a term that is upside down."""
        if self.shortest > self.longest:
            raise ValueError(f"shortest ({self.shortest} weeks) is longer than longest ({self.longest} weeks)")
        return self


class LowScore(Told):
    """The route of a low score onto the blacklist."""

    kind: Literal["low_score"]
    at_or_below: Annotated[Points, Field(ge=0, le=HIGHEST_SCORE)]
    term: Term


class Step(Strict):
    """One event of an invented life: an act that happened, or an entry without one, in a week of the life."""

    week: Annotated[int, Field(ge=0, le=5200)]
    act: str
    real: bool = True


class Expected(Strict):
    """What must hold at the end of an invented life."""

    score: Points | None = None
    clean_score: Points | None = None
    listed: bool | None = None
    listed_wrongly: bool | None = None


class Life(Strict):
    """One test of a rule book: an invented life, in weeks, and what must hold at its end."""

    name: str
    life: Annotated[list[Step], Field(max_length=20)]
    expect: Expected


class Policy(Strict):
    """A whole rule book as it stands at one time."""

    policy: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: str
    kind: Literal["rule_book"] = "rule_book"
    starts: Day | None = None
    score: Score | None = None
    """Without it nobody is scored."""
    rules: Annotated[dict[str, Rule], Field(max_length=64)] = {}
    channels: Annotated[dict[str, Channel], Field(max_length=8)] = {}
    entitlements: Annotated[dict[str, Priority], Field(max_length=16)] = {}
    blacklist: Annotated[dict[str, LowScore], Field(max_length=4)] = {}
    tests: Annotated[list[Life], Field(max_length=10)] = []

    @model_validator(mode="after")
    def consistent(self) -> Policy:
        """Refuse rules without a score, and numbers given twice."""
        if self.score is None and (self.rules or self.entitlements or self.blacklist):
            raise ValueError("rules, entitlements and a blacklist need a 'score' section")
        for section in ("rules", "channels", "entitlements", "blacklist"):
            numbers: dict[int, str] = {}
            for name, entry in getattr(self, section).items():
                if entry.number in numbers:
                    raise ValueError(
                        f"{section}: '{name}' and '{numbers[entry.number]}' have the same number {entry.number}"
                    )
                numbers[entry.number] = name
        return self


class Change(BaseModel):
    """A dated change of an overlay: from a day, and until a day where given."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)
    from_: Annotated[Day, Field(alias="from")] = date(2020, 1, 1)
    to: Day | None = None
    remove: dict[Literal["rules", "channels", "entitlements", "blacklist"], list[str]] = {}

    @model_validator(mode="after")
    def ordered(self) -> Change:
        """Refuse a change that ends before it begins."""
        if self.to is not None and self.to <= self.from_:
            raise ValueError(f"'to' ({self.to}) must be after 'from' ({self.from_})")
        return self

    def body(self) -> dict[str, Any]:
        """Return what the change writes over the rule book."""
        return dict(self.model_extra or {})
