"""Where the controls of a chapter can stand in a static copy: at their start, or one of them moved."""

from __future__ import annotations

from typing import NamedTuple

from scored_society.site.api.chapters import rule_book_of
from scored_society.site.chapters import Chapter
from scored_society.site.controls import Choice, Control, Slider, Value
from scored_society.site.given import Inputs


class Position(NamedTuple):
    """One control moved to a value; neither, where all stand at their start."""

    control: str | None = None
    value: Value | None = None

    @property
    def values(self) -> dict[str, Value]:
        """What the chapter's rule book is asked for with."""
        return {} if self.control is None or self.value is None else {self.control: self.value}

    @property
    def name(self) -> str:
        """The name of its folder.

        Examples
        --------
        >>> Position().name, Position("traffic", -50).name, Position("share", 0.1).name, Position("queue", False).name
        ('start', 'traffic-minus-50', 'share-0.1', 'queue-off')
        """
        if self.control is None:
            return "start"
        if isinstance(self.value, bool):
            return f"{self.control}-{'on' if self.value else 'off'}"
        value = self.value if isinstance(self.value, str) else f"{self.value:g}".replace("-", "minus-")
        return f"{self.control}-{value}"


def positions(chapter: Chapter) -> list[Position]:
    """Return the start of a chapter, and each control moved alone."""
    moved = [
        Position(control.id, value)
        for control in chapter.controls
        for value in values_of(control)
        if value != control.start
    ]
    return [Position(), *moved]


def values_of(control: Control) -> list[Value]:
    """Return the values of a control that a copy holds, its start among them.

    Every option and both sides of a switch; of a slider both ends and the start, or the middle where that is an end.
    """
    if isinstance(control, Slider):
        ends = {control.from_, control.to, control.start}
        return [_plain(value) for value in sorted(ends if len(ends) > 2 else ends | {_middle(control)})]
    return list(control.options) if isinstance(control, Choice) else [True, False]


def inputs_of(chapter: Chapter, position: Position) -> tuple[Inputs, ...]:
    """Return what the run of a position is made from; where a chapter compares, the run before it first."""
    books = [rule_book_of(chapter, position.values)]
    if chapter.compare_with:
        books.insert(0, chapter.compare_with)
    return tuple(Inputs(book, chapter.society, chapter.citizens, chapter.years, 0, chapter.seed) for book in books)


def _middle(slider: Slider) -> float:
    return round(slider.from_ + slider.step * round((slider.to - slider.from_) / slider.step / 2), 9)


def _plain(value: float) -> Value:
    return int(value) if value == int(value) else value
