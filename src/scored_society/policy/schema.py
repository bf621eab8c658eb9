"""A rule book: what the State rules on top of ordinary law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scored_society.base.units import Day, Points
from scored_society.policy.channels import Channel
from scored_society.policy.consequences import BlacklistRoute, Entitlement, LowScore, Sanction
from scored_society.policy.redress import Redress
from scored_society.policy.rules import Rule, Score
from scored_society.policy.told import Strict


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
    entitlements: Annotated[dict[str, Entitlement], Field(max_length=16)] = {}
    sanctions: Annotated[dict[str, Sanction], Field(max_length=24)] = {}
    blacklist: Annotated[dict[str, BlacklistRoute], Field(max_length=4)] = {}
    redress: Redress | None = None
    """What those have who were struck; without it, nothing."""
    tests: Annotated[list[Life], Field(max_length=10)] = []

    @model_validator(mode="after")
    def consistent(self) -> Policy:
        """Refuse what needs a score where there is none, and numbers given twice."""
        if self.score is None:
            for what in self._scored():
                raise ValueError(f"{what} needs a 'score' section")
        for section in ("rules", "channels", "entitlements", "sanctions", "blacklist"):
            numbers: dict[int, str] = {}
            for name, entry in getattr(self, section).items():
                if entry.number in numbers:
                    raise ValueError(
                        f"{section}: '{name}' and '{numbers[entry.number]}' have the same number {entry.number}"
                    )
                numbers[entry.number] = name
        return self

    def _scored(self) -> Iterator[str]:
        """Yield whatever goes by a score."""
        yield from (f"rule '{name}' with points" for name, rule in self.rules.items() if rule.points)
        yield from ("redress" for redress in (self.redress,) if redress is not None)
        yield from (f"entitlement '{name}'" for name in self.entitlements)
        yield from (
            f"sanction '{name}' (at_or_below)"
            for name, sanction in self.sanctions.items()
            if sanction.when.at_or_below is not None
        )
        yield from (f"route '{name}'" for name, route in self.blacklist.items() if isinstance(route, LowScore))


class Change(BaseModel):
    """A dated change of an overlay: from a day, and until a day where given."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)
    from_: Annotated[Day, Field(alias="from")] = date(2020, 1, 1)
    to: Day | None = None
    remove: dict[Literal["rules", "channels", "entitlements", "sanctions", "blacklist"], list[str]] = {}

    @model_validator(mode="after")
    def ordered(self) -> Change:
        """Refuse a change that ends before it begins."""
        if self.to is not None and self.to <= self.from_:
            raise ValueError(f"'to' ({self.to}) must be after 'from' ({self.from_})")
        return self

    def body(self) -> dict[str, Any]:
        """Return what the change writes over the rule book."""
        return dict(self.model_extra or {})
