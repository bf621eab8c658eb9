"""Rights instruments as data: what each provision says, whom it binds, and by which elements it is touched."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, model_validator

from scored_society.audit.elements import TESTS
from scored_society.base.document import parse_document
from scored_society.base.model import validated
from scored_society.base.names import nearest
from scored_society.policy.told import Strict

Certainty = Literal["read", "to be verified"]
Allowed = Annotated[list[str | bool], Field(min_length=1)]
Text = Annotated[str, Field(min_length=1)]
NAMES = (
    "eu-ai-act", "gdpr", "iccpr", "icescr", "crc", "crpd", "udhr", "echr", "unesco-ai-ethics", "pipl",
    "state-council-2020-49",
)  # fmt: skip
"""The instruments, in the order in which findings name them; each is a file of `instruments/`."""


class Binding(Strict):
    """Who is bound, and how."""

    who: Text
    certainty: Certainty


class ElementRule(Strict):
    """One element of a provision."""

    name: Text
    """As a finding shows it; what the rule book would have to show for a restriction begins with `restriction: `."""
    what: Text
    """What it asks, in plain words."""
    test: str
    """The test that judges it: a name in `elements`."""
    of: str | None = None
    """What the test is asked about, if it is one of several things (`missing`, of `appeal`)."""
    scope: bool = False
    """Whether the provision has nothing to say where the element cannot apply; the finding is then left out."""

    @model_validator(mode="after")
    def known(self) -> ElementRule:
        """Refuse a test that there is not."""
        if self.test not in TESTS:
            hint = nearest(self.test, sorted(TESTS))
            raise ValueError(f"unknown test '{self.test}'" + (f"; did you mean '{hint}'?" if hint else ""))
        return self


class Case(Strict):
    """A judgment that says what a provision means."""

    name: Text
    number: Text
    year: int
    held: Text
    certainty: Certainty


class Provision(Strict):
    """One article, or one limb of it.

    Attributes
    ----------
    triggers : dict
        The checks whose sightings it takes up and, of each, what facts of the sighting must be: a fact is one of
        the values, or has one of them in it. No condition: every sighting.
    before, after : list
        Sets of elements of the instrument that come before its own, and after them.
    read_with : list
        Other provisions of the instrument that help to read it.
    operative : bool
        Whether it rules by itself; a recital does not, and triggers nothing.
    """

    title: Text
    wording: Text
    wording_is: Literal["verbatim", "paraphrase"]
    certainty: Certainty
    seen: str | None = None
    """Where the wording was read."""
    operative: bool = True
    read_with: list[str] = []
    cases: list[Case] = []
    triggers: dict[str, dict[str, Allowed]] = {}
    before: list[str] = []
    elements: list[ElementRule] = []
    after: list[str] = []
    satisfied_by: Text
    """What would satisfy it."""

    @model_validator(mode="after")
    def honest(self) -> Provision:
        """Quote only what was read, say where, and ask of an operative provision what triggers it."""
        if self.wording_is == "verbatim" and self.certainty != "read":
            raise ValueError("a wording is quoted verbatim only where it was read; paraphrase it")
        if (self.certainty == "read") != (self.seen is not None):
            raise ValueError("'seen' says where a wording was read, and only then")
        if self.operative != bool(self.triggers) or self.operative != bool(self.before or self.elements or self.after):
            raise ValueError("an operative provision has triggers and elements; one that is not has neither")
        return self


class Instrument(Strict):
    """A treaty, a law or a recommendation."""

    instrument: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Text
    short: Text
    year: int
    force: Literal["treaty", "Union law", "domestic law", "soft law"]
    binding_on: Binding
    note: str | None = None
    sets: dict[str, list[ElementRule]] = {}
    """Elements that several provisions have in common."""
    provisions: Annotated[dict[str, Provision], Field(min_length=1)]

    @model_validator(mode="after")
    def joined(self) -> Instrument:
        """Refuse a reference to a provision that there is not."""
        for article, provision in self.provisions.items():
            for other in provision.read_with:
                if other not in self.provisions:
                    raise ValueError(f"{article} is to be read with {other}, which is not there")
            for name in provision.before + provision.after:
                if name not in self.sets:
                    raise ValueError(f"{article} uses the elements '{name}', which are not there")
        return self

    def elements(self, article: str) -> list[ElementRule]:
        """Return all elements of a provision, in their order."""
        provision = self.provisions[article]
        return [*self._of(provision.before), *provision.elements, *self._of(provision.after)]

    def _of(self, names: list[str]) -> list[ElementRule]:
        return [rule for name in names for rule in self.sets[name]]


@cache
def load_instrument(name: str) -> Instrument:
    """Read an instrument that comes with the package, checked."""
    file = files("scored_society.audit") / "instruments" / f"{name}.yaml"
    return validated(Instrument, parse_document(file.read_bytes(), file.name))


@cache
def instruments() -> tuple[Instrument, ...]:
    """Return all instruments, in the order of `NAMES`."""
    return tuple(load_instrument(name) for name in NAMES)
