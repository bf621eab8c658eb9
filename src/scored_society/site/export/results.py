"""What the run of a position found: numbers, pictures and files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scored_society.base.calendar import day_of
from scored_society.base.errors import UserError
from scored_society.chart.look import BOUNDARY
from scored_society.measure.paired.comparison import Comparison
from scored_society.record.run import Run
from scored_society.report.tables import Table
from scored_society.site.api.chapters import outcomes_of
from scored_society.site.chapters import Chapter
from scored_society.site.export.positions import Position, inputs_of
from scored_society.site.export.runs import Runs
from scored_society.site.export.work import PICTURE, Progress
from scored_society.site.found import Effect, Key
from scored_society.site.given import Inputs, is_text
from scored_society.site.living import RunTask
from scored_society.site.pictures import (
    alternative_in,
    caption_in,
    of_comparisons,
    of_runs,
    picture_in,
    table_in,
    whole,
)
from scored_society.site.spoken import Drawing
from scored_society.site.texts import LANGUAGES

WEEKS_A_YEAR = 52
RULE_BOOK, FIGURES = "rule-book.yaml", "figures.csv"
Frame = dict[str, Any]


class Picture(NamedTuple):
    """A picture with what stands beside it, in a language; without a file there was nothing to draw.

    `file` has title, caption and the sentence under it, for whoever takes it away; `plain` is for a page with these.
    """

    name: str
    table: Table | None
    caption: str = ""
    alternative: str = ""
    file: str | None = None
    plain: str | None = None


class Result(NamedTuple):
    """What a position found."""

    position: Position
    folder: str
    inputs: tuple[Inputs, ...]
    seed: int
    fingerprint: str
    outcomes: Mapping[Key, float]
    effects: Mapping[Key, Effect] | None
    frames: list[Frame]
    """The last week of each year."""
    pictures: dict[str, list[Picture]]
    """By language."""

    @property
    def book(self) -> str:
        """How the rule book is called when the run is repeated: by its name, or the file that stands beside."""
        return RULE_BOOK if is_text(self.inputs[-1].policy) else self.inputs[-1].policy


def names_of(chapter: Chapter) -> list[tuple[str, bool]]:
    """Return the pictures of a chapter, and whether each is one of the comparison."""
    return [(name, False) for name in chapter.charts] + [(name, True) for name in chapter.compared_charts]


def result(chapter: Chapter, position: Position, runs: Runs, folder: Path, progress: Progress) -> Result:
    """Live a position and write its files.

    Parameters
    ----------
    chapter, position : what is lived.
    runs : where runs come from.
    folder : of the copy; the files stand in a folder of their own within it.
    progress : is told of each picture.
    """
    inputs = inputs_of(chapter, position)
    place = f"runs/{chapter.id}/{position.name}"
    (folder / place).mkdir(parents=True)
    with runs.lent(*inputs) as lent:
        task, run = lent[-1], lent[-1].run()
        compared = runs.compared(lent[0], task) if len(lent) > 1 else None
        frames = [json.loads(event.data) for event in task.frames()]
        _write(folder / place, task, frames)
        pictures: dict[str, list[Picture]] = {language: [] for language in LANGUAGES}
        for name, of_both in names_of(chapter):
            of = compared if of_both and compared is not None else run
            for language, found in _pictures(of, name, folder, place).items():
                pictures[language].append(found)
            progress.advance(PICTURE)
        return Result(
            position, place, inputs, int(run.manifest["seed"]), str(run.manifest["fingerprint"]), outcomes_of(run),
            None if compared is None else _effects(compared), frames[WEEKS_A_YEAR - 1 :: WEEKS_A_YEAR], pictures,
        )  # fmt: skip


def _effects(compared: Comparison) -> dict[Key, Effect]:
    rows = compared.effects.iter_rows(named=True)
    return {(row["measure"], row["group"]): Effect(row["effect"], row["low"], row["high"]) for row in rows}


def _pictures(of: Run | Comparison, name: str, folder: Path, place: str) -> dict[str, Picture]:
    """Draw a picture in each language."""
    known = of_runs() if isinstance(of, Run) else of_comparisons()
    draw, tabulate = known[name.replace("_", "-")]
    try:
        table, chart = tabulate(of), draw and draw(of)
    except UserError:
        return dict.fromkeys(LANGUAGES, Picture(name, None))
    return {language: _picture(language, of, chart, table, name, folder, place) for language in LANGUAGES}


def _picture(
    language: str, of: Run | Comparison, chart: Drawing | None, table: Table, name: str, folder: Path, place: str
) -> Picture:
    table = table_in(language, table)
    if chart is None:
        return Picture(name, table)
    file = f"{place}/{name.replace('_', '-')}-{language}"
    taken, caption = picture_in(language, chart, name), caption_in(language, chart)
    for ending, svg in ((".svg", whole(language, chart, of)), ("-plain.svg", taken.still)):
        (folder / f"{file}{ending}").write_text(svg, encoding="utf-8")
    alternative = alternative_in(language, taken, caption)
    return Picture(name, table, caption, alternative, f"{file}.svg", f"{file}-plain.svg")


def _write(folder: Path, task: RunTask, frames: list[Frame]) -> None:
    """Write what others need to repeat the run, and its figures."""
    policy = task.plan.inputs.policy
    if is_text(policy):
        (folder / RULE_BOOK).write_text(f"# {BOUNDARY}\n{policy}", encoding="utf-8")
    rows = [_row(frame) for frame in frames]
    text = io.StringIO()
    text.write(f"# {BOUNDARY} One run, fingerprint {task.fingerprint}.\n")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / FIGURES).write_text(text.getvalue(), encoding="utf-8")


def _row(frame: Frame) -> dict[str, Any]:
    """Return the figures of a week as one row; histograms are left out.

    Examples
    --------
    >>> _row({"week": 1, "people": 9, "histogram": [9], "shut_out": {"travel": 2}})
    {'week': 1, 'day': '2020-01-08', 'people': 9, 'shut_out.travel': 2}
    """
    row: dict[str, Any] = {"week": frame["week"], "day": day_of(frame["week"]).isoformat()}
    for key, value in frame.items():
        if isinstance(value, dict):
            row |= {f"{key}.{name}": count for name, count in value.items()}
        elif not isinstance(value, list) and key not in {"histogram", "bands"}:
            row[key] = value
    return row
