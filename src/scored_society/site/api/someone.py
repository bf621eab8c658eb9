"""Be someone: the site draws a citizen, and a visitor chooses among enumerated acts, month by month, for five years."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from scored_society.site.api.asking import Language, MonthAsked, Number, SomeoneAsked, TheClient, TheHub
from scored_society.site.given import Inputs, Plan, planned, society
from scored_society.site.someone.neighbourhood import YEARS
from scored_society.site.texts import load_texts

router = APIRouter(prefix="/someone", tags=["be someone"])
Answer = dict[str, Any]


@router.post("", status_code=202)
async def begin(asked: SomeoneAsked, hub: TheHub, client: TheClient) -> Answer:
    """Begin: the society is lived, and somebody in it is drawn; open the stream of the run that the answer names."""

    def plan() -> Plan:
        citizens = society(asked.society).society.citizens or hub.limits.someone_citizens
        return planned(Inputs(asked.policy, asked.society, citizens, YEARS, 0, asked.seed), hub.limits)

    someone = hub.start_someone(await hub.reading.work_out(plan), client)
    return {"id": someone.id, "status": "preparing", "run": someone.task.told()}


@router.get("/{number}")
async def show(number: Number, hub: TheHub, language: Language = "en") -> Answer:
    """Say who one is, how one fares, and what one may choose."""
    someone = hub.someone(number)
    return _marked(await hub.drawing.work_out(someone.told), language)


@router.post("/{number}/month")
async def choose(number: Number, asked: MonthAsked, hub: TheHub, language: Language = "en") -> Answer:
    """Choose for a month, and live it."""
    someone = hub.someone(number)
    return _marked(await hub.drawing.work_out(lambda: someone.choose(asked.month, asked.choice)), language)


@router.get("/{number}/end")
async def end(number: Number, hub: TheHub, language: Language = "en") -> Answer:
    """Return the life, its silent and its speaking twin, and what silence cost the neighbours."""
    someone = hub.someone(number)
    told = await hub.drawing.work_out(someone.end)
    return _marked(told, language) | {"twins": load_texts(language).say("someone.twins")}


@router.delete("/{number}", status_code=204)
async def forget(number: Number, hub: TheHub, client: TheClient) -> None:
    """Forget somebody, and let go of the run that was asked for with them."""
    run = hub.someone(number).task
    hub.forget_someone(number)
    hub.leave(run, client)


def _marked(told: Answer, language: Language) -> Answer:
    """Return an answer with what stands on everything that comes of it."""
    return told | {"mark": load_texts(language).say("someone.mark")}
