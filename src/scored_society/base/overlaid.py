"""Laying one file over another without borrowing its sources."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from scored_society.base.document import Document, KeyPath, merge, place_of
from scored_society.base.grounds import assumed_values

_GROUNDS = ("basis", "reference", "range", "why")


def overlaid(base: Document, over: Document, exempt_keys: Collection[str] = ()) -> Document:
    """Lay `over` upon `base`, as `merge`; a reference of `base` never vouches for a number of `over`.

    An entry of which `over` changes a number is `assumed` unless `over` says what the number rests on.

    Parameters
    ----------
    base, over : Document
        Neither is changed.
    exempt_keys : names
        Keys whose numbers need no ground (see `check_grounds`).
    """
    stale = _stale(base.value, over, exempt_keys)
    if not stale:
        return merge(base, over)
    value, places = deepcopy(base.value), dict(base.places)
    for path, states_basis in stale.items():
        entry = _at(value, path)
        for key in _GROUNDS:
            entry.pop(key, None)
            places = {known: place for known, place in places.items() if known[: len(path) + 1] != (*path, key)}
        if not states_basis:
            entry["basis"] = "assumed"
            places[*path, "basis"] = place_of(over, path)
    return merge(Document(base.name, value, places), over)


def _stale(base: dict[str, Any], over: Document, exempt_keys: Collection[str]) -> dict[KeyPath, bool]:
    """Return the entries of `base` whose grounds no longer hold, and whether `over` states a basis in their stead."""
    stale = {path: True for path in _with_basis(over.value) if "basis" in _at(base, path)}
    for path, _ in assumed_values(over, exempt_keys):
        for end in range(len(path) - 1, -1, -1):
            if "basis" in _at(over.value, path[:end]):
                break
            if "basis" in _at(base, path[:end]):
                stale[path[:end]] = False
                break
    return stale


def _with_basis(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    if not isinstance(value, dict):
        return []
    deeper = [found for key, item in value.items() for found in _with_basis(item, (*path, key))]
    return [path, *deeper] if "basis" in value else deeper


def _at(value: Any, path: KeyPath) -> dict[str, Any]:
    """Return the mapping at `path`; empty if there is none."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}
