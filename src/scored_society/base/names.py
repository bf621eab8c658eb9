"""Guess which known name was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST_GUESSED = 100  # the comparison is quadratic; nobody mistypes a name this long


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """Return the known name nearest to `name`, or None if none is near.

    Case, hyphens, underscores and spaces do not count.

    Examples
    --------
    >>> nearest("jay_walking", ["jaywalking", "littering"])
    'jaywalking'
    """
    if len(name) > LONGEST_GUESSED:
        return None
    known = {_plain(candidate): candidate for candidate in allowed}
    matches = get_close_matches(_plain(name), known, n=1)
    return known[matches[0]] if matches else None


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")
