"""What ordinary institutions notice and give out, and how devices and neighbours err, whatever the rule book."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scored_society.base.grounds import Grounded
from scored_society.base.units import Rate, Share, Weeks
from scored_society.society.behaviours import Domain, Event, Factor
from scored_society.society.people import Strict


class Registry(Grounded):
    """An ordinary institution that records acts: near-complete, with entries on the wrong person."""

    number: Annotated[int, Field(ge=1, le=15)]
    what: str
    kind: Literal["registry"] = "registry"
    misfiled: Share
    """Share of its records that are entered on somebody else."""
    kept_for: list[Domain] = []
    """What it keeps its records for, as the audit asks; where not given, where the acts arise that it records."""


Access = Literal["public_office", "promotion", "social_security", "higher_education", "school_choice"]
"""What a right to equal access is known for; the audit asks."""


class Good(Grounded):
    """Something scarce that people apply for and that is shared out by region."""

    number: Annotated[int, Field(ge=1, le=8)]
    what: str
    need: Event
    per_thousand: Annotated[float, Field(gt=0, le=1000)]
    """Places a week for each thousand inhabitants of a region; of a post, for each thousand of 18 to 59."""
    by_region: dict[str, Factor] = {}
    """Factor on the places of a region."""
    allotted_by: Literal["date", "lottery", "need"]
    """How it is given out without a score; `need` ranks by income, the lowest fifth first, then by lottery."""
    keeps: bool = False
    """Whether what is left over in a week is still there in the next."""
    patience: Annotated[Weeks, Field(ge=1, le=250)]
    """After how many weeks an application lapses unserved."""
    domain: Domain
    access: Access | None = None
    post: bool = False
    """Whether it is a post that ends being out of work; who loses work seeks it. One good of the domain of work."""


class WrongRecords(Strict):
    """Room for records without an act, by kind of channel: how often anybody may suffer one at most."""

    registry: Rate
    collectors: Rate
    cameras: Rate
    classifiers: Rate = 0.0


class FaceMatchers(Grounded):
    """How often the devices that name a face are wrong: rates, whoever uses them and for whatever rule."""

    false_non_match: Share
    """Probability that a search for somebody who is in the gallery does not find them."""
    false_match: Annotated[float, Field(ge=0, le=1e-3)]
    """Probability that a search takes one given other person for the one searched."""
    gallery: Annotated[int, Field(ge=1, le=2_000_000_000)]
    """People that each search is compared with; false candidates a search = false_match × gallery."""
    minority_factor: Annotated[float, Field(ge=1, le=100)]
    """How many times likelier a minority member is to be the false candidate."""

    @model_validator(mode="after")
    def at_most_one_candidate(self) -> FaceMatchers:
        """Refuse a search that is expected to find more than one wrong person: it is drawn whether it finds one."""
        if self.false_match * self.gallery > 1:
            raise ValueError(f"false_match × gallery is {self.false_match * self.gallery:g}; it must be at most 1")
        return self


class Service(Grounded):
    """Something that people ask for and that is not scarce: it is granted or not when they ask."""

    number: Annotated[int, Field(ge=1, le=12)]
    what: str
    need: Event
    granted: Share
    """Share of the requests that are granted in any world."""
    granted_in_arrears: Share | None = None
    """The same for those who paid late within the last three quarters; as for everybody else where not given."""
    domain: Domain
    access: Access | None = None


class FaceCheck(Grounded):
    """A kind of place where a camera may have to know a face before it opens, pays out or hands out."""

    what: str
    shut_out: Event
    """Is shut out for good that day. Its rate is worked out: passes × share of such places with a check (a rule book's)
    × the chance that every try fails; the event says who comes there, and `at_most` how much room that may take."""
    passes: Rate
    """How often a person comes to such a place."""
    tries: Annotated[int, Field(ge=1, le=10)]
    """Tries before one is sent away."""
    domain: Domain


class FaceChecks(Strict):
    """The uses of cameras that shut out whom they do not recognise."""

    door: FaceCheck | None = None
    till: FaceCheck | None = None
    dispenser: FaceCheck | None = None


class TextClassifiers(Grounded):
    """How often programs that judge what people write are wrong: rates, whoever uses them and for whatever rule."""

    false_positive: Rate
    """How often a person who wrote nothing of the kind is found to have."""
    minority_factor: Annotated[float, Field(ge=1, le=100)]
    """How many times likelier that is for a minority member."""
    missed_factor: Annotated[float, Field(ge=0, le=1)] = 1.0
    """How many times as likely the program sees what a minority member did write."""


class Collecting(Grounded):
    """How neighbours report on neighbours when they are asked to."""

    spare_friends: Share
    """Share of a person's neighbours who are friends and do not report them."""
    out_group: Annotated[float, Field(ge=1, le=10)]
    """How many times likelier a misdeed is reported, and unlikelier a good deed, of somebody of other descent."""


class Celebrities(Grounded):
    """People whom everybody knows: an occupation."""

    share: Share
    """Share of adults; there is at least one in any society."""


class Trust(Grounded):
    """Trust in the State and in neighbours, from 0 to 1."""

    in_state: Share
    """At the start, and of those who come of age."""
    learning: Share
    """Step towards 0 after a record without an act, a listing or a refusal by rule; towards 1 if served early by it."""
    in_neighbours: Share
    """Where there is no collector."""
    per_collector: Share
    """Relative loss of trust in neighbours for each collector in the neighbourhood."""


class Situation(Grounded):
    """How strongly a situation changes people and what they do; each strength can be switched off by 0."""

    helping: Share
    """Collectors: relative fall of help for others for each relative loss of trust in neighbours."""
    silence: Share = 0.0
    """Collectors: relative fall of what is said (protected expression) for each relative loss of that trust."""
    arrears: Annotated[float, Field(ge=0, le=3)] = 0.0
    """No credit, or a frozen account: how much oftener somebody pays late."""
    income: Share = 0.0
    """No post or step up: probability of a fifth of income less; who gets one makes up for a loss as likely."""
    health: Share = 0.0
    """Long waits for treatment: probability a week of poor health, after the first four."""
    schooling: Share = 0.0
    """No place at a school: probability of a level of schooling less."""
    reach: Share = 0.0
    """Slow internet, no travel: share of posts and steps up that one does not hear of."""
    shaming: Share = 0.0
    """Being shamed: probability a week of losing friends, and some trust in the State."""
