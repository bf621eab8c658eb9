"""The words of the site, in each language: pages, chapters, names, glossary, lesson, and what the engine says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from pydantic import BaseModel, ConfigDict

from scored_society.base.document import Document, parse_document
from scored_society.base.model import validated
from scored_society.base.names import nearest

PHRASES = ("pictures", "tables", "findings", "audit", "refusals")
"""The files of what the engine says; see `phrasebook`."""
LANGUAGES = ("en", "zh")
"""English first: the words of the source text stand in it."""


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True)


class ControlText(_Words):
    """What a control is called, what it does, and its options."""

    label: str
    help: str
    options: dict[str, str] = {}


class ChapterText(_Words):
    """The words of one chapter."""

    title: str
    question: str
    lead: str
    claims: dict[str, str]
    """The words of the source text, verbatim in English, translated elsewhere."""
    notes: dict[str, str] = {}
    """How a claim is meant, where it needs saying."""
    record: dict[str, str]
    controls: dict[str, ControlText]
    found: str
    nothing: str
    """Stands for `found` where a ratio has nothing below the line."""
    content_note: str | None = None
    teacher: str
    """A question for a class."""


class Name(_Words):
    """What a thing is called, and one sentence about it."""

    label: str
    what: str


class Step(_Words):
    """A part of the lesson."""

    minutes: int
    title: str
    does: str
    say: str


class Lesson(_Words):
    """A lesson plan."""

    title: str
    for_whom: str
    aims: list[str]
    needs: list[str]
    steps: list[Step]
    questions: list[str]
    beware: list[str]
    home: list[str]


class Term(_Words):
    """An entry of the glossary."""

    term: str
    meaning: str


class _Interface(BaseModel):
    interface: dict[str, dict[str, str]]


class _Chapters(BaseModel):
    chapters: dict[str, ChapterText]


class _Phrases(BaseModel):
    phrases: dict[str, str]


class _Names(BaseModel):
    described: dict[str, dict[str, Name]]
    labels: dict[str, dict[str, str]]


class _Glossary(BaseModel):
    glossary: dict[str, Term]


class _Lesson(BaseModel):
    lesson: Lesson


class Texts:
    """The words of one language.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        def read(name: str) -> Document:
            return parse_document((files(__package__) / "texts" / language / name).read_bytes(), f"{language}/{name}")

        groups = validated(_Interface, read("interface.yaml")).interface
        names = validated(_Names, read("names.yaml"))
        self.language = language
        self.interface = {f"{group}.{key}": text for group, keys in groups.items() for key, text in keys.items()}
        """Every text of the pages, by its key: `lab.run`."""
        self.chapters = validated(_Chapters, read("chapters.yaml")).chapters
        self.glossary = validated(_Glossary, read("glossary.yaml")).glossary
        self.lesson = validated(_Lesson, read("lesson.yaml")).lesson
        phrases = {name: validated(_Phrases, read(f"{name}.yaml")).phrases for name in PHRASES}
        self.phrases = {f"{name}.{key}": text for name, keys in phrases.items() for key, text in keys.items()}
        """What the engine says, by key: `pictures.one_run`."""
        self._described = names.described
        self._labels = names.labels

    def say(self, key: str, /, **values: object) -> str:
        """Return a text of the interface, with its placeholders filled.

        Raises
        ------
        KeyError
            For an unknown key.
        ValueError
            If a placeholder is not filled, or a value has none.

        Examples
        --------
        >>> load_texts("en").say("state.waiting", place=3)
        'Waiting: place 3 in the queue.'
        """
        if key not in self.interface:
            raise KeyError(f"no text '{key}'; the nearest is '{nearest(key, self.interface)}'")
        return filled(self.interface[key], values)

    def name(self, kind: str, name: str) -> str:
        """Return what a thing of a rule book or society is called; its own name in words if it has none here."""
        labels = self.names().get(kind, {})
        return labels.get(name, name.replace("_", " "))

    def what(self, kind: str, name: str) -> str | None:
        """Return the sentence about a thing, if there is one."""
        found = self._described.get(kind, {}).get(name)
        return found.what if found else None

    def names(self) -> dict[str, dict[str, str]]:
        """Return every label, by kind and name."""
        described = {kind: {name: each.label for name, each in of.items()} for kind, of in self._described.items()}
        return described | self._labels

    def described(self) -> Mapping[str, Mapping[str, Name]]:
        """Return label and sentence, by kind and name, of the kinds that have sentences."""
        return self._described

    def words(self) -> dict[str, Any]:
        """Return what a page's scripts need, ready for JSON: `interface` by key, `names` by kind and name."""
        return {"interface": self.interface, "names": self.names(), "what": self._whats()}

    def all(self) -> Iterator[tuple[str, str]]:
        """Yield every text with its path: what a translation must have, too."""
        yield from self.interface.items()
        parts: dict[str, Any] = {
            "chapters": {name: text.model_dump() for name, text in self.chapters.items()},
            "names": {
                kind: {name: each.model_dump() for name, each in of.items()} for kind, of in self._described.items()
            },
            "labels": self._labels,
            "glossary": {name: term.model_dump() for name, term in self.glossary.items()},
            "lesson_plan": self.lesson.model_dump(),
            "phrases": self.phrases,
        }
        yield from _leaves(json.loads(json.dumps(parts)), "")

    def _whats(self) -> dict[str, dict[str, str]]:
        return {kind: {name: each.what for name, each in of.items()} for kind, of in self._described.items()}


@cache
def load_texts(language: str) -> Texts:
    """Return the words of a language.

    Raises
    ------
    KeyError
        If the site does not speak it.
    """
    if language not in LANGUAGES:
        raise KeyError(f"the site speaks {' and '.join(LANGUAGES)}, not '{language}'")
    return Texts(language)


def preferred(accepted: str) -> str:
    """Return the language of the site that a browser likes best.

    Parameters
    ----------
    accepted : what it says in `Accept-Language`.

    Examples
    --------
    >>> preferred("zh-CN,zh;q=0.9,en;q=0.8"), preferred("fr")
    ('zh', 'en')
    """
    for part in accepted.lower().split(","):
        code = part.split(";")[0].strip().split("-")[0]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its placeholders filled.

    Raises
    ------
    ValueError
        If a placeholder is not filled, or a value has none.
    """
    if (wanted := placeholders(text)) != set(values):
        raise ValueError(f"the text has places for {sorted(wanted)}, and there is {sorted(values)}")
    return text.format_map(values)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}.{index}")
    elif isinstance(value, str):
        yield path, value
