"""The words around the results of a chapter, in a language."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, NamedTuple

from scored_society.base.calendar import day_of
from scored_society.report.tables import Table
from scored_society.report.wording import NONE, decimal
from scored_society.site.chapters import Chapter
from scored_society.site.controls import Control, Slider, Switch, Value
from scored_society.site.export.positions import Position, values_of
from scored_society.site.export.results import Result
from scored_society.site.texts import Texts


class Option(NamedTuple):
    """A position that can be chosen."""

    name: str
    label: str


class Choice(NamedTuple):
    """Positions of one control."""

    label: str
    help: str | None
    options: list[Option]


def choices(chapter: Chapter, texts: Texts, held: Container[str]) -> list[Choice]:
    """Return what can be chosen of the positions that a copy holds: everything at its start, or one control moved.

    A chapter with a single control has its start among the positions of that control.
    """
    single = len(chapter.controls) == 1
    found = [] if single else [Choice(texts.say("export.start_of"), None, [Option("start", texts.say("export.start"))])]
    for control in chapter.controls:
        words = texts.chapters[chapter.id].controls[control.id]
        start = f" ({value_text(control, control.start, chapter, texts)})"
        options = [
            Option(
                Position().name if value == control.start else Position(control.id, value).name,
                value_text(control, value, chapter, texts),
            )
            for value in values_of(control)
            if single or value != control.start
        ]
        found.append(Choice(words.label + ("" if single else start), words.help, options))
    there = [choice._replace(options=[one for one in choice.options if one.name in held]) for choice in found]
    return [choice for choice in there if choice.options]


def value_text(control: Control, value: Value, chapter: Chapter, texts: Texts) -> str:
    """Return a value of a control as a page says it."""
    if isinstance(control, Slider):
        return f"{100 * float(value):g} %" if control.shown == "percent" else f"{value:g}".replace("-", "−")
    if isinstance(control, Switch):
        return texts.say("control.on" if value else "control.off")
    return texts.chapters[chapter.id].controls[control.id].options[str(value)]


def heading(chapter: Chapter, position: Position, texts: Texts) -> str:
    """Return what stands above the result of a position."""
    moved = next((control for control in chapter.controls if control.id == position.control), None)
    if moved is None or position.value is None:
        if len(chapter.controls) > 1:
            return texts.say("export.start")
        moved, position = chapter.controls[0], Position(None, chapter.controls[0].start)
    label = texts.chapters[chapter.id].controls[moved.id].label
    return texts.say("access.slider", label=label, value=value_text(moved, _set(position), chapter, texts))


def yearly(result: Result, texts: Texts) -> Table:
    """Return the last week of each year in a few figures, as they stand beside a society that lives."""
    names = ("people", "mean", "listed", "listed_wrongly", "shut_out", "trust")
    rows = [(day_of(frame["week"]).strftime("%Y-%m"), *_figures(frame)) for frame in result.frames]
    headings = (texts.say("stage.year"), *(texts.say(f"stage.{name}") for name in names))
    return Table(texts.say("stage.table"), headings, tuple(rows))


def commands(result: Result) -> list[str]:
    """Return the commands that repeat a result."""
    books = [inputs.policy for inputs in result.inputs[:-1]] + [result.book]
    if len(books) == 1:
        return [_simulate(result, books[0])]
    folders = [f"run-{side}" for side in "ab"]
    made = [f"{_simulate(result, book)} --out {folder}" for book, folder in zip(books, folders, strict=True)]
    return [*made, f"scored compare {' '.join(folders)}"]


def _simulate(result: Result, book: str) -> str:
    asked = result.inputs[-1]
    return (
        f"scored simulate {book} --society {asked.society} --citizens {asked.citizens} --years {asked.years} "
        f"--seed {asked.seed}"
    )


def _set(position: Position) -> Value:
    assert position.value is not None
    return position.value


def _figures(frame: dict[str, Any]) -> tuple[str, ...]:
    mean, trust = frame["mean"], frame["trust"]
    return (
        f"{frame['people']:,}",
        NONE if mean is None else decimal(mean),
        f"{frame['listed']:,}",
        f"{frame['listed_wrongly']:,}",
        f"{max(frame['shut_out'].values()):,}",
        NONE if trust is None else f"{trust:.0%}".replace("%", " %"),
    )
