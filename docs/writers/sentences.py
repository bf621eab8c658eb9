"""The source text in sentences, and which entries of a rule book each of them is implemented by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from writers.entries import Entry

ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
"""Between two sentences of a paragraph. The text has no abbreviations with a full stop."""


class Sentence(NamedTuple):
    """A sentence of the text, white space folded, and where it stands in the folded text."""

    words: str
    start: int
    end: int


def folded(text: str) -> str:
    """Return a text on one line, with one space wherever there was white space."""
    return " ".join(text.split())


def sentences(text: str) -> list[Sentence]:
    """Split the text into its sentences, in their order.

    Each line is a paragraph or the item of a list; an item has no full stop and is a sentence of its own.
    """
    found, start = [], 0
    for line in filter(None, map(folded, text.splitlines())):
        for words in ENDS.split(line):
            found.append(Sentence(words, start, start + len(words)))
            start += len(words) + 1
    return found


def implementing(sentence: Sentence, entries: Iterable[Entry], text: str) -> list[Entry]:
    """Return the entries whose claim stands in a sentence, wholly or in part."""
    return [
        entry
        for entry in entries
        if any(start < sentence.end and end > sentence.start for start, end in _places(entry.told.get("claim"), text))
    ]


def _places(claim: str | None, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a claim stand in the folded text, as whole words."""
    if claim:
        words = re.escape(folded(claim))
        yield from (match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", folded(text)))
