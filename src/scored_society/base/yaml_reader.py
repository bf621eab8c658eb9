"""A small, safe reader of YAML: plain values and the line of each, composed from libyaml's events.

No tags, anchors, aliases or merge keys, so a file can neither build objects nor grow beyond its bytes.
Composing from the events of the C parser is some ten times as fast as a parser in Python, and keeps the lines.
"""

from __future__ import annotations

import math
import re
from typing import Any

import yaml

from scored_society.base.errors import Place, UserError, mistake

DEEPEST = 20  # mappings and lists within each other
MOST_DIGITS = 18  # so every integer fits 64 bits
TEXT_SHOWN = 40

Lines = dict[tuple[str | int, ...], int]

# What YAML calls printable, less the exotic line breaks: they would shift the line numbers of an editor.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile("\r\n|\r|\n")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: meaning for meaning in (True, False) for word in (str(meaning), str(meaning).lower(), str(meaning).upper())
}
_INTEGER = re.compile(r"[-+]?[0-9]+(?:_[0-9]+)*")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:_[0-9]+)*(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def compose(data: bytes, name: str) -> tuple[dict[str, Any], Lines]:
    """Read one YAML mapping.

    Parameters
    ----------
    data : bytes
        The file, UTF-8 without a byte order mark.
    name : str
        The file's label in messages.

    Returns
    -------
    value : dict
        Plain Python values.
    lines : dict
        The line, from 1, of every key and list item, by path; `()` is line 1.

    Raises
    ------
    UserError
        With file and line, for anything else.
    """
    reader = _Reader(_decoded(data, name), name)
    return reader.document(), reader.lines


class _Reader:
    """Composes plain values from a stream of events; recursion is bounded by `DEEPEST`."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines: Lines = {(): 1}
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> dict[str, Any]:
        """Read the one mapping that the whole stream must be."""
        self._next()  # the stream starts
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise mistake("the file is empty", place=Place(self.name, 1))
        event = self._next()
        if isinstance(event, yaml.ScalarEvent) and self._scalar(event) is None:
            raise mistake("the file is empty", place=Place(self.name, 1))
        if not isinstance(event, yaml.MappingStartEvent):
            kind = "a list" if isinstance(event, yaml.SequenceStartEvent) else "a single value"
            raise self._refusal(event, f"the file is {kind}", allowed="a mapping ('key: value') is needed")
        value = self._mapping((), 1)
        self._next()  # the document ends
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refusal(event, "a second document starts here", allowed="one document a file")
        return value

    def _next(self) -> yaml.Event:
        """Return the next event; nothing that could build an object or repeat a part gets past here."""
        try:
            event = next(self._events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = ", ".join(part for part in (error.context, error.problem) if part)
            raise mistake(f"not YAML: {what}", place=Place(self.name, mark.line + 1 if mark else 1)) from None
        except yaml.YAMLError as error:
            raise mistake(f"not YAML: {error}", place=Place(self.name, 1)) from None
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal(event, f"alias '*{event.anchor}'", allowed="write the value out")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            if event.anchor is not None:
                raise self._refusal(event, f"anchor '&{event.anchor}'", allowed="write the value out")
            if event.tag is not None:
                raise self._refusal(event, f"tag '{_shown(event.tag)}'", allowed="plain values only")
        return event

    def _value(self, event: yaml.Event, path: tuple[str | int, ...], depth: int) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > DEEPEST:
            raise self._refusal(event, f"nested deeper than {DEEPEST} levels")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        return self._list(path, depth)

    def _mapping(self, path: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            place = (*path, key)
            if key in found:
                raise self._refusal(event, f"key '{_shown(key)}' again; it is already on line {self.lines[place]}")
            self.lines[place] = _line(event)
            found[key] = self._value(self._next(), place, depth + 1)
        return found

    def _list(self, path: tuple[str | int, ...], depth: int) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            place = (*path, len(found))
            self.lines[place] = _line(event)
            found.append(self._value(event, place, depth + 1))
        return found

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refusal(event, "a list or mapping as a key", allowed="keys are names")
        key = self._scalar(event)
        if not isinstance(key, str):
            raise self._refusal(event, f"key '{_shown(event.value)}' is not a name", allowed="put it in quotes")
        return key

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        """Resolve a plain scalar as YAML 1.2 does; whatever is quoted is text, and so are dates."""
        text = event.value
        if event.style:  # quoted, or a block
            if found := _UNPRINTABLE.search(text):
                raise self._refusal(event, f"control character U+{ord(found[0]):04X}")
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            if sum(map(str.isdigit, text)) > MOST_DIGITS:
                raise self._refusal(event, f"'{_shown(text)}' has more than {MOST_DIGITS} digits")
            return int(text)
        if _FLOAT.fullmatch(text) or _NOT_FINITE.fullmatch(text):
            number = math.nan if _NOT_FINITE.fullmatch(text) else float(text)
            if not math.isfinite(number):
                raise self._refusal(event, f"'{_shown(text)}' is not a finite number")
            return number
        return text

    def _refusal(self, event: yaml.Event, what: str, allowed: str | None = None) -> UserError:
        return mistake(what, place=Place(self.name, _line(event)), allowed=allowed)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _shown(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"


def _decoded(data: bytes, name: str) -> str:
    """Decode UTF-8, refusing what an editor would not show."""
    if data.startswith(_BYTE_ORDER_MARKS):
        raise mistake("the file begins with a byte order mark", place=Place(name, 1), allowed="save it as plain UTF-8")
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        raise mistake("NUL bytes, as in UTF-16", place=Place(name, line), allowed="save it as plain UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise mistake("the file is not UTF-8", place=Place(name, line), allowed="save it as plain UTF-8") from None
    if found := _UNPRINTABLE.search(text):
        line = len(_LINE_BREAK.findall(text, 0, found.start())) + 1
        raise mistake(f"control character U+{ord(found[0]):04X}", place=Place(name, line))
    return text
