"""The pages of a static copy, in each language."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from scored_society.site.chapters import Chapter, load_chapters
from scored_society.site.export.played import Answers
from scored_society.site.export.results import FIGURES, RULE_BOOK, Result
from scored_society.site.export.scripts import STARTS, script
from scored_society.site.export.wording import choices, commands, heading, yearly
from scored_society.site.found import sentence
from scored_society.site.given import Inputs
from scored_society.site.pages import Address, environment, names, written
from scored_society.site.texts import LANGUAGES, load_texts

ALLOWED = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; base-uri 'none'; "
    "form-action 'none'"
)
"""What a page may load: what lies beside it. Opened from a disk it has no origin, so that `file:` says the same."""
INDEX, STATIC = "index.html", "static"
KEPT = ("site.css", "icon.svg")
ABSENT = ("someone", "lab")
"""Sections that need the program."""


class Told(NamedTuple):
    """A chapter in the size in which it was lived, and what its positions found."""

    chapter: Chapter
    results: list[Result]


def write_pages(folder: Path, chapters: dict[str, Told], city: Answers, lives: Answers, held: Inputs) -> None:
    """Write every page, and what they all share.

    Parameters
    ----------
    folder : of the copy.
    chapters : by id; the page of one that is left out says so.
    city, lives : what those pages ask for.
    held : the run of the city.
    """
    played: dict[str, dict[str, Any]] = {"city": {"copied": city, "held": held}, "life": {"copied": lives}}
    _write_static(folder / STATIC)
    (folder / INDEX).write_text(_index(), encoding="utf-8")
    for language in LANGUAGES:
        for name in names():
            place = folder / language / ("" if name == "home" else name)
            place.mkdir(parents=True, exist_ok=True)
            chapter = _of_chapter(language, chapters.get(name))
            more = chapter if name in load_chapters() else played.get(name, {})
            (place / INDEX).write_text(_page(language, name, **more), encoding="utf-8")


def _page(language: str, name: str, **more: Any) -> str:
    root = "../" if name == "home" else "../../"
    chapter = name in load_chapters()
    own = "chapter" if chapter else "absent" if name in ABSENT else "city" if name == "city" else "page"
    start = STARTS.get("chapter" if chapter else name) if not chapter or more["results"] else None
    address = Address(root, f"{root}{STATIC}", INDEX)
    return written(language, name, address, f"export/{own}.html", allowed=ALLOWED, root=root, start=start, **more)


def _of_chapter(language: str, told: Told | None) -> dict[str, Any]:
    """Return what the page of a chapter needs to tell its results."""
    if told is None:
        return {"results": []}
    texts, (chapter, results) = load_texts(language), told
    return {
        "results": results,
        "choices": choices(chapter, texts, {result.position.name for result in results}),
        "headings": [heading(chapter, result.position, texts) for result in results],
        "sentences": [sentence(chapter, texts, result.outcomes, result.effects) for result in results],
        "yearly": [yearly(result, texts) for result in results],
        "commands": [commands(result) for result in results],
        "rule_book_file": RULE_BOOK,
        "figures_file": FIGURES,
    }


def _write_static(folder: Path) -> None:
    folder.mkdir()
    for name in KEPT:
        (folder / name).write_bytes((files("scored_society.site") / "static" / name).read_bytes())
    (folder / "copy.js").write_text(script(), encoding="utf-8")


def _index() -> str:
    """Return the page that is opened first: it leads into each language."""
    doors = [(load_texts(language), f"{language}/{INDEX}", language) for language in LANGUAGES]
    return environment().get_template("export/index.html").render(allowed=ALLOWED, doors=doors, static=STATIC)
