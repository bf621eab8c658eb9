"""Where two nested mappings differ."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from scored_society.base.document import KeyPath

NOT_COMPARED = frozenset(
    {"title", "tests", "claim", "voice", "added", "record", "record_reference", "basis", "reference", "range", "why"}
)
"""What is said about a value rather than ruled by it."""


def differences(
    first: dict[str, Any], second: dict[str, Any], without: Collection[str] = NOT_COMPARED, path: KeyPath = ()
) -> dict[KeyPath, tuple[Any, Any]]:
    """Return the paths at which two mappings differ, with both values.

    What only one of them has is given whole, beside None.

    Examples
    --------
    >>> differences({"theft": {"points": -5}}, {"theft": {"points": -9}})
    {('theft', 'points'): (-5, -9)}
    """
    found: dict[KeyPath, tuple[Any, Any]] = {}
    for key in [*first, *(key for key in second if key not in first)]:
        one, other = first.get(key), second.get(key)
        if key in without or one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            found |= differences(one, other, without, (*path, key))
        else:
            found[*path, key] = (_plain(one, without), _plain(other, without))
    return found


def _plain(value: Any, without: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item, without) for key, item in value.items() if key not in without}
    return value
