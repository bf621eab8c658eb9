"""The chapters: what a visitor may change in each, the run that comes of it, and the sentence for what it found."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import Field

from scored_society.base.text import yaml_text
from scored_society.measure.outcomes import outcomes, totals_of
from scored_society.record.run import Run
from scored_society.site.api.answering import answered, done
from scored_society.site.api.asking import Asked, Language, TheClient, TheHub
from scored_society.site.chapters import Chapter, load_chapters, overlay
from scored_society.site.comparing import ComparisonTask
from scored_society.site.controls import Value
from scored_society.site.found import Effect, Key, sentence
from scored_society.site.given import Inputs, Plan, planned
from scored_society.site.living import RunTask
from scored_society.site.problem import Problem
from scored_society.site.settings import Limits
from scored_society.site.texts import load_texts

router = APIRouter(prefix="/chapters", tags=["chapters"])
Answer = dict[str, Any]
Name = Annotated[str, Path(pattern=r"^[a-z]{1,20}$", description="The name of a chapter.")]
Position = int | float | bool | Annotated[str, Field(max_length=40)]
NAMING = {"policy", "title", "extends"}
"""What a rule book says that changes nothing of the one it extends."""


class PositionsAsked(Asked):
    """Where the controls of a chapter stand; those that are left out, at their start."""

    values: Annotated[dict[str, Position], Field(max_length=3, description="By the control's name.")] = {}


@router.get("")
async def list_chapters() -> Answer:
    """List the chapters in their order, with their controls."""
    return {"chapters": [chapter.model_dump(mode="json", by_alias=True) for chapter in load_chapters().values()]}


@router.post("/{name}/runs", status_code=202)
async def start_chapter(name: Name, asked: PositionsAsked, hub: TheHub, client: TheClient) -> Answer:
    """Start the run of a chapter, or the comparison where it tells two rule books apart."""
    chapter = _chapter(name)

    def plans() -> list[Plan]:
        books = [rule_book_of(chapter, asked.values)]
        if chapter.compare_with:
            books.insert(0, chapter.compare_with)
        return [_planned(chapter, book, hub.limits) for book in books]

    found = await hub.reading.work_out(plans)
    if len(found) == 1:
        return hub.start_run(found[0], client).told()
    return hub.start_comparison((found[0], found[1]), client).told()


@router.get("/{name}/found/{number}")
async def tell_found(
    name: Name,
    number: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{16}$", description="Of the run or the comparison.")],
    hub: TheHub,
    language: Language = "en",
) -> Answer:
    """Return the sentence that says what a chapter's run found."""
    chapter, texts = _chapter(name), load_texts(language)
    if chapter.compare_with is None:
        task = done(hub.shelf.get(number, RunTask))
        return {"sentence": await answered(hub, task, lambda: sentence(chapter, texts, outcomes_of(task.run())))}
    both = done(hub.shelf.get(number, ComparisonTask))

    def told() -> str:
        effects = {
            (row["measure"], row["group"]): Effect(row["effect"], row["low"], row["high"])
            for row in both.comparison().effects.iter_rows(named=True)
        }
        return sentence(chapter, texts, outcomes_of(both.runs[1].run()), effects)

    return {"sentence": await answered(hub, both, told)}


def rule_book_of(chapter: Chapter, values: dict[str, Value]) -> str:
    """Return the rule book that the controls make: the name of a built-in one where they change nothing, else YAML."""
    document = overlay(chapter, values)
    return document["extends"] if set(document) <= NAMING else yaml_text(document)


def outcomes_of(run: Run) -> dict[Key, float]:
    """Return the outcomes of a run, by measure and group."""
    rows = outcomes(totals_of(run.weekly)).select("measure", "group", "value").iter_rows()
    return {(measure, group): value for measure, group, value in rows}


def _planned(chapter: Chapter, book: str, limits: Limits) -> Plan:
    inputs = Inputs(book, chapter.society, chapter.citizens, chapter.years, 0, chapter.seed)
    return planned(inputs, limits)


def _chapter(name: str) -> Chapter:
    if (chapter := load_chapters().get(name)) is None:
        raise Problem(404, "there is no such chapter")
    return chapter
