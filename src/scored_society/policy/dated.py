"""Values with dates: `points: {2020-01-01: -5, 2023-01-01: -10}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from scored_society.base.calendar import week_of
from scored_society.base.document import Document, KeyPath, place_of
from scored_society.base.errors import Place, mistake
from scored_society.base.units import day

_LIKE_A_DATE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")


def check_dates(document: Document) -> None:
    """Refuse a mapping that has some dates as keys and something else too, and dates that are none."""
    for path, value in _mappings(document.value, ()):
        if not any(_LIKE_A_DATE.fullmatch(key) for key in value):
            continue
        for key in value:
            try:
                day(key)
            except ValueError as error:
                raise mistake(str(error), place=place_of(document, (*path, key))) from None


def dates(value: Any) -> Iterator[date]:
    """Yield every date from which some value within `value` holds."""
    for _, mapping in _mappings(value, ()):
        if _is_dated(mapping):
            yield from map(day, mapping)


def as_of(document: Document, week: int) -> Document:
    """Return the document as it stands in a week: of each dated value, the latest whose date has come.

    A value none of whose dates has come is left out. The places lead to the dates that were chosen.

    Parameters
    ----------
    document : Document
        Checked by `check_dates`.
    week : int
        Counted from 2020-01-01.
    """
    settled = _Settled(document, week)
    return Document(document.name, settled.value(document.value, (), ()), settled.places)


class _Settled:
    """Copies a document, choosing among dated values."""

    def __init__(self, document: Document, week: int) -> None:
        self.document = document
        self.week = week
        self.places: dict[KeyPath, Place] = {(): place_of(document, ())}

    def value(self, value: Any, source: KeyPath, target: KeyPath) -> Any:
        if source in self.document.places:
            self.places[target] = self.document.places[source]
        if isinstance(value, list):
            return [self.value(item, (*source, index), (*target, index)) for index, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if _is_dated(value):
            chosen = self.latest(value)
            return self.value(value[chosen], (*source, chosen), target) if chosen else None
        return {
            key: self.value(item, (*source, key), (*target, key))
            for key, item in value.items()
            if not _is_dated(item) or self.latest(item)
        }

    def latest(self, dated: dict[str, Any]) -> str | None:
        return max((key for key in dated if week_of(day(key)) <= self.week), key=day, default=None)


def _is_dated(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(_LIKE_A_DATE.fullmatch(key) for key in value)


def _mappings(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _mappings(item, (*path, key))
