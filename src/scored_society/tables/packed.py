"""Tables as one block of memory each, so that the compiled week passes a pointer and not sixty arrays.

Every table has room for the most that a society or rule book may have, so one machine code serves them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = {"B": 64, "C": 24, "G": 5, "K": 24, "L": 4, "R": 32, "S": 112, "V": 12}
"""The most behaviours, channels, goods, sanctions, routes onto a list, regions, slots and services."""
Shape = tuple[int | str, ...]


def block_type(fields: Mapping[str, Shape], item: type = np.int64) -> np.dtype[Any]:
    """Return the type of a block: integers (an empty shape) and arrays whose sizes are numbers or keys of `MOST`."""
    sized = {
        name: tuple(MOST[size] if isinstance(size, str) else size for size in shape) for name, shape in fields.items()
    }
    return np.dtype((np.record, [(name, item, shape) for name, shape in sized.items()]))


def pack(values: Any, kind: np.dtype[Any]) -> NDArray[Any]:
    """Return a block (an array of one record) with the fields of a named tuple, the room beyond them zero.

    Raises
    ------
    ValueError
        If a field is larger than its room; the schemas bound every section, so this is a mistake of the program.
    """
    block = np.zeros(1, kind)
    for name, value in zip(values._fields, values, strict=True):
        room = block[name][0]
        if np.ndim(value) == 0:
            block[name] = value
            continue
        if any(size > most for size, most in zip(value.shape, room.shape, strict=True)):
            raise ValueError(f"{name} of shape {value.shape} has no room in {room.shape}")
        room[tuple(slice(size) for size in value.shape)] = value
    return block
