"""The cells of a census: what is counted, where and of whom, in one integer each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

ROOM = {"measure": 1 << 27, "region": 34, "group": 18, "score": 2050, "bin": 66}
"""How many values a key has room for in each dimension, the absent one (-1) included."""
BIN = 1
SCORE = BIN * ROOM["bin"]
GROUP = SCORE * ROOM["score"]
REGION = GROUP * ROOM["group"]
MEASURE = REGION * ROOM["region"]
"""Steps of a key: it is the sum of (value + 1) × step over the dimensions, so keys sort as the dimensions do."""


class Cells(NamedTuple):
    """What one week counted: keys, ascending, and the count of each; none is zero."""

    keys: Integers
    values: Integers


def keys_of(columns: Integers) -> Integers:
    """Return the keys of rows (measure, region, group, score, bin), -1 where a dimension is absent.

    Raises
    ------
    ValueError
        If a value lies outside the room of its dimension.
    """
    keys = np.zeros(len(columns), dtype=np.int64)
    for column, (name, room) in enumerate(ROOM.items()):
        values = columns[:, column] + 1
        if len(values) and not 0 <= values.min() <= values.max() < room:
            raise ValueError(f"a {name} lies outside -1 … {room - 2}")
        keys = keys * room + values
    return keys


def columns_of(keys: Integers) -> Integers:
    """Return the rows (measure, region, group, score, bin) of keys, [n, 5]."""
    columns = np.empty((len(keys), len(ROOM)), dtype=np.int64)
    rest = keys
    for column, room in reversed(list(enumerate(ROOM.values()))):
        rest, columns[:, column] = rest // room, rest % room - 1
    return columns
