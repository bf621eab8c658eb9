"""Runs: started, watched, cancelled, and what came of them."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from starlette.responses import Response

from scored_society.chart.look import BOUNDARY
from scored_society.report.findings import findings_by_theme
from scored_society.site import pictures
from scored_society.site.api.answering import answered, attached, done
from scored_society.site.api.asking import Citizen, Language, Number, Picture, RunAsked, TheClient, TheHub
from scored_society.site.city import City
from scored_society.site.download import archive, report
from scored_society.site.given import givable_text, planned, under_none
from scored_society.site.hub import Hub
from scored_society.site.lives import What, found, life
from scored_society.site.living import RunTask
from scored_society.site.phrasebook import load_phrasebook
from scored_society.site.problem import Problem
from scored_society.site.sending import FromFile, Pieces
from scored_society.site.stream import Stream
from scored_society.site.summary import summary

router = APIRouter(prefix="/runs", tags=["runs"])
Answer = dict[str, Any]
SVG, YAML, JSON = "image/svg+xml", "application/yaml", "application/json"
Domain = Annotated[str | None, Query(max_length=40, description="Of life, for shut-out.")]
Draw = Annotated[int | None, Query(ge=0, lt=2**32, description="Brings the same sample again.")]
Good = Annotated[str | None, Query(max_length=60, description="For pictures of waiting: the scarce good.")]
LastEvent = Annotated[int | None, Header(alias="Last-Event-ID", ge=0, lt=2**31)]


@router.post("", status_code=202)
async def start_run(asked: RunAsked, hub: TheHub, client: TheClient) -> Answer:
    """Start a run; open its stream soon, or it is cancelled."""
    plan = await hub.reading.work_out(lambda: planned(asked.inputs(asked.policy, hub.limits), hub.limits))
    return hub.start_run(plan, client).told()


@router.get("/{number}")
async def show_run(number: Number, hub: TheHub, client: TheClient) -> Answer:
    """Say how a run stands."""
    task = hub.shelf.get(number, RunTask)
    task.come(client)
    return task.told()


@router.delete("/{number}", status_code=204)
async def leave_run(number: Number, hub: TheHub, client: TheClient) -> None:
    """Let go of a run, as often as it was asked for; once nobody wants it, it is cancelled and forgotten."""
    hub.leave(hub.shelf.get(number, RunTask), client)


@router.get("/{number}/stream", response_class=Response)
async def watch_run(number: Number, hub: TheHub, client: TheClient, last_event: LastEvent = None) -> Response:
    """Watch a run, as server-sent events: waiting, started, note, frame, and done, failed or cancelled."""
    task = hub.shelf.get(number, RunTask)
    task.come(client)
    return Stream(hub, task, last_event)


@router.get("/{number}/frames", response_class=Response, responses={200: {"content": {JSON: {}}}})
async def show_frames(number: Number, hub: TheHub) -> Response:
    """Return the figures of all weeks so far: `{"frames": […]}`."""
    return Pieces(hub.shelf.get(number, RunTask).frames_as_json(), JSON)


@router.get("/{number}/summary")
async def show_summary(number: Number, hub: TheHub) -> Answer:
    """Return what a run was made from, and the last week in a few figures."""
    task = finished(hub, number)
    return await answered(hub, task, lambda: summary(task.run()))


@router.get("/{number}/findings")
async def show_findings(number: Number, hub: TheHub, language: Language = "en") -> Answer:
    """Return what a run shows, as sentences with their numbers."""
    task, said = finished(hub, number), load_phrasebook(language).said
    themes = await answered(hub, task, lambda: findings_by_theme(task.run()))
    return {"themes": [{"theme": said(theme), "sentences": list(map(said, told))} for theme, told in themes]}


@router.get("/{number}/charts")
async def list_pictures(number: Number, hub: TheHub) -> Answer:
    """List the pictures and tables that a run may have."""
    task = finished(hub, number)
    return {"charts": await answered(hub, task, lambda: pictures.names(task.run()))}


@router.get("/{number}/charts/{name}.svg", response_class=Response, responses={200: {"content": {SVG: {}}}})
async def draw_picture(
    number: Number, name: Picture, hub: TheHub, plain: bool = False, language: Language = "en", good: Good = None
) -> Response:
    """Draw a picture."""
    task = finished(hub, number)

    def drawn() -> bytes:
        return pictures.drawn(task.run(), task.folder, name, plain=plain, language=language, good=good)

    return Response(await answered(hub, task, drawn), media_type=SVG)


@router.get("/{number}/charts/{name}.json")
async def tell_picture(
    number: Number, name: Picture, hub: TheHub, language: Language = "en", good: Good = None
) -> Answer:
    """Return what a picture says, and the table behind it."""
    task = finished(hub, number)
    told = partial(pictures.told, language=language, good=good)
    return await answered(hub, task, lambda: told(task.run(), task.folder, name))


@router.get("/{number}/policy.yaml", response_class=Response, responses={200: {"content": {YAML: {}}}})
async def show_policy(number: Number, hub: TheHub) -> Response:
    """Return the rule book of a run, as resolved; without its own tests, so that it may be given again."""
    plan = hub.shelf.get(number, RunTask).plan
    text = await hub.reading.work_out(lambda: givable_text(plan.book))
    return attached(f"# {BOUNDARY}\n{text}".encode(), YAML, "policy.yaml")


@router.get("/{number}/report.html", response_class=Response, responses={200: {"content": {"text/html": {}}}})
async def write_report(number: Number, hub: TheHub) -> Response:
    """Write the report of a run: one file that opens offline."""
    task = finished(hub, number)
    return await answered(
        hub, task, lambda: FromFile(report(task.run(), task.folder), "text/html", filename="report.html")
    )


@router.get("/{number}/download", response_class=Response, responses={200: {"content": {"application/zip": {}}}})
async def download_run(number: Number, hub: TheHub) -> Response:
    """Return the run folder, packed."""
    task = finished(hub, number)
    return await answered(
        hub, task, lambda: FromFile(archive(task.path, task.folder), "application/zip", filename="run.zip")
    )


@router.get("/{number}/city/layout")
async def show_city(number: Number, hub: TheHub) -> Answer:
    """Return where everybody is, and which frames there are so far."""
    return city_of(hub, number).layout()


@router.get(
    "/{number}/city/frames", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}}
)
async def show_city_frames(
    number: Number,
    hub: TheHub,
    first: Annotated[int, Query(alias="from", ge=0, le=10_000)] = 0,
    past: Annotated[int | None, Query(alias="to", ge=0, le=10_000, description="The first that is left out.")] = None,
) -> Response:
    """Return some frames of the city, as bytes."""
    city, most = city_of(hub, number), hub.limits.frames_at_once
    count = most if past is None else min(most, past - first)
    head, part = city.part(first, count)
    return FromFile(city.path, "application/octet-stream", head=head, part=part)


@router.get("/{number}/find")
async def find_lives(
    number: Number, hub: TheHub, what: What = "random", domain: Domain = None, draw: Draw = None
) -> Answer:
    """Find a few lives: by chance, or by what was done to somebody; never by what somebody did."""
    task = finished(hub, number)
    return await answered(hub, task, lambda: found(task.run(), what, domain, draw))


@router.get("/{number}/lives/{citizen}")
async def tell_life(number: Number, citizen: Citizen, hub: TheHub) -> Answer:
    """Tell a life."""
    task = finished(hub, number)
    return await answered(hub, task, lambda: life(task.run(), citizen))


@router.post("/{number}/twin", status_code=202)
async def start_twin(number: Number, hub: TheHub, client: TheClient) -> Answer:
    """Start the run of the same people under `none`."""
    plan = hub.shelf.get(number, RunTask).plan
    twin = await hub.reading.work_out(lambda: under_none(plan))
    return hub.start_run(twin, client).told()


def finished(hub: Hub, number: str) -> RunTask:
    """Return a run that is done, or refuse."""
    return done(hub.shelf.get(number, RunTask))


def city_of(hub: Hub, number: str) -> City:
    """Return the city of a run that has begun."""
    task = hub.shelf.get(number, RunTask)
    task.attend()
    if task.city is None or not task.city.weeks:
        raise Problem(409, "the run has not begun")
    return task.city
