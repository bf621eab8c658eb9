"""The pages: in each language, made from the texts; their scripts ask the API for everything that lives."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any, NamedTuple

import jinja2
from fastapi import APIRouter, FastAPI, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from scored_society.site.chapters import Chapter, Source, load_chapters, load_sources
from scored_society.site.problem import TOKEN_WANTED
from scored_society.site.texts import LANGUAGES, ChapterText, Texts, load_texts, preferred

API, STATIC = "/api", "/static"
SECTIONS = ("home", "city", "life", "someone", "lab", "lesson", "glossary")
"""The pages beside the chapters, in the order in which they are listed."""
SOURCE_LANGUAGE = LANGUAGES[0]
"""In which the words of the source text stand, on every page."""
ERROR = "error"
"""The page that stands where there is none."""
EXPLAINED = {
    "city": ("neighbourhood", "blacklist", "shut_out", "score"),
    "life": ("entry", "wrong_record", "wrongful", "punishment", "twin"),
    "someone": ("twin", "protected_act", "right_withheld", "trust", "belief"),
    "lab": ("rule_book", "comparison", "interval", "seed", "one_run", "right_withheld"),
}
"""Terms of the glossary that the pages beside the chapters lean on."""


class Address(NamedTuple):
    """Where pages and files are, from the page that is written."""

    root: str
    static: str
    ending: str

    def page(self, language: str, name: str) -> str:
        """Return the address of a page: a section, or a chapter."""
        path = "" if name == "home" else f"{name}/"
        return f"{self.root}{language}/{path}{self.ending}"


SERVED = Address("/", STATIC, "")
"""Where a site is that is served."""


class Said(NamedTuple):
    """A paragraph of the record, with how sure it is and where it is to be read."""

    text: str
    status: str
    sources: list[Source]


def install(app: FastAPI) -> None:
    """Add the pages to an application."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def enter(request: Request) -> Response:
        return RedirectResponse(f"/{preferred(request.headers.get('accept-language', ''))}/", 303)

    for spoken in LANGUAGES:
        _install(router, spoken)
    app.mount(STATIC, StaticFiles(packages=[("scored_society.site", "static")]), name="static")
    app.include_router(router)
    elsewhere = app.router.default

    async def nowhere(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(API):
            await elsewhere(scope, receive, send)
            return
        accepted = Request(scope).headers.get("accept-language", "")
        await _page(preferred(accepted), ERROR)(scope, receive, send)

    app.router.default = nowhere


def _install(router: APIRouter, language: str) -> None:
    """Add the pages of a language."""

    @router.get(f"/{language}/")
    async def home() -> Response:
        return _page(language, "home")

    @router.get(f"/{language}/{{name}}/")
    async def other(name: str) -> Response:
        return _page(language, name)


def names() -> list[str]:
    """Return the name of every page of a language."""
    return [*SECTIONS, *load_chapters()]


def written(language: str, name: str, address: Address = SERVED, template: str | None = None, **more: Any) -> str:
    """Write a page.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    name : str
        One of `names()`, or `ERROR`.
    address : Address
        Where other pages and files are.
    template : str, optional
        Another than the page's own, which it finds under the name `original`.
    more
        What else its template asks for.

    Raises
    ------
    KeyError
        If there is no such page.
    """
    texts, chapter = load_texts(language), load_chapters().get(name)
    if chapter is None and name not in (*SECTIONS, ERROR):
        raise KeyError(name)
    original = f"{name}.html" if chapter is None else "chapter.html"
    values = {"explained": EXPLAINED.get(name, ())} if chapter is None else _of_chapter(chapter, texts)
    chosen = environment().get_template(template or original)
    return chosen.render(
        original=original,
        language_code="zh-Hans" if language == "zh" else language,
        language=language,
        version=version("scored-society"),
        texts=texts,
        say=texts.say,
        words=texts.words(),
        static=address.static,
        section=name,
        chapters=[(each, texts.chapters[each.id]) for each in load_chapters().values()],
        sections=[(each, f"nav.{each}") for each in SECTIONS],
        to=lambda page: address.page(language, page),
        languages=[
            (each, load_texts(each).say("language.own_name"), address.page(each, "home" if name == ERROR else name))
            for each in LANGUAGES
        ],
        review=None if language == SOURCE_LANGUAGE else texts.say("language.review"),
        **values,
        **more,
    )


def _page(language: str, name: str) -> Response:
    """Return a page, or the one that says there is none."""
    there = name in names()
    return HTMLResponse(_served(language, name if there else ERROR), 200 if there else 404)


def closed(path: str, accepted: str) -> Response:
    """Return the page for somebody who has no token: how to get in. It has no style, as files ask for the token, too.

    Parameters
    ----------
    path : where the visitor wanted to go; it may say a language.
    accepted : what the browser says in `Accept-Language`.
    """
    spoken = path.lstrip("/").split("/")[0]
    language = spoken if spoken in LANGUAGES else preferred(accepted)
    return HTMLResponse(_closed(language), 401, TOKEN_WANTED)


@cache
def _closed(language: str) -> str:
    return written(language, ERROR, template="closed.html")


@cache
def _served(language: str, name: str) -> str:
    return written(language, name)


def _of_chapter(chapter: Chapter, texts: Texts) -> dict[str, Any]:
    """Return what the page of a chapter needs beside what every page has."""
    text, source = texts.chapters[chapter.id], load_texts(SOURCE_LANGUAGE).chapters[chapter.id]
    return {
        "chapter": chapter,
        "text": text,
        "claims": [
            (voice, source.claims[name], text.claims[name] if text is not source else None, text.notes.get(name))
            for name, voice in chapter.claims.items()
        ],
        "record": _record(chapter, text),
        "explained": terms_in(texts, text),
        "data": chapter.model_dump(mode="json", by_alias=True),
    }


def terms_in(texts: Texts, text: ChapterText) -> list[str]:
    """Return the terms of the glossary that a chapter uses, by name."""
    controls = [part for control in text.controls.values() for part in (control.label, control.help)]
    read = " ".join([text.question, text.lead, *text.record.values(), *controls, text.found]).lower()
    return [name for name, term in texts.glossary.items() if _uses(read, term.term.split("(")[0].strip().lower())]


def _uses(read: str, term: str) -> bool:
    """Whether a term stands in a text; where words are written apart, as a word, in the plural, too."""
    return bool(re.search(rf"\b{re.escape(term)}s?\b", read)) if term.isascii() else term in read


def _record(chapter: Chapter, text: ChapterText) -> list[Said]:
    sources = load_sources()
    return [
        Said(text.record[name], paragraph.status, [sources[source] for source in paragraph.sources])
        for name, paragraph in chapter.record.items()
    ]


@cache
def environment() -> jinja2.Environment:
    """Return where the templates of the pages are."""
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> str:
    return (files("scored_society.site") / "templates" / name).read_text(encoding="utf-8")
