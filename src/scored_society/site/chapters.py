"""The chapters of the site as data: what belongs to no language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator

from scored_society.base.document import Document, parse_document
from scored_society.base.model import validated
from scored_society.site.controls import Control, Frozen, Value, overlaid

Voice = Literal["fact", "praise", "mixed"]
Status = Literal[
    "documented", "local", "disputed", "contradicted", "no_rule_found", "not_measured", "study", "second_hand",
    "from_memory", "assumed",
]  # fmt: skip


class Source(Frozen):
    """Where something is to be read, and how it was seen."""

    title: str
    where: str
    year: int | None = None
    accessed: int | None = None
    seen: Literal["read", "second_hand", "memory"]

    @model_validator(mode="after")
    def dated(self) -> Source:
        """Ask for a year, of the source or of the day it was seen."""
        if (self.year is None) == (self.accessed is None):
            raise ValueError("a source needs 'year' or 'accessed', one of them")
        return self


class Paragraph(Frozen):
    """How sure a paragraph of the record is, and the names of its sources."""

    status: Status
    sources: list[str]


class Number(Frozen):
    """One number of the sentence that says what a run found."""

    measure: str
    group: str = "everybody"
    over: list[str] = []
    """Outcomes whose sum it is divided by."""
    times: float = 1
    of: Literal["run", "effect"] = "run"
    show: Literal["fine", "percent", "decimal", "signed"]


class Chapter(Frozen):
    """One chapter, without its words."""

    id: str
    number: int
    previous: str | None
    next: str | None
    claims: dict[str, Voice]
    record: dict[str, Paragraph]
    controls: Annotated[list[Control], Field(min_length=1, max_length=3)]
    society: str
    citizens: Annotated[int, Field(ge=2_000, le=20_000)]
    years: Annotated[int, Field(ge=3, le=10)]
    seed: int
    book: str
    compare_with: str | None = None
    """The rule book of the first run, where the visitor's is told beside another."""
    charts: list[str] = []
    compared_charts: list[str] = []
    found: Annotated[dict[str, Number], Field(min_length=1)]
    content_note: bool = False


class _File(BaseModel):
    defaults: dict[str, Value]
    chapters: dict[str, dict[str, Any]]


@cache
def load_chapters() -> dict[str, Chapter]:
    """Return the chapters in their order, by id."""
    document = _read("chapters.yaml")
    file = validated(_File, document)
    names = [None, *file.chapters, None]
    found = {}
    for place, (name, body) in enumerate(file.chapters.items(), start=1):
        around = {"number": place, "previous": names[place - 1], "next": names[place + 1]}
        whole = {**file.defaults, **body, "id": name, **around}
        found[name] = Chapter.model_validate(whole, extra="forbid")
    return found


@cache
def load_sources() -> dict[str, Source]:
    """Return every source that a chapter cites, by name."""
    document = _read("sources.yaml")
    return {name: Source.model_validate(body, extra="forbid") for name, body in document.value.items()}


def overlay(chapter: Chapter, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return the rule book that a chapter's controls make, as a document that extends a built-in one.

    Raises
    ------
    UserError
        For a control that the chapter does not have, or a value that it does not take.

    Examples
    --------
    >>> overlay(load_chapters()["blacklist"], {"threshold": 900})["blacklist"]
    {'low_score': {'at_or_below': 900}}
    """
    names = {"policy": f"chapter-{chapter.id}", "title": f"The rule book of chapter {chapter.number}"}
    return names | overlaid(chapter.controls, chapter.book, values)


def _read(name: str) -> Document:
    return parse_document((files(__package__) / name).read_bytes(), name)
