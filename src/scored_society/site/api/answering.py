"""What endpoints share that answer from the folder of a task."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from starlette.responses import Response

from scored_society.site.hub import Hub
from scored_society.site.problem import Problem
from scored_society.site.task import Task

Kind = TypeVar("Kind", bound=Task)
Answer = TypeVar("Answer")


def done(task: Kind) -> Kind:
    """Return a task that is done, or refuse."""
    task.attend()
    if task.status != "done":
        raise Problem(409, f"this is {task.status}, and not done")
    return task


async def answered(hub: Hub, task: Task, work: Callable[[], Answer]) -> Answer:
    """Work out an answer from a task's folder, which stays as long as it takes."""

    def worked() -> Answer:
        try:
            return work()
        finally:
            hub.shelf.weigh(task)  # pictures, a report or a packed folder may have come to what it keeps

    with task.in_use():
        return await hub.drawing.work_out(worked, task.working())


def attached(content: bytes, kind: str, name: str) -> Response:
    """Return a file to be kept."""
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
