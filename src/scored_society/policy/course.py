"""A rule book through time, as sections and layers over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scored_society.base.calendar import week_of
from scored_society.base.document import Document, KeyPath, place_of
from scored_society.base.errors import mistake
from scored_society.base.model import validated
from scored_society.base.overlaid import overlaid
from scored_society.policy.dated import as_of, dates
from scored_society.policy.schema import Change

ENTRIES = ("rules", "channels", "entitlements", "sanctions", "blacklist")
"""The sections that hold named entries."""
SECTIONS = ("score", *ENTRIES, "redress")
"""The sections that rule; the rest of a file is about the file."""
EXEMPT_KEYS = frozenset(
    {"policy", "title", "kind", "starts", "extends", "remove", "from", "to", "tests", "number", "claim", "added"}
    | {"voice", "record", "record_reference", "scored_from_age", "grades"}
)
"""Keys whose numbers need no ground."""
TERM = ("from", "to", "remove")
"""The keys of a change that say when, and what goes."""
MOST_CHANGES = 50
"""Changes of a rule book, those of all that it extends included."""
MOST_WEEKS = 200
"""Weeks in which a rule book may change; each makes a rule book of its own."""


@dataclass(frozen=True)
class _Layer:
    """One change: from a week on, until before another, some entries removed and `body` laid over."""

    first: int
    end: int | None
    body: Document

    def holds(self, week: int) -> bool:
        return self.first <= week and (self.end is None or week < self.end)


class Course:
    """A flattened rule book through time.

    Parameters
    ----------
    document : Document
        What `flattened` returned.

    Attributes
    ----------
    weeks : list of int
        The weeks from which the rule book may differ, in order; the first is 0.
    """

    def __init__(self, document: Document) -> None:
        self.start = part(document, (), without=("changes",))
        self.layers = list(_layers(document))
        found = {
            week_of(day) for body in (self.start, *(layer.body for layer in self.layers)) for day in dates(body.value)
        }
        found |= {week for layer in self.layers for week in (layer.first, layer.end) if week is not None}
        self.weeks = sorted({0} | {week for week in found if week > 0})
        if len(self.weeks) > MOST_WEEKS:
            what = f"the rule book changes in {len(self.weeks)} weeks"
            raise mistake(what, place=place_of(document, ()), allowed=f"{MOST_WEEKS} at most")

    def at(self, week: int) -> Document:
        """Return the rule book as it stands in a week: no dates, no changes."""
        standing = as_of(self.start, week)
        for layer in self.layers:
            if layer.holds(week):
                standing = laid(standing, as_of(layer.body, week))
        return standing


def laid(standing: Document, body: Document) -> Document:
    """Remove what `body` removes, then lay the rest of it over."""
    standing = _without(standing, body.value.get("remove", {}))
    return overlaid(standing, part(body, (), only=SECTIONS), EXEMPT_KEYS)


def _without(standing: Document, removed: dict[str, list[str]]) -> Document:
    """Remove entries; nobody reports through a channel that is gone, and what nobody else reports goes with it."""
    gone = removed.get("channels", [])
    value: dict[str, Any] = dict(standing.value)
    unseen: dict[str, list[str]] = {}
    for section, key in (("rules", "seen_by"), ("blacklist", "by")) if gone else ():
        entries = value.get(section)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            if isinstance(entry, dict) and isinstance(entry.get(key), list) and set(entry[key]) & set(gone):
                left = [channel for channel in entry[key] if channel not in gone]
                value[section] = {**value[section], name: {**entry, key: left}}
                if not left:
                    unseen.setdefault(section, []).append(name)
    lost = {section: {*removed.get(section, ()), *unseen.get(section, ())} for section in {*removed, *unseen}}
    for section, names in lost.items():
        if isinstance(value.get(section), dict):
            value[section] = {name: entry for name, entry in value[section].items() if name not in names}
    places = {
        path: place
        for path, place in standing.places.items()
        if len(path) < 2 or path[1] not in lost.get(str(path[0]), ())
    }
    return Document(standing.name, value, places)


def part(
    document: Document, path: KeyPath, *, only: tuple[str, ...] | None = None, without: tuple[str, ...] = ()
) -> Document:
    """Return the mapping at `path` as a document, with the keys of `only` or all but those of `without`."""
    value: Any = document.value
    for step in path:
        value = value[step]
    value = {key: item for key, item in value.items() if key not in without and (only is None or key in only)}
    depth = len(path)
    places = {
        known[depth:]: place
        for known, place in document.places.items()
        if known[:depth] == path and (len(known) == depth or known[depth] in value)
    }
    return Document(document.name, value, places)


def _layers(document: Document) -> Iterator[_Layer]:
    for index in range(len(document.value.get("changes", []))):
        change = part(document, ("changes", index))
        term = validated(Change, part(change, (), only=TERM))
        end = None if term.to is None else week_of(term.to)
        yield _Layer(week_of(term.from_), end, part(change, (), without=("from", "to")))
