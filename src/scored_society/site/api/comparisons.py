"""Comparisons: two rule books over the same people, lived one after the other, and compared life by life."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from scored_society.site import pictures
from scored_society.site.api.answering import answered, done
from scored_society.site.api.asking import ComparisonAsked, Language, Number, Picture, TheClient, TheHub
from scored_society.site.api.runs import SVG
from scored_society.site.comparing import ComparisonTask
from scored_society.site.download import report
from scored_society.site.given import Plan, planned
from scored_society.site.hub import Hub
from scored_society.site.sending import FromFile
from scored_society.site.stream import Stream

router = APIRouter(prefix="/comparisons", tags=["comparisons"])
Answer = dict[str, Any]


@router.post("", status_code=202)
async def start_comparison(asked: ComparisonAsked, hub: TheHub, client: TheClient) -> Answer:
    """Start a comparison; open its stream soon, or it is cancelled."""

    def plans() -> tuple[Plan, Plan]:
        a, b = (planned(asked.inputs(policy, hub.limits), hub.limits) for policy in (asked.policy_a, asked.policy_b))
        return a, b

    return hub.start_comparison(await hub.reading.work_out(plans), client).told()


@router.get("/{number}")
async def show_comparison(number: Number, hub: TheHub, client: TheClient) -> Answer:
    """Say how a comparison stands."""
    task = hub.shelf.get(number, ComparisonTask)
    task.come(client)
    return task.told()


@router.delete("/{number}", status_code=204)
async def leave_comparison(number: Number, hub: TheHub, client: TheClient) -> None:
    """Let go of a comparison, as of a run; once nobody wants it, it is cancelled and forgotten."""
    hub.leave(hub.shelf.get(number, ComparisonTask), client)


@router.get("/{number}/stream", response_class=Response)
async def watch_comparison(number: Number, hub: TheHub, client: TheClient) -> Response:
    """Watch a comparison, as server-sent events: what its runs tell (`frame-a`, `frame-b` …), then `comparing`."""
    task = hub.shelf.get(number, ComparisonTask)
    task.come(client)
    return Stream(hub, task, None)


@router.get("/{number}/effects")
async def show_effects(number: Number, hub: TheHub) -> Answer:
    """Return the effects with their intervals, for everybody and by group, and the lives harmed and helped."""
    task = finished(hub, number)
    return await answered(hub, task, task.effects)


@router.get("/{number}/charts")
async def list_pictures(number: Number, hub: TheHub) -> Answer:
    """List the pictures and tables of a comparison."""
    task = finished(hub, number)
    return {"charts": await answered(hub, task, lambda: pictures.names(task.comparison()))}


@router.get("/{number}/charts/{name}.svg", response_class=Response, responses={200: {"content": {SVG: {}}}})
async def draw_picture(
    number: Number, name: Picture, hub: TheHub, plain: bool = False, language: Language = "en"
) -> Response:
    """Draw a picture."""
    task = finished(hub, number)

    def drawn() -> bytes:
        return pictures.drawn(task.comparison(), task.folder, name, plain=plain, language=language)

    return Response(await answered(hub, task, drawn), media_type=SVG)


@router.get("/{number}/charts/{name}.json")
async def tell_picture(number: Number, name: Picture, hub: TheHub, language: Language = "en") -> Answer:
    """Return what a picture says, and the table behind it."""
    task = finished(hub, number)
    return await answered(hub, task, lambda: pictures.told(task.comparison(), task.folder, name, language=language))


@router.get("/{number}/report.html", response_class=Response, responses={200: {"content": {"text/html": {}}}})
async def write_report(number: Number, hub: TheHub) -> Response:
    """Write the report of a comparison: one file that opens offline."""
    task = finished(hub, number)
    return await answered(
        hub, task, lambda: FromFile(report(task.comparison(), task.folder), "text/html", filename="comparison.html")
    )


def finished(hub: Hub, number: str) -> ComparisonTask:
    """Return a comparison that is done, or refuse."""
    return done(hub.shelf.get(number, ComparisonTask))
