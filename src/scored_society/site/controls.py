"""What a visitor can change in a chapter, and the rule book that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scored_society.base.errors import mistake
from scored_society.base.names import nearest

Value = int | float | str | bool


class Frozen(BaseModel):
    """A part of a chapter, which nobody changes."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Change(Frozen):
    """What a control does to the rule book."""

    book: str | None = None
    """Another built-in rule book in place of the chapter's."""
    remove: dict[str, list[str]] = {}
    set: dict[str, Value] = {}
    """Values by dotted path."""


class Slider(Frozen):
    """A number between two ends, written to each of some paths."""

    id: str
    kind: Literal["slider"]
    paths: Annotated[list[str], Field(min_length=1)]
    from_: Annotated[float, Field(alias="from")]
    to: float
    step: Annotated[float, Field(gt=0)]
    start: float
    written: str = "{value}"
    """How the number stands in the file, with its unit."""
    shown: Literal["number", "percent"] = "number"

    @model_validator(mode="after")
    def reachable(self) -> Slider:
        """Ask for a start and an end that steps from the beginning reach."""
        if not self.from_ <= self.start <= self.to:
            raise ValueError(f"start {self.start:g} must lie between {self.from_:g} and {self.to:g}")
        if any(abs((place - self.from_) / self.step % 1 - 0.5) < 0.499 for place in (self.start, self.to)):
            raise ValueError(f"steps of {self.step:g} from {self.from_:g} miss the start or the end")
        return self

    def change(self, value: Value) -> Change:
        """Return what a value does; nothing at the start."""
        if isinstance(value, bool | str) or not self.from_ <= value <= self.to:
            raise mistake(f"{self.id} is {value!r}", allowed=f"a number from {self.from_:g} to {self.to:g}")
        if value == self.start:
            return Change()
        number = f"{round(value, 9):g}"
        written = self.written.format(value=number)
        return Change(set=dict.fromkeys(self.paths, _plain(number) if written == number else written))


class Choice(Frozen):
    """One of a few changes."""

    id: str
    kind: Literal["choice"]
    options: Annotated[dict[str, Change], Field(min_length=2)]
    start: str

    @model_validator(mode="after")
    def known(self) -> Choice:
        """Ask for a start among the options."""
        if self.start not in self.options:
            raise ValueError(f"start '{self.start}' is no option")
        return self

    def change(self, value: Value) -> Change:
        """Return what an option does."""
        if not isinstance(value, str) or value not in self.options:
            raise mistake(f"{self.id} is {value!r}", allowed=list(self.options))
        return self.options[value]


class Switch(Frozen):
    """A change that is made or not."""

    id: str
    kind: Literal["switch"]
    start: bool
    on: Change = Change()
    off: Change = Change()

    def change(self, value: Value) -> Change:
        """Return what its position does."""
        if not isinstance(value, bool):
            raise mistake(f"{self.id} is {value!r}", allowed="true or false")
        return self.on if value else self.off


Control = Annotated[Slider | Choice | Switch, Field(discriminator="kind")]


def overlaid(controls: Sequence[Control], book: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return what the positions of controls write over a rule book, and which one they extend.

    Parameters
    ----------
    controls : sequence of controls
        Those that `values` leaves out are at their start.
    book : str
        The rule book that is changed, unless a control takes another.
    values : mapping
        A number, the name of an option or a truth value, by the control's id.

    Raises
    ------
    UserError
        For an unknown control, or a value that it does not take.
    """
    known = {control.id: control for control in controls}
    for name in values:
        if name not in known:
            raise mistake(f"unknown control '{name[:40]}'", allowed=known, meant=nearest(name[:40], known))
    changes = [control.change(values.get(name, control.start)) for name, control in known.items()]
    document: dict[str, Any] = {"extends": next((change.book for change in changes if change.book), book)}
    for change in changes:
        for section, names in change.remove.items():
            document.setdefault("remove", {}).setdefault(section, []).extend(names)
        for path, value in change.set.items():
            _put(document, path.split("."), value)
    return document


def _put(document: dict[str, Any], path: list[str], value: Value) -> None:
    for step in path[:-1]:
        document = document.setdefault(step, {})
    document[path[-1]] = value


def _plain(number: str) -> Value:
    return int(number) if number.lstrip("-").isdigit() else float(number)
