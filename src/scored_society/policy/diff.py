"""What differs between rule books, and from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from scored_society.base.calendar import day_of
from scored_society.base.difference import differences
from scored_society.base.document import KeyPath
from scored_society.policy.load import PolicyBook


class Difference(NamedTuple):
    """One value that differs, from a day and until before another (None: for good).

    Where a value is None the rule book has none.
    """

    path: KeyPath
    first: date
    until: date | None
    before: Any
    after: Any


def difference(one: PolicyBook, other: PolicyBook) -> list[Difference]:
    """Return the values in which two rule books differ; words and references aside.

    Parameters
    ----------
    one, other : PolicyBook
        Their values become `before` and `after`.

    Returns
    -------
    list of Difference
        In the order of the files.
    """
    weeks = sorted({week for book in (one, other) for week, _ in book.epochs})
    stretches = [(week, _differing(one, other, week)) for week in weeks]
    found: dict[KeyPath, list[Difference]] = {}
    for index, (week, differing) in enumerate(stretches):
        following = day_of(stretches[index + 1][0]) if index + 1 < len(stretches) else None
        for path, (before, after) in differing.items():
            known = found.setdefault(path, [])
            if known and known[-1].until == day_of(week) and known[-1][3:] == (before, after):
                known[-1] = known[-1]._replace(until=following)
            else:
                known.append(Difference(path, day_of(week), following, before, after))
    return [entry for entries in found.values() for entry in entries]


def course(book: PolicyBook) -> list[Difference]:
    """Return what changes within one rule book, in the order of the days."""
    found: list[Difference] = []
    for (week, _), (earlier, _) in zip(book.epochs[1:], book.epochs, strict=False):
        for path, (before, after) in differences(_values(book, earlier), _values(book, week)).items():
            found.append(Difference(path, day_of(week), None, before, after))
    return found


def _differing(one: PolicyBook, other: PolicyBook, week: int) -> dict[KeyPath, tuple[Any, Any]]:
    return differences(_values(one, week), _values(other, week))


def _values(book: PolicyBook, week: int) -> dict[str, Any]:
    return book.at(week).model_dump(mode="json", exclude={"policy"})
