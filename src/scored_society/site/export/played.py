"""What can be played in a static copy: a city, and a few lives beside their twins; as the server would answer."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

from scored_society.record.run import Run
from scored_society.record.twin import NONE
from scored_society.site.export.extent import Extent
from scored_society.site.export.runs import Runs
from scored_society.site.export.work import LIFE, Progress
from scored_society.site.given import Inputs
from scored_society.site.lives import What, found, life
from scored_society.site.living import RunTask

RUN, TWIN = "copy", "twin"
SORTS: tuple[What, ...] = ("random", "listed-wrongly", "parent-listed")
Answers = dict[str, Any]


def twin_of(inputs: Inputs) -> Inputs:
    """Return the same people under `none`."""
    return replace(inputs, policy=NONE)


def city(inputs: Inputs, runs: Runs) -> Answers:
    """Return the answers that the page of the city asks for, and the frames."""
    with runs.lent(inputs) as (task,):
        if task.city is None:
            raise ValueError("a run that was lived has a city")
        layout = task.city.layout()
        frames = task.city.path.read_bytes()
        return {
            "answers": _lived(task, RUN, "runs") | {f"runs/{RUN}/city/layout": layout},
            "frames": {"seats": layout["seats"], "bytes": base64.b64encode(frames).decode()},
        }


def lives(inputs: Inputs, extent: Extent, runs: Runs, progress: Progress) -> Answers:
    """Return the answers that the page of a life asks for."""
    with runs.lent(inputs, twin_of(inputs)) as (task, other):
        run, twin = task.run(), other.run()
        answers = _lived(task, RUN, "runs") | _lived(other, TWIN, f"runs/{RUN}/twin")
        for sort in SORTS:
            told = _found(run, sort, extent.lives)
            answers[f"runs/{RUN}/find?what={sort}"] = told
            for one in told["lives"]:
                answers[f"runs/{RUN}/lives/{one['citizen']}"] = life(run, one["citizen"])
                answers[f"runs/{TWIN}/lives/{one['citizen']}"] = life(twin, one["citizen"])
            progress.advance(LIFE * extent.lives)
    return {"answers": answers, "frames": {"seats": 0, "bytes": ""}}


def _found(run: Run, sort: What, count: int) -> dict[str, Any]:
    """Find lives of a sort: the same ones each time."""
    draws = [found(run, sort, None, draw) for draw in range(count if sort == "random" else 1)]
    some = {life["citizen"]: life for one in draws for life in one["lives"]}
    return draws[0] | {"lives": list(some.values())[:count]}


def _lived(task: RunTask, name: str, posted: str) -> Answers:
    told = task.told() | {"id": name}
    return {f"POST {posted}": told, f"runs/{name}": told}
